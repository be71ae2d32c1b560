import { plainTitle } from '../parse.ts';
import type { Reader } from './draft.ts';
import { type Reading, read } from './read.ts';

/** A name for what is open, and what is said behind it of the rest. */
export interface TitleChange {
  readonly title: string;
  readonly more?: Reading;
}

const noun = '(?:title|subject|topic|name)';
const it = '(?:it|this|that|(?:the|this|that) (?:meeting|call|draft))';
const forms: readonly RegExp[] = [
  new RegExp(`^(?:change|set|make|edit|update) (?:the|its) ${noun}(?: (?:to|into|as)|:)? (.+)$`, 'iu'),
  new RegExp(`^(?:the|its) (?:new )?${noun} (?:is|should be|shall be|will be|must be) (.+)$`, 'iu'),
  new RegExp(`^(?:re)?(?:name|title) ${it}(?: (?:to|into|as)|:)? (.+)$`, 'iu'),
  /^rename (?:to|as) (.+)$/iu,
  new RegExp(`^${noun} (?!is\\b|[:=])(?:to )?(.+)$`, 'iu'),
];

/** `title Weekly numbers`, `name it Numbers`: all behind it is the name, whatever else its words may mean. undefined: it names nothing. */
export function readTitleChange(said: string, reader: Reader): TitleChange | undefined {
  const line = said
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/^(?:(?:please|pls|and|now|then|(?:can|could) you) )+/iu, '')
    .slice(0, longest);
  const name = forms.map((form) => form.exec(line)?.[1]).find((found) => found !== undefined);
  if (name === undefined) return undefined;
  // "Title Budget, for an hour": what stands behind it changes the rest, where it is nothing but that.
  const cut = name.lastIndexOf(',');
  const more = cut > 0 ? read(name.slice(cut + 1).trim(), reader) : undefined;
  const isMore = more !== undefined && more.title === '' && more.people.people.length === 0 && saysWhen(more);
  const title = plainTitle(isMore ? name.slice(0, cut) : name).replace(/^["“„«](.*)["”»]$/u, '$1');
  return title === '' ? undefined : { title, ...(isMore && { more }) };
}

/** UTF-16 units. */
const longest = 400;

function saysWhen({ days, clocks, parts, durations, recurrences, zones }: Reading): boolean {
  return [days, clocks, parts, durations, recurrences, zones].some(({ length }) => length > 0);
}
