import { editsFor } from './correction-edits.ts';
import { type Item, itemsOf } from './correction-items.ts';
import { bareEdits, isAtEnd, numberAt } from './correction-numbers.ts';
import { correctedPeople } from './correction-people.ts';
import { type Edit, type Sides, textOf } from './correction-sides.ts';
import { correctedTitle } from './correction-titles.ts';
import { type Marker, markersIn } from './correction-words.ts';
import { cutUpAgain } from './mask.ts';
import type { Reading } from './read.ts';
import { insteadOf, negatedFirst, saidBehind } from './restated.ts';
import { storiesIn } from './stories.ts';
import { after, said, type Tokens } from './tokens.ts';
import type { Doubt } from './understanding.ts';
import { months, ordinals, smallNumbers, weekdayPlurals, weekdays } from './words.ts';

/** Reads tokens by themselves, and takes nothing away from them. */
export type ReadTokens = (tokens: Tokens) => Reading;

/** What is put instead of what, and the words that say so, which go with it. */
export interface Correction {
  readonly edits: readonly Edit[];
  readonly cut: { readonly from: number; readonly to: number };
  /** What was said with it, and corrects nothing. */
  readonly kept?: string;
}

/** A sentence that is cut up, as it is meant. */
export interface Corrected {
  readonly tokens: Tokens;
  /** What was taken back, and nobody can tell what is meant by it. */
  readonly doubts: readonly Doubt[];
}

/** Longer is not looked through: what stands before is read for each correction. */
const mostTokens = 300;
/** Nobody changes their mind more often within a sentence. */
const mostCorrections = 6;
/** Tokens behind the words that take something back that are looked at. */
const longest = 24;

/**
 * The sentence as it is meant by whoever corrects themselves in it: "tomorrow at 3pm, no, 4pm" is "tomorrow at 4pm". Only where one can
 * tell what is put instead of what; everything else is left as it is, and asked about.
 */
export function corrected(tokens: Tokens, readTokens: ReadTokens): Corrected {
  let now: Corrected = { tokens, doubts: [] };
  if (tokens.list.length > mostTokens) return now;
  for (let count = 0; count < mostCorrections; count++) {
    const next = correctedOnce(now.tokens, readTokens);
    now = next;
    if (next.isDone) break;
  }
  return now;
}

function correctedOnce(tokens: Tokens, readTokens: ReadTokens): Corrected & { readonly isDone?: true } {
  const doubts: Doubt[] = [];
  for (const marker of markersIn(tokens)) {
    const found = readCorrection(tokens, marker, readTokens);
    if (found && 'edits' in found) return { tokens: applied(tokens, found), doubts: [] };
    if (found) doubts.push(found);
  }
  const other = negatedFirst(tokens, readTokens) ?? saidBehind(tokens, readTokens) ?? insteadOf(tokens, readTokens);
  return other ? { tokens: applied(tokens, other), doubts: [] } : { tokens, doubts, isDone: true };
}

function readCorrection(tokens: Tokens, marker: Marker, readTokens: ReadTokens): Correction | Doubt | undefined {
  const { text, list } = tokens;
  const { from, to } = marker;
  if (to >= list.length) return undefined;
  const items = runAt(tokens, to, readTokens);
  // What stands before is read once, and only where something may be corrected.
  let known: Sides | undefined;
  const sides = (): Sides => {
    known ??= { text, list, before: wished(tokens, itemsOf(readTokens(partOf(tokens, 0, from)))), end: from };
    return known;
  };
  const end = items.at(-1)?.to;
  if (end !== undefined) {
    if (isDoubtful(tokens, end, marker)) return undefined;
    if (marker.isBareNo && items.some(({ kind }) => kind === 'recurrence')) return undefined;
    const all = sides();
    const made = editsFor(items, all);
    if (made?.edits.length === 0) return undefined;
    if (!made) return doubtAbout(items[0], textOf(all, { from: to, to: end }));
    return {
      edits: made.edits,
      cut: { from, to: end },
      ...(made.left.length > 0 && { kept: made.left.map((item) => textOf(all, withLead(tokens, item, to))).join(' ') }),
    };
  }
  return (
    bareEdits(tokens, marker, sides) ??
    correctedPeople(tokens, marker, sides) ??
    correctedTitle(tokens, marker) ??
    lostNumber(tokens, marker)
  );
}

