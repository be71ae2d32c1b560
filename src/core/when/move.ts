import type { Temporal } from 'temporal-polyfill';
import { inZone } from '../zoned.ts';
import { distance, readDistance } from './distance.ts';
import type { Reader } from './draft.ts';
import { byClock } from './move-clock.ts';
import {
  ask,
  badLength,
  checked,
  isMoved,
  type Movable,
  type Moved,
  type MoveQuestion,
  mostMinutes,
  shifted,
} from './moved.ts';
import { findRange } from './range.ts';
import { weekdays } from './words.ts';

export type { Movable, Moved, MoveQuestion } from './moved.ts';

/** Where to a meeting is moved by `4pm`, `friday`, `an hour later`, `next week`, `45 minutes long`. */
export function readMove(to: string, meeting: Movable, reader: Reader): Moved | MoveQuestion {
  if (to.length > longest) return ask('unclear');
  const text = to
    .replace(/\s+/gu, ' ')
    .replace(/^ | ?[?!.]* ?$/gu, '')
    .replace(/ ?\b(?:(?:at )?(?:the )?same time|(?:on )?(?:the )?same day|please|instead|if possible)\b ?/giu, ' ')
    .trim();
  const here = inZone(meeting.start, meeting.timeZone);
  const now: Moved = { start: here, minutes: meeting.minutes };
  return (
    byLength(text, now) ??
    byDistance(text, now, reader) ??
    bySteps(text, now, reader) ??
    byCalendar(text, now, reader) ??
    byDay(text, now, reader) ??
    byClock(text, now, reader)
  );
}

/** Of these, only what is counted from where the meeting is: `an hour later`, `15 minutes longer`, `next week`. */
export function readShift(text: string, meeting: Movable, reader: Reader): Moved | MoveQuestion | undefined {
  const now: Moved = { start: inZone(meeting.start, meeting.timeZone), minutes: meeting.minutes };
  return (
    byLength(text, now) ?? byDistance(text, now, reader) ?? bySteps(text, now, reader) ?? byCalendar(text, now, reader)
  );
}

/** UTF-16 units. */
const longest = 200;
/** `45 minutes long`, `to an hour`, `15 minutes shorter`, `until 5pm`. */
function byLength(text: string, { start, minutes }: Moved): Moved | MoveQuestion | undefined {
  const pattern = new RegExp(`^(?:to |for )?(?:only )?(${distance})(?: (long|longer|shorter)| in length)?$`, 'iu');
  const [said, length = '', way] = pattern.exec(text) ?? [];
  if (said === undefined) return undefined;
  const read = readDistance(length);
  const change = read && read.days + read.months === 0 ? read.minutes : Number.NaN;
  const sum = way === 'longer' ? minutes + change : way === 'shorter' ? minutes - change : change;
  return sum > 0 && sum <= mostMinutes ? { start, minutes: sum } : badLength(length);
}

/** `an hour later`, `by 2 days`, `30 minutes earlier`. */
function byDistance(text: string, now: Moved, reader: Reader): Moved | MoveQuestion | undefined {
  const pattern = new RegExp(
    `^(?:(later|earlier|forwards?|back(?:wards)?|ahead) )?(?:by )?(${distance})(?: (later|earlier|sooner|after|before|forwards?|back(?:wards)?|ahead))?$`,
    'iu',
  );
  const [said, first, length = '', last] = pattern.exec(text) ?? [];
  if (said === undefined) return undefined;
  const far = readDistance(length);
  if (!far || far.months + far.days + far.minutes === 0) return ask('unclear');
  const way = (last ?? first ?? 'later').toLowerCase();
  const [earlier, later] = [-1, 1].map((sign) => shifted(now, far.months * sign, far.days * sign, far.minutes * sign));
  if (!earlier || !later) return ask('unclear');
  if (/^(?:forward|back|ahead)/u.test(way)) {
    const choices = [earlier, later].map((each) => checked(each, reader)).filter(isMoved);
    return ask('direction', choices);
  }
  return checked(/^(?:earlier|sooner|before)$/u.test(way) ? earlier : later, reader);
}

