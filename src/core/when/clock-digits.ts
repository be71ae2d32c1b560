import { type Clock, clearAt, type Led, readHalf, withHalf } from './clock-form.ts';
import { readSpan } from './spans.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, someBefore, type Tokens } from './tokens.ts';
import { abbreviations } from './zone-table.ts';

export function readDigits(tokens: Tokens, index: number, led: Led): Found<Clock> | undefined {
  const token = at(tokens, index);
  if (token?.kind !== 'number' || token.text.length > 4 || !isFree(tokens, index)) return undefined;
  const separated = readMinutes(tokens, index + 1);
  const compact = !separated && token.text.length > 2;
  const hour = compact ? Number(token.text.slice(0, -2)) : Number(token.text);
  const minute = compact ? Number(token.text.slice(-2)) : (separated?.value ?? 0);
  const next = separated?.next ?? index + 1;
  const half = readHalf(tokens, next) ?? readHalf(tokens, after(tokens, next, "o'clock|oclock") ?? next);
  if (half) return withHalf(hour, minute, half, separated !== undefined || compact);
  const suffix = readSuffix(tokens, next) ?? (separated ? after(tokens, next, 'hour|hr') : undefined);
  const end = suffix ?? next;
  if (isGluedOn(tokens, end)) return undefined;
  if (separated?.sign === ':' && isLength(tokens, index, suffix, led)) return undefined;
  if (compact) return readCompact(token.text, hour, minute, end, suffix !== undefined, led);
  // "1h30" is a length, and so is "3h30" for most people.
  if (separated?.sign === 'h' && hour < 7 && led !== 'word' && !isRangeOfHours(tokens, next)) return undefined;
  if (separated) return withMinutes(hour, minute, end, separated.sign, led);
  // "10:00 every week, 2h": how long.
  const isTimed = someBefore(tokens, index, ({ taken }) => taken === 'clock');
  if (suffix !== undefined && led === 'day' && isTimed && hour < 13 && /^h(?:rs)?$/u.test(lowerAt(tokens, suffix - 1)))
    return undefined;
  // "Friday, 1h": so early nobody meets.
  if (suffix === next + 1 && led === 'day' && hour < 7 && lowerAt(tokens, next) === 'h') return undefined;
  if (suffix === undefined && readSpan(tokens, index) && !isHourRange(tokens, index)) return undefined;
  return withoutMinutes(hour, end, suffix === undefined ? undefined : lowerAt(tokens, suffix - 1), led);
}

/** "5h30-7h00": no length leads to a later one of its kind. */
function isRangeOfHours(tokens: Tokens, index: number): boolean {
  const last = after(tokens, index, '-|–|to|bis|à');
  return last !== undefined && at(tokens, last)?.kind === 'number' && readMinutes(tokens, last + 1)?.sign === 'h';
}

/** "(Friday 10:00) for 1:30h", "duration 1:30": how long, not when. */
function isLength(tokens: Tokens, index: number, suffix: number | undefined, led: Led): boolean {
  const before = /^[:=]$/u.test(tokens.list[index - 1]?.text ?? '') ? index - 2 : index - 1;
  if (/^(?:duration|length|lasting|lasts)$/u.test(tokens.list[before]?.lower ?? '')) return true;
  const timed = someBefore(tokens, index, ({ taken }) => taken === 'clock');
  return suffix !== undefined && led !== 'word' && timed && Number(tokens.list[index]?.text) < 7;
}

/** "13–15h": from 13 to 15 o'clock, as nothing takes that long. */
export function isHourRange(tokens: Tokens, index: number): boolean {
  const last = after(tokens, index + 1, '-|–|bis');
  const next = last === undefined ? undefined : after(tokens, last + 1, 'h|hrs');
  const [from, to] = [Number(tokens.list[index]?.text), Number(tokens.list[last ?? index]?.text)];
  return next !== undefined && to > 12 && to <= 24 && from >= 7 && from < to;
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
  return hour % 24 === 0 && minute === 0 ? { hour: 0, minute: 0, form: 'midnight' } : clearAt(hour, minute);
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
  // "At 14 hours" is a time, "14 hours" is none.
  if ((suffix === 'hours' || suffix === 'hrs') && !(led === 'word' && hour > 12)) return undefined;
  if (suffix === 'h' && !led && hour < 13) return undefined;
  if (hour === 0 || hour === 24)
    return led || suffix ? { value: { hour: 0, minute: 0, form: 'midnight' }, next } : undefined;
  if (hour > 24) return led && hour < 30 ? { value: { hour, minute: 0, form: 'wrong' }, next } : undefined;
  const hours24 = hour > 12 || suffix === 'h' || suffix === 'uhr' || suffix === 'hours' || suffix === 'hrs';
  const value: Clock = hours24 ? clearAt(hour, 0) : { hour, minute: 0, form: 'bare' };
  return { value: { ...value, ...(!led && !suffix && { weak: true }) }, next };
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
      /^(?:am|pm|a|p|h|h\d\d|m|noon|midday|midnight|nn|mn|o'clock)$/u.test(twoBefore.lower)
    );
  // The minutes of "1:15 h".
  if (before.text === ':' && before.glued && twoBefore?.kind === 'number') return false;
  // "9pm ET/6pm PT".
  if (before.text === '/' && abbreviations.has(twoBefore?.lower ?? '') && /^[A-Z]+$/u.test(twoBefore?.text ?? ''))
    return true;
  return /^[([{,;:@~〜～→−>"…]$/u.test(before.text) || (before.text === '.' && twoBefore?.text === '.');
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
  // "10-noon".
  if (/^[-–—]$/u.test(behind.text) && /^(?:noon|midday|midnight)$/u.test(more?.lower ?? '')) return false;
  if (behind.kind === 'word' || behind.kind === 'number' || /^[%/°$€#+*=_]$/u.test(behind.text)) return true;
  return (
    /^[-–—.,]$/u.test(behind.text) &&
    more?.glued === true &&
    (more.kind === 'word' || (more.kind === 'number' && !/^[-–—]$/u.test(behind.text)))
  );
}
