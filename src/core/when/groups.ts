import type { Named } from './draft.ts';
import { bodies, departments, kindWords, roles, sameRoles, surelyPeople } from './group-words.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, said, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

/** Somebody, or why nobody can tell who that is. */
export interface FoundWho {
  readonly named?: readonly Named[];
  readonly unclear?: string;
  readonly invalid?: string;
  readonly count?: number;
}

/** `the design team`, `team Apollo`, `group Sales`, `everyone in sales`, `the design and marketing teams`. */
export function readGroup(tokens: Tokens, index: number, loose: boolean): Found<FoundWho> | undefined {
  return (
    readAllOf(tokens, index) ??
    readNumbered(tokens, index, loose) ??
    readEveryoneIn(tokens, index) ??
    readNamedGroup(tokens, index, loose) ??
    readKindBehind(tokens, index, loose)
  );
}

/** `year 11`, `the class 4b`, `Year 6 teachers`. */
function readNumbered(tokens: Tokens, index: number, loose: boolean): Found<FoundWho> | undefined {
  const start = after(tokens, index, 'the?') ?? index;
  const number = after(tokens, start, 'year|class|grade|form|cohort|key');
  if (loose || number === undefined || at(tokens, number)?.kind !== 'number') return undefined;
  let next = number + 1;
  if (at(tokens, next)?.glued && /^\p{L}$/u.test(at(tokens, next)?.text ?? '')) next++;
  if (sameRoles.test(lowerAt(tokens, next)) || kindWords.has(lowerAt(tokens, next))) next++;
  if (!isEnd(tokens, next)) return undefined;
  return { value: { named: [{ kind: 'group', name: said(tokens, start, next) }] }, next };
}

/** `all members`, `all of the nurses`. */
function readAllOf(tokens: Tokens, index: number): Found<FoundWho> | undefined {
  const start = after(tokens, index, 'all of? the|our?');
  const word = start === undefined ? '' : lowerAt(tokens, start);
  if (start === undefined || !(sameRoles.test(word) || word === 'staff') || !isEnd(tokens, start + 1)) return undefined;
  // "All staff" is what such a group is mostly called; "all the nurses" are the nurses.
  const from = word === 'staff' && start === index + 1 ? index : start;
  return { value: { named: [{ kind: 'name', name: said(tokens, from, start + 1) }] }, next: start + 1 };
}

/** `someone from legal`, `one of the designers`, `the usual suspects`: nobody can tell who that is. */
export function readAnyOf(tokens: Tokens, index: number): Found<FoundWho> | undefined {
  const start = afterAny(tokens, index, [
    'someone|somebody|anyone|anybody|whoever|somone else? from|in|at|on|of the|our?',
    'some|a few|couple|bunch? of? people|folks|guys|colleagues from|in|at|on|of the|our?',
    'a person|colleague|rep|representative|member|delegate from|in|at|on|of the|our?',
    'one|some|any|either|members|few|couple of the|our|my',
  ]);
  const usual = afterAny(tokens, index, [
    'the|our usual|regular|right|relevant|appropriate|necessary|same suspects|people|crowd|crew|gang|lot|team|group|folks|guys|bunch|attendees|participants|ones|stakeholders',
    'the? same crew|team|people|group|gang|lot|crowd|guys|folks|faces as always|usual|before|ever',
    'the? same crew|team|people|group|gang|lot|crowd|guys|folks|faces as last time',
    'usual|relevant|right suspects|people|crowd|crew|gang|folks|stakeholders',
  ]);
  if (usual !== undefined)
    return isEnd(tokens, usual) ? { value: { unclear: said(tokens, index, usual) }, next: usual } : undefined;
  if (start === undefined) return undefined;
  const next = endOfPhrase(tokens, start, 4) ?? (at(tokens, start)?.kind === 'word' ? start + 1 : undefined);
  return next === undefined ? undefined : { value: { unclear: said(tokens, index, next) }, next };
}

/** `from legal` and `(legal)` behind somebody. */
export function afterOrigin(tokens: Tokens, index: number): number | undefined {
  const from = afterAny(tokens, index, ['from the?', '(']);
  const next = from === undefined ? undefined : endOfPhrase(tokens, from, 3);
  if (next === undefined || !departments.has(lowerAt(tokens, next - 1))) return undefined;
  return lowerAt(tokens, index) === '(' ? after(tokens, next, ')') : next;
}

