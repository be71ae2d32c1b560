import type { Named } from './draft.ts';
import { afterOrigin, type FoundWho, readAnyOf, readCrowd, readGroup, readUnclear } from './groups.ts';
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
  'ft|feat .?',
  'featuring',
  'optional|optionally :?',
  'hosted|led|run|chaired|presented|given|facilitated|moderated by',
  "don't|dont forget",
  'do not forget',
  'remember',
  'with myself|me and|,',
  'with both|either?',
  'w / both|either?',
  'w',
  'loop|rope|pull|bring|add in',
  'bring|pull|get|gather|call|put together',
  'gather|assemble|convene',
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
  'for both|either?',
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
    const list = readGathered(tokens, index) ?? readList(tokens, index);
    if (!list) continue;
    for (const who of list.value.people) keep(who, list.value.negated);
    take(tokens, index, list.next, 'people');
    index = list.next - 1;
  }
  return found;
}

/** `get the sales team together`, `let's get @liam on the calendar`: what stands around them is no title. */
function readGathered(tokens: Tokens, index: number): Found<List> | undefined {
  const start = after(tokens, index, 'get|gather|bring|pull|round|have|assemble|convene|call|put up|in|all?');
  const list = start === undefined ? undefined : readMore(tokens, start, 'and');
  if (!list || list.value.people.some(({ named }) => named?.[0]?.kind === 'name')) return undefined;
  const next = afterAny(tokens, list.next, [
    'all? together',
    'on|in|into|onto|in to the|my|our calendar|calendars|diary|diaries|room|books|loop',
    'on board|board',
  ]);
  return next === undefined ? undefined : { value: { people: list.value.people, negated: false }, next };
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
  const company =
    led !== undefined &&
    !/^(?:,|and|&|also|\+|for|to|between|plus|no|add|pull|get|gather|call|put|assemble|convene|don't|dont|do|remember|optional|optionally)$/u.test(
      word,
    );
  const afterPerson =
    led !== undefined && /^(?:,|and|&|also|\+|plus)$/u.test(word) && tokens.list[index - 1]?.taken === 'people';
  const topic = led !== undefined && word === 'with' && takesTopic.test(tokens.list[index - 1]?.lower ?? '');
  const sure = company ? 'with' : afterPerson ? (word === ',' ? 'comma' : 'and') : led === undefined ? 'none' : 'loose';
  const list =
    led === undefined && isAddress(tokens, index)
      ? readMore(tokens, start, 'loose', false)
      : readMore(tokens, start, topic ? 'loose' : sure, company && !topic);
  if (!list) return undefined;
  const to = /^invit/u.test(word) || /^add/u.test(word) ? after(tokens, list.next, 'to|for') : undefined;
  return { value: { people: list.value.people, negated: negated !== undefined }, next: to ?? list.next };
}

/** Behind these, "with" leads to what it is about: "problems with the new API". */
const takesTopic =
  /^(?:problems?|issues?|trouble|troubles|help|helping|deal|dealing|experiences?|struggles?|bugs?|outages?|wrong|working|progress|experiments?|integration|integrating|compliance|compatibility|getting|started|familiar)$/u;

/** `the platform team, @wei: cost review`: they are spoken of before the colon. */
function isAddress(tokens: Tokens, index: number): boolean {
  const group = index === 0 ? readGroup(tokens, index, true) : undefined;
  if (!group) return false;
  const link = afterAny(tokens, group.next, [':', ', and', ',', 'and', '&', '+']);
  return link !== undefined && (lowerAt(tokens, link - 1) === ':' || at(tokens, link)?.atom?.kind === 'person');
}

/** One after another, as far as the list goes. */
function readMore(
  tokens: Tokens,
  start: number,
  sure: Sure,
  company = false,
): Found<{ readonly people: readonly FoundWho[] }> | undefined {
  const first = readWho(tokens, start, sure);
  if (!first) return undefined;
  const people = [first.value];
  let { next } = first;
  let either = false;
  while (people.length < tokens.list.length) {
    const link = afterAny(tokens, next, [
      'and / or',
      'et',
      ',|;|and optional|optionally :?',
      ', and',
      'and also?',
      '&',
      '+',
      ',',
      '/',
      'plus',
      ';',
      'or',
      'as well as',
    ]);
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
    either ||= link !== undefined && lowerAt(tokens, link - 1) === 'or';
    next = more.next;
  }
  // One of them is meant, and nobody can tell which.
  if (either) people.push({ unclear: said(tokens, start, next) });
  return { value: { people }, next };
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
  const channel = afterAny(tokens, index, ['the? channel|list? #']);
  if (channel !== undefined && at(tokens, channel)?.kind === 'word' && tokens.list[channel]?.glued)
    return { value: { named: [{ kind: 'group', name: tokens.list[channel]?.text ?? '' }] }, next: channel + 1 };
  const counted = readCount(tokens, index);
  if (counted && (sure !== 'loose' || (counted.value.count ?? 0) > 100 || lowerAt(tokens, index - 1) === 'for')) {
    const { count = 0 } = counted.value;
    // "for 12 people" is how many there will be; "with 12 people" leaves out who they are.
    return {
      value: sure === 'loose' || count > 100 ? { count } : { count, unclear: said(tokens, index, counted.next) },
      next: counted.next,
    };
  }
  const vague = readAnyOf(tokens, index);
  if (vague) return vague;
  const group = readGroup(tokens, index, sure === 'loose');
  const anybody =
    sure === 'loose' &&
    lowerAt(tokens, index - 1) === 'for' &&
    !/^(?:works?|suits?|ok|okay|good|great|fine|convenient|free|possible|enough|best|easier|easy|better|time)$/u.test(
      lowerAt(tokens, index - 2),
    )
      ? after(tokens, index, 'everyone|everybody|someone|somebody|him|her|them')
      : undefined;
  if (anybody && isBoundary(tokens, anybody))
    return { value: { unclear: said(tokens, index, anybody) }, next: anybody };
  if (group || sure === 'loose') return group;
  return (
    readUnclear(tokens, index, sure === 'with') ??
    (sure === 'with' ? readCrowd(tokens, index) : undefined) ??
    readName(tokens, index, sure)
  );
}

function said(tokens: Tokens, from: number, to: number): string {
  return tokens.list
    .slice(from, to)
    .map(({ text, atom }) => (atom?.kind === 'person' ? nameOf(atom.named) : (atom?.text ?? text)))
    .join(' ');
}

function nameOf(named: Named): string {
  if (named.kind === 'mention') return `@${named.handle}`;
  return named.kind === 'email' ? named.email : named.name;
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
  return { value: { named: [named] }, next: afterOrigin(tokens, next) ?? next };
}
