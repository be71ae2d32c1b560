import type { Draft } from './draft.ts';
import { type Calendar, calendarIn } from './resolve-day.ts';
import { firstDays } from './rule.ts';
import { repeatsOn } from './series-start.ts';
import { settleDay } from './settle-day.ts';
import type { StartContext } from './start-context.ts';

/** True if "today" is another day where the time is meant than where it is said. */
export function differsInZone(date: string | undefined, context: StartContext): boolean {
  return !ruleDaysThere(context) && context.zoneSaid && date !== undefined && dateThere(context) !== dateHere(context);
}

/** The days of what repeats on days of its own, from today on where the time is meant: they are the same wherever one is. */
export function ruleDaysThere({ reading, rule, reader, timeZone, zoneSaid }: StartContext) {
  if (!zoneSaid || !rule || !repeatsOn(rule) || rule.frequency === 'DAILY') return undefined;
  const isOnDay = reading.days.some(({ role }) => role === 'on' || role === 'from' || role === 'except');
  return isOnDay ? undefined : firstDays(rule, calendarIn(reader, timeZone).today, 8);
}

function dateHere(context: StartContext): string {
  return dateBy(context, context.calendar);
}

function dateThere(context: StartContext): string {
  return dateBy(context, calendarIn(context.reader, context.timeZone));
}

function dateBy({ reading, rule, before }: StartContext, calendar: Calendar): string {
  const on = reading.days.filter(({ role }) => role === 'on' || role === 'from');
  const settled = settleDay(on, calendar);
  if (settled.kind === 'dates') return settled.dates.map(String).join();
  if (rule) return rule.weekdays || rule.monthDays ? firstDays(rule, calendar.today, 2).map(String).join() : '';
  return before?.draft.date ?? calendar.today.toString();
}

export function dayChoices(
  draft: { readonly date?: string; readonly time: string },
  context: StartContext,
): readonly Partial<Draft>[] {
  const there = settleDay(context.reading.days, calendarIn(context.reader, context.timeZone));
  const other =
    there.kind === 'dates' ? there.dates[0]?.toString() : calendarIn(context.reader, context.timeZone).today.toString();
  return [...new Set([draft.date, other])]
    .filter((date) => date !== undefined)
    .sort()
    .map((date) => ({ ...draft, date }));
}
