import type { Named } from './draft.ts';
import { honorifics, isGivenName, isOnlyName } from './given-names.ts';
import { isCrowd, openWords, sameRoles } from './group-words.ts';
import { isKind } from './kinds.ts';
import { behindOrigin } from './names.ts';
import { shortened } from './title-clauses.ts';
import {
  after,
  afterAny,
  at,
  type Found,
  isBoundary,
  lowerAt,
  said,
  someBefore,
  type Token,
  type Tokens,
  take,
} from './tokens.ts';
import { months, smallWords, weekdays } from './words.ts';
import { zonesOfPlace } from './zone-names.ts';

/** Nobody names more people one by one. */
const most = 12;
const joins = [', and|n|&', ',', '/', '+', '&', ';', 'and|n|plus also?', 'as well as'];
const self = 'me|myself|i|us|ourselves';
const titles = `${honorifics}|doctor|sister|father|fr .?`;
const behindList = [
  'to join|attend|come|be|dial|follow? in|there|along?',
  'from our side|end|team',
  'joining|attending|coming|invited|too|please|pls|plz|only|both|tbc|all|as well',
];

/** People who were named, and those who may be only spoken of. */
interface NamesFound {
  readonly named: readonly { readonly person: Named; readonly from: number }[];
  readonly doubtful: readonly Named[];
}

interface List {
  readonly named: readonly Named[];
  readonly next: number;
  /** True where the name of the meeting may go on. */
  readonly doubtful?: boolean;
  /** True where somebody is named in the company of mentions, addresses or groups. */
  readonly beside: boolean;
}

/**
 * Names that stand by themselves: "Rota chat - sat 10am - Brenda, Olu, Fitz", "…, 3pm, Sofia + Tariq + @becs". They are people where
 * what else was said has a name already, and at least one of them is called as people are; alone, where that is no other word.
 */
export function readNameLists(tokens: Tokens): NamesFound {
  const found: { named: { person: Named; from: number }[]; doubtful: Named[] } = { named: [], doubtful: [] };
  for (let index = 0; index < tokens.list.length; index++) {
    if (!at(tokens, index) || !begins(tokens, index)) continue;
    const list = readList(tokens, index);
    if (!list || !(list.beside || isNamedBeside(tokens, index, list.next))) continue;
    // "Exit interview – Callum – thursday": with them, or about them.
    if (list.doubtful) {
      found.doubtful.push(...list.named);
      continue;
    }
    found.named.push(...list.named.map((person) => ({ person, from: index })));
    take(tokens, index, list.next, 'people');
    index = list.next - 1;
  }
  return found;
}

/** "1:1 Priya", "mtg. Zanele": a kind of meeting, and somebody it may be with. */
export function personBehindKind(title: string): Named | undefined {
  const [, kind = '', name = '', first = ''] =
    /^(.+?)[.,:–—-]*\s[–—-]*\s*((\p{Lu}\p{Ll}+)(?: \p{Lu}\p{Ll}+)?)$/u.exec(title) ?? [];
  const isPerson = isKind(kind) && isOnlyName(first) && zonesOfPlace(first.toLowerCase()).length === 0;
  return isPerson ? { kind: 'name', name } : undefined;
}

