import { readDigits } from './clock-digits.ts';
import { type Clock, clearAt, type Led, onClock, readHalf, withHalf } from './clock-form.ts';
import { readNumber } from './numbers.ts';
import { readSpan } from './spans.ts';
import { after, afterAny, at, type Found, lowerAt, type Tokens } from './tokens.ts';
import { smallNumbers } from './words.ts';

export type { Clock } from './clock-form.ts';

/** `3pm`, `15:00`, `16h30`, `noon`, `half past 3`, `eod`; `led` if a word such as "at" stands before it. */
export function readClock(tokens: Tokens, index: number, led: Led): Found<Clock> | undefined {
  return (
    readNamed(tokens, index) ??
    readSpoken(tokens, index) ??
    readDigits(tokens, index, led) ??
    readWords(tokens, index, led)
  );
}

/** `noon`, `midnight`; "12NN" and "12MN" are what Filipinos write. */
function readNamed(tokens: Tokens, index: number): Found<Clock> | undefined {
  const midnight = afterAny(tokens, index, ['12 midnight|mn', 'midnight']);
  if (midnight) return { value: { hour: 0, minute: 0, form: 'midnight' }, next: midnight };
  const noon = afterAny(tokens, index, ['12 noon|midday|nn', 'high? noon', 'midday']);
  return noon === undefined ? undefined : { value: clearAt(12, 0, 'pm'), next: noon };
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
  // "10 to 11" and "14 to 15:30" are ranges, unless minutes are said; "half 3" means two things.
  const digits = tokens.list[index]?.kind === 'number';
  const led = !digits && /^(?:at|@)$/u.test(lowerAt(tokens, index - 1));
  const plainTo = led || quarter !== undefined || start !== number?.next || (digits ? minutes > 24 : minutes > 12);
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
  const [sign, behind] = [tokens.list[index + 1], tokens.list[index + 2]];
  const withMinutes = sign?.glued && /^[:.h]$/u.test(sign.lower) && behind?.glued && behind.kind === 'number';
  return value === undefined || value < 1 || value > 23 || withMinutes
    ? undefined
    : { value, next: after(tokens, index + 1, "o'clock") ?? index + 1 };
}

const units = /^(?:minutes?|mins?|hours?|hrs?)$/u;

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
  // "Friday; two and a half hours".
  if (!half && led !== 'word' && readSpan(tokens, index)) return undefined;
  if (half) return withHalf(hour, spoken?.value ?? 0, half, spoken !== undefined);
  // "Today, ten minutes".
  if (!spoken && units.test(lowerAt(tokens, next)) && led !== 'word') return undefined;
  if (!led && (spoken || next === index + 1)) return undefined;
  return { value: { hour, minute: spoken?.value ?? 0, form: spoken ? 'spoken' : 'bare' }, next };
}
