import { readNumber } from './numbers.ts';
import { readSpan } from './spans.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import { smallNumbers } from './words.ts';

/** A time of day as it was said. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /**
   * `clear`: it is on a 24 hour clock. `bare`: which half of the day is open, `spoken`: the same with minutes (half past 3).
   * `wrong`: there is no such time. `vague`: words such as eod, or `around 3pm`.
   */
  readonly form: 'clear' | 'bare' | 'spoken' | 'midnight' | 'wrong' | 'vague';
  /** True if am or pm was said, which a range shares. */
  readonly half?: 'am' | 'pm';
  /** True for what is a time only where no other one is said: `9.30` may be a version. */
  readonly weak?: boolean;
}

const clear = (hour: number, minute: number, half?: 'am' | 'pm'): Clock => ({
  hour,
  minute,
  form: 'clear',
  ...(half && { half }),
});

/** What stands before a time: a word such as "at", or a day; a bare number is a time only then. */
export type Led = 'word' | 'day' | false;

/** `3pm`, `15:00`, `16h30`, `noon`, `half past 3`, `eod`; `led` if a word such as "at" stands before it. */
export function readClock(tokens: Tokens, index: number, led: Led): Found<Clock> | undefined {
  return (
    readNamed(tokens, index) ??
    readSpoken(tokens, index) ??
    readDigits(tokens, index, led) ??
    readWords(tokens, index, led)
  );
}

function readNamed(tokens: Tokens, index: number): Found<Clock> | undefined {
  const midnight = afterAny(tokens, index, ['12 midnight', 'midnight']);
  if (midnight) return { value: { hour: 0, minute: 0, form: 'midnight' }, next: midnight };
  const noon = afterAny(tokens, index, ['12 noon', 'high? noon', '12 midday', 'midday']);
  return noon === undefined ? undefined : { value: clear(12, 0), next: noon };
}

/** Minutes before or after an hour: `half past 3`, `quarter to 4 pm`, `twenty past nine`. */
function readSpoken(tokens: Tokens, index: number): Found<Clock> | undefined {
  const quarter = after(tokens, index, 'a? quarter');
  const half = after(tokens, index, 'half');
  const number = quarter || half ? undefined : readNumber(tokens, index);
  const minutes = quarter ? 15 : half ? 30 : number?.value;
  const start = quarter ?? half ?? (number && (after(tokens, number.next, 'minutes|mins|min') ?? number.next));
  if (start === undefined || minutes === undefined || minutes <= 0 || minutes > 30) return undefined;
  const past = after(tokens, start, 'past|after');
  // "10 to 11" is a range, unless minutes are said; "half 3" means two things.
  const plainTo = quarter !== undefined || start !== number?.next || minutes > 12;
  const to = past === undefined && !half && plainTo ? after(tokens, start, 'to|of|before|til|till') : undefined;
  const hours = past ?? to ?? (half && readHour(tokens, half) ? half : undefined);
  const hour = hours === undefined ? undefined : readHour(tokens, hours);
  if (!hour) return undefined;
  const named = /^(?:noon|midnight)$/u.test(lowerAt(tokens, hour.next - 1));
  const meridiem = readHalf(tokens, hour.next);
  const shift = to === undefined ? minutes : -minutes;
  const base = named ? hour.value : meridiem ? onClock(hour.value, meridiem.value) : hour.value;
  const total = (base * 60 + shift + 1440) % 1440;
  const form = half && !past ? 'vague' : named || meridiem || hour.value > 12 ? 'clear' : 'spoken';
  return { value: { hour: Math.floor(total / 60), minute: total % 60, form }, next: meridiem?.next ?? hour.next };
}

function readHour(tokens: Tokens, index: number): Found<number> | undefined {
  const noon = after(tokens, index, 'noon|midnight');
  if (noon) return { value: lowerAt(tokens, index) === 'noon' ? 12 : 0, next: noon };
  const token = at(tokens, index);
  const value = token?.kind === 'number' ? Number(token.text) : smallNumbers.get(token?.lower ?? '');
  return value === undefined || value < 1 || value > 23
    ? undefined
    : { value, next: after(tokens, index + 1, "o'clock") ?? index + 1 };
}

function onClock(hour: number, half: 'am' | 'pm'): number {
  return hour > 12 ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
}