/** "So actually make that 7": what it is that is to be seven, nobody can tell. */
function lostNumber(tokens: Tokens, { from, to, isBareNo }: Marker): Doubt | undefined {
  const { list } = tokens;
  const number = isBareNo ? undefined : numberAt(list, to, Math.min(list.length, to + 3));
  if (!number || !isAtEnd(list, number.to)) return undefined;
  return { slot: 'start', said: said(tokens, from, number.to).replace(/^[\s,;.–—-]+/u, '') };
}

/** What is told around the wish is not what is taken back: "she's busy until 10:30, so make that 11". */
function wished(tokens: Tokens, items: readonly Item[]): readonly Item[] {
  const told = storiesIn(tokens)?.segments ?? [];
  return items.filter((item) => !told.some(([from, to]) => from <= item.from && item.to <= to));
}

/** What is said of when and how long from an index on, as far as nothing else stands between. */
export function runAt(tokens: Tokens, start: number, readTokens: ReadTokens): readonly Item[] {
  if (!mayBeSaid(tokens, start)) return [];
  const window = partOf(tokens, start, Math.min(tokens.list.length, start + longest));
  const found = itemsOf(readTokens(window))
    .filter(({ kind }) => kind !== 'person' && kind !== 'quote')
    .map((item) => ({ ...item, from: item.from + start, to: item.to + start }));
  const run: Item[] = [];
  let next = start;
  for (const item of found) {
    if (!tokens.list.slice(next, item.from).every(({ lower }) => joins.test(lower))) break;
    run.push(item);
    next = item.to;
  }
  return run;
}

const joins = /^(?:at|on|for|the|in|of|from|to|until|till|this|and)$/u;

/** True where a time, a day, a length, a zone or how often may begin; to read what stands there costs more. */
function mayBeSaid({ list }: Tokens, start: number): boolean {
  let index = start;
  while (leads.test(list[index]?.lower ?? '')) index++;
  const { kind, lower = '', text = '' } = list[index] ?? {};
  return (
    kind === 'number' ||
    weekdays.has(lower) ||
    weekdayPlurals.has(lower) ||
    months.has(lower) ||
    smallNumbers.has(lower) ||
    ordinals.has(lower) ||
    times.test(lower) ||
    (kind === 'word' &&
      /^\p{Lu}/u.test(text) &&
      /^(?:time|timezone)$/u.test(
        list.slice(index + 1, index + 4).find(({ lower: word }) => /^time/u.test(word))?.lower ?? '',
      ))
  );
}

const leads =
  /^(?:at|on|for|the|in|of|from|to|until|till|til|this|next|last|coming|about|around|by|after|before|over|just|only|a|an|rather|more|say)$/u;
const times =
  /^(?:today|tomorrow|tonight|yesterday|now|tom|noon|midday|midnight|lunch\S*|morning|afternoon|arvo|evening|night|half|quarter|hour|hours|hr|min|minutes|day|week|weeks|month|fortnight|sometime|later|earlier|first|eod|cob|close|end|every|each|daily|weekly|biweekly|bi|fortnightly|monthly|quarterly|yearly|annually|once|twice|weekdays?|weekends?|all|whole|ten|fifteen|twenty|thirty|forty|fifty|sixty|ninety|christmas|easter)$/u;

/** A part of the tokens, as if it stood alone. */
export function partOf({ text, list }: Tokens, from: number, to: number): Tokens {
  return { text, list: list.slice(from, to).map((token) => ({ ...token })) };
}

