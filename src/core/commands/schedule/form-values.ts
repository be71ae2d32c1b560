import { Temporal } from 'temporal-polyfill';
import type { NowContext } from '../../command.ts';
import type { FieldErrors } from '../../form.ts';
import type { FormValues } from '../../invocation.ts';
import { mostYears, seriesTooLong } from '../../occurrences.ts';
import { plainTitle } from '../../parse.ts';
import type { Draft, Named } from '../../when/index.ts';
import { mostMinutes } from '../../when/moved.ts';
import { dayCodes, untilText } from '../../when/rule.ts';
import { canonicalZone } from '../../zoned.ts';
import { emailIn } from '../contacts/wish.ts';
import { addressListText, readAddressList } from './address-list.ts';
import { mostGuests } from './guests.ts';

export const ownZone = 'own';
export const asItIs = 'rule';
/** In characters. */
export const longestTitle = 200;
/** In characters: what an input of Slack takes. A list that leaves no room to add anybody is not shown in one. */
export const longestTyped = 3_000;
const longestShown = 2_500;

/** What repeats how, by the value of the field. Rules that depend on the day are made of the date. */
export const rules: Readonly<Record<string, (date: Temporal.PlainDate) => string>> = {
  daily: () => 'FREQ=DAILY',
  weekdays: () => 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekly: (date) => `FREQ=WEEKLY;BYDAY=${dayName(date)}`,
  fortnightly: (date) => `FREQ=WEEKLY;INTERVAL=2;BYDAY=${dayName(date)}`,
  monthly: (date) => `FREQ=MONTHLY;BYMONTHDAY=${date.day}`,
  monthly_weekday: (date) => `FREQ=MONTHLY;BYDAY=${date.day > 28 ? -1 : Math.ceil(date.day / 7)}${dayName(date)}`,
};

