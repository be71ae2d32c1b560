import { Temporal } from 'temporal-polyfill';
import { check } from './check.ts';
import type { Draft, Reader } from './draft.ts';
import { firstDayOfWeekOf } from './locale.ts';
import { hourIn } from './parts-of-day.ts';
import type { Reading } from './read.ts';
import type { FoundRecurrence } from './recurrence.ts';
import type { Calendar } from './resolve-day.ts';
import { firstDays, type Rule } from './rule.ts';
import { type SettledDay, settleDay } from './settle-day.ts';
import { settleDuration } from './settle-duration.ts';
import { joinRules, settleRecurrence } from './settle-recurrence.ts';
import { settleStart } from './settle-start.ts';
import { settleTime } from './settle-time.ts';
import { settleWho } from './settle-who.ts';
import { settleZone } from './settle-zone.ts';
import type { PartOfDay, Question, Understanding } from './understanding.ts';

/** Questions in the order in which they are asked: what others depend on comes first. */
const order: readonly Question['slot'][] = ['meeting', 'start', 'zone', 'duration', 'recurrence', 'who'];

/** What was known before the sentence that is settled now: an answer adds to it. */
export interface Before {
  readonly draft: Draft;
  readonly part?: PartOfDay;
}

/** Decides what a reading means, and what has to be asked. */
export function settle(reading: Reading, reader: Reader, before?: Before): Understanding {
  const calendar = calendarIn(reader, before?.draft.timeZone ?? reader.timeZone);
  const found = joinRules(reading.recurrences);
  const onDays = reading.days.filter(({ role, day }) => role === 'on' && day.kind !== 'moment');
  const moment = reading.days.find(({ day }) => day.kind === 'moment');
  const parts = partsOf(reading, found, before);
  const rule = found && withDaysOf(found, onDays, calendar);
  const days = daysFor(reading, rule, calendar, before);
  const time = settleTime(reading.clocks, parts);
  const firstGuess = (days.kind === 'dates' ? days.dates[0] : undefined) ?? calendar.today;
  const zone = settleZone(reading.zones, reader, firstGuess.toPlainDateTime({ hour: 12 }));
  const timeZone = zone.said ? zone.timeZone : (before?.draft.timeZone ?? reader.timeZone);
  const start = settleStart({
    reading,
    reader,
    calendar,
    days,
    time,
    moment,
    timeZone,
    zoneSaid: zone.said,
    parts,
    repeats: found !== undefined,
    rule: rule?.rules[0],
    before,
  });
  const first = start.draft.date ? Temporal.PlainDate.from(start.draft.date) : firstGuess;
  const until = reading.days.filter(({ role }) => role === 'until');
  const said = reading.recurrences.map((one) => one.said).join(', ');
  const limited = reading.days.some(
    ({ role, day }) => role === 'except' || (role === 'on' && day.kind === 'week' && rule?.rules.some(repeatsOn)),
  );
  const series =
    rule && settleRecurrence(rule, { calendar, first, timeZone, ends: reading.ends, until, said, limited });
  const loose = !rule && reading.ends.length > 0 ? endWithoutRule(reading) : undefined;
  const duration = settleDuration(reading, time, start.minutes, !rule && until.length > 0 ? until[0]?.said : undefined);
  const who = settleWho(reading.people);
  const draft: Draft = {
    title: reading.title,
    ...(zone.said && { zoneSaid: true }),
    ...start.draft,
    timeZone,
    ...(duration.minutes !== undefined && { minutes: duration.minutes }),
    ...(series?.recurrence !== undefined && { recurrence: series.recurrence }),
    people: who.people,
    options: reading.options,
  };
  const questions = [
    ...start.questions,
    zone.question,
    ...duration.questions,
    series?.question,
    loose,
    ...who.questions,
  ].filter((question) => question !== undefined);
  return check(
    { draft, questions: questions.sort((one, other) => order.indexOf(one.slot) - order.indexOf(other.slot)) },
    reader,
  );
}

