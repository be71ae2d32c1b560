import type { ParsedComponents } from 'chrono-node';
import * as en from 'chrono-node/en';
import { Temporal } from 'temporal-polyfill';
import type { Reader } from './draft.ts';
import { monthFirstOf } from './locale.ts';
import { comingWeekday, days, phrases, type Range, type Said, todayOf, wholeMonth } from './range-phrases.ts';

export type { Range } from './range-phrases.ts';

/** Days that were found in a sentence, and what stands around them. */
export interface FoundRange extends Said {
  /** True if a time of day stands with it. */
  readonly timed: boolean;
  readonly before: string;
  readonly after: string;
}

/** More is not looked at: nobody names days behind so much. UTF-16 units. */
const longest = 1000;
/** The most days that are listed at once. */
const mostDays = 366;

/** The days that a text names and nothing else, `next 14 days`; an empty text: the next 7 days. undefined: it is no range. */
export function readRange(said: string, reader: Reader): Range | undefined {
  if (said.length > longest) return undefined;
  const words = said.replace(/(?:[?!,\s]|(?<!\d)\.)+$/u, '').trim();
  const ahead =
    /^(?:(?:all|the|my|upcoming|ahead|coming|up|next|soon|everything|meetings?|calls?|please)(?:\s+|$))*$/iu;
  if (ahead.test(words)) return days(todayOf(reader), 7, 'ahead');
  const found = findRange(words, reader);
  if (!found || found.timed) return undefined;
  return isFiller(found.before) && isFiller(found.after) ? found.range : undefined;
}

