import { distance } from 'fastest-levenshtein';
import { honorifics } from './when/given-names.ts';

/**
 * How a name was found.
 * - `exact`: it is the whole name, or one of them
 * - `part`: it is some of the words of the name, or beginnings of them
 * - `near`: it is nothing of that, but all but for a typo: whoever acts on it should ask first
 */
export type Nearness = 'exact' | 'part' | 'near';

export interface Matched<Item> {
  /** Undefined where nothing was found. */
  readonly by: Nearness | undefined;
  /** All that match equally well, in the order in which they were given. */
  readonly found: readonly Item[];
}

type Names<Item> = (item: Item) => readonly (string | undefined)[];

/** What is longer, or has more words, is no name that somebody types. */
const longestName = 200;
const mostWords = 8;

/**
 * Who is meant by a name, whatever its accents and capitals: those of that very name, or else those of whose name it is a part, or
 * else those that are one or two typos away. Several that match equally well all come back.
 */
export function matchNames<Item>(wanted: string, all: readonly Item[], nameOf: Names<Item>): readonly Item[] {
  return matched(wanted, all, nameOf, slips).found;
}

/**
 * The same, and how it was found. Whoever is near may begin with another letter as well, where nobody is nearer: they are asked about
 * before anything is done.
 */
export function matchName<Item>(wanted: string, all: readonly Item[], nameOf: Names<Item>): Matched<Item> {
  return matched(wanted, all, nameOf, slipsAnywhere);
}

function matched<Item>(wanted: string, all: readonly Item[], nameOf: Names<Item>, slipsOf: Slips): Matched<Item> {
  const whole = plainName(wanted);
  if (whole === '') return { by: undefined, found: [] };
  const bare = whole.replace(lead, '');
  const named = all.map((item) => ({ item, names: nameOf(item).map((name) => plainName(name ?? '')) }));
  const those = (match: (name: string) => boolean) =>
    named.filter(({ names }) => names.some((name) => name !== '' && match(name))).map(({ item }) => item);
  const ways = [...new Set([whole, bare])].flatMap((needle): readonly Way<Item>[] => {
    const words = needle.split(' ');
    return [
      ['exact', () => those((name) => name === needle)],
      ['part', () => those((name) => has(name, words, (word, given) => word === given))],
      ['part', () => those((name) => has(name, words, (word, given) => word.startsWith(given)))],
    ];
  });
  ways.push(['near', () => nearest(bare, named, slipsOf)]);
  for (const [by, find] of ways) {
    const found = find();
    if (found.length > 0) return { by, found };
  }
  return { by: undefined, found: [] };
}

type Way<Item> = readonly [by: Nearness, find: () => readonly Item[]];

/** What stands before a name, where nobody is called so with it: "Dr Okafor" is Okafor, and "all staff" the group Staff. */
const lead = new RegExp(`^(?:${honorifics}|doctor|madam|all) (?=.)`, 'u');

/**
 * A name as it is compared: in small letters without accents, and words without what stands between them. Marks of scripts that
 * write their vowels with them stay.
 */
export function plainName(name: string): string {
  return name
    .slice(0, longestName)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’ʼ]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđłıþ]/gu, (letter) => letters[letter] ?? letter)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The names of somebody without those that are a part of another one: whoever shows a first name alone is not more called so than
 * others of that first name.
 */
export function wholeNames(names: readonly string[]): readonly string[] {
  const plain = names.map((name) => plainName(name).split(' '));
  return names.filter((_name, index) => {
    const own = plain[index] ?? [];
    return !plain.some((other) => other.length > own.length && own.every((word) => other.includes(word)));
  });
}

/** Letters that do not come apart into a letter and an accent. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
};

/**
 * Who may be meant by a name that nobody has, not even but for a typo or two: what begins alike and is nearest. They are to be suggested,
 * and nothing is to be done with them unasked.
 */
export function suggestedNames<Item>(wanted: string, all: readonly Item[], nameOf: Names<Item>): readonly Item[] {
  const given = plainName(wanted).split(' ').slice(0, mostWords);
  const far = (name: string) => {
    const words = plainName(name).split(' ');
    return given.reduce((sum, one) => sum + Math.min(...words.map((word) => likeness(one, word))), 0);
  };
  const scored = all.map((item) => ({ item, far: Math.min(...nameOf(item).map((name) => far(name ?? ''))) }));
  const best = Math.min(...scored.map((one) => one.far));
  return Number.isFinite(best) ? scored.filter((one) => one.far === best).map(({ item }) => item) : [];
}

/** Letters that differ, up to two of five; infinite for what is another word. */
function likeness(one: string, other: string): number {
  const most = Math.floor(one.length * 0.4);
  if (one[0] !== other[0] || Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY;
  const letters = distance(one, other);
  return letters > most ? Number.POSITIVE_INFINITY : letters;
}

/** Whether each of the words is one of the name's, each another one. */
function has(name: string, words: readonly string[], is: (word: string, given: string) => boolean): boolean {
  const left = name.split(' ');
  return words.every((given) => {
    const at = left.findIndex((word) => is(word, given));
    if (at < 0) return false;
    left.splice(at, 1);
    return true;
  });
}

/** How far one word is from another, in letters; infinite where it is another word. */
type Slips = (one: string, other: string) => number;

function nearest<Item>(
  needle: string,
  named: readonly { item: Item; names: readonly string[] }[],
  slipsOf: Slips,
): readonly Item[] {
  const scored = named.map(({ item, names }) => ({
    item,
    far: Math.min(...names.map((name) => typos(needle, name, slipsOf))),
  }));
  const best = Math.min(...scored.map(({ far }) => far));
  return Number.isFinite(best) ? scored.filter(({ far }) => far === best).map(({ item }) => item) : [];
}

/** Over all of the name, or else over as many of its words as there are; infinite where it is another name. */
function typos(needle: string, name: string, slipsOf: Slips): number {
  const whole = slipsOf(needle, name);
  if (whole < Number.POSITIVE_INFINITY) return whole;
  const [given, left] = [needle.split(' '), name.split(' ')];
  if (given.length > Math.min(left.length, mostWords)) return Number.POSITIVE_INFINITY;
  return given.reduce((sum, one) => {
    const far = left.map((word) => slipsOf(one, word));
    const least = Math.min(...far);
    left.splice(far.indexOf(least), 1);
    return sum + least;
  }, 0);
}

/** One slip in a short word, two in a long one. Two letters that changed places are one slip, and the first letter is right. */
function slips(one: string, other: string): number {
  if (one === other) return 0;
  const most = one.length < 3 ? 0 : one.length < 6 ? 1 : 2;
  if (Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY;
  const far = isSwapped(one, other) ? 1 : distance(one, other);
  const isOtherName = one.length < 6 && far > 0 && one[0] !== other[0] && !isSwapped(one, other);
  return far > most || isOtherName ? Number.POSITIVE_INFINITY : far;
}

/** The same, and a first letter that is wrong, in a word of five: of shorter ones, that is another name. */
function slipsAnywhere(one: string, other: string): number {
  const isOtherBeginning = one.length === 5 && other.length === 5 && one.slice(1) === other.slice(1) && one !== other;
  return isOtherBeginning ? firstLetter : slips(one, other);
}

/** Farther than any other letter, and nearer than two. */
const firstLetter = 1.5;

function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return at >= 0 && one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}