/** The index after up to so many words that end there. */
export function endOfPhrase(tokens: Tokens, index: number, most: number): number | undefined {
  for (let next = index; next < index + most; next++) {
    const token = at(tokens, next);
    const joins = next > index && /^(?:&|of|and)$/u.test(token?.lower ?? '') && !isBoundary(tokens, next + 1);
    if (token?.kind !== 'word' || (smallWords.has(token.lower) && !joins)) return undefined;
    if (!joins && isEnd(tokens, next + 1)) return next + 1;
  }
  return undefined;
}

const someRole = (word: string) => roles.has(word) && !word.endsWith('s') && !bodies.has(word) && !kindWords.has(word);

/** `the sales reps`, `the product manager`, `customer success`: several words for people, who are looked up later. */
export function readCrowd(tokens: Tokens, index: number): Found<FoundWho> | undefined {
  const article = after(tokens, index, 'the|our|my|your|his|her|their|all whole|entire?');
  const start = article ?? index;
  const next = endOfPhrase(tokens, start, 4);
  if (
    next === undefined ||
    next < start + 2 ||
    (article === undefined && /^\p{Lu}/u.test(at(tokens, start)?.text ?? ''))
  )
    return undefined;
  const last = lowerAt(tokens, next - 1);
  if (article === undefined)
    return departments.has(last) || isAgents(last)
      ? { value: { named: [{ kind: 'name', name: said(tokens, start, next) }] }, next }
      : undefined;
  const own = !/^(?:the|all|our)$/u.test(lowerAt(tokens, index));
  if (someRole(last) || (own && roles.has(last))) return { value: { unclear: said(tokens, index, next) }, next };
  return { value: { named: [{ kind: 'name', name: said(tokens, start, next) }] }, next };
}

/** "New joiners", "senior developers": several who do something. */
export function isAgents(word: string): boolean {
  return sameRoles.test(word) || (/(?:ers|ors|ists|ees|ians|ants)$/u.test(word) && !tools.test(word));
}

/** Things that are called like people. */
const tools =
  /^(?:numbers|orders|papers|folders|servers|printers|containers|headers|parameters|errors|sensors|monitors|doors|floors|colors|colours|letters|layers|filters|trailers|routers|scanners|trackers|stickers|posters|offers|tenders|chapters|corners|borders|computers|counters|matters|powers|flowers|waters|fees|trees|plants|restaurants|committees|degrees|guarantees|factors|mirrors|motors|vectors|covers|dinners|quarters|semesters|towers|wrappers|buffers|clusters|adapters|controllers)$/u;

function readEveryoneIn(tokens: Tokens, index: number): Found<FoundWho> | undefined {
  const start = afterAny(tokens, index, [
    'the? everyone|everybody|people|folks|guys|ladies|lads|all in|from|on|at|of the|our|my? whole|entire?',
    'all|whole|entire of? the|our',
    'the|our? whole|entire',
  ]);
  if (start === undefined || lowerAt(tokens, start) === '-') return undefined;
  const behind = readKindBehind(tokens, start, false);
  if (behind) return behind;
  // "Everyone in #brand".
  const channel = tokens.list[start + 1];
  if (at(tokens, start)?.text === '#' && channel?.kind === 'word' && channel.glued && !channel.taken)
    return { value: { named: [{ kind: 'group', name: channel.text }] }, next: start + 2 };
  const word = at(tokens, start);
  // "All of us": nobody can tell who that is.
  if (/^(?:us|you|them)$/u.test(word?.lower ?? '') && isEnd(tokens, start + 1))
    return { value: { unclear: said(tokens, index, start + 1) }, next: start + 1 };
  if (word?.kind !== 'word' || smallWords.has(word.lower) || kindWords.has(word.lower)) return undefined;
  if (after(tokens, start, 'same page|boat|wavelength')) return undefined;
  const next = endOfPhrase(tokens, start, 3) ?? start + 1;
  return { value: { named: [{ kind: 'group', name: said(tokens, start, next) }] }, next };
}

