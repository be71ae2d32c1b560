import { inZone } from '../zoned.ts';
import type { Reader } from './draft.ts';
import { type FoundRange, findRange } from './range.ts';
import { type Findable, isGeneric, oneOnOne, withTitle, withWholeTitle, wordsOf } from './titles.ts';

export type { Findable } from './titles.ts';

/** Which meeting somebody speaks of, as said. Plain JSON. What is absent was not said; all that was said has to fit. */
export interface Reference {
  /** `it`, `the meeting`: the one that was spoken of. */
  readonly it?: true;
  /** All that fit are meant, not one of them: `all of tomorrow's`, `my meetings on friday`. */
  readonly all?: true;
  /** Of those that fit, the next one from now, or the first or last one. */
  readonly position?: 'next' | 'first' | 'last';
  /** Words of the title, or of the names of people. */
  readonly title?: string;
  /** `2026-12-04`, in the zone of whoever speaks. */
  readonly date?: string;
  /** The other day that may be meant: `next friday` while a friday is still ahead in this week. */
  readonly otherDate?: string;
  /** From a day up to another one, which does not belong to it. */
  readonly dates?: { readonly from: string; readonly to: string };
  /** The times of day that may be meant, `15:00`: of `3` there are two. */
  readonly times?: readonly string[];
  /** All words of it: a title may have a day or a time in it, `Friday demo`. */
  readonly said: string;
}

