import { readDay, shareRoles } from './days.ts';
import { readDaysOfMonth } from './every.ts';
import type { Reading } from './read.ts';
import { readRecurrence } from './recurrence.ts';
import { readRuleEnd } from './recurrence-end.ts';
import { goesOn, isHabit, isList, readDayList, surely } from './series-lists.ts';
import { scan, type Tokens } from './tokens.ts';

type Found = Pick<Reading, 'recurrences' | 'ends' | 'days'>;

/** What repeats, and the days; either says what is meant with the other. */
export function readDays(tokens: Tokens, monthFirst: boolean): Found {
  const scanDays = () =>
    shareRoles(
      tokens,
      scan(tokens, 'day', (all, index) => readDay(all, index, monthFirst)),
    );
  const scanEnds = () => scan(tokens, 'recurrence', readRuleEnd);
  const recurrences = readRecurrences(tokens);
  const ends = recurrences.length > 0 ? scanEnds() : [];
  const days = scanDays();
  if (recurrences.length > 0) {
    const series = ends.length > 0 || goesOn(tokens, days);
    if (series || !recurrences.every(({ name }) => name) || !isOneDay(days))
      return { recurrences: series ? recurrences.map(surely) : recurrences, ends, days };
    // "quarterly planning on 2 september": what it is called.
    for (const { from, to } of recurrences) release(tokens, from, to);
    return { recurrences: [], ends, days };
  }
  if (!isList(days) || !(goesOn(tokens, days) || isHabit(tokens, days))) return { recurrences, ends, days };
  for (const { from, to } of days) release(tokens, from, to);
  const listed = scan(tokens, 'recurrence', readDayList);
  return { recurrences: listed, ends: listed.length > 0 ? scanEnds() : [], days: scanDays() };
}

function readRecurrences(tokens: Tokens): Found['recurrences'] {
  const found = scan(tokens, 'recurrence', readRecurrence);
  const monthly = found.some(({ rules: [rule] }) => rule?.frequency === 'MONTHLY' && !rule.weekdays && !rule.monthDays);
  return monthly ? [...found, ...scan(tokens, 'recurrence', readDaysOfMonth)] : found;
}

/** True if one day was said, and nothing of others. */
function isOneDay(days: Found['days']): boolean {
  return (
    days.some(({ day, weak }) => !weak && (day.kind === 'date' || day.kind === 'weekday' || day.kind === 'relative')) &&
    days.every(({ role }) => role === 'on')
  );
}

function release(tokens: Tokens, from: number, to: number): void {
  for (const token of tokens.list.slice(from, to)) token.taken = undefined;
}
