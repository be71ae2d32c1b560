import type { Reading } from './read.ts';
import type { Calendar } from './resolve-day.ts';
import { settleDay } from './settle-day.ts';

/** "10pm thursday to 6am friday": one meeting over midnight, which begins on the first day; of any other days it is asked. */
export function overMidnight(reading: Reading, calendar: Calendar): Reading {
  const { clocks, recurrences, tokens } = reading;
  const days = reading.days.filter(({ role }) => role !== 'except');
  const [[start, end, ...moreClocks], [first, last, ...moreDays]] = [clocks, days];
  if (!start?.start || !end || start.end || !first || !last) return reading;
  const finish = end.start && !end.end ? end.start : end.start ? undefined : end.end;
  if (!finish || moreClocks.length + moreDays.length + recurrences.length > 0) return reading;
  const [to, from] = [Math.max(start.to, first.to), Math.min(end.from, last.from)];
  const between = tokens.list.slice(to, from).map(({ lower }) => lower);
  const led = tokens.list[from]?.lower ?? '';
  const isLinked = (between.length === 1 && links.test(between[0] ?? '')) || (between.length === 0 && links.test(led));
  const [evening, morning] = [first, last].map((day) => settleDay([{ ...day, role: 'on' }], calendar));
  if (!isLinked || evening?.kind !== 'dates' || morning?.kind !== 'dates' || evening.problem || morning.problem)
    return reading;
  const isNext = evening.dates[0]?.add({ days: 1 }).equals(morning.dates[0] ?? evening.dates[0]);
  return isNext
    ? { ...reading, days: [{ ...first, role: 'on' }], clocks: [{ ...start, end: finish, to: end.to }] }
    : reading;
}

const links = /^(?:to|until|till|til|through|thru|-|–|—|→)$/u;
