import type { ParsedResult } from 'chrono-node';
import * as en from 'chrono-node/en';
import type { Day } from './day.ts';
import { readOrdinal } from './numbers.ts';
import { spelled } from './spelling.ts';
import { after, at, type Found, isBoundary, lowerAt, said, type Tokens } from './tokens.ts';
import { months, smallWords, weekdays } from './words.ts';

/** A date with a month in words: `3 december`, `dec 3rd, 2027`, `the 1st of march`. */
export function readNamedDate(tokens: Tokens, index: number): Found<Day> | undefined {
  const start = after(tokens, index, 'the') ?? index;
  const end = endOfNamedDate(tokens, start);
  const several = severalDays(tokens, start, end);
  if (several !== undefined) return { value: { kind: 'vague' }, next: several };
  if (end === undefined) return undefined;
  const text = said(tokens, start, end)
    .replaceAll(/\p{L}+/gu, (word) => spelled(word.toLowerCase()))
    .replaceAll(/[.']|\bthe\b/giu, ' ')
    .replace(/\s*(?:,|-)\s*|\s+/gu, ' ')
    .trim();
  const found = dateWith(text);
  return { value: found ?? { kind: 'none' }, next: end };
}

/** `7-9 december`, `december 7 to 9`: several days, of which none is the one to meet. */
function severalDays(tokens: Tokens, index: number, end: number | undefined): number | undefined {
  const part = tokens.list[index]?.glued && /^[:.,/-]$/u.test(tokens.list[index - 1]?.text ?? '');
  const first = part ? undefined : readDayNumber(tokens, index);
  const to = first === undefined ? undefined : after(tokens, first, severalLinks);
  const last = to === undefined ? undefined : endOfNamedDate(tokens, to);
  if (last !== undefined && readDayNumber(tokens, to ?? index) !== undefined) return last;
  if (end === undefined || readMonth(tokens, index) === undefined) return undefined;
  const behind = after(tokens, end, severalLinks);
  const second = behind === undefined ? undefined : (after(tokens, behind, 'the') ?? behind);
  const day = second === undefined ? undefined : readDayNumber(tokens, second);
  if (day === undefined || behind === undefined || second === undefined) return undefined;
  const glued = /^[-–—]$/u.test(lowerAt(tokens, end)) && tokens.list[behind]?.glued;
  const later = readOrdinal(tokens, second) ?? { value: Number(lowerAt(tokens, second)), next: day };
  const before = readOrdinal(tokens, end - 2) ?? { value: Number(lowerAt(tokens, end - 1)) };
  const ends = isBoundary(tokens, day) || tokens.list[day]?.kind === 'atom' || smallWords.has(lowerAt(tokens, day));
  return glued || (ends && later.value > before.value && later.value <= 31) ? day : undefined;
}

/** Between two days of which one is meant, or all. */
const severalLinks = '-|–|—|to|or|and|&|through|thru|till';

/**
 * What chrono reads in a text that is a date and nothing else. Its refiners would drop 31 April, which has to be asked about,
 * and what it implies is not taken: only what was said.
 */
function dateWith(text: string): Day | undefined {
  const [found]: readonly ParsedResult[] = dates.parse(text);
  if (found?.index !== 0 || found.text.length !== text.length) return undefined;
  const [day, month, year] = (['day', 'month', 'year'] as const).map((part) =>
    found.start.isCertain(part) ? (found.start.get(part) ?? undefined) : undefined,
  );
  return day === undefined || month === undefined ? undefined : { kind: 'date', day, month, year };
}

const dates = new en.Chrono({ parsers: en.configuration.createConfiguration(true, false).parsers, refiners: [] });

/** How far a date with the name of a month reaches; a year only in four digits, since `3 december 16:00` is a time. */
function endOfNamedDate(tokens: Tokens, index: number): number | undefined {
  const first = readDayNumber(tokens, index);
  if (first) {
    const month = readMonth(tokens, after(tokens, first, 'of|-') ?? first);
    return month && readYear(tokens, month);
  }
  const month = readMonth(tokens, index);
  if (!month) return undefined;
  const day = readDayNumber(tokens, after(tokens, month, 'the|-') ?? month);
  return day && readYear(tokens, day);
}

function readMonth(tokens: Tokens, index: number): number | undefined {
  const token = at(tokens, index);
  if (!token || !months.has(token.lower)) return undefined;
  const dot = tokens.list[index + 1];
  return dot?.glued && dot.text === '.' && token.lower.length <= 4 ? index + 2 : index + 1;
}

/** `3`, `3rd`, `third`, but no time, amount or range. */
function readDayNumber(tokens: Tokens, index: number): number | undefined {
  const ordinal = readOrdinal(tokens, index);
  if (ordinal) return ordinal.value > 0 ? ordinal.next : undefined;
  const token = at(tokens, index);
  // "11:00 February 28".
  if (token?.glued && tokens.list[index - 1]?.text === ':') return undefined;
  if (token?.kind !== 'number' || token.text.length > 2) return undefined;
  const behind = tokens.list[index + 1];
  const dot = behind?.glued && behind.text === '.' && !tokens.list[index + 2]?.glued;
  if (
    behind?.glued &&
    /^[:.,/]$/u.test(behind.text) &&
    tokens.list[index + 2]?.kind === 'number' &&
    tokens.list[index + 2]?.glued
  )
    return undefined;
  if (/^(?:am|pm|h|hrs?|a|p|min|mins|minutes?|hours?|o'clock)$/u.test(lowerAt(tokens, index + 1))) return undefined;
  return dot && months.has(lowerAt(tokens, index + 2)) ? index + 2 : index + 1;
}

function readYear(tokens: Tokens, index: number): number {
  const behind = after(tokens, index, ',|-|of') ?? index;
  const year = at(tokens, behind);
  const [sign, more] = [tokens.list[behind + 1], tokens.list[behind + 2]];
  const goesOn =
    sign?.glued && (/[\p{L}\p{N}]/u.test(sign.text) || (sign.text === ':' && more?.glued && more.kind === 'number'));
  if (year && /^[12]\d{3}$/u.test(year.text) && !goesOn) return behind + 1;
  return readShortYear(tokens, behind) ?? index;
}

/** "Oct 15 '26", "15 oct 26 10:00": two digits that can be no hour, and no usual length. */
function readShortYear(tokens: Tokens, index: number): number | undefined {
  const mark = after(tokens, index, "'|’") ?? index;
  const year = at(tokens, mark);
  const marked = mark > index && year?.glued === true;
  if (year?.kind !== 'number' || !(marked ? /^\d\d$/u : /^2[6-9]$/u).test(year.text)) return undefined;
  const [next, sign] = [tokens.list[mark + 1], tokens.list[mark + 2]];
  const isTimed = next?.kind === 'number' && sign?.glued === true && /^(?::|am|pm)$/u.test(sign.lower);
  const ends =
    !next || isTimed || (next.kind === 'sign' && /^[,;.]$/u.test(next.text) && !sign?.glued) || next.lower === 'at';
  return marked || (ends && !next?.glued) || (ends && next?.kind === 'sign') ? mark + 1 : undefined;
}

/**
 * A date of numbers, in the order of the locale; ISO 8601 in its own. chrono would swap day and month where that makes a date,
 * and a date that somebody else means is worse than a question.
 */
export function readNumericDate(
  tokens: Tokens,
  index: number,
  monthFirst: boolean | undefined,
): (Found<Day> & { readonly weak: boolean }) | undefined {
  const [one, sign, two] = [at(tokens, index), at(tokens, index + 1), at(tokens, index + 2)];
  if (one?.kind !== 'number' || two?.kind !== 'number' || !sign?.glued || !two.glued) return undefined;
  if (!/^[./-]$/u.test(sign.text) || !isFree(tokens, index)) return undefined;
  const [again, three] = [at(tokens, index + 3), at(tokens, index + 4)];
  const full = again?.glued && again.text === sign.text && three?.kind === 'number' && three.glued;
  if (full) return withYear(tokens, index, monthFirst);
  // "Unit 3/4 audit" counts something.
  if (ofNumbers.test(tokens.list[index - 1]?.lower ?? '') && !tokens.list[index - 1]?.taken) return undefined;
  // "24/7" is no day of July.
  if (one.text.length > 2 || two.text.length > 2 || (one.text === '24' && two.text === '7')) return undefined;
  const dot = sign.text === '.' && again?.glued && again.text === '.';
  const next = dot ? index + 4 : index + 3;
  if (!isEnd(tokens, next) || sign.text === '-') return undefined;
  // "9/3 a las 10:30".
  const isAt = after(tokens, next, 'a las|la') !== undefined;
  if (!isAt && /^(?:hours?|hrs?|h|am|pm|a|p|an)$/u.test(lowerAt(tokens, next))) return undefined;
  if (after(tokens, next, 'of an hour')) return undefined;
  const day = inOrder(Number(one.text), Number(two.text), undefined, monthFirst);
  // "12.30–13.15. Invite @dev": a time at the end of a sentence.
  if (dot && day.kind === 'none' && Number(one.text) < 24 && Number(two.text) < 60) return undefined;
  if (
    !dot &&
    sign.text === '.' &&
    (day.kind === 'none' || /^(?:at|@|from|until|till|to|by)$/u.test(lowerAt(tokens, index - 1)))
  )
    return undefined;
  // "friday 16.10 at 13.30": the time stands behind it.
  const dated = weekdays.has(tokens.list[index - 1]?.lower ?? '') && isTimeAhead(tokens, next);
  const sure = dot || ((sign.text === '/' || dated) && day.kind !== 'none');
  return { value: day, next, weak: !sure };
}

const ofNumbers =
  /^(?:unit|units|part|parts|phase|level|levels|section|chapter|version|grade|grades|year|years|step|stage|class|lot|lots|room|page|pages|form|item|items|module|modules|block|bay|gate|episode|season|round|tier|type|floor|floors|sprint|batch)$/u;

function isTimeAhead(tokens: Tokens, index: number): boolean {
  const [hour, sign, minute] = tokens.list.slice(after(tokens, index, 'at|@|,|from') ?? index).slice(0, 3);
  return hour?.kind === 'number' && /^[:.]$/u.test(sign?.text ?? '') && minute?.kind === 'number' && minute.glued;
}

function withYear(
  tokens: Tokens,
  index: number,
  monthFirst: boolean | undefined,
): (Found<Day> & { readonly weak: boolean }) | undefined {
  const numbers = [0, 2, 4].map((offset) => tokens.list[index + offset]?.text ?? '');
  const [one = '', two = '', three = ''] = numbers;
  const next = index + 5;
  if (!isEnd(tokens, next)) return undefined;
  if (/^\d{4}$/u.test(one) && two.length <= 2 && three.length <= 2)
    return { value: date(Number(three), Number(two), Number(one)), next, weak: false };
  if (one.length > 2 || two.length > 2 || !/^(?:\d{2}|\d{4})$/u.test(three)) return undefined;
  const year = three.length === 2 ? 2000 + Number(three) : Number(three);
  // "1.2.10" is a version as well, and nobody writes two digits of a year with dashes unless they mean a date.
  const weak = three.length === 2 && tokens.list[index + 1]?.text === '.';
  const value = inOrder(Number(one), Number(two), year, monthFirst);
  // "30-60-90" is no date and was not meant as one.
  return value.kind === 'none' && three.length === 2 ? undefined : { value, next, weak };
}

function inOrder(one: number, two: number, year: number | undefined, monthFirst: boolean | undefined): Day {
  // Where people write both orders, only one that is a date in either way, or in one, is clear.
  const open = monthFirst === undefined && one !== two && one <= 12 && two <= 12;
  if (open) return { kind: 'vague' };
  return (monthFirst ?? two > 12) ? date(two, one, year) : date(one, two, year);
}

function date(day: number, month: number, year: number | undefined): Day {
  return month < 1 || month > 12 || day < 1 || day > 31 ? { kind: 'none' } : { kind: 'date', day, month, year };
}

function isFree(tokens: Tokens, index: number): boolean {
  const [before, token] = [tokens.list[index - 1], tokens.list[index]];
  return !token?.glued || !before || before.taken !== undefined || /^[([,;:–—]$/u.test(before.text);
}

function isEnd(tokens: Tokens, index: number): boolean {
  const behind = tokens.list[index];
  return !behind?.glued || isBoundary(tokens, index) || /^[-–—]$/u.test(behind.text);
}
