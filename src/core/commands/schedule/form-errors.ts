import { Temporal } from 'temporal-polyfill';
import type { NowContext } from '../../command.ts';
import type { FieldErrors } from '../../form.ts';
import type { FormValues } from '../../invocation.ts';
import { mostYears, seriesTooLong } from '../../occurrences.ts';
import { plainTitle } from '../../parse.ts';
import { mostMinutes } from '../../when/moved.ts';
import { dayWords, recurrenceWords } from '../../when/wording.ts';
import { inZone } from '../../zoned.ts';
import { emailIn } from '../contacts/wish.ts';
import {
  asItIs,
  dateOf,
  idsOf,
  isEndKept,
  isPast,
  isTooLongToShow,
  keptRule,
  listOf,
  longestTitle,
  longestTyped,
  lowerCased,
  minutesIn,
  openedWith,
  ruleIn,
  startIn,
  timeOf,
  wholeOf,
  withUntil,
  zoneOf,
} from './form-values.ts';
import { mostGuests } from './guests.ts';
import { isOn, nearestOn, rules, withoutEnd } from './rule-dates.ts';

/** Where days end last: what has passed there has passed for everybody, wherever they are. */
const lastZone = 'Etc/GMT+12';

/** What is wrong with what was filled in, at its field. */
export function formErrors(
  filled: FormValues,
  { say, now, invocation, timeZone, button }: NowContext,
): FieldErrors | undefined {
  const { meetingForm: words } = say;
  const shown = button?.values ?? {};
  const values = wholeOf(filled, shown);
  const date = dateOf(values.date);
  const until = dateOf(values.until);
  const { repeats = '' } = values;
  const repeatsOnce = repeats === '' || repeats === 'once';
  const isRule = Object.hasOwn(rules, String(repeats)) || (repeats === asItIs && Boolean(shown.ruleWords));
  const zone = timeZone ?? zoneOf(shown.yourZone) ?? invocation.timeZone;
  const kept = keptRule(shown);
  const isEndLeft = isEndKept(values, kept);
  // So many times have no last day that could be wrong.
  const isCounted = isEndLeft && repeats === asItIs && /COUNT=/.test(kept?.rule ?? '');
  const errors: Record<string, string> = {};
  // A new meeting has a usual title; one that is planned would keep its old one unseen.
  if (shown.meeting && shown.occurrence === undefined && plainTitle(String(values.title ?? '')) === '')
    errors.title = words.titleMissing;
  if (String(values.title ?? '').length > longestTitle) errors.title = words.tooLong(longestTitle);
  if (!date) errors.date = words.dateMissing;
  if (!timeOf(values.time)) errors.time = words.timeMissing;
  if (minutesIn(values.minutes) === undefined) errors.minutes = words.minutesWrong(mostMinutes);
  if (!repeatsOnce && !isRule) errors.repeats = words.repeatsWrong;
  if (date && until && !isCounted && Temporal.PlainDate.compare(until, date) < 0) errors.until = words.untilBefore;
  if (values.until && !until) errors.until = words.dateMissing;
  if (until && repeatsOnce && !isEndLeft) errors.until = words.untilOnce;
  if (
    date &&
    until &&
    !errors.until &&
    !isCounted &&
    seriesTooLong(withUntil('', until, 'UTC'), new Date(date.toString()))
  )
    errors.until = words.untilTooFar(mostYears);
  if (!errors.date && !errors.repeats)
    Object.assign(errors, dayErrors(values, shown, { say, now, invocation, timeZone: zone }));
  Object.assign(errors, peopleErrors(filled, values, shown, words));
  if (!errors.date && !errors.time && isPast(values, openedWith(shown), zone ?? lastZone, now)) {
    const isSeriesOn = values.repeats === asItIs && values.date === openedWith(shown).date;
    if (isSeriesOn) errors.date = words.seriesBegun;
    else errors.time = words.past;
  }
  if (!errors.date && !errors.time && shown.meeting && shown.ruleWords && repeatsOnce && isOver(values, zone, now))
    errors.date = words.onceBegun;
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** A date on which the meeting would not take place, with the days on which it does. */
function dayErrors(
  values: FormValues,
  shown: FormValues,
  { say, now, invocation, timeZone = 'UTC' }: Pick<NowContext, 'say' | 'now' | 'invocation' | 'timeZone'>,
): FieldErrors {
  const date = dateOf(values.date);
  const rule = date && ruleIn(values, date, keptRule(shown));
  if (!rule || !date || isOn(rule, date) || (values.repeats === asItIs && values.date === openedWith(shown).date))
    return {};
  const locale = invocation.locale ?? 'en-GB';
  const start = date.toZonedDateTime('UTC');
  const today = inZone(now, zoneOf(values.timeZone) ?? timeZone).toPlainDate();
  const nearest = nearestOn(rule, date, today);
  return {
    date: say.meetingForm.dateNotOfRule(
      dayWords(date, { locale }),
      recurrenceWords(withoutEnd(rule), start, { locale }),
      nearest && dayWords(nearest, { locale }),
    ),
  };
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