/** `am`, `p.m.`, `p` behind a number. */
function readHalf(tokens: Tokens, index: number): Found<'am' | 'pm'> | undefined {
  const word = lowerAt(tokens, index);
  if (word === 'am' || word === 'pm') return { value: word, next: dotBehind(tokens, index + 1) };
  const letter = /^[ap]$/u.exec(word)?.[0];
  if (!letter) return undefined;
  const half = letter === 'a' ? 'am' : 'pm';
  const dotted =
    after(tokens, index + 1, '. m') ?? (tokens.list[index]?.glued ? undefined : after(tokens, index + 1, 'm'));
  if (dotted) return { value: half, next: after(tokens, dotted, '.') ?? dotted };
  // "3p" and "3 a" differ: the second one may go on as "3 a day".
  return tokens.list[index]?.glued ? { value: half, next: index + 1 } : undefined;
}

/** A full stop belongs to "pm." only where it is not the end of a sentence, which makes no difference to a title. */
function dotBehind(tokens: Tokens, index: number): number {
  return tokens.list[index]?.glued && lowerAt(tokens, index) === '.' ? index + 1 : index;
}

function readDigits(tokens: Tokens, index: number, led: Led): Found<Clock> | undefined {
  const token = at(tokens, index);
  if (token?.kind !== 'number' || token.text.length > 4 || !isFree(tokens, index)) return undefined;
  const separated = readMinutes(tokens, index + 1);
  const compact = !separated && token.text.length > 2;
  const hour = compact ? Number(token.text.slice(0, -2)) : Number(token.text);
  const minute = compact ? Number(token.text.slice(-2)) : (separated?.value ?? 0);
  const next = separated?.next ?? index + 1;
  const half = readHalf(tokens, next);
  if (half) return withHalf(hour, minute, half, separated !== undefined || compact);
  const suffix = readSuffix(tokens, next);
  const end = suffix ?? next;
  if (isGluedOn(tokens, end)) return undefined;
  if (compact) return readCompact(token.text, hour, minute, end, suffix !== undefined, led);
  // "1h30" is a length, and so is "3h30" for most people.
  if (separated?.sign === 'h' && hour < 7 && led !== 'word') return undefined;
  if (separated) return withMinutes(hour, minute, end, separated.sign, led);
  if (suffix === undefined && readSpan(tokens, index)) return undefined;
  return withoutMinutes(hour, end, suffix === undefined ? undefined : lowerAt(tokens, suffix - 1), led);
}

function withHalf(hour: number, minute: number, half: Found<'am' | 'pm'>, minutes: boolean): Found<Clock> {
  const { value, next } = half;
  const impossible =
    hour > 23 || minute > 59 || (hour > 12 && value === 'am') || (hour === 0 && (value === 'pm' || !minutes));
  if (impossible) return { value: { hour, minute, form: 'wrong' }, next };
  if (hour === 12 && value === 'am' && minute === 0) return { value: { hour: 0, minute: 0, form: 'midnight' }, next };
  return { value: clear(onClock(hour, value), minute, value), next };
}

/** `:30`, `.30`, `h30`, all of them right behind the hour. */
function readMinutes(tokens: Tokens, index: number): (Found<number> & { readonly sign: string }) | undefined {
  const [sign, minutes] = [at(tokens, index), at(tokens, index + 1)];
  const joined = /^h(\d\d)$/u.exec(sign?.lower ?? '')?.[1];
  if (joined && sign?.glued) return { value: Number(joined), next: index + 1, sign: 'h' };
  if (!sign?.glued || !/^[:.h]$/u.test(sign.lower) || !minutes?.glued || !/^\d\d$/u.test(minutes.text))
    return undefined;
  const seconds = tokens.list[index + 3];
  const clockSeconds =
    sign.text === ':' && after(tokens, index + 2, ':') !== undefined && /^\d\d$/u.test(seconds?.text ?? '');
  return {
    value: Number(minutes.text),
    next: clockSeconds && seconds?.glued ? index + 4 : index + 2,
    sign: sign.lower,
  };
}