/** What is wrong with what was filled in, at its field. */
export function formErrors(filled: FormValues, { say, now, invocation, button }: NowContext): FieldErrors | undefined {
  const { meetingForm: words } = say;
  const shown = button?.values ?? {};
  const values = wholeOf(filled, shown);
  const date = dateOf(values.date);
  const until = dateOf(values.until);
  const { repeats = '' } = values;
  const repeatsOnce = repeats === '' || repeats === 'once';
  const isRule = Object.hasOwn(rules, String(repeats)) || (repeats === asItIs && Boolean(shown.ruleWords));
  const errors: Record<string, string> = {};
  // A new meeting has a usual title; one that is planned would keep its old one unseen.
  if (shown.meeting && shown.occurrence === undefined && plainTitle(String(values.title ?? '')) === '')
    errors.title = words.titleMissing;
  if (String(values.title ?? '').length > longestTitle) errors.title = words.tooLong(longestTitle);
  if (!date) errors.date = words.dateMissing;
  if (!timeOf(values.time)) errors.time = words.timeMissing;
  if (minutesIn(values.minutes) === undefined) errors.minutes = words.minutesWrong(mostMinutes);
  if (!repeatsOnce && !isRule) errors.repeats = words.repeatsWrong;
  if (date && until && Temporal.PlainDate.compare(until, date) < 0) errors.until = words.untilBefore;
  if (values.until && !until) errors.until = words.dateMissing;
  if (until && repeatsOnce) errors.until = words.untilOnce;
  if (date && until && !errors.until && seriesTooLong(withUntil('', until, 'UTC'), new Date(date.toString())))
    errors.until = words.untilTooFar(mostYears);
  Object.assign(errors, peopleErrors(filled, values, shown, words));
  if (!errors.date && !errors.time && isPast(values, openedWith(shown), invocation.timeZone, now)) {
    const isSeriesOn = values.repeats === asItIs && values.date === openedWith(shown).date;
    if (isSeriesOn) errors.date = words.seriesBegun;
    else errors.time = words.past;
  }
  if (
    !errors.date &&
    !errors.time &&
    shown.meeting &&
    shown.ruleWords &&
    repeatsOnce &&
    isOver(values, invocation.timeZone, now)
  )
    errors.date = words.onceBegun;
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** True of what would be over already. */
function isOver(values: FormValues, zone: string | undefined, now: Date): boolean {
  const [start, minutes] = [startIn(values, zone), minutesIn(values.minutes)];
  return start !== undefined && minutes !== undefined && start + minutes * 60_000 < now.getTime();
}

function peopleErrors(
  filled: FormValues,
  values: FormValues,
  shown: FormValues,
  words: NowContext['say']['meetingForm'],
): FieldErrors {
  const errors: Record<string, string> = {};
  const wrong = listOf(filled.guests).find((one) => one.includes('@') && emailIn(one) === undefined);
  const count = new Set([...idsOf(values.people), ...listOf(values.guests).map(lowerCased)]).size;
  if (wrong !== undefined) errors.guests = words.addressWrong(wrong);
  else if (count > mostGuests) errors.guests = words.tooMany(mostGuests, count);
  if (String(filled.guests ?? '').length > longestTyped) errors.guests = words.tooLong(longestTyped);
  if (!isTooLongToShow(shown.guests)) return errors;
  const there = new Set(listOf(shown.guests).map(lowerCased));
  const stranger = listOf(filled.takeOff).find((one) => !there.has(lowerCased(one)));
  if (stranger !== undefined) errors.takeOff = words.notThere(stranger);
  return errors;
}

/**
 * True for a time that was chosen and has passed. A series that has begun, say, can be changed in everything else: its first time is
 * then as it was. `zone` is the person's own, as far as it is known.
 */
export function isPast(values: FormValues, opened: FormValues, zone: string | undefined, now: Date): boolean {
  const start = startIn(values, zone);
  return start !== undefined && start < now.getTime() && isMoved(values, opened, zone);
}

/** True where it is to begin at another time than the form was opened with. */
export function isMoved(values: FormValues, opened: FormValues, zone: string | undefined): boolean {
  const zoneIn = (one: FormValues) => zoneOf(one.timeZone) ?? zone;
  return values.date !== opened.date || values.time !== opened.time || zoneIn(values) !== zoneIn(opened);
}

/** In milliseconds since 1970. */
function startIn(values: FormValues, zone: string | undefined): number | undefined {
  const [date, plainTime] = [dateOf(values.date), timeOf(values.time)];
  const timeZone = zoneOf(values.timeZone) ?? zone;
  return date && plainTime && timeZone ? date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds : undefined;
}

/** What was filled in, as a draft; `rule` is what a rule that was kept comes from. */
export function draftFrom(values: FormValues, ownTimeZone: string, rule?: string): Draft {
  const date = dateOf(values.date);
  const repeats = String(values.repeats ?? 'once');
  const chosen = Object.hasOwn(rules, repeats) ? rules[repeats] : undefined;
  const made = repeats === asItIs ? rule : date && chosen?.(date);
  const until = dateOf(values.until);
  const zone = zoneOf(values.timeZone);
  const timeZone = zone ?? ownTimeZone;
  return {
    title: plainTitle(String(values.title ?? '')),
    date: date?.toString(),
    time: timeOf(values.time)?.toString().slice(0, 5),
    timeZone,
    zoneSaid: zone !== undefined,
    minutes: minutesIn(values.minutes) ?? 30,
    recurrence: made && withUntil(made, until, timeZone),
    people: [
      ...idsOf(values.people).map((id): Named => ({ kind: 'mention', handle: id, id })),
      ...listOf(values.guests).map(
        (one): Named => (one.includes('@') ? { kind: 'email', email: one.toLowerCase() } : { kind: 'name', name: one }),
      ),
    ],
    options: {
      lobby: values.lobby === true,
      recording: values.recording === true,
      webinar: values.webinar === true,
    },
  };
}

/**
 * What the form was opened with: what was filled in is compared with that. A form that is offered again shows what was filled in
 * before, and keeps apart what it was beside that.
 */
export function openedWith(shown: FormValues = {}): FormValues {
  return typeof shown.base === 'string' ? (JSON.parse(shown.base) as FormValues) : shown;
}

/** What was filled in, with the guests of a list that was too long to be shown. */
export function wholeOf(filled: FormValues, shown: FormValues = {}): FormValues {
  if (!isTooLongToShow(shown.guests)) return filled;
  const gone = new Set(listOf(filled.takeOff).map(lowerCased));
  const stay = listOf(shown.guests).filter((one) => !gone.has(lowerCased(one)));
  return { ...filled, guests: addressListText([...stay, ...listOf(filled.guests)]) };
}

export function isTooLongToShow(guests: string | boolean | undefined): boolean {
  return String(guests ?? '').length > longestShown;
}

/** User ids of the field of people. */
export function idsOf(value: string | boolean | undefined): readonly string[] {
  return String(value ?? '')
    .split(',')
    .filter((id) => id !== '');
}

/** Addresses and names of the field of guests. */
export function listOf(value: string | boolean | undefined): readonly string[] {
  return readAddressList(String(value ?? ''));
}

export function lowerCased(text: string): string {
  return text.toLowerCase();
}

/** Whole minutes, and not more than a day. */
export function isLength(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= mostMinutes;
}

function minutesIn(value: string | boolean | undefined): number | undefined {
  const minutes = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : 0;
  return isLength(minutes) ? minutes : undefined;
}

function dateOf(value: string | boolean | undefined): Temporal.PlainDate | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
    ? attempt(() => Temporal.PlainDate.from(value))
    : undefined;
}

function timeOf(value: string | boolean | undefined): Temporal.PlainTime | undefined {
  return typeof value === 'string' && /^\d\d:\d\d$/.test(value)
    ? attempt(() => Temporal.PlainTime.from(value))
    : undefined;
}

/** What a form brings back is from outside: a zone that is none is the person's own. */
function zoneOf(value: string | boolean | undefined): string | undefined {
  if (typeof value !== 'string' || value === ownZone || value === '') return undefined;
  return canonicalZone(value);
}

function attempt<Result>(task: () => Result): Result | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}

/** The last day counts as a whole, in the zone of the meeting (RFC 5545: UNTIL is in UTC where the start has a zone). */
function withUntil(rule: string, until: Temporal.PlainDate | undefined, timeZone: string): string {
  if (!until) return rule;
  return `${rule.replace(/;?(UNTIL|COUNT)=[^;]*/g, '')};${untilText(until, timeZone)}`;
}

function dayName(date: Temporal.PlainDate): string {
  return dayCodes[date.dayOfWeek - 1] ?? 'MO';
}
