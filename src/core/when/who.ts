import type { Named } from './draft.ts';
import { readEverybodyHere } from './everybody-here.ts';
import { isGivenName } from './given-names.ts';
import { roles } from './group-words.ts';
import { afterOrigin, type FoundWho, isAgents, readAnyOf, readCrowd, readGroup } from './groups.ts';
import { readCount, readName, type Sure } from './names.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import { readUnclear } from './unclear.ts';

/** One person, group or number of people at an index, as surely as the words before it make it. */
export function readWho(tokens: Tokens, index: number, sure: Sure): Found<FoundWho> | undefined {
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
  const related = sure === 'with' || sure === 'and' ? behindRelation(tokens, index) : undefined;
  const relative = related === undefined ? undefined : readName(tokens, related, sure);
  if (relative?.value.named) return relative;
  const vague = readEverybodyHere(tokens, index) ?? readAnyOf(tokens, index);
  if (vague) return vague;
  const group = readGroup(tokens, index, sure === 'loose');
  const anybody =
    sure === 'loose' &&
    lowerAt(tokens, index - 1) === 'for' &&
    !/^(?:works?|suits?|ok|okay|good|great|fine|convenient|free|possible|enough|best|easier|easy|better|time)$/u.test(
      lowerAt(tokens, index - 2),
    )
      ? after(tokens, index, 'everyone|everybody|someone|somebody|him|her|them here?')
      : undefined;
  if (anybody && isBoundary(tokens, anybody))
    return { value: { unclear: said(tokens, index, anybody) }, next: anybody };
  if (group || sure === 'loose') return group;
  return (
    readUnclear(tokens, index, sure === 'with') ??
    (sure === 'with' || sure === 'and' ? crowdIn(tokens, index, sure) : undefined) ??
    readName(tokens, index, sure)
  );
}

/** Behind "and", those of whom it is said that they are people: "Lee and the pour gang". */
function crowdIn(tokens: Tokens, index: number, sure: Sure): Found<FoundWho> | undefined {
  const crowd = readCrowd(tokens, index);
  const last = crowd && (tokens.list[crowd.next - 1]?.lower ?? '');
  const isSure = sure === 'with' || (last !== undefined && (roles.has(last) || isAgents(last)));
  return isSure ? crowd : undefined;
}

/** "My boss Karen", "her buddy Matt": what somebody is, in front of a name. */
function behindRelation(tokens: Tokens, index: number): number | undefined {
  const whose = after(tokens, index, 'my|our|your|his|her|their|the new|old|former?');
  const role = whose === undefined ? undefined : at(tokens, whose);
  const name = whose === undefined ? undefined : at(tokens, whose + 1);
  const isName = name?.kind === 'word' && /^\p{Lu}\p{Ll}/u.test(name.text) && isGivenName(name.text);
  return whose !== undefined && role?.kind === 'word' && /^\p{Ll}/u.test(role.text) && isName ? whose + 1 : undefined;
}

/** What stands between two indexes, with the names of those who were mentioned. */
export function said(tokens: Tokens, from: number, to: number): string {
  return tokens.list
    .slice(from, to)
    .map(({ text, atom }) => (atom?.kind === 'person' ? nameOf(atom.named) : (atom?.text ?? text)))
    .join(' ');
}

export function nameOf(named: Named): string {
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
  // "@sunita mam", "@deepak sir".
  const title = after(tokens, next, "sir|madam|mam|maam|ma'am|ji|san|sensei|bhai") ?? next;
  return { value: { named: [named] }, next: afterOrigin(tokens, title) ?? title };
}
