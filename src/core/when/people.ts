import type { Named } from './draft.ts';
import { type FoundWho, readGroup, readUnclear } from './groups.ts';
import { readCount, readName, type Sure } from './names.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens, take } from './tokens.ts';

export interface FoundPeople {
  readonly people: readonly Named[];
  /** Said not to be invited. */
  readonly without: readonly Named[];
  readonly unclear: readonly string[];
  readonly invalid: readonly string[];
  /** People who were counted rather than named. */
  readonly count?: number;
}

const leads = [
  'together|along with',
  'with myself|me and|,',
  'with both?',
  'w / both?',
  'w',
  'invite|inviting|include|including|incl|add|adding|cc|bring|plus|alongside',
  'and also?',
  '&',
  ',',
  'also',
  'as well as',
  'participants|attendees|guests|invitees|people|who|invite|with :',
  'between me|us and',
  'between',
  'for me and',
  'for',
  'to',
  'me|myself and|,|&',
  '+',
];

const negations = [
  'but? without',
  'except for?',
  'excluding',
  'minus',
  'but? not with?',
  'w / o',
  'no',
  "don't|dont invite|include|add",
  'do not invite|include|add',
  'uninvite|remove|drop',
];

/** Everybody who is named, and how; what was read is taken. */
export function readPeople(tokens: Tokens): FoundPeople {
  const found: { people: Named[]; without: Named[]; unclear: string[]; invalid: string[]; count?: number } = {
    people: [],
    without: [],
    unclear: [],
    invalid: [],
  };
  const keep = (who: FoundWho, negated: boolean) => {
    if (who.named) (negated ? found.without : found.people).push(...who.named);
    if (negated) return;
    if (who.unclear !== undefined) found.unclear.push(who.unclear);
    if (who.invalid !== undefined) found.invalid.push(who.invalid);
    if (who.count !== undefined) found.count = Math.max(found.count ?? 0, who.count);
  };
  for (let index = 0; index < tokens.list.length; index++) {
    if (!at(tokens, index)) continue;
    const list = readList(tokens, index);
    if (!list) continue;
    for (const who of list.value.people) keep(who, list.value.negated);
    take(tokens, index, list.next, 'people');
    index = list.next - 1;
  }
  return found;
}

interface List {
  readonly people: readonly FoundWho[];
  readonly negated: boolean;
}

/** `with @ann, Bob and the design team`, `without @carl`, or a mention by itself. */
function readList(tokens: Tokens, index: number): Found<List> | undefined {
  const negated = afterAny(tokens, index, negations);
  const led = negated ?? bestLead(tokens, index);
  const word = lowerAt(tokens, index);
  const start = led ?? index;
  const company = led !== undefined && !/^(?:,|and|&|also|\+|for|to|between|plus|no|add)$/u.test(word);
  const afterPerson =
    led !== undefined && /^(?:,|and|&|also|\+|plus)$/u.test(word) && tokens.list[index - 1]?.taken === 'people';
  const first = readWho(
    tokens,
    start,
    company ? 'with' : afterPerson ? (word === ',' ? 'comma' : 'and') : led === undefined ? 'none' : 'loose',
  );
  if (!first) return undefined;
  const people = [first.value];
  let { next } = first;
  while (people.length < tokens.list.length) {
    const link = afterAny(tokens, next, [', and', 'and also?', '&', '+', ',', '/', 'plus', ';', 'or', 'as well as']);
    const more = readWho(
      tokens,
      link ?? next,
      link === undefined ? 'none' : company ? (lowerAt(tokens, link - 1) === ',' ? 'comma' : 'and') : 'loose',
    );
    if (!more) break;
    // "Bob <bob@example.com>" is one person.
    if (link === undefined && more.value.named?.[0]?.kind === 'email' && people.at(-1)?.named?.[0]?.kind === 'name')
      people.pop();
    people.push(more.value);
    next = more.next;
  }
  const to = /^invit/u.test(word) || /^add/u.test(word) ? after(tokens, next, 'to|for') : undefined;
  return { value: { people, negated: negated !== undefined }, next: to ?? next };
}

function bestLead(tokens: Tokens, index: number): number | undefined {
  return afterAny(tokens, index, leads);
}

function readWho(tokens: Tokens, index: number, sure: Sure): Found<FoundWho> | undefined {
  const token = at(tokens, index);
  const { atom } = token ?? {};
  if (token?.text === '@' && sure === 'with' && (!at(tokens, index + 1) || tokens.list[index + 1]?.taken))
    return { value: { invalid: '@' }, next: index + 1 };
  if (atom?.kind === 'invalid-address') return { value: { invalid: atom.text }, next: index + 1 };
  if (atom?.kind === 'person') return readAtom(tokens, index, atom.named);
  if (atom?.kind === 'quote' && sure === 'with')
    return { value: { named: [{ kind: 'name', name: atom.text }] }, next: index + 1 };
  if (sure === 'none') return undefined;
  const counted = readCount(tokens, index);
  if (counted && (sure !== 'loose' || (counted.value.count ?? 0) > 100 || lowerAt(tokens, index - 1) === 'for')) {
    const { count = 0 } = counted.value;
    // "for 12 people" is how many there will be; "with 12 people" leaves out who they are.
    return {
      value: sure === 'loose' || count > 100 ? { count } : { count, unclear: said(tokens, index, counted.next) },
      next: counted.next,
    };
  }
  const group = readGroup(tokens, index, sure === 'loose');
  const anybody =
    sure === 'loose' && lowerAt(tokens, index - 1) === 'for'
      ? after(tokens, index, 'everyone|everybody|someone|somebody|him|her|them')
      : undefined;
  if (anybody && isBoundary(tokens, anybody))
    return { value: { unclear: said(tokens, index, anybody) }, next: anybody };
  if (group || sure === 'loose') return group;
  return readUnclear(tokens, index, sure === 'with') ?? readName(tokens, index, sure);
}

function said(tokens: Tokens, from: number, to: number): string {
  return tokens.list
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ');
}

const everybody = /^(?:here|channel|everyone|all|team)$/iu;

function readAtom(tokens: Tokens, index: number, named: Named): Found<FoundWho> {
  const possessive = after(tokens, index + 1, "' s") ?? index + 1;
  const next = tokens.list[index + 1]?.glued ? possessive : index + 1;
  const whose =
    possessive > index + 1
      ? after(tokens, possessive, 'team|group|boss|manager|assistant|people|staff|lead')
      : undefined;
  if (whose && isBoundary(tokens, whose)) return { value: { unclear: said(tokens, possessive, whose) }, next: whose };
  if (named.kind === 'mention' && named.id === undefined && everybody.test(named.handle))
    return { value: { unclear: `@${named.handle}` }, next };
  return { value: { named: [named] }, next };
}