function readNamedGroup(tokens: Tokens, index: number, loose: boolean): Found<FoundWho> | undefined {
  const start = after(tokens, index, 'the? team|group|squad|channel|list');
  const name = start === undefined ? undefined : at(tokens, start);
  if (start === undefined || name?.kind !== 'word' || smallWords.has(name.lower)) return undefined;
  const capital = /^\p{Lu}/u.test(name.text);
  // "with team lead": somebody's role; "with team apollo" is a group if nothing follows.
  if (!capital && (loose || !isEnd(tokens, start + 1) || roles.has(name.lower))) return undefined;
  let next = start + 1;
  while (
    capital &&
    next < start + 3 &&
    at(tokens, next)?.kind === 'word' &&
    /^\p{Lu}\p{Ll}/u.test(at(tokens, next)?.text ?? '')
  )
    next++;
  const digits =
    at(tokens, next)?.kind === 'number' && isEnd(tokens, next + 1) && !tokens.list[next + 1]?.glued ? next + 1 : next;
  const text = said(tokens, start, digits);
  const team = /^(?:team|squad)$/u.test(lowerAt(tokens, start - 1));
  return {
    value: { named: [{ kind: 'group', name: team ? `${said(tokens, start - 1, start)} ${text}` : text }] },
    next: digits,
  };
}

/** Up to four words and what kind of group they name; after "for" and the like only with an article. */
function readKindBehind(tokens: Tokens, index: number, loose: boolean): Found<FoundWho> | undefined {
  const article = after(tokens, index, 'the|our whole|entire?');
  if (loose && article === undefined) return undefined;
  // "The whole-office group".
  const isJoined = article !== undefined && lowerAt(tokens, article) === '-';
  const start = isJoined ? article - 1 : (article ?? index);
  if (/^(?:my|his|her|their|your|some|any|another)$/u.test(lowerAt(tokens, start))) return undefined;
  for (let end = start + 1; end <= start + 4; end++) {
    const before = at(tokens, end - 1);
    if (!before || before.kind === 'atom' || (before.kind === 'sign' && !/^[-&/]$/u.test(before.text)))
      return undefined;
    if (smallWords.has(before.lower) && !joinsName(tokens, end - 1)) return undefined;
    const kind = lowerAt(tokens, end);
    const body = loose ? surelyPeople.has(kind) : bodies.has(kind);
    if (!(kindWords.has(kind) || body) || !isEnd(tokens, end + 1) || !/\p{L}|\p{N}/u.test(before.text)) continue;
    if (body) return { value: { named: [{ kind: 'group', name: said(tokens, start, end + 1) }] }, next: end + 1 };
    const names = said(tokens, start, end);
    const several = kind.endsWith('s') ? names.split(/\s*,\s*|\s+(?:and|&)\s+/u) : [names];
    const word = tokens.list[end]?.text.replace(/s$/u, '') ?? '';
    if (!kind.endsWith('s') && / (?:and|&) /u.test(names)) return undefined;
    return {
      value: { named: several.map((name) => ({ kind: 'group', name: `${name.replace(/^the /iu, '')} ${word}` })) },
      next: end + 1,
    };
  }
  return undefined;
}

/** "the it team", "the on call crew", "sales and marketing": small words that belong to a name. */
function joinsName(tokens: Tokens, index: number): boolean {
  const [word, behind] = [lowerAt(tokens, index), lowerAt(tokens, index + 1)];
  if (word === 'it') return kindWords.has(behind) || departments.has(behind);
  return word === 'and' || word === '&' || word === 'of' || /^(?:on call|in house|at risk)$/u.test(`${word} ${behind}`);
}

export function isEnd(tokens: Tokens, index: number): boolean {
  const token = at(tokens, index);
  return (
    isBoundary(tokens, index) ||
    token?.kind !== 'word' ||
    smallWords.has(token.lower) ||
    /^(?:please|pls|plz|thanks|cheers|every|each|weekly|daily|invite|plus|tomorrow|together|know|so|asap|instead|then|also|too|only|if|when|there|join|attend|and)$/u.test(
      token.lower,
    )
  );
}
