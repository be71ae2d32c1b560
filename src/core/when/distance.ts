import { smallNumbers } from './words.ts';

/** How far a meeting is moved, or how long it is. Months and days count on the calendar, minutes on the clock. */
export interface Distance {
  readonly months: number;
  readonly days: number;
  readonly minutes: number;
}

const words = [...smallNumbers.keys()].slice(0, 13);
const count = `\\d{1,4}(?:[.,]\\d{1,2})?|an?|a couple of|${words.slice(1).join('|')}`;
const unit = 'hours?|hrs?|h|minutes?|mins?|m|days?|d|weeks?|w|months?';
const more = '(?: and)? (?:a )?(?:half|quarter)|(?: and)? \\d{1,2} ?(?:minutes?|mins?|m)|\\d{1,2}m?';

/** The pattern of a length of time, as people say it, to be put into another one. It captures nothing. */
export const distance = `(?:half an hour|(?:a )?quarter of an hour|(?:${count}) ?(?:${unit})(?:${more})?)`;

const parts = new RegExp(`^(?:(half an hour)|((?:a )?quarter of an hour)|(${count}) ?(${unit})(${more})?)$`, 'iu');

/** `an hour and a half`, `1h30`, `2 days`. undefined: it is none, or none that the calendar knows, such as half a month. */
export function readDistance(said: string): Distance | undefined {
  const [, half, quarter, many = '', name = '', rest = ''] = parts.exec(said.trim()) ?? [];
  if (half) return inMinutes(30);
  if (quarter) return inMinutes(15);
  if (!many) return undefined;
  const whole = many.toLowerCase();
  const number = whole.startsWith('a') ? (whole.length > 2 ? 2 : 1) : words.indexOf(whole);
  const value = number > 0 ? number : Number(whole.replace(',', '.'));
  const fraction = /half$/iu.test(rest) ? 0.5 : /quarter$/iu.test(rest) ? 0.25 : 0;
  const kind = name.toLowerCase();
  if (kind.startsWith('h'))
    return inMinutes((value + fraction) * 60 + (fraction ? 0 : Number.parseInt(rest.replace(/\D/gu, '') || '0', 10)));
  if (rest !== '' || !Number.isInteger(value)) return undefined;
  if (kind.startsWith('mo')) return { months: value, days: 0, minutes: 0 };
  if (kind.startsWith('m')) return inMinutes(value);
  return { months: 0, days: kind.startsWith('w') ? value * 7 : value, minutes: 0 };
}

function inMinutes(minutes: number): Distance | undefined {
  return Number.isInteger(minutes) ? { months: 0, days: 0, minutes } : undefined;
}
