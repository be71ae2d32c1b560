import type { Arguments, Command } from './command.ts';
import type { Invocation, Mention } from './invocation.ts';
import { withoutControls } from './plain.ts';
import { beginsWithMention } from './spoken.ts';

/**
 * The longest message that is read, in UTF-16 units: what Slack advises as the most of one (its page on
 * chat.postMessage, “Truncating content”), and more than anybody says of a meeting.
 */
export const longestText = 4_000;
/** The longest title that is shown or sent, in graphemes. */
const longestTitle = 200;

export interface Parsed {
  /** The first word as typed, in lower case; empty if there is none. */
  readonly word: string;
  readonly command: Command | undefined;
  readonly arguments: Arguments;
}

/** First word, options and the rest of a typed line. A line that begins with a mention means `now`. */
export function parse(
  invocation: Pick<Invocation, 'text' | 'mentions'>,
  find: (word: string) => Command | undefined,
): Parsed {
  const text = withoutMentions(invocation.text, invocation.mentions);
  const prefix = /^\s*\/?meet\s+/i.exec(text)?.[0];
  const line = prefix && find(firstWord(text.slice(prefix.length))) ? text.slice(prefix.length) : text;
  const word = firstWord(line);
  const begins = beginsWithMention(invocation);
  const command = begins ? find('now') : find(word);
  const rest = command && !begins ? line.trimStart().slice(word.length) : line;
  return { word, command, arguments: takeOptions(rest, command, invocation.mentions) };
}

/** The arguments of a command that was not typed but pressed. */
export function parseInput(input: string, command: Command, mentions: readonly Mention[]): Arguments {
  return takeOptions(input, command, mentions);
}

/**
 * A title as everybody will see it: no control or direction characters (they can make a title read as something else),
 * white space folded, cut at 200 graphemes.
 */
export function plainTitle(text: string): string {
  const clean = withoutControls(text.normalize('NFC')).replace(/\s+/gu, ' ').trim();
  // Nearly every title is short: a segmenter costs more than all the rest of a command.
  if (clean.length <= longestTitle) return clean;
  const graphemes = Array.from(segmenter.segment(clean.slice(0, longestText)), ({ segment }) => segment);
  return graphemes.length <= longestTitle ? clean : `${graphemes.slice(0, longestTitle - 1).join('')}…`;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function firstWord(text: string): string {
  return (/^\s*(\S+)/u.exec(text)?.[1] ?? '').toLowerCase();
}

/** What joins people goes with them: “Standup with @Bob and @Chen” is “Standup”. */
function withoutMentions(text: string, mentions: readonly Mention[]): string {
  let rest = '';
  let end = 0;
  for (const { start, length } of [...mentions].sort((one, other) => one.start - other.start)) {
    const before = text.slice(end, start);
    const isJoined = end > 0 && /^(?:,|&|\+|and|plus|, and)?$/iu.test(before.trim());
    rest += isJoined ? ' ' : `${before.trimEnd().replace(/(^|\s)(?:with|w\/)$/iu, '$1')} `;
    end = start + length;
  }
  return rest + (end > 0 ? text.slice(end).trimStart().replace(/^[,:]/u, ' ') : text);
}

/**
 * Phones turn two hyphens into a dash, so dashes are hyphens here. Only options that the command knows are taken out; a value
 * is the next word, or what stands in quotes.
 */
function takeOptions(text: string, command: Command | undefined, mentions: readonly Mention[]): Arguments {
  const options = new Map<string, string>();
  const rest = (command?.options ?? []).reduce((left, { name, value }) => {
    const wanted = value ? '(?:\\s+|=)(?:["“]([^"”]*)["”]|(\\S+))' : '()()';
    const pattern = new RegExp(`(^|\\s)(?:--|—|–)${name}${wanted}(?=\\s|$)`, 'iu');
    const found = pattern.exec(left);
    if (!found) return left;
    options.set(name, found[2] ?? found[3] ?? '');
    return left.replace(new RegExp(pattern, 'giu'), ' ');
  }, text);
  return { text: rest.replace(/\s+/gu, ' ').trim(), options, mentions };
}
