import type { Reader } from './draft.ts';
import { type Findable, find, readReference } from './reference.ts';
import { ordinals } from './words.ts';

/** An answer is short; a sentence about something else is not. UTF-16 units. */
const longest = 80;

/**
 * Which of those that were shown somebody means by `the second one`, `2`, `friday's` or a part of a title; undefined where that is none
 * of them, or not surely one.
 *
 * @param shown in the order in which they were shown
 * @param isWhole whether these are all: otherwise nobody can tell which one is the last
 */
export function readWhich<Meeting extends Findable>(
  said: string,
  shown: readonly Meeting[],
  reader: Reader,
  isWhole: boolean,
): Meeting | undefined {
  if (said.length > longest) return undefined;
  const words = said.trim().replace(/[.!\s]+$/u, '');
  const place = placeIn(words.toLowerCase(), isWhole);
  if (place !== undefined) return shown.at(place < 0 ? place : place - 1);
  const reference = readReference(words, reader);
  const isNamed = reference.title ?? reference.date ?? reference.dates ?? reference.times;
  const found = isNamed === undefined ? [] : find(reference, shown, reader);
  const [only] = found;
  return found.length === 1 ? only : undefined;
}

/** Which place in a list words name, from one on, or from the last one backwards: `the second one`, `2`, `last`. */
export function placeIn(words: string, isWhole: boolean): number | undefined {
  const [, spoken, digit] =
    /^(?:(?:it['’]?s |i mean )?(?:the )?)(?:([a-z]+)|(?:#|no\.? ?|number )?(\d)(?:st|nd|rd|th)?)(?: (?:one|meeting))?$/u.exec(
      words,
    ) ?? [];
  if (digit !== undefined) return Number(digit) > 0 ? Number(digit) : undefined;
  const place = spoken === undefined ? undefined : ordinals.get(spoken);
  return place === -1 && !isWhole ? undefined : place;
}
