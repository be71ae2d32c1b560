import { readNumber, readOrdinal } from './numbers.ts';
import { after, afterAny, type Found, lowerAt, type Tokens } from './tokens.ts';
import type { PartOfDay } from './understanding.ts';
import { weekdayPlurals, weekdays } from './words.ts';

/** Days of a series: of the week, or of the month. */
export interface SeriesDays {
  readonly weekdays?: readonly number[];
  readonly nth?: number;
  readonly moreNths?: readonly number[];
  readonly monthDays?: readonly number[];
  readonly part?: PartOfDay;
  /** `mondays`: it repeats even if nothing else says so. */
  readonly plural?: boolean;
  /** `mon-fri`. */
  readonly range?: boolean;
}

const partNames: ReadonlyMap<string, PartOfDay> = new Map(
  (['morning', 'afternoon', 'evening', 'night'] as const).flatMap((part) => [
    [part, part] as const,
    [`${part}s`, part] as const,
  ]),
);

/** `monday and wednesday`, `mon-fri`, `weekdays except friday`, `the 1st and the 15th`, `first monday`, `last day`. */
export function readSeriesDays(tokens: Tokens, index: number): Found<SeriesDays> | undefined {
  const found = readSets(tokens, index) ?? readWeekdays(tokens, index) ?? readMonthDays(tokens, index);
  if (!found) return undefined;
  const part = partNames.get(lowerAt(tokens, found.next));
  const plural = lowerAt(tokens, found.next).endsWith('s');
  if (!part) return found;
  return { value: { ...found.value, part, ...(plural && { plural }) }, next: found.next + 1 };
}

const sets: readonly (readonly [phrase: string, days: readonly number[], plural: boolean])[] = [
  ['weekdays|workdays', [1, 2, 3, 4, 5], true],
  ['weekday|workday', [1, 2, 3, 4, 5], false],
  ['week|work|working|business - days', [1, 2, 3, 4, 5], true],
  ['week|work|working|business days', [1, 2, 3, 4, 5], true],
  ['working|business|work day', [1, 2, 3, 4, 5], false],
  ['weekends', [6, 7], true],
  ['weekend days', [6, 7], true],
  ['weekend day', [6, 7], false],
  ['mwf', [1, 3, 5], true],
  ['m / w / f', [1, 3, 5], true],
  ['tth|tuth|tuthu', [2, 4], true],
  ['t|tu / th|thu', [2, 4], true],
  ['m / w', [1, 3], true],
  ['mtwtf|mtwthf', [1, 2, 3, 4, 5], true],
  ['m - f', [1, 2, 3, 4, 5], true],
  // "fr" is spelled as "for".
  ['mo - fr|for', [1, 2, 3, 4, 5], true],
];

const setWords = new Set(sets.flatMap(([phrase]) => phrase.split(' ')[0]?.split('|') ?? []));

function readSets(tokens: Tokens, index: number): Found<SeriesDays> | undefined {
  if (!setWords.has(lowerAt(tokens, index))) return undefined;
  for (const [phrase, days, plural] of sets) {
    const next = after(tokens, index, phrase);
    // "Engineer (m/w/d)" is for everybody.
    if (next !== undefined && tokens.list[next]?.text === '/' && tokens.list[next]?.glued) continue;
    // "in 3 business days" is one day.
    if (next === undefined || (phrase.endsWith(' days') && readNumber(tokens, index - 1))) continue;
    const except = after(tokens, next, 'except|excluding|but|not for? on?');
    const list = except === undefined ? undefined : readWeekdays(tokens, except);
    const left = days.filter((day) => !list?.value.weekdays?.includes(day));
    return { value: { weekdays: left, ...(plural && { plural }) }, next: list?.next ?? next };
  }
  return undefined;
}