/** The first days that a sentence names. */
export function findRange(said: string, reader: Reader): FoundRange | undefined {
  const text = withIsoDates(said.slice(0, longest), reader);
  // "the first monday of december", "every monday": not the coming monday.
  const counted = /\b(?:first|second|third|fourth|last|every|each|other|except)\s+(?:of\s+)?$/iu;
  const [best] = [...phrasesIn(text, reader), ...datesIn(text, reader)]
    .filter(({ index }) => !counted.test(text.slice(0, index)))
    .sort((one, two) => one.index - two.index || two.length - one.length);
  const length = best?.range.from.until(best.range.to, { largestUnit: 'day' }).days ?? 0;
  if (!best || length < 1 || length > mostDays) return undefined;
  const { range, other, timed, index } = best;
  return {
    range,
    other,
    timed,
    before: text.slice(0, index),
    after: text.slice(index + best.length).replace(/^['’]s\b/u, ''),
  };
}

interface Candidate extends Said {
  readonly timed: boolean;
  readonly index: number;
  readonly length: number;
}

function phrasesIn(text: string, reader: Reader): readonly Candidate[] {
  return phrases.flatMap(({ pattern, read }) => {
    const found = pattern.exec(text);
    const parts = found?.slice(1).map((part?: string) => part?.toLowerCase().replace(/\s+/gu, ' ')) ?? [];
    const said = found && read(parts, todayOf(reader), reader);
    return said ? [{ ...said, timed: false, index: found.index, length: found[0].length }] : [];
  });
}

/** Dates of the calendar and distances from today, as chrono reads them. */
function datesIn(text: string, reader: Reader): readonly Candidate[] {
  const today = todayOf(reader);
  // Days are counted from noon in UTC, so that no clock change can move one.
  const reference = { instant: new Date(Date.UTC(today.year, today.month - 1, today.day, 12)), timezone: 0 };
  return en.casual.parse(text, reference, { forwardDate: true }).flatMap(({ text: said, index, start, end }) => {
    if (/[\w@#/:.-]$/u.test(text.slice(0, index)) || /^[\w@/:-]/u.test(text.slice(index + said.length))) return [];
    // A length is not a day ("twice a week", "for an hour"), and the end of a week is none either.
    if (/^(?:now|(?:for\s+)?an?\s+\w+)$|\b(?:hours?|hrs?|minutes?|mins?|seconds?)\b/iu.test(said)) return [];
    if (/^(?:the\s+)?(?:end|beginning|start|middle)\b/iu.test(said)) return [];
    const alone = said.length === text.trim().length || /\b(?:in|for|of|during|my)\s+$/iu.test(text.slice(0, index));
    if (/^(?:may|march|mar)$/iu.test(said) && !alone) return [];
    // Our own phrases know which friday is meant.
    if (/^(?:this|next|last|coming)\b/iu.test(said) || (!start.isCertain('day') && !end && start.isCertain('weekday')))
      return [];
    const range = ofComponents(start, end, today);
    return range ? [{ range, timed: start.isCertain('hour'), index, length: said.length }] : [];
  });
}

function ofComponents(
  start: ParsedComponents,
  end: ParsedComponents | null | undefined,
  today: Temporal.PlainDate,
): Range | undefined {
  const from = dayOf(start, today);
  if (!from) return start.isCertain('month') ? monthOf(start, today) : undefined;
  const last = end && dayOf(end, from);
  return last && !last.equals(from)
    ? { from, to: last.add({ days: 1 }), name: 'days' }
    : days(from, 1, from.equals(today) ? 'today' : 'day');
}

function dayOf(said: ParsedComponents, after: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const [year, month, day, weekday] = [said.get('year'), said.get('month'), said.get('day'), said.get('weekday')];
  if (!said.isCertain('day')) return said.isCertain('weekday') ? comingWeekday(weekday || 7, after) : undefined;
  const date = Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 0, day: day ?? 0 });
  // "friday 5 december" is no day where the 5th is a saturday.
  return said.isCertain('weekday') && weekday !== null && date.dayOfWeek !== (weekday || 7) ? undefined : date;
}

function monthOf(said: ParsedComponents, today: Temporal.PlainDate): Range | undefined {
  // A day that the month does not have leaves the month behind: "30 february" is none of it.
  if (said.isCertain('hour') || said.isCertain('day') || said.isCertain('weekday')) return undefined;
  const month = said.get('month') ?? today.month;
  const year = said.isCertain('year') ? said.get('year') : month < today.month ? today.year + 1 : today.year;
  return wholeMonth(Temporal.PlainDate.from({ year: year ?? today.year, month, day: 1 }), today);
}

/** Dates of numbers in the order of the locale, written so that they cannot be read in another one. */
function withIsoDates(text: string, { locale, now, timeZone }: Reader): string {
  // With dots or hyphens and no year it is as often a time or a part of a name: 9.30, 1-2.
  const numeric =
    /(?<![\w./:-])(\d{1,2})(?:\/(\d{1,2})(?:\/(\d{4}|\d{2}))?|\.(\d{1,2})\.(\d{4}|\d{2})?|-(\d{1,2})-(\d{4}))(?![\w/:-])/gu;
  return text.replace(numeric, (said, one, slash, slashYear, dot, dotYear, hyphen, hyphenYear) => {
    const two = Number(slash ?? dot ?? hyphen);
    const [month, day] = monthFirstOf(locale) ? [Number(one), two] : [two, Number(one)];
    const today = todayOf({ now, timeZone });
    const digits: string | undefined = slashYear ?? dotYear ?? hyphenYear;
    const year = digits ? Number(digits.length === 2 ? `20${digits}` : digits) : undefined;
    try {
      const date = Temporal.PlainDate.from({ year: year ?? today.year, month, day }, { overflow: 'reject' });
      const past = year === undefined && Temporal.PlainDate.compare(date, today) < 0;
      return (past ? date.add({ years: 1 }) : date).toString();
    } catch {
      // No date in this order: what would be one in the other order is not what was said.
      return said.replace(/[./]/gu, '\u00b7');
    }
  });
}

function isFiller(text: string): boolean {
  const fillers =
    /^(?:[\s,]|(?:all|my|our|the|meetings?|calls?|on|for|in|of|from|during|over|through|within|whole|later|please|only|morning|afternoon|evening|night)(?![\w'’]))*$/iu;
  return fillers.test(text);
}
