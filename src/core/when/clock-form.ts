import { after, type Found, lowerAt, type Tokens } from './tokens.ts';

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

/** What stands before a time: a word such as "at", or a day; a bare number is a time only then. */
export type Led = 'word' | 'day' | false;

export const clearAt = (hour: number, minute: number, half?: 'am' | 'pm'): Clock => ({
  hour,
  minute,
  form: 'clear',
  ...(half && { half }),
});

export function onClock(hour: number, half: 'am' | 'pm'): number {
  return hour > 12 ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
}

/** `am`, `p.m.`, `p` behind a number. */
export function readHalf(tokens: Tokens, index: number): Found<'am' | 'pm'> | undefined {
  const word = lowerAt(tokens, index);
  // "8 am or pm" says neither.
  if (isEitherHalf(tokens, index)) return undefined;
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

function isEitherHalf(tokens: Tokens, index: number): boolean {
  return after(tokens, index, 'am|pm or|/ am|pm') !== undefined;
}

/** A full stop belongs to "pm." only where it is not the end of a sentence, which makes no difference to a title. */
function dotBehind(tokens: Tokens, index: number): number {
  return tokens.list[index]?.glued && lowerAt(tokens, index) === '.' ? index + 1 : index;
}

export function withHalf(hour: number, minute: number, half: Found<'am' | 'pm'>, minutes: boolean): Found<Clock> {
  const { value, next } = half;
  const impossible =
    hour > 23 || minute > 59 || (hour > 12 && value === 'am') || (hour === 0 && (value === 'pm' || !minutes));
  if (impossible) return { value: { hour, minute, form: 'wrong' }, next };
  if (hour === 12 && value === 'am' && minute === 0) return { value: { hour: 0, minute: 0, form: 'midnight' }, next };
  return { value: clearAt(onClock(hour, value), minute, value), next };
}