function readSuffix(tokens: Tokens, index: number): number | undefined {
  const next = afterAny(tokens, index, ["o'clock", 'oclock', 'o clock', 'h', 'hrs', 'hours', 'uhr']);
  if (next === undefined) return undefined;
  const word = lowerAt(tokens, next - 1);
  const half = /^(?:o'clock|oclock|clock)$/u.test(word) ? readHalf(tokens, next) : undefined;
  return half ? undefined : next;
}

function readCompact(
  text: string,
  hour: number,
  minute: number,
  next: number,
  suffixed: boolean,
  led: Led,
): Found<Clock> | undefined {
  if (text.length !== 4 || hour > 23 || minute > 59) return undefined;
  // "2027" is a year unless "at" or "h" says otherwise.
  if (/^(?:19|20)/u.test(text) && !suffixed && led !== 'word') return undefined;
  return { value: { ...clockOrMidnight(hour, minute), ...(!suffixed && !led && { weak: true }) }, next };
}

function clockOrMidnight(hour: number, minute: number): Clock {
  return hour % 24 === 0 && minute === 0 ? { hour: 0, minute: 0, form: 'midnight' } : clear(hour, minute);
}

function withMinutes(hour: number, minute: number, next: number, sign: string, led: Led): Found<Clock> | undefined {
  const weak = sign === '.' && !led ? { weak: true } : {};
  if (hour === 24 && minute === 0) return { value: { hour: 0, minute, form: 'midnight', ...weak }, next };
  if (hour <= 23 && minute <= 59) return { value: { ...clockOrMidnight(hour, minute), ...weak }, next };
  // "50:50" is no time and was not meant as one.
  const meant = led || hour <= 25 || (sign === ':' && hour < 50);
  return meant
    ? { value: { hour, minute, form: 'wrong', ...weak, ...(sign === '.' && { weak: true }) }, next }
    : undefined;
}

function withoutMinutes(hour: number, next: number, suffix: string | undefined, led: Led): Found<Clock> | undefined {
  // "for 2 hours" and "2h" are lengths: only what cannot be one, or is led by "at", is a time.
  if (suffix === 'hours' || suffix === 'hrs') return undefined;
  if (suffix === 'h' && !led && hour < 13) return undefined;
  if (hour === 0 || hour === 24)
    return led || suffix ? { value: { hour: 0, minute: 0, form: 'midnight' }, next } : undefined;
  if (hour > 24) return led && hour < 30 ? { value: { hour, minute: 0, form: 'wrong' }, next } : undefined;
  const hours24 = hour > 12 || suffix === 'h' || suffix === 'uhr';
  const value: Clock = hours24 ? clear(hour, 0) : { hour, minute: 0, form: 'bare' };
  return { value: { ...value, ...(!led && !suffix && { weak: true }) }, next };
}

/** `three pm`, `nine thirty`, `at nine`. */
function readWords(tokens: Tokens, index: number, led: Led): Found<Clock> | undefined {
  const hour = smallNumbers.get(lowerAt(tokens, index));
  if (hour === undefined || hour < 1 || hour > 12) return undefined;
  const minutes = after(tokens, index + 1, 'a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve')
    ? undefined
    : readNumber(tokens, index + 1);
  const spoken =
    minutes && minutes.value >= 10 && minutes.value < 60 && tokens.list[index + 1]?.kind === 'word'
      ? minutes
      : undefined;
  const next = spoken?.next ?? after(tokens, index + 1, "o'clock|oclock") ?? index + 1;
  const half = readHalf(tokens, next);
  if (half) return withHalf(hour, spoken?.value ?? 0, half, spoken !== undefined);
  if (!led && (spoken || next === index + 1)) return undefined;
  return { value: { hour, minute: spoken?.value ?? 0, form: spoken ? 'spoken' : 'bare' }, next };
}

/** False inside a version, a sum, a fraction or a name: `v2.30`, `$15`, `COVID-19`. */
function isFree(tokens: Tokens, index: number): boolean {
  const [before, token, twoBefore] = [tokens.list[index - 1], tokens.list[index], tokens.list[index - 2]];
  if (before?.text === '#' || before?.text === '$' || before?.text === '€' || before?.text === '£') return false;
  if (!token?.glued || !before || before.taken !== undefined) return true;
  if (/^[-–—]$/u.test(before.text))
    return (
      !before.glued ||
      twoBefore?.kind !== 'word' ||
      /^(?:am|pm|a|p|h|m|noon|midday|midnight|o'clock)$/u.test(twoBefore.lower)
    );
  return /^[([{,;:@~>"]$/u.test(before.text);
}

function isGluedOn(tokens: Tokens, index: number): boolean {
  const [behind, more] = [tokens.list[index], tokens.list[index + 1]];
  if (!behind?.glued || isBoundary(tokens, index)) return behind?.text === ':' && more?.glued === true && behind.glued;
  // "10ish" is vague, and "10:00Z" and "10:00:00+02:00" have their zone with them (ISO 8601).
  if (
    behind.lower === 'ish' ||
    (tokens.list[index - 2]?.text === ':' && (behind.lower === 'z' || (behind.text === '+' && more?.kind === 'number')))
  )
    return false;
  if (behind.kind === 'word' || behind.kind === 'number' || /^[%/°$€#+*=_]$/u.test(behind.text)) return true;
  return (
    /^[-–—.,]$/u.test(behind.text) &&
    more?.glued === true &&
    (more.kind === 'word' || (more.kind === 'number' && !/^[-–—]$/u.test(behind.text)))
  );
}
