import { courtesies } from './courtesy-words.ts';
import type { Named } from './draft.ts';
import { bodies, isCrowd, kindWords, openWords, sameRoles } from './group-words.ts';
import { endOfPhrase, type FoundWho } from './groups.ts';
import { isRequestVerb } from './request-verbs.ts';
import { after, afterAny, at, type Found, isBoundary, said, someBefore, type Tokens } from './tokens.ts';
import { months, smallWords, weekdays } from './words.ts';
import { zonesOfPlace } from './zone-names.ts';

/** `…, 3pm, photo desk`, `… – QA team`: who is to come, where the name of the meeting was said before. */
export function readAppended(tokens: Tokens, index: number): Found<FoundWho> | undefined {
  const before = tokens.list[index - 1];
  const begins = before?.taken !== undefined || /^[,;|•·–—(/?!.-]$/u.test(before?.text ?? '');
  if (!begins || !isNamed(tokens, index)) return undefined;
  const isBeforeTime = !isTimed(tokens, index);
  const start = after(tokens, index, 'the|our|all') ?? index;
  if (at(tokens, start)?.kind !== 'word') return undefined;
  // "The IT team", in small letters.
  const it = after(tokens, start, 'it team|support|department|dept|desk|crew');
  const next = it ?? behindCrowd(tokens, start) ?? endOfPhrase(tokens, start, 4);
  if (next === undefined || next < start + 2 || openWords.test(at(tokens, start)?.lower ?? '')) return undefined;
  const last = at(tokens, next - 1)?.lower ?? '';
  if (it === undefined && !isCrowd(last)) return undefined;
  // "Parking policy, facilities team, thursday": in front of the time as well.
  const isTeam = /^(?:team|squad|crew)$/u.test(last) && before?.text === ',' && tokens.list[next]?.text === ',';
  if (isBeforeTime && !isTeam) return undefined;
  const there = afterAny(tokens, next, [
    'can|ok|okay|free|available too|also?',
    'must|should|has|have|needs|need|will|to to? be|attend|join|come there|present|invited|included|added|too|also?',
  ]);
  const behind = tokens.list[next];
  const ends = isBoundary(tokens, next) || behind?.kind === 'atom' || /^[+&]$/u.test(behind?.text ?? '');
  const please = after(tokens, next, 'please|pls|plz|too|also');
  const end = [there, please].find((one) => one !== undefined && isBoundary(tokens, one)) ?? (ends ? next : undefined);
  if (end === undefined) return undefined;
  return { value: { named: [{ kind: 'group', name: said(tokens, start, next) }] }, next: end };
}

/** "Pitch practice, Aoife and Conor": names behind a name of small letters, up to the end of what is said. */
export function readAppendedNames(tokens: Tokens, index: number): Found<FoundWho> | undefined {
  const [word, comma] = [tokens.list[index - 2], tokens.list[index - 1]];
  if (comma?.text !== ',' || word?.taken || word?.kind !== 'word' || !/^\p{Ll}/u.test(word.text)) return undefined;
  const named: Named[] = [];
  let [next, end] = [index, index];
  while (named.length < mostNames && isFirstName(tokens, next)) {
    named.push({ kind: 'name', name: tokens.list[next]?.text ?? '' });
    end = next + 1;
    next = afterAny(tokens, end, [', and', ',', 'and', '&']) ?? tokens.list.length;
  }
  const joined = /^(?:and|&)$/u.test(tokens.list[end - 2]?.lower ?? '');
  return named.length > 1 && joined && isBoundary(tokens, end) ? { value: { named }, next: end } : undefined;
}

const mostNames = 6;

function isFirstName(tokens: Tokens, index: number): boolean {
  const { text = '', lower = '', kind } = at(tokens, index) ?? {};
  const isDay = weekdays.has(lower) || months.has(lower);
  return kind === 'word' && /^\p{Lu}\p{Ll}+$/u.test(text) && !isDay && zonesOfPlace(lower).length === 0;
}

/** "Could the curriculum committee convene": those who are to meet. */
export function readGathering(tokens: Tokens, index: number): Found<FoundWho> | undefined {
  const start = after(tokens, index, 'can|could|would|will|may|should|shall the|our');
  if (start === undefined) return undefined;
  for (let end = start; end < start + 4; end++) {
    const kind = at(tokens, end)?.lower ?? '';
    const next = kindWords.has(kind) || bodies.has(kind) ? afterAny(tokens, end + 1, gathers) : undefined;
    if (next !== undefined) return { value: { named: [{ kind: 'group', name: said(tokens, start, end + 1) }] }, next };
  }
  return undefined;
}

/** "The audit team and I need …", "our board, …": who asks, or is spoken to, in front of all else. */
export function readAsking(tokens: Tokens, index: number): Found<FoundWho> | undefined {
  const before = tokens.list[index - 1];
  const verb = /^(?:grab|catch|book|nab|get|invite|pull)$/u.test(before?.lower ?? '') && !before?.taken;
  const start = after(tokens, index, 'the|our');
  if (start === undefined || !(index === 0 || verb || /^[.!?:]$/u.test(before?.text ?? ''))) return undefined;
  for (let end = start; end < start + 4; end++) {
    if (!kindWords.has(at(tokens, end)?.lower ?? '')) continue;
    const next = end + 1;
    const behind = tokens.list[next];
    const isMet =
      after(tokens, next, 'in for|on|about') ??
      (behind?.taken === 'day' || behind?.taken === 'clock' || /^(?:for|about)$/u.test(behind?.lower ?? '')
        ? next
        : undefined);
    const asks = afterAny(tokens, next, [
      'and? i|we? need|needs|want|wants a|an|the?',
      'and? i|we? would like a|an|the?',
    ]);
    const spoken = index === 0 ? after(tokens, next, ',') : undefined;
    const to = verb ? isMet : (asks ?? spoken);
    if (to === undefined) return undefined;
    return { value: { named: [{ kind: 'group', name: said(tokens, start, next) }] }, next: to };
  }
  return undefined;
}

/** "Need the trustees together": several who are called by what they are. */
export function readRole(tokens: Tokens, index: number): Found<FoundWho> | undefined {
  const start = after(tokens, index, 'the|all|our the?');
  const word = start === undefined ? undefined : at(tokens, start);
  if (
    start === undefined ||
    !word ||
    !(bodies.has(word.lower) || kindWords.has(word.lower) || sameRoles.test(word.lower))
  )
    return undefined;
  return { value: { named: [{ kind: 'group', name: word.text }] }, next: start + 1 };
}

const gathers = ['meet up?', 'convene|gather|assemble', 'get|come|sit together|down', 'sync up?'];

/** "The economy team must be there": a verb behind them. */
function behindCrowd(tokens: Tokens, start: number): number | undefined {
  for (let next = start + 2; next < start + 5; next++)
    if (
      kindWords.has(at(tokens, next - 1)?.lower ?? '') &&
      afterAny(tokens, next, ['must|should|has|have|needs|need|will|can'])
    )
      return next;
  return undefined;
}

/** True if words stand in front that may be the name. */
function isNamed(tokens: Tokens, index: number): boolean {
  const isTelling = (word: string) => !smallWords.has(word) && !courtesies.has(word) && !isRequestVerb(word);
  return someBefore(
    tokens,
    index,
    ({ kind, taken, lower, atom }) => atom?.kind === 'quote' || (kind === 'word' && !taken && isTelling(lower)),
  );
}

function isTimed(tokens: Tokens, index: number): boolean {
  return someBefore(tokens, index, ({ taken }) => taken === 'day' || taken === 'clock' || taken === 'recurrence');
}
