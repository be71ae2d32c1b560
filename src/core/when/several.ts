import type { Named, Reader } from './draft.ts';
import type { Placed, Reading } from './read.ts';
import { settle } from './settle.ts';
import { readTitle } from './title.ts';
import type { Question } from './understanding.ts';

/** How many buttons there are at most. */
const mostChoices = 5;

/** Asks which one of several meetings, or of several times for one, is meant; each of them is a choice. */
export function severalMeetings(reading: Reading, reader: Reader): Question {
  const size = (one: Reading) => one.clocks.length + one.days.length;
  // Each is smaller than the whole, or this would not end.
  const smaller = alternatives(reading).filter((one) => size(one) < size(reading));
  const drafts = smaller.map((one) => settle(one, reader).draft);
  const choices = drafts.filter(({ date, time }) => date !== undefined || time !== undefined).slice(0, mostChoices);
  return {
    slot: 'meeting',
    why: 'several_meetings',
    choices: [...new Map(choices.map((draft) => [JSON.stringify(draft), draft])).values()],
  };
}

/** The reading with one day and one time in each; where there are as many times as days, they go together in order. */
function alternatives(reading: Reading): readonly Reading[] {
  const starts = reading.clocks.filter(({ start }) => start);
  const days = reading.days.filter(({ role }) => role === 'on');
  const moment = reading.days.find(({ day }) => day.kind === 'moment');
  if (moment && starts.length > 0)
    return [part(reading, { clocks: [] }), part(reading, { days: reading.days.filter((day) => day !== moment) })];
  const withOut = (list: readonly Placed[]) => reading.days.filter((day) => !list.includes(day));
  if (starts.length > 1 && starts.length === days.length)
    return starts.map((clock, index) => {
      const day = days[index];
      const alone = { clocks: [clock], days: [...withOut(days), ...(day ? [day] : [])] };
      return part(reading, { ...alone, ...wordsOf(reading, starts, days, index) });
    });
  if (starts.length > 1)
    return starts.flatMap((clock) =>
      days.length > 1 ? nearest(reading, clock) : [part(reading, { clocks: [clock] })],
    );
  return days.map((day) => part(reading, { days: [...withOut(days), day] }));
}

/** The title and the people of one of several meetings: what stands between the time of the one before and its own. */
function wordsOf(
  reading: Reading,
  starts: readonly Placed[],
  days: readonly Placed[],
  index: number,
): Partial<Reading> {
  const endOf = (position: number) => Math.max(starts[position]?.to ?? 0, days[position]?.to ?? 0);
  const { tokens, people } = reading;
  const whole = starts.every(
    (_start, position) =>
      position === 0 || endOf(position - 1) <= Math.min(starts[position]?.from ?? 0, days[position]?.from ?? 0),
  );
  if (!whole) return {};
  const from = index === 0 ? 0 : endOf(index - 1);
  const list = tokens.list.slice(from, index === starts.length - 1 ? tokens.list.length : endOf(index));
  const words = list.map(({ lower }) => lower).join(' ');
  const named = new Set(list.flatMap(({ atom }) => (atom?.kind === 'person' ? [atom.named] : [])));
  const isHere = (one: Named) => named.has(one) || ('name' in one && words.includes(one.name.toLowerCase()));
  const { title } = readTitle({ text: tokens.text, list });
  return { title: title === '' ? reading.title : title, people: { ...people, people: people.people.filter(isHere) } };
}

function nearest(reading: Reading, clock: Reading['clocks'][number]): readonly Reading[] {
  const before =
    reading.days.filter(({ role, from }) => role === 'on' && from < clock.from).at(-1) ??
    reading.days.find(({ role }) => role === 'on');
  return [part(reading, { clocks: [clock], days: before ? [before] : [] })];
}

function part(reading: Reading, some: Partial<Reading>): Reading {
  return { ...reading, ...some };
}
