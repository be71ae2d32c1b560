import { bodies, kindWords } from './group-words.ts';
import { courtesies } from './courtesy-words.ts';
import { endOfPhrase, type FoundWho } from './groups.ts';
import { isRequestVerb } from './request-verbs.ts';
import { after, at, type Found, isBoundary, said, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

/** Several of whom each does the same: "store managers", "design leads". */
const roles =
  /^(?:managers|leads|reps|representatives|directors|engineers|designers|developers|analysts|nurses|doctors|teachers|heads|coordinators|supervisors|volunteers|drivers|parents|students|interns|editors|writers|producers|buyers|partners|associates|officers|owners|champions|stewards|captains|consultants|contractors|agents)$/u;

/** `…, 3pm, photo desk`, `… – QA team`: who is to come, where the name of the meeting was said before. */
export function readAppended(tokens: Tokens, index: number): Found<FoundWho> | undefined {
  const before = tokens.list[index - 1];
  const begins = before?.taken !== undefined || /^[,;|•·–—-]$/u.test(before?.text ?? '');
  if (!begins || !isNamed(tokens, index)) return undefined;
  const start = after(tokens, index, 'the|our|all') ?? index;
  const next = endOfPhrase(tokens, start, 4);
  if (next === undefined || next < start + 2 || /^(?:my|your|his|her|their|whole|entire|full|same|some|any|no)$/u.test(at(tokens, start)?.lower ?? ''))
    return undefined;
  const last = at(tokens, next - 1)?.lower ?? '';
  const isCrowd = kindWords.has(last) || (bodies.has(last) && last !== 'office') || roles.test(last);
  const behind = tokens.list[next];
  const ends = isBoundary(tokens, next) || behind?.kind === 'atom' || /^[+&]$/u.test(behind?.text ?? '');
  return isCrowd && ends ? { value: { named: [{ kind: 'group', name: said(tokens, start, next) }] }, next } : undefined;
}

/** True if words stand in front that may be the name. */
function isNamed({ list }: Tokens, index: number): boolean {
  const isTelling = (word: string) => !smallWords.has(word) && !courtesies.has(word) && !isRequestVerb(word);
  const words = list.slice(0, index).filter(({ kind, taken, lower }) => kind === 'word' && !taken && isTelling(lower));
  const isTimed = list.slice(0, index).some(({ taken }) => taken === 'day' || taken === 'clock' || taken === 'recurrence');
  return words.length > 0 && isTimed;
}