/** Days are counted from where somebody is now. */
export function calendarIn(reader: Reader, timeZone: string): Calendar {
  const today = Temporal.Instant.fromEpochMilliseconds(reader.now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  return { today, firstDayOfWeek: reader.firstDayOfWeek ?? firstDayOfWeekOf(reader.locale) };
}

function partsOf(
  reading: Reading,
  found: FoundRecurrence | undefined,
  before: Before | undefined,
): readonly PartOfDay[] {
  const ofDays = reading.days.flatMap(({ day }) => (day.kind === 'relative' && day.part ? [day.part] : []));
  const said = [...reading.parts, ...ofDays, ...(found?.part ? [found.part] : [])];
  // "10am", although the afternoon was spoken of before, is what is meant now.
  const part = before?.part;
  const keeps =
    part &&
    reading.clocks.every(
      ({ start }) =>
        !start || start.form !== 'clear' || (!start.half && start.hour <= 12 && hourIn(part, start.hour) !== undefined),
    );
  return [...new Set(said.length === 0 && part && keeps ? [part] : said)];
}

/** The days of the sentence say what a rule leaves open: "every week, monday and friday", "monthly, first monday of the month". */
function withDaysOf(found: FoundRecurrence, onDays: Reading['days'], calendar: Calendar): FoundRecurrence {
  const [rule] = found.rules;
  if (!rule || found.rules.length > 1 || rule.weekdays || rule.monthDays) return found;
  const weekdays = [
    ...new Set(onDays.flatMap(({ day }) => (day.kind === 'weekday' && !day.which ? [day.weekday] : []))),
  ].sort();
  const plainWeekdays = weekdays.length > 0 && onDays.every(({ day }) => day.kind === 'weekday');
  if (rule.frequency === 'WEEKLY' && plainWeekdays && weekdays.length > 1)
    return { ...found, rules: [{ ...rule, weekdays }] };
  const nth = onDays.flatMap(({ day }) => (day.kind === 'nth' ? [day] : []))[0];
  if (rule.frequency === 'MONTHLY' && nth) {
    const parts = nth.weekday === undefined ? { monthDays: [nth.nth] } : { nth: nth.nth, weekdays: [nth.weekday] };
    return { ...found, rules: [{ ...rule, ...parts }] };
  }
  // "Every month, friday 3pm": on the date of that friday, or on the same friday of each month.
  if (rule.frequency === 'MONTHLY' && plainWeekdays && weekdays.length === 1) {
    const settled = settleDay(onDays, calendar);
    const date = settled.kind === 'dates' ? settled.dates[0] : undefined;
    if (date)
      return {
        ...found,
        rules: [
          { ...rule, monthDays: [date.day] },
          { ...rule, nth: nthInMonth(date), weekdays },
        ],
      };
  }
  return found;
}

function nthInMonth({ day, daysInMonth }: Temporal.PlainDate): number {
  return day + 7 > daysInMonth && day > 28 ? -1 : Math.ceil(day / 7);
}

/** The days on which it may begin: those that were said, or those of the rule from there on. */
function daysFor(
  reading: Reading,
  found: FoundRecurrence | undefined,
  calendar: Calendar,
  before: Before | undefined,
): SettledDay {
  const on = reading.days.filter(({ role, day }) => (role === 'on' || role === 'from') && day.kind !== 'moment');
  const [rule] = found?.rules ?? [];
  const not = rule ? undefined : reading.days.find(({ role }) => role === 'except');
  if (not) return { kind: 'vague', said: not.said };
  const from = reading.days.filter(({ role }) => role === 'from');
  const settled =
    rule?.weekdays && from.length === 0
      ? ruleDays(rule, on, calendar)
      : fromWeek(settleDay(on, calendar), on, calendar, rule);
  if (settled.kind === 'unsaid' && !rule && before?.draft.date)
    return { kind: 'dates', said: '', dates: [Temporal.PlainDate.from(before.draft.date)] };
  if (!rule) return settled;
  if (settled.kind === 'unsaid')
    return repeatsOn(rule)
      ? { kind: 'dates', said: '', dates: firstDays(rule, calendar.today, 8) }
      : before?.draft.date
        ? { kind: 'dates', said: '', dates: [Temporal.PlainDate.from(before.draft.date)] }
        : settled;
  if (settled.kind !== 'dates' || settled.problem || !settled.dates[0]) return settled;
  return repeatsOn(rule) ? { ...settled, dates: firstDays(rule, settled.dates[0], 8) } : settled;
}

/** True if the rule itself says on which days. */
function repeatsOn({ frequency, weekdays, monthDays }: Rule): boolean {
  return frequency === 'DAILY' || weekdays !== undefined || monthDays !== undefined;
}

/** "every monday … monday 9am" is one day; a weekday that is not in the rule is another meeting. */
function ruleDays(rule: Rule, on: Reading['days'], calendar: Calendar): SettledDay {
  const others = on.filter(
    ({ day }) =>
      !(day.kind === 'weekday' && !day.which && rule.weekdays?.includes(day.weekday)) &&
      !(day.kind === 'nth' && day.weekday === rule.weekdays?.[0]),
  );
  if (on.length > 0 && others.length === 0) return { kind: 'unsaid' };
  return fromWeek(settleDay(others, calendar), others, calendar, rule);
}

/** "starting next week" begins with its first day, for what repeats on days of its own. */
function fromWeek(settled: SettledDay, days: Reading['days'], calendar: Calendar, rule: Rule | undefined): SettledDay {
  const [only] = days;
  if (settled.kind !== 'vague' || days.length !== 1 || only?.day.kind !== 'week' || !rule || !repeatsOn(rule))
    return settled;
  const { today, firstDayOfWeek } = calendar;
  const first = today.subtract({ days: (today.dayOfWeek - firstDayOfWeek + 7) % 7 }).add({ days: only.day.weeks * 7 });
  return { kind: 'dates', said: settled.said, dates: [Temporal.PlainDate.compare(first, today) < 0 ? today : first] };
}

/** "10 times", and nobody said how often. */
function endWithoutRule(reading: Reading): Question {
  const choices = ['FREQ=DAILY', 'FREQ=WEEKLY'].map((rule) => {
    const [end] = reading.ends;
    return { recurrence: end?.kind === 'count' && end.count > 0 ? `${rule};COUNT=${end.count}` : rule };
  });
  return { slot: 'recurrence', why: 'recurrence_ambiguous', said: reading.ends[0]?.said ?? '', choices };
}
