import { Temporal } from 'temporal-polyfill';
import type { FormValues } from '../../invocation.ts';
import { plainTitle } from '../../parse.ts';
import type { Draft, Named } from '../../when/index.ts';
import { mostMinutes } from '../../when/moved.ts';
import { untilText } from '../../when/rule.ts';
import { canonicalZone } from '../../zoned.ts';
import { addressListText, readAddressList } from './address-list.ts';
import { ruleOn, rules, withoutEnd } from './rule-dates.ts';

export const ownZone = 'own';
export const asItIs = 'rule';
/** In characters. */
export const longestTitle = 200;
/** In characters: what an input of Slack takes. A list that leaves no room to add anybody is not shown in one. */
export const longestTyped = 3_000;
const longestShown = 2_500;

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
export function startIn(values: FormValues, zone: string | undefined): number | undefined {
  const [date, plainTime] = [dateOf(values.date), timeOf(values.time)];
  const timeZone = zoneOf(values.timeZone) ?? zone;
  return date && plainTime && timeZone ? date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds : undefined;
}

/** How a meeting repeats already, as a form goes on from it. */
interface KeptRule {
  readonly rule: string;
  /** The first day that goes with it, `2026-12-04`. */
  readonly date: string;
  /** Its last day as it is shown; empty where it has none. */
  readonly until: string;
}

/** What a form was opened with of that; undefined where the meeting takes place once. `values`: what it comes from. */
export function keptRule(shown: FormValues, values = shown): KeptRule | undefined {
  const [rule, until, date] = [values.rule, values.ruleUntil, openedWith(shown).date].map((one) => String(one ?? ''));
  return rule ? { rule, date: date ?? '', until: until ?? '' } : undefined;
}

/** True where the last day is as it was shown, so that the series ends as it did: on that day, or after so many times. */
export function isEndKept(values: FormValues, kept: KeptRule | undefined): boolean {
  return String(values.until ?? '') === (kept?.until ?? '');
}

/** The rule that was chosen, without a last day; one that is kept goes along with the date where that is another one than it was. */
export function ruleIn(values: FormValues, date: Temporal.PlainDate | undefined, kept?: KeptRule): string | undefined {
  const repeats = String(values.repeats ?? 'once');
  if (repeats !== asItIs) return date && Object.hasOwn(rules, repeats) ? rules[repeats]?.(date) : undefined;
  return kept && date && values.date !== kept.date ? ruleOn(kept.rule, date) : kept?.rule;
}

/** What was filled in, as a draft; `kept` is what a rule that was left as it is comes from. */
export function draftFrom(values: FormValues, ownTimeZone: string, kept?: KeptRule): Draft {
  const date = dateOf(values.date);
  const made = ruleIn(values, date, kept);
  const until = dateOf(values.until);
  const isAsItWas = values.repeats === asItIs && isEndKept(values, kept);
  const zone = zoneOf(values.timeZone);
  const timeZone = zone ?? ownTimeZone;
  return {
    title: plainTitle(String(values.title ?? '')),
    date: date?.toString(),
    time: timeOf(values.time)?.toString().slice(0, 5),
    timeZone,
    zoneSaid: zone !== undefined,
    minutes: minutesIn(values.minutes) ?? 30,
    recurrence: made && (isAsItWas ? made : withUntil(made, until, timeZone)),
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

/** Addresses and names of the field of guests, each once, however it is written. */
export function listOf(value: string | boolean | undefined): readonly string[] {
  const all = readAddressList(String(value ?? ''));
  return all.filter((one, index) => all.findIndex((other) => lowerCased(other) === lowerCased(one)) === index);
}

export function lowerCased(text: string): string {
  return text.toLowerCase();
}

/** Whole minutes, and not more than a day. */
export function isLength(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= mostMinutes;
}

export function minutesIn(value: string | boolean | undefined): number | undefined {
  const minutes = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : 0;
  return isLength(minutes) ? minutes : undefined;
}

export function dateOf(value: string | boolean | undefined): Temporal.PlainDate | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
    ? attempt(() => Temporal.PlainDate.from(value))
    : undefined;
}

export function timeOf(value: string | boolean | undefined): Temporal.PlainTime | undefined {
  return typeof value === 'string' && /^\d\d:\d\d$/.test(value)
    ? attempt(() => Temporal.PlainTime.from(value))
    : undefined;
}

/** What a form brings back is from outside: a zone that is none is the person's own. */
export function zoneOf(value: string | boolean | undefined): string | undefined {
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
export function withUntil(rule: string, until: Temporal.PlainDate | undefined, timeZone: string): string {
  return until ? `${withoutEnd(rule)};${untilText(until, timeZone)}` : withoutEnd(rule);
}
