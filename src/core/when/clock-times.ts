import { readClock } from './clock.ts';
import { isHourRange } from './clock-digits.ts';
import type { Clock, Led } from './clock-form.ts';
import { type Lead, leads, links, vague } from './clock-phrases.ts';
import { endsName } from './names.ts';
import { readSpan } from './spans.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';

/** A time of day in its sentence, with the other end of it. */
export interface FoundClock {
  readonly start?: Clock;
  readonly end?: Clock;
  /** True for `between 2 and 4`, which may leave open when. */
  readonly between?: boolean;
}

/** A time or a range of times at an index. */
export function readTimes(tokens: Tokens, index: number): Found<FoundClock> | undefined {
  const found = readAnyTimes(tokens, index);
  // "11am prompt": and no later.
  const exact = found && after(tokens, found.next, 'prompt|promptly|sharp');
  return found && exact !== undefined && endsName(tokens, exact) ? { ...found, next: exact } : found;
}

function readAnyTimes(tokens: Tokens, index: number): Found<FoundClock> | undefined {
  if (isLastYear(tokens, index) || isLastYear(tokens, index - 1)) return undefined;
  const anytime = readAnytime(tokens, index);
  if (anytime) return anytime;
  const words = afterAny(tokens, index, vague);
  if (words) return { value: { start: { hour: 0, minute: 0, form: 'vague' } }, next: words };
  for (const [phrase, lead] of leads) {
    const start = after(tokens, index, phrase);
    if (start === undefined || start === index) continue;
    const found = readLed(tokens, start, lead);
    if (found) return found;
  }
  return readRange(tokens, index, (standsWithDay(tokens, index) || standsBeforePart(tokens, index)) && 'day', false);
}

/** "Anytime between 2pm and 5pm": not three hours, and nobody can tell when. */
function readAnytime(tokens: Tokens, index: number): Found<FoundClock> | undefined {
  const start = afterAny(tokens, index, [
    'sometime|anytime|somewhere|anywhere between|from',
    'some|any time between|from',
  ]);
  const found = start === undefined ? undefined : readRange(tokens, start, 'word', true);
  return found?.value.start && found.value.end
    ? { value: { start: { ...found.value.start, form: 'vague' } }, next: found.next }
    : undefined;
}

/** "Nine in the morning". */
function standsBeforePart(tokens: Tokens, index: number): boolean {
  return (
    afterAny(tokens, index + 1, [
      "o'clock|oclock? in the morning|mornings|afternoon|evening",
      "o'clock|oclock? at night",
    ]) !== undefined
  );
}

function readLed(tokens: Tokens, index: number, lead: Lead): Found<FoundClock> | undefined {
  if (lead === 'until') {
    const end = readClock(tokens, index, 'word');
    return end && { value: { end: end.value }, next: sameDay(tokens, end.next) };
  }
  if (lead === 'around') {
    const about = readClock(tokens, index, isBoundary(tokens, index + 1) && 'word');
    return about && !about.value.weak
      ? { value: { start: { ...about.value, form: 'vague' } }, next: about.next }
      : undefined;
  }
  const found = readRange(tokens, index, lead !== 'for' && 'word', lead === 'between');
  // "for 3" and "for 2 to 3 people" are amounts.
  if (lead === 'for' && (found?.value.start?.weak || found?.value.start?.form === 'bare')) return undefined;
  if (lead === 'between') return found?.value.end && { ...found, value: { ...found.value, between: true } };
  return found;
}

function readRange(tokens: Tokens, index: number, led: Led, between: boolean): Found<FoundClock> | undefined {
  const start = readClock(tokens, index, led);
  if (!start) return undefined;
  const finish = readFinish(tokens, start.next);
  if (finish) return { value: { start: start.value, end: finish.value }, next: finish.next };
  const link = afterAny(tokens, start.next, between ? ['and', ...links] : links);
  // "10:00 - 1h": a length behind a dash.
  const dashed = /^[-–—−→~]$/u.test(lowerAt(tokens, start.next));
  const french = tokens.list.slice(index, start.next).some(({ lower }) => /^h\d*$/u.test(lower));
  // "10:30 hrs - 12:00 hrs".
  const alike = /^(?:h|hrs?|hours?)$/u.test(lowerAt(tokens, start.next - 1)) && start.next > index + 2;
  const length =
    link !== undefined &&
    dashed &&
    !alike &&
    !french &&
    !isHourRange(tokens, index) &&
    tokens.list[link]?.kind === 'number' &&
    readSpan(tokens, link);
  // "10:00 - 2027 budget".
  const year = link !== undefined && /^(?:19|20)\d\d$/u.test(lowerAt(tokens, link)) && start.next !== index + 1;
  const end = link === undefined || length || year ? undefined : readClock(tokens, link, 'word');
  // A bare number is a time only behind a word such as "at", or a day.
  if (!end)
    return !(start.value.weak && isBareNumber(tokens, index, start.next))
      ? withLooseness(tokens, start)
      : isBeforeDay(tokens, index)
        ? { value: { start: { ...start.value, weak: false } }, next: start.next }
        : undefined;
  // "ten to three pm" is 2:50 to some, and from ten to three to others.
  const minutesTo =
    (/^(?:five|ten|twenty)$/u.test(lowerAt(tokens, index)) ||
      (/^(?:20|15)$/u.test(lowerAt(tokens, index)) && end.value.form === 'bare') ||
      (lowerAt(tokens, index) === '5' &&
        start.next === index + 1 &&
        (end.value.hour % 12) * 60 + end.value.minute <= 300)) &&
    lowerAt(tokens, start.next) === 'to' &&
    !/^(?:from|between)$/u.test(lowerAt(tokens, index - 1));
  if (minutesTo) return { value: { start: { ...start.value, form: 'vague' } }, next: end.next };
  const weak =
    start.value.weak &&
    !isHourRange(tokens, index) &&
    !(end.value.half || (end.value.form === 'clear' && end.value.minute > 0));
  const { weak: _weak, ...first } = start.value;
  return { value: { start: { ...first, ...(weak && { weak }) }, end: end.value }, next: sameDay(tokens, end.next) };
}

