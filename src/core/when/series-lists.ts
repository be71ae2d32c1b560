import type { FoundDay } from './day.ts';
import { clear, type FoundRecurrence } from './found-recurrence.ts';
import type { Placed } from './read.ts';
import { readRuleEnd } from './recurrence-end.ts';
import { readSeriesDays } from './series-days.ts';
import { after, type Found, lowerAt, type Token, type Tokens } from './tokens.ts';

type Days = readonly (FoundDay & Placed)[];

/** `mon, wed and fri`, which repeats where a start or an end of a series is said with it. */
export function readDayList(tokens: Tokens, index: number): Found<FoundRecurrence> | undefined {
  const start = after(tokens, index, 'on') ?? index;
  const days = readSeriesDays(tokens, start);
  if (!days || days.value.nth !== undefined || (days.value.weekdays?.length ?? 0) < 2) return undefined;
  const { weekdays, part } = days.value;
  return { value: clear({ frequency: 'WEEKLY', weekdays }, part && { part }), next: days.next };
}

/** True if something was said that only a series has: a first or a last day, or how often. */
export function goesOn(tokens: Tokens, days: Days): boolean {
  return (
    days.some(({ role }) => role === 'from' || role === 'until') ||
    tokens.list.some((_token, index) => {
      const end = readRuleEnd(tokens, index)?.value;
      return end?.kind === 'count' || (end?.kind === 'span' && /^(?:for|over|during)$/u.test(lowerAt(tokens, index)));
    })
  );
}

/** True if there are several weekdays among the days, which may be a list. */
export function isList(days: Days): boolean {
  return new Set(days.flatMap(({ day }) => (day.kind === 'weekday' ? [day.weekday] : []))).size > 1;
}

/** What people do week after week: on two days it is a series. */
const habits =
  /^(?:class|classes|lessons?|course|courses|practice|training|trainings|club|rehearsals?|yoga|pilates|gym|workout|workouts|tutoring|tuition|drills?|stand-?ups?|scrum|dailies|therapy|physio|coaching|swim|swimming|run|spin|zumba|choir|shift|shifts|rounds|prayers?|meditation|seminar|lecture|lectures|huddles?|check-ins?)$/u;

/** "Class sat and sun", "mon wed sat": a list of days that no single meeting has. "Monday or tuesday" is a choice. */
export function isHabit(tokens: Tokens, days: Days): boolean {
  const between = betweenDays(tokens, days);
  return between !== undefined && ((days.length > 2 && between.every(({ text }) => text === '/')) || hasHabit(tokens));
}

/** "Recurring: bug triage, tue/thu": that it repeats, and beside it on which days. */
export function saysDays(tokens: Tokens, recurrences: readonly FoundRecurrence[], days: Days): boolean {
  const bare = recurrences.every(({ rules }) => rules.length > 2);
  return bare && isList(days) && betweenDays(tokens, days) !== undefined;
}

/** What stands between weekdays that are said as a list; nothing if they are none. */
function betweenDays(tokens: Tokens, days: Days): readonly Token[] | undefined {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return undefined;
  if (days.some(({ day, role }) => role !== 'on' || day.kind !== 'weekday' || day.which || day.weeks)) return undefined;
  const between = tokens.list.slice(first.from, last.to).filter(({ taken }) => !taken);
  return between.every(({ lower }) => /^(?:,|and|&|\/|\+)$/u.test(lower)) ? between : undefined;
}

/** "Standup mon to fri": what people do week after week. */
export function hasHabit({ list }: Tokens): boolean {
  return list.some(({ lower }) => habits.test(lower));
}

/** "mon-fri" may be the days of one week, unless it has a first or a last day. */
export function surely(found: FoundRecurrence & Placed): FoundRecurrence & Placed {
  return found.once && !found.name && (found.rules[0]?.weekdays?.length ?? 0) > 1 ? { ...found, once: false } : found;
}
