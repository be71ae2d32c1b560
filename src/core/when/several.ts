import type { Reader } from './draft.ts';
import type { Placed, Reading } from './read.ts';
import { settle } from './settle.ts';
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
    return starts.map((clock, index) =>
      part(reading, { clocks: [clock], days: [...withOut(days), ...days.slice(index, index + 1)] }),
    );
  if (starts.length > 1)
    return starts.flatMap((clock) =>
      days.length > 1 ? nearest(reading, clock) : [part(reading, { clocks: [clock] })],
    );
  return days.map((day) => part(reading, { days: [...withOut(days), day] }));
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