/** "Until 5pm the same day" says no more. */
function sameDay(tokens: Tokens, index: number): number {
  const next = after(tokens, index, 'on? that|the? same day');
  return next !== undefined && isBoundary(tokens, next) ? next : index;
}

/** Behind a time: "(19:30) start, 21:00 finish". */
function readFinish(tokens: Tokens, index: number): Found<Clock> | undefined {
  const started = after(tokens, index, 'start|kickoff');
  const next = started === undefined ? undefined : afterAny(tokens, started, [', and', ',', 'and', '-', '–', '/', ';']);
  const end = next === undefined ? undefined : readClock(tokens, next, 'word');
  const finish = end && after(tokens, end.next, 'finish|end|close|finishing|over');
  return end && finish !== undefined ? { value: end.value, next: finish } : undefined;
}

function isBareNumber(tokens: Tokens, index: number, next: number): boolean {
  return next === index + 1 && at(tokens, index)?.kind === 'number';
}

/** "@ann 1530 today": four digits that nothing goes on to, and a day goes on from. */
function isBeforeDay({ list }: Tokens, index: number): boolean {
  const [before, behind] = [list[index - 1], list[index + 1]];
  const isFree = !before || before.taken !== undefined || before.kind !== 'word';
  return isFree && (/^(?:today|tonight|tomorrow)$/u.test(behind?.lower ?? '') || behind?.taken === 'day');
}

/** `3pm-ish`, `at 3 or so`: about three is no time that one can write down. */
function withLooseness(tokens: Tokens, start: Found<Clock>): Found<FoundClock> {
  const next = afterAny(tokens, start.next, [
    'am|pm or|/ am|pm',
    '- ish',
    'ish',
    'or so',
    'or later',
    'or earlier',
    'onwards',
    'at the earliest|latest',
    'latest|earliest',
  ]);
  // "3:30 PM onwards, 1.5 hrs".
  const onwards = /^onwards?$/u.test(lowerAt(tokens, start.next)) && start.value.form === 'clear';
  if (
    next !== undefined &&
    onwards &&
    tokens.list.some((_token, index) => (readSpan(tokens, index)?.value.minutes ?? 0) > 0)
  )
    return { value: { start: start.value }, next };
  return next === undefined
    ? { value: { start: start.value }, next: start.next }
    : { value: { start: { ...start.value, form: 'vague' } }, next };
}

/** True right behind a day: "tomorrow 3", "friday, 4.30". */
function standsWithDay(tokens: Tokens, index: number): boolean {
  const token = at(tokens, index);
  if (!token) return false;
  const before =
    /^[,;|]$/u.test(lowerAt(tokens, index - 1)) || lowerAt(tokens, index - 1) === 'at' ? index - 2 : index - 1;
  // "8.20 this morning".
  if (/^(?:this morning|this afternoon|this evening|today|tonight|tomorrow|in the)$/u.test(wordsBehind(tokens, index)))
    return true;
  // "Tuesday evening 6.30".
  if (/^(?:morning|afternoon|arvo|evening|night)$/u.test(lowerAt(tokens, before)))
    return tokens.list[before - 1]?.taken === 'day';
  return tokens.list[before]?.taken === 'day' || tokens.list[before]?.taken === 'recurrence';
}

/** What follows a time with minutes: "this morning". */
function wordsBehind(tokens: Tokens, index: number): string {
  if (!/^[:.]$/u.test(lowerAt(tokens, index + 1)) || at(tokens, index + 2)?.kind !== 'number') return '';
  const [one, two] = [tokens.list[index + 3]?.lower ?? '', tokens.list[index + 4]?.lower ?? ''];
  return /^(?:this|in)$/u.test(one) ? `${one} ${two}` : one;
}

/** "Every week until 2040": beside what repeats, a year, or at least not surely a time. */
function isLastYear(tokens: Tokens, index: number): boolean {
  const year = after(tokens, index, 'until|till|til|through|thru');
  if (year === undefined || !/^20[2-9]\d$/u.test(at(tokens, year)?.text ?? '')) return false;
  const isTime = /^(?:h|hrs?|hours|:|\.)$/u.test(lowerAt(tokens, year + 1)) && tokens.list[year + 1]?.glued;
  return !isTime && tokens.list.some(({ taken }) => taken === 'recurrence');
}