/** "Actually 4pm might be better", "no wait, 4pm or 5pm", "no, 4pm?": somebody who still thinks about it. */
export function isDoubtful(
  { list }: Tokens,
  end: number,
  { isAsked, from }: Pick<Marker, 'isAsked' | 'from'>,
): boolean {
  const words = list.slice(end, end + 3).map(({ lower }) => lower);
  if (/^(?:is enough|is plenty|will do|should do|it is)\b/u.test(words.join(' '))) return false;
  if (verbs.test(words[0] ?? '') || (/^[,;–—-]$/u.test(words[0] ?? '') && open.test(words[1] ?? ''))) return true;
  if (/^i$/u.test(words[0] ?? '') && /^(?:think|guess|suppose|believe|reckon)$/u.test(words[1] ?? '')) return true;
  const mark = list.findIndex(({ text }, index) => index >= end && /^[.!?;]+$/u.test(text));
  const isOpen = mark >= 0 && mark < end + 3 && /\?/u.test(list[mark]?.text ?? '');
  const first = list.slice(0, from).findLastIndex(({ text }) => /^[.!?]+$/u.test(text)) + 1;
  return isOpen && !isAsked && !list.slice(first, from).some(({ lower }) => /^(?:can|could|would|will)$/u.test(lower));
}

const verbs =
  /^(?:is|isn't|are|aren't|was|were|works?|worked|would|wouldn't|could|might|may|should|shouldn't|will|won't|can|can't|does|doesn't|seems|sounds|suits|fits|better|best|fine|ok|okay|good|too|also|or|possibly|maybe|perhaps|probably|if|unless|latest|earliest)$/u;
const open = /^(?:or|maybe|perhaps|possibly|probably|if|unless)$/u;

function withLead({ list }: Tokens, item: Item, first: number): { from: number; to: number } {
  const lead = item.from > first && joins.test(list[item.from - 1]?.lower ?? '') ? 1 : 0;
  return { from: item.from - lead, to: item.to };
}

function doubtAbout(item: Item | undefined, said: string): Doubt | undefined {
  const kind = item?.kind;
  if (kind === 'duration') return { slot: 'duration', said };
  if (kind === 'recurrence' || kind === 'end') return { slot: 'recurrence', said };
  if (kind === 'zone') return { slot: 'zone', said };
  return kind && { slot: 'start', said };
}

/** The sentence with what is put instead, cut up again. */
function applied(tokens: Tokens, { edits, cut, kept }: Correction): Tokens {
  const { text, list } = tokens;
  const start = list[cut.from];
  const to = endOfCut(tokens, cut);
  const behind = list[to];
  const stop = /^[.!?…]+$/u.test(start?.text ?? '') && behind?.kind !== 'sign' ? start?.text : '';
  const instead = kept ? `, ${kept}` : stop;
  const all = [...edits, { from: cut.from, to, text: `${instead} ` }].sort((one, other) => other.from - one.from);
  let changed = text;
  for (const edit of all) {
    const [first, last] = [list[edit.from], list[edit.to - 1]];
    if (!first || !last) continue;
    const behindIt = changed.slice(last.end);
    // "7pm." brings the full stop of its own sentence along.
    const put = behindIt.startsWith('.') ? edit.text.replace(/\.$/u, '') : edit.text;
    changed = `${changed.slice(0, first.start)}${put}${behindIt}`;
  }
  return cutUpAgain(tokens, changed.replace(/ {2,}/gu, ' '));
}

/** "Make that Friday, same time", "with @ann instead of him", "(that is, 19:00)": what goes with it. */
function endOfCut(tokens: Tokens, { from, to }: Correction['cut']): number {
  const instead = after(tokens, to, 'instead of him|her|them|that|it|this') ?? after(tokens, to, 'instead') ?? to;
  const same =
    after(tokens, instead, ',? same time|day|place|hour|room|length|duration|people and|& place|day|people|room') ??
    after(tokens, instead, ',? same time|day|place|hour|room|length|duration|people') ??
    instead;
  const opened = tokens.list.slice(from, to).some(({ text }) => text === '(');
  return opened && tokens.list[same]?.text === ')' ? same + 1 : same;
}