/** Behind what was read already, or what ends a part: never in the middle of words. */
function begins({ list }: Tokens, index: number): boolean {
  const before = list[index - 1];
  if (!before || before.taken) return true;
  // "Settlement conf. Baker", "Doe v. Smith": a full stop that ends no sentence.
  if (before.text === '.' && shortening.test(list[index - 2]?.lower ?? '')) return false;
  if (before.lower === 'for') return list[index - 2]?.taken !== undefined || list[index - 2]?.kind === 'sign';
  return before.kind === 'sign' && !/^[/&+'’"“#%$€£]$/u.test(before.text);
}

const shortening = new RegExp(`^(?:${shortened}|vs?)$`, 'u');

function readList(tokens: Tokens, index: number): List | undefined {
  const items: Item[] = [];
  let [next, end] = [index, index];
  let isOpen = false;
  while (items.length < most) {
    const item = readItem(tokens, next);
    if (!item) break;
    items.push(item.value);
    end = item.next;
    const link = afterAny(tokens, end, joins);
    // The comma or the “and” may have been read with whoever stands behind it.
    const behind = tokens.list[end];
    isOpen =
      (link !== undefined && tokens.list[link]?.taken === 'people') ||
      (behind?.taken === 'people' && /^(?:,|;|and|&|\+|\/)$/u.test(behind.lower));
    if (link === undefined) break;
    next = link;
  }
  const named = items.flatMap((item) => item.named ?? []);
  if (named.length === 0) return undefined;
  const tail = afterAny(tokens, end, behindList);
  const ends = tail !== undefined && isBoundary(tokens, tail) ? tail : isBoundary(tokens, end) ? end : undefined;
  // "Zainab @kit"; "editorial board with @kit" is what it is called.
  const isAdjacent = tokens.list[end]?.taken === 'people' && named.every(({ kind }) => kind === 'name');
  const beside = isOpen || isAdjacent || isBehindPeople(tokens, index);
  const isList = items.length > 1 || beside;
  // "The ward clerks, @patience": in such company.
  const isGroup = beside && named.every(({ kind }) => kind === 'group');
  const isKnown = isGroup || (items.some(({ known }) => known) && !items.every(({ place }) => place));
  const [only] = items;
  const isBesidePeople = tokens.list[end]?.taken === 'people';
  const alone = only?.sure === true && !isBesidePeople && (tail !== undefined || isLast(tokens, end));
  if (ends === undefined && !isOpen) return undefined;
  // In front of the time, a name may be what it is about: "exit interview – Callum – thurs 4:30pm".
  if (!isKnown || !(isList || alone)) return undefined;
  // "Emre and Elif, thursday 16:30, logo choice".
  const isFirst =
    index === 0 && items.length > 1 && items.every(({ known }) => known) && /^[,:]$/u.test(lowerAt(tokens, end));
  const isSaid = beside || isFirst || isBehindTime(tokens, index);
  if (!isSaid) return isBetween(tokens, index, end, only) ? { named, beside, next: end, doubtful: true } : undefined;
  // "…, for Achieng, @baraka": in company alone.
  if (!beside && lowerAt(tokens, index - 1) === 'for') return undefined;
  return {
    named,
    beside: beside && named.some(({ kind }) => kind === 'name'),
    next: isOpen ? (afterAny(tokens, end, joins) ?? end) : (ends ?? end),
  };
}

/** "@kit, Zainab and Marcus": behind somebody, and what joins them. */
function isBehindPeople({ list }: Tokens, index: number): boolean {
  return (
    list[index - 1]?.taken === 'people' ||
    (/^[,;+&/]$/u.test(list[index - 1]?.text ?? '') && list[index - 2]?.taken === 'people')
  );
}

function isBehindTime(tokens: Tokens, index: number): boolean {
  return someBefore(tokens, index, ({ taken }) => taken === 'clock' || taken === 'day' || taken === 'recurrence');
}

/** Between signs of its own, behind a name and in front of the time: "…, Callum, …". */
function isBetween({ list }: Tokens, index: number, end: number, item: Item | undefined): boolean {
  const [before, behind] = [list[index - 1], list[end]];
  const isPerson = item?.sure === true && item.named?.[0]?.kind === 'name';
  const isOpen = !before?.taken && dash.test(before?.text ?? '') && (before?.text === ',' || !before?.glued);
  return isPerson && isOpen && (!behind || behind.taken !== undefined || dash.test(behind.text));
}

const dash = /^[,|–—-]$/u;

/** Nothing but signs and what was read stands behind it. */
function isLast({ list }: Tokens, index: number): boolean {
  return list.slice(index).every(({ kind, taken }) => kind === 'sign' || taken !== undefined);
}

interface Item {
  /** Absent: whoever speaks. */
  readonly named?: readonly Named[];
  /** Called as people are. */
  readonly known: boolean;
  /** Nothing else is called so. */
  readonly sure: boolean;
  readonly place: boolean;
}

function readItem(tokens: Tokens, index: number): Found<Item> | undefined {
  const speaker = after(tokens, index, self);
  if (speaker !== undefined) return { value: { known: false, sure: false, place: false }, next: speaker };
  return readSeveral(tokens, index) ?? readOne(tokens, index);
}

/** "The finance committee", "Year 6 teachers", "all staff". */
function readSeveral(tokens: Tokens, index: number): Found<Item> | undefined {
  const start = after(tokens, index, 'the|our|all') ?? index;
  // "…, coaches, 20 min".
  if (sameRoles.test(lowerAt(tokens, start)) && endsItem(tokens, start + 1)) {
    const role: Named = { kind: 'group', name: said(tokens, start, start + 1) };
    return { value: { named: [role], known: true, sure: true, place: false }, next: start + 1 };
  }
  // "…, my office": whose that is does not say who they are.
  if (openWords.test(lowerAt(tokens, start))) return undefined;
  for (let end = start + 1; end < start + 4; end++) {
    const [before, last] = [at(tokens, end - 1), lowerAt(tokens, end)];
    if (!before || (before.kind === 'word' && smallWords.has(before.lower)) || before.kind === 'sign') return undefined;
    if (!(isCrowd(last) || isSeveral(tokens, index, end)) || !endsItem(tokens, end + 1)) continue;
    const group: Named = { kind: 'group', name: said(tokens, start, end + 1) };
    const known = isCrowd(last);
    return { value: { named: [group], known, sure: known, place: false }, next: end + 1 };
  }
  return undefined;
}

/** "The ward clerks", "the new joiners". */
function isSeveral(tokens: Tokens, index: number, end: number): boolean {
  const last = lowerAt(tokens, end);
  return lowerAt(tokens, index) === 'the' && /\p{Ll}{3}s$/u.test(last) && !/(?:ss|ings|ics)$/u.test(last);
}

function readOne(tokens: Tokens, index: number): Found<Item> | undefined {
  const titled = after(tokens, index, titles);
  const start = titled ?? index;
  const first = at(tokens, start);
  if (!first || !isNameWord(first)) return undefined;
  let next = start + 1;
  while (next < start + 3 && isNameWord(at(tokens, next)) && !at(tokens, next)?.glued) next++;
  const end = behindDescription(tokens, behindOrigin(tokens, next));
  if (!endsItem(tokens, end)) return undefined;
  const isSmall = /^\p{Ll}/u.test(first.text);
  if (isSmall && !(isGivenName(first.text) && next === start + 1)) return undefined;
  const place = zonesOfPlace(first.lower).length > 0;
  // "Cash Position", "Grace": no more than words, as long as nobody else is named.
  const known = titled !== undefined || isOnlyName(first.text);
  const name: Named = { kind: 'name', name: said(tokens, index, next) };
  return {
    value: { named: [name], known, sure: titled !== undefined || (isOnlyName(first.text) && !place), place },
    next: end,
  };
}

function isNameWord(token: Token | undefined): boolean {
  if (token?.kind !== 'word' || token.taken) return false;
  const { text, lower } = token;
  if (weekdays.has(lower) || months.has(lower)) return false;
  return /^\p{Lu}[\p{Ll}\p{M}'’]+(?:\p{Lu}\p{Ll}+)?$/u.test(text) || (/^\p{Ll}{2,}$/u.test(text) && isGivenName(text));
}

/** "Darren (sparky)". */
function behindDescription(tokens: Tokens, index: number): number {
  if (lowerAt(tokens, index) !== '(') return index;
  const close = tokens.list.findIndex(({ text }, at) => at > index && text === ')');
  const words = tokens.list.slice(index + 1, close);
  const isPlain = close > index + 1 && words.length < 4 && words.every(({ kind, taken }) => kind === 'word' && !taken);
  return isPlain ? close + 1 : index;
}

function endsItem(tokens: Tokens, index: number): boolean {
  return (
    isBoundary(tokens, index) ||
    afterAny(tokens, index, joins) !== undefined ||
    afterAny(tokens, index, behindList) !== undefined
  );
}

/** True if words stand elsewhere that may be the name of the meeting. */
function isNamedBeside({ list }: Tokens, from: number, to: number): boolean {
  return list.some(
    ({ kind, taken, lower, atom }, index) =>
      (index < from || index >= to) &&
      !taken &&
      (atom?.kind === 'quote' || (kind === 'word' && lower.length > 2 && !smallWords.has(lower) && !asks.has(lower))),
  );
}

/** Words that ask for a meeting, or say what kind of thing it is, and no more. */
const asks = new Set(
  'schedule book plan arrange organise organize create set setup make add put meeting meet call chat need want would like could please can you get together invite with for about hey hello thanks'.split(
    ' ',
  ),
);
