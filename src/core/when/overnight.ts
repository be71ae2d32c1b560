import type { FoundClock } from './clock-times.ts';
import type { Placed, Reading } from './read.ts';
import type { Calendar } from './resolve-day.ts';
import { settleDay } from './settle-day.ts';

type PlacedClock = FoundClock & Placed;

/** From a time, on the days before it or beside it, to an earlier one on other days. */
interface Night {
  readonly clock: PlacedClock;
  readonly first: Reading['days'];
  readonly last: Reading['days'];
}

/**
 * "10pm thursday to 6am friday", "friday 22:00 – saturday 02:00": one meeting over midnight, which begins on the first day. What ends on any
 * other day, or no earlier than it began, is left as it is, and asked about.
 */
export function overMidnight(reading: Reading, calendar: Calendar): Reading {
  const night = reading.recurrences.length > 0 ? undefined : nightOf(reading);
  if (!night) return reading;
  const evening = settleDay(on(night.first), calendar);
  const [date] = evening.kind === 'dates' && !evening.problem ? evening.dates : [];
  if (!date) return reading;
  // "Friday 10pm to saturday 2am" said on a saturday: the one that comes behind that friday.
  const isNamed = night.last.some(({ day }) => day.kind === 'weekday');
  const morning = settleDay(on(night.last), isNamed ? { ...calendar, today: date } : calendar);
  const isNext = morning.kind === 'dates' && !morning.problem && morning.dates[0]?.equals(date.add({ days: 1 }));
  if (!isNext) return reading;
  for (const token of reading.tokens.list.slice(night.clock.from, night.clock.to)) token.taken ??= 'clock';
  return { ...reading, days: on(night.first), clocks: [night.clock] };
}

function nightOf({ clocks, days: found, tokens: { list } }: Reading): Night | undefined {
  const [begins, ends, ...more] = clocks;
  const days = found.filter(({ role }) => role !== 'except');
  if (!begins?.start || more.length > 0) return undefined;
  const { start } = begins;
  // Where the first time ends the other one, or a word that leads to it.
  const link = ends ? linkBetween(begins, ends) : begins.from;
  const end = ends ? finishOf(ends) : begins.end;
  if (link === undefined || !end || (ends && begins.end) || minutesOf(end) >= minutesOf(start)) return undefined;
  const [first, last] = [days.filter(({ from }) => from < link), days.filter(({ from }) => from >= link)];
  return first.length > 0 && last.length > 0
    ? { clock: { ...begins, end, to: (ends ?? begins).to }, first, last }
    : undefined;

  function linkBetween({ to }: Placed, { from }: Placed): number | undefined {
    const at = list.findIndex(({ lower }, index) => index >= to && index <= from && links.test(lower));
    const others = list.slice(to, from).filter((_token, index) => index !== at - to);
    return at < 0 || others.some(({ taken }) => taken !== 'day') ? undefined : at;
  }
}

/** The time that a range leads to, or one that stands alone. */
function finishOf({ start, end }: FoundClock): FoundClock['end'] {
  return start && end ? undefined : (start ?? end);
}

function on(days: Reading['days']): Reading['days'] {
  return days.map((day) => ({ ...day, role: 'on' }));
}

function minutesOf({ hour, minute }: NonNullable<FoundClock['end']>): number {
  return hour * 60 + minute;
}

const links = /^(?:to|until|till|til|through|thru|-|–|—|→)$/u;
