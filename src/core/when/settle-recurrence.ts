import { Temporal } from 'temporal-polyfill';
import type { FoundDay } from './day.ts';
import type { Draft } from './draft.ts';
import type { FoundRecurrence } from './found-recurrence.ts';
import type { Placed } from './read.ts';
import { type Calendar, lastDayOf } from './resolve-day.ts';
import { endsOfSpan, type Rule, type RuleEnd, ruleText, untilText } from './rule.ts';
import { type SettledDay, settleDay } from './settle-day.ts';
import type { Question } from './understanding.ts';

type RecurrenceQuestion = Question & { readonly slot: 'recurrence' };

/** The one rule that several words together say, or the rules of which any may be meant. */
export function joinRules(found: readonly FoundRecurrence[]): FoundRecurrence | undefined {
  const [first, ...rest] = found.filter(({ except }) => !except);
  const joined = first && rest.reduce(join, first);
  const left = found.flatMap(({ except }) => (except ? [except] : []));
  return joined && left.length > 0 ? without(joined, left) : joined;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** Leaves days out of a rule of single days; of any other one nobody can tell what is meant. */
function without(found: FoundRecurrence, left: readonly (readonly number[])[]): FoundRecurrence {
  const [rule] = found.rules;
  const out = new Set(left.flat());
  const daily = rule?.frequency === 'DAILY' && (rule.interval ?? 1) === 1;
  const days = rule?.frequency === 'WEEKLY' ? rule.weekdays : daily ? everyDay : undefined;
  if (!rule || found.rules.length > 1 || !days || left.some((one) => one.length === 0)) return { ...found, once: true };
  return { ...found, rules: [{ ...rule, frequency: 'WEEKLY', weekdays: days.filter((day) => !out.has(day)) }] };
}

function join(one: FoundRecurrence, other: FoundRecurrence): FoundRecurrence {
  const both = { ...one, ...other, once: one.once && other.once, tooOften: one.tooOften || other.tooOften };
  const sure = (found: FoundRecurrence) => (found.once || found.rules.length === 1 ? found.rules[0] : undefined);
  const [ours, theirs] = [sure(one), sure(other)];
  if (!ours || !theirs) return { ...both, rules: narrowed(one, other) };
  const rule = joinTwo(ours, theirs) ?? joinTwo(theirs, ours);
  return { ...both, rules: rule ? [rule] : [ours, theirs] };
}

/** What is clear may say which of several readings is meant, "biweekly, every two weeks"; "biweekly on mondays" only adds the day. */
function narrowed(one: FoundRecurrence, other: FoundRecurrence): readonly Rule[] {
  const [open, clear] = one.rules.length === 1 ? [other, one] : [one, other];
  const [rule] = clear.rules;
  if (!rule || clear.rules.length !== 1 || (open.open && (rule.interval ?? 1) === 1)) return open.rules;
  // "Recurring, every thursday": that it repeats says nothing of how often.
  const unsaid = open.rules.length > 2 && open.rules.every(({ interval = 1 }) => interval === 1);
  if (open.rules.length === 0 || unsaid) return [rule];
  // "Biweekly, thursdays at 4pm, every two weeks": on the days that were said of it.
  if ((rule.interval ?? 1) > 1)
    return [
      open.rules
        .flatMap((reading) => joinTwo(rule, reading) ?? [])
        .find(({ interval }) => interval === rule.interval) ?? rule,
    ];
  return open.rules.map((reading) => joinTwo(reading, rule) ?? reading);
}

/** `weekly` and `every monday` are one rule; `daily` and `every monday` are two. */
function joinTwo(one: Rule, other: Rule): Rule | undefined {
  const plain = !one.weekdays && !one.monthDays;
  const alike = (one.interval ?? 1) === (other.interval ?? 1);
  // "Fortnightly? No. Weekly."
  if (plain && !other.weekdays && !other.monthDays && one.frequency === other.frequency && !alike) return undefined;
  if (plain && one.frequency === other.frequency)
    return { ...one, ...other, interval: Math.max(one.interval ?? 1, other.interval ?? 1) };
  if (plain && one.frequency === 'DAILY' && other.frequency === 'WEEKLY' && (other.weekdays?.length ?? 0) > 1)
    return other;
  if (one.frequency === 'WEEKLY' && other.frequency === 'WEEKLY' && one.weekdays && other.weekdays && alike)
    return { ...one, ...other, weekdays: [...new Set([...one.weekdays, ...other.weekdays])].sort() };
  return undefined;
}

/** What a recurrence is settled from. */
export interface SeriesContext {
  readonly calendar: Calendar;
  /** The first meeting, or the best guess while that is asked. */
  readonly first: Temporal.PlainDate;
  readonly timeZone: string;
  readonly ends: readonly (RuleEnd & Placed)[];
  readonly until: readonly (FoundDay & Placed)[];
  readonly said: string;
  /** True if something was said of the days that no rule can say: "except 25 december", "every day this week". */
  readonly limited: boolean;
}

/** The rule of a draft, or what has to be asked about it. */
export function settleRecurrence(
  found: FoundRecurrence,
  context: SeriesContext,
): { readonly recurrence?: string; readonly question?: RecurrenceQuestion } {
  const { calendar, said } = context;
  const text = (rule: Rule) => ruleText(rule, calendar.firstDayOfWeek);
  const choices = (rules: readonly string[]): readonly Partial<Draft>[] => rules.map((recurrence) => ({ recurrence }));
  const ask = (why: RecurrenceQuestion['why'], rules: readonly string[]) => ({
    question: { slot: 'recurrence', why, said, choices: choices(rules) } as const,
  });
  if (found.tooOften) return ask('recurrence_too_often', ['FREQ=DAILY', 'FREQ=WEEKLY']);
  const [rule, ...others] = found.rules;
  if (!rule) return ask('recurrence_ambiguous', ['FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2', 'FREQ=MONTHLY']);
  const ends = endTexts(rule, found.end, context);
  const whole = ({ count, ...one }: Rule, end: string) =>
    [end === '' ? text({ ...one, ...(count !== undefined && { count }) }) : text(one), end]
      .filter((part) => part !== '')
      .join(';');
  if (ends === 'never') return ask('recurrence_never', [text(rule), '']);
  const [until, ...more] = context.until;
  if (ends === 'unclear' && until && more.length === 0 && !context.limited && !found.once && others.length === 0)
    return {
      recurrence: text(rule),
      question: { slot: 'recurrence', why: 'recurrence_end_unclear', said: until.said, choices: [] },
    };
  if (ends === 'unclear') return ask('recurrence_ambiguous', [text(rule), '']);
  if (found.once) return ask('recurrence_ambiguous', [whole(rule, ends[0] ?? ''), '']);
  if (others.length > 0)
    return ask(
      'recurrence_ambiguous',
      found.rules.map((one) => whole(one, ends[0] ?? '')),
    );
  if (ends.length > 1)
    return ask(
      'recurrence_ambiguous',
      ends.map((end) => whole(rule, end)),
    );
  return { recurrence: whole(rule, ends[0] ?? '') };
}

/** How the rule ends: nothing at all, one end, or several that may be meant. */
function endTexts(
  rule: Rule,
  own: RuleEnd | undefined,
  context: SeriesContext,
): readonly string[] | 'never' | 'unclear' {
  const { ends, until, first, timeZone } = context;
  const all = [...(own ? [own] : []), ...ends].filter(({ kind }) => kind !== 'none');
  if (context.limited) return 'unclear';
  const [one, other] = all;
  // "For six weeks …, 6 occurrences" says the same twice.
  if (one && other && all.length === 2 && until.length === 0) {
    const count = one.kind === 'count' ? one : other;
    const span = one.kind === 'span' ? one : other;
    const same =
      count.kind === 'count' &&
      span.kind === 'span' &&
      endsOfSpan(rule, span.span, first, timeZone).some((end) => end === `COUNT=${count.count}`);
    if (same) return [`COUNT=${count.count}`];
  }
  if (all.length + (until.length > 0 ? 1 : 0) > 1) return 'unclear';
  const [end] = all;
  if (end?.kind === 'count')
    return Number.isInteger(end.count) && end.count >= 1 && end.count <= 9999 ? [`COUNT=${end.count}`] : 'never';
  if (end?.kind === 'span') return endsOfSpan(rule, end.span, first, timeZone);
  return until.length > 0 ? untilTexts(until, context) : [];
}

function untilTexts(
  until: SeriesContext['until'],
  { calendar, first, timeZone }: SeriesContext,
): readonly string[] | 'never' | 'unclear' {
  const later = Temporal.PlainDate.compare(first, calendar.today) > 0 ? { ...calendar, today: first } : calendar;
  const [named] = until.flatMap(({ day }) => (day.kind === 'end' ? [day] : []));
  const dates = until.filter(({ day }) => day.kind !== 'end');
  if (named) {
    const last = lastDayOf(named, calendar);
    const agree = dates.length === 0 || isDay(settleDay(dates, later), last);
    if (until.length > dates.length + 1 || !agree) return 'unclear';
    return Temporal.PlainDate.compare(last, first) < 0 ? 'never' : [untilText(last, timeZone)];
  }
  const settled = settleDay(until, later);
  if (settled.kind !== 'dates') return 'unclear';
  const { problem } = settled;
  const [date] = settled.dates;
  if (problem === 'past' || problem === 'none') return 'never';
  if (!date || problem) return 'unclear';
  // A date that was just over comes again in a year, which is not what anybody means by an end.
  const said = until.some(({ day }) => day.kind === 'date' && day.month !== undefined && day.year === undefined);
  if (said && Temporal.PlainDate.compare(date, later.today.add({ months: 10 })) > 0) return 'unclear';
  return Temporal.PlainDate.compare(date, first) < 0 ? 'never' : [untilText(date, timeZone)];
}

/** "Until the end of june (30 june)": the same day. */
function isDay(settled: SettledDay, day: Temporal.PlainDate): boolean {
  return settled.kind === 'dates' && settled.problem === undefined && settled.dates[0]?.equals(day) === true;
}