/** One weekday, a list of them, or from one to another. */
function readWeekdays(tokens: Tokens, index: number): Found<SeriesDays> | undefined {
  const first = dayAt(tokens, index);
  if (!first) return undefined;
  const to = afterAny(tokens, index + 1, ['-', '–', '—', '~', '→', 'to', 'through', 'thru', 'till', 'until']);
  const last = to === undefined ? undefined : dayAt(tokens, to);
  if (to && last && last.day !== first.day)
    return { value: { weekdays: between(first.day, last.day), range: true }, next: to + 1 };
  const days = [first.day];
  let [next, plural] = [index + 1, first.plural];
  while (days.length < 7) {
    const link = afterAny(tokens, next, [', and|&|n', ',', 'and|n every|each|on?', '&', '/', '+', 'or']);
    const choice = link !== undefined && lowerAt(tokens, link - 1) === 'or';
    const more = choice ? undefined : dayAt(tokens, link ?? next);
    if (!more) break;
    days.push(more.day);
    next = (link ?? next) + 1;
    plural ||= more.plural;
  }
  return { value: { weekdays: [...new Set(days)].sort(), ...(plural && { plural }) }, next };
}

function dayAt(tokens: Tokens, index: number): { readonly day: number; readonly plural: boolean } | undefined {
  const word = lowerAt(tokens, index);
  const one = weekdays.get(word);
  if (one !== undefined) return { day: one, plural: false };
  const many = weekdayPlurals.get(word);
  // "Two fridays from now" is one day.
  const single =
    many !== undefined &&
    /^(?:from|ahead|out|hence)$/u.test(lowerAt(tokens, index + 1)) &&
    readNumber(tokens, index - 1);
  return many === undefined || single ? undefined : { day: many, plural: true };
}

function between(first: number, last: number): readonly number[] {
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, offset) => ((first - 1 + offset) % 7) + 1).sort();
}

/** `the 15th`, `the 1st and the 15th`, `the first monday`, `the last day`. */
function readMonthDays(tokens: Tokens, index: number): Found<SeriesDays> | undefined {
  const start = after(tokens, index, 'the') ?? index;
  const nth = readOrdinal(tokens, start);
  if (!nth) return undefined;
  const weekday = weekdays.get(lowerAt(tokens, nth.next));
  if (weekday !== undefined) return { value: { nth: nth.value, weekdays: [weekday] }, next: nth.next + 1 };
  // "The last working day of the month".
  const work = afterAny(tokens, nth.next, ['working|business|work day', 'weekday|workday']);
  if (work !== undefined) return { value: { nth: nth.value, weekdays: [1, 2, 3, 4, 5] }, next: work };
  const day = after(tokens, nth.next, 'day');
  if (nth.value < 0) return day === undefined ? undefined : { value: { monthDays: [-1] }, next: day };
  const days = [nth.value];
  let next = day ?? nth.next;
  while (days.length < 31) {
    const link = afterAny(tokens, next, [', and', ',', 'and', '&']);
    const more = link === undefined ? undefined : readOrdinal(tokens, after(tokens, link, 'the') ?? link);
    // "The 15th and the last day".
    const last = more && more.value < 1 ? after(tokens, more.next, 'day') : undefined;
    if (!more || (more.value < 1 && !last && !weekdays.has(lowerAt(tokens, more.next)))) break;
    days.push(more.value);
    next = last ?? more.next;
  }
  const several = weekdays.get(lowerAt(tokens, next)) ?? weekdayPlurals.get(lowerAt(tokens, next));
  if (several !== undefined && days.length > 1) {
    // "The 15th and the last friday" are no days of one rule.
    if (days.some((one) => one > 5)) return undefined;
    const [, ...moreNths] = days;
    const plural = weekdayPlurals.has(lowerAt(tokens, next));
    return { value: { nth: nth.value, moreNths, weekdays: [several], ...(plural && { plural }) }, next: next + 1 };
  }
  return days.every((one) => one <= 31) ? { value: { monthDays: days }, next } : undefined;
}