/** `an hour later for 45 minutes`, `friday for an hour`: where to, and then how long. */
function bySteps(text: string, now: Moved, reader: Reader): Moved | MoveQuestion | undefined {
  const [, way, length = ''] = new RegExp(`^(.+) for (${distance})$`, 'iu').exec(text) ?? [];
  const moved =
    way === undefined
      ? undefined
      : (byDistance(way, now, reader) ?? byCalendar(way, now, reader) ?? byDay(way, now, reader));
  return moved && isMoved(moved) ? byLength(length, moved) : moved;
}

/** `next week`, `the week after`, `next month`, `the day before`: with its weekday and time, or its day and time. */
function byCalendar(text: string, now: Moved, reader: Reader): Moved | MoveQuestion | undefined {
  const [, unit, way = ''] =
    /^(?:to |in )*(?:the )?(day|week|month) (after|before|later|earlier)$/iu.exec(
      text.replace(/^(.*)\bfollowing (day|week|month)$/iu, '$1$2 after'),
    ) ?? [];
  if (unit) {
    const sign = /^(?:before|earlier)$/iu.test(way) ? -1 : 1;
    return checked(
      shifted(now, unit === 'month' ? sign : 0, unit === 'week' ? 7 * sign : unit === 'day' ? sign : 0),
      reader,
    );
  }
  const [, name] = /^(?:to |in |the |coming )*next (week|month)$/iu.exec(text) ?? [];
  const range = name && findRange(`next ${name}`, reader)?.range;
  if (!range) return undefined;
  const day = now.start.withTimeZone(reader.timeZone).toPlainDate();
  const months = range.from.toPlainYearMonth().since(day.toPlainYearMonth(), { largestUnit: 'month' }).months;
  const days = name === 'week' ? (day.dayOfWeek - range.from.dayOfWeek + 7) % 7 : 0;
  const moved =
    name === 'week'
      ? shifted(now, 0, day.until(range.from.add({ days }), { largestUnit: 'day' }).days)
      : shifted(now, months);
  // It is there already: perhaps the one after that is meant.
  if (moved && 'start' in moved && moved.start.equals(now.start))
    return ask('unclear', [shifted(now, name === 'week' ? 0 : 1, name === 'week' ? 7 : 0)].filter(isMoved));
  return checked(moved, reader);
}

/** `friday`, `4 december`, `tomorrow`: a day alone keeps the time; with a part of it, it does not say which. */
function byDay(text: string, now: Moved, reader: Reader): Moved | MoveQuestion | undefined {
  if (/\b(?:morning|afternoon|evening|night|tonight)\b/iu.test(text)) return undefined;
  const found = findRange(text, reader);
  if (!found || found.timed || !/^(?:to|on|for|the| )*$/iu.test(found.before) || found.after.trim() !== '')
    return undefined;
  const { from, to } = found.range;
  if (!from.add({ days: 1 }).equals(to)) return ask('vague_day');
  const day = now.start.withTimeZone(reader.timeZone).toPlainDate();
  const onDay = (date: Temporal.PlainDate) => shifted(now, 0, day.until(date, { largestUnit: 'day' }).days);
  if (found.other) return ask('next_weekday', [onDay(found.other), onDay(from)].filter(isMoved));
  if (from.equals(day)) return ask('unclear');
  // "Postpone thursday's to monday", said on a monday.
  if (isNamed(text, from) && from.equals(inZone(reader.now, reader.timeZone).toPlainDate())) {
    const [first, ...more] = [from, from.add({ days: 7 })].map((date) => checked(onDay(date), reader)).filter(isMoved);
    return first && more.length === 0 ? first : ask('next_weekday', first ? [first, ...more] : []);
  }
  return checked(onDay(from), reader);
}

/** True where a day is said by the name of its weekday alone. */
function isNamed(text: string, { dayOfWeek }: Temporal.PlainDate): boolean {
  const weekday = weekdays.get(text.replace(/^(?:to|on) /iu, '').toLowerCase());
  return weekday === dayOfWeek;
}