/** Reads what was said of a meeting: `friday's design review`, `it`, `the 3pm`. */
export function readReference(said: string, reader: Reader): Reference {
  const text = said
    .replace(/\s+/gu, ' ')
    .replace(oneOnOne, '1:1')
    .trim()
    .slice(0, longest)
    .replace(/[?!.,;\s]+$/u, '');
  const quoted = /["“„«]([^"“”„«»]+)["”»]/u.exec(text);
  const open = quoted ? text.replace(quoted[0], ' ') : text;
  const found = findRange(open, reader);
  const clock = findTimes(open, found?.after ?? '');
  const around = found ? `${found.before} ${found.after}` : open;
  const rest = around.replace(/['’]s(?![\p{L}\p{N}])/gu, ' ').replace(clock?.said ?? '', ' ');
  const position = positionIn(rest);
  const all = !position && isAll(rest);
  const words = rest.replace(position ? /\b(?:next|first|last)\b/iu : all ? allWords : '', ' ');
  // Signs alone name no meeting, and are not "it" either.
  const title = quoted?.[1] ?? (/[\p{L}\p{N}]/u.test(text) ? titleOf(words) : text);
  return {
    ...(title === '' && !found && !clock && !all && !position && { it: true }),
    ...(all && { all }),
    ...(position && { position }),
    ...(title && { title }),
    ...(found && daysOf(found)),
    ...(clock && { times: clock.times }),
    said: text,
  };
}

/**
 * Those of some meetings that are meant: none, one, or several, of which the caller has to ask.
 *
 * @param spokenOf the id of the meeting that was spoken of last, which `it` means; without one, it means the only or next one
 */
export function find<Meeting extends Findable>(
  reference: Reference,
  meetings: readonly Meeting[],
  reader: Reader,
  spokenOf?: string,
): readonly Meeting[] {
  if (reference.it && spokenOf !== undefined) return meetings.filter(({ id }) => id === spokenOf);
  if (reference.it) return meetings.length < 2 ? meetings : placed('next', meetings, reader);
  const then = meetings.filter(({ start }) => isThen(reference, start, reader));
  const named = reference.title === undefined ? then : withTitle(reference.title, then);
  const dated = reference.date ?? reference.dates ?? reference.times;
  // "the friday demo" may be on a thursday.
  const fitting = named.length > 0 || dated === undefined ? named : withTitle(reference.said, meetings);
  const isOne = reference.title !== undefined && !reference.all;
  const meant = isOne ? withWholeTitle(reference.said, reference.title, fitting) : fitting;
  return reference.position ? placed(reference.position, meant, reader) : meant;
}

/** More is not looked at: no title is so long. UTF-16 units. */
const longest = 500;

function titleOf(text: string): string {
  const words = text.split(' ').filter((word) => word !== '');
  const tells = (word: string) => wordsOf(word).some((each) => !isGeneric(each));
  const [first, last] = [words.findIndex(tells), words.findLastIndex(tells)];
  if (first < 0) return '';
  // "the team meeting": with its kind, in case there is a team lunch, too.
  const kind = isGeneric(wordsOf(words[last + 1] ?? '')[0] ?? '') ? 2 : 1;
  return words.slice(first, last + kind).join(' ');
}

// "the all hands" is one meeting.
const allWords = /^\s*(?:all(?![\s-]*(?:hands|day))|every(?:thing)?|each|both)\b/iu;

function isAll(text: string): boolean {
  return allWords.test(text) || /\b(?:meetings|calls|appointments|events)\b/iu.test(text);
}

function daysOf({ range: { from, to }, other }: FoundRange): Pick<Reference, 'date' | 'otherDate' | 'dates'> {
  if (!from.add({ days: 1 }).equals(to)) return { dates: { from: from.toString(), to: to.toString() } };
  return { date: from.toString(), ...(other && { otherDate: other.toString() }) };
}

function positionIn(text: string): Reference['position'] {
  const said = /^\s*(?:my |the |our )?(next)\b|\b(next|first|last) (?:meeting|call|one|appointment|session)\b/iu.exec(
    text,
  );
  return (['next', 'first', 'last'] as const).find((each) => each === (said?.[1] ?? said?.[2])?.toLowerCase());
}

function findTimes(
  text: string,
  afterDay: string,
): { readonly said: string; readonly times: readonly string[] } | undefined {
  const noon = /\b(?:at )?(?:noon|midday)\b/iu.exec(text);
  if (noon) return { said: noon[0], times: ['12:00'] };
  const found =
    /(?<![\w:.])(?:(?:at|from) )?(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\b\.?/iu.exec(text) ??
    /(?<![\w:.])(?:(?:at|from) )?(\d{1,2})[:h](\d\d)(?![\w:])/iu.exec(text) ??
    /(?<![\w:.])(?:at|from) (\d{1,2})(?:\.(\d\d))?(?: ?o['’]clock\b|(?![\w:.]))/iu.exec(text) ??
    /(?<![\w:.])(\d{1,2}) ?o['’]clock\b/iu.exec(text) ??
    // "friday's 3"
    /^ (\d{1,2})()$/iu.exec(afterDay);
  if (!found) return undefined;
  const [hour, minute] = [Number(found[1]), found[2] || '00'];
  if (hour > 23 || Number(minute) > 59) return undefined;
  const half = found[3]?.toLowerCase();
  const clear = half !== undefined || hour > 12 || hour === 0 || found[1]?.startsWith('0');
  const hours = clear ? [half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour] : [hour % 12, (hour % 12) + 12];
  return { said: found[0].trim(), times: hours.map((each) => `${String(each).padStart(2, '0')}:${minute}`) };
}

function isThen({ date, otherDate, dates, times }: Reference, start: Date, { timeZone }: Reader): boolean {
  const local = inZone(start, timeZone);
  const day = local.toPlainDate().toString();
  if (date !== undefined && day !== date && day !== otherDate) return false;
  if (dates && (day < dates.from || day >= dates.to)) return false;
  return times === undefined || times.includes(local.toPlainTime().toString({ smallestUnit: 'minute' }));
}

function placed<Meeting extends Findable>(
  position: 'next' | 'first' | 'last',
  meetings: readonly Meeting[],
  { now }: Reader,
): readonly Meeting[] {
  const ordered = meetings.toSorted((one, two) => one.start.getTime() - two.start.getTime());
  if (position === 'last') return ordered.slice(-1);
  return ordered.filter(({ start }) => position === 'first' || start.getTime() > now.getTime()).slice(0, 1);
}
