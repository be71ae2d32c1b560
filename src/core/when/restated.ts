import { type Correction, isDoubtful, partOf, type ReadTokens, runAt } from './corrected.ts';
import { type Item, itemsOf, onlySigns } from './correction-items.ts';
import { leadOf } from './correction-leads.ts';
import { said, type Tokens } from './tokens.ts';

/** "Not thursday, friday", "not at 3pm but at 4pm": what is not meant stands in front of what is. */
export function negatedFirst(tokens: Tokens, readTokens: ReadTokens): Correction | undefined {
  const { list } = tokens;
  for (let index = 0; index < list.length; index++) {
    if (list[index]?.lower !== 'not') continue;
    const [not, ...more] = runAt(tokens, index + 1, readTokens);
    if (!not || more.length > 0) continue;
    const behind = negatedBehind(tokens, index, not, readTokens);
    if (behind) return behind;
    const start = behindTurn(tokens, not.to);
    const [instead] = start === undefined ? [] : runAt(tokens, start, readTokens);
    if (start === undefined || instead?.kind !== not.kind) continue;
    const next = list[instead.to];
    if (isDoubtful(tokens, instead.to, { isAsked: false, from: index }) || isList(tokens, instead, readTokens))
      continue;
    if (next?.lower === 'and') continue;
    return { edits: [], cut: { from: index, to: start } };
  }
  return undefined;
}

/** "On friday, not thursday, at 4pm": what is meant stands right before it. */
function negatedBehind(tokens: Tokens, index: number, not: Item, readTokens: ReadTokens): Correction | undefined {
  const { list } = tokens;
  if (index === 0 || !/^(?:day|clock)$/u.test(not.kind)) return undefined;
  const next = list[not.to];
  if (next && next.kind !== 'sign' && !/^(?:at|on|for|with|w|about|please|pls)$/u.test(next.lower)) return undefined;
  const before = itemsOf(readTokens(partOf(tokens, 0, index))).findLast(({ to }) => onlySigns(list, to, index));
  return before?.kind === not.kind ? { edits: [], cut: { from: before.to, to: not.to } } : undefined;
}

/** "With @ann instead of him": of two who are named, the one who was named first does not come. */
export function insteadOf(tokens: Tokens, readTokens: ReadTokens): Correction | undefined {
  const { list } = tokens;
  const index = list.findIndex(
    ({ lower }, at) =>
      lower === 'instead' && list[at + 1]?.lower === 'of' && /^(?:him|her|them)$/u.test(list[at + 2]?.lower ?? ''),
  );
  if (index < 2) return undefined;
  const people = itemsOf(readTokens(partOf(tokens, 0, index))).filter(({ kind }) => kind === 'person');
  const [one, other, ...more] = people;
  if (!one || !other || more.length > 0 || other.to !== index) return undefined;
  let from = other.from;
  while (from > one.to && (list[from - 1]?.kind === 'sign' || /^(?:with|w|and|so)$/u.test(list[from - 1]?.lower ?? '')))
    from--;
  const meant = said(tokens, other.from, other.to);
  return { edits: [{ from: one.from, to: one.to, text: meant }], cut: { from, to: index + 3 } };
}

/** "Not monday, tuesday or friday" are three that are not meant. */
function isList(tokens: Tokens, { to, kind }: Item, readTokens: ReadTokens): boolean {
  if (tokens.list[to]?.text !== ',') return false;
  return runAt(tokens, to + 1, readTokens)[0]?.kind === kind;
}

function behindTurn({ list }: Tokens, index: number): number | undefined {
  let next = index;
  while (/^[,;–—-]$/u.test(list[next]?.text ?? '') || list[next]?.lower === 'but') next++;
  return next > index ? next : undefined;
}

/** "At 7, 19:00 that is", "3pm… 4pm, sorry": what takes it back stands behind both. */
export function saidBehind(tokens: Tokens, readTokens: ReadTokens): Correction | undefined {
  const { list } = tokens;
  for (let index = 2; index < list.length; index++) {
    const next = behindPhrase(tokens, index);
    if (next === undefined) continue;
    const items = itemsOf(readTokens(partOf(tokens, 0, index)));
    const [one, other] = items.slice(-2);
    if (!one || !other || one.kind !== other.kind || !onlySigns(list, other.to, index)) continue;
    if (other.from - one.to < 1 || !onlySigns(list, one.to, other.from)) continue;
    if (!/^(?:clock|day|duration|zone)$/u.test(one.kind)) continue;
    if (one.kind === 'clock' && other.kind === 'clock' && !one.clock.end !== !other.clock.end) continue;
    const from = leadOf(list, other) > other.from ? one.from : leadOf(list, one);
    const meant = said(tokens, other.from, other.to);
    return { edits: [{ from, to: one.to, text: meant }], cut: { from: one.to, to: next } };
  }
  return undefined;
}

function behindPhrase({ list }: Tokens, index: number): number | undefined {
  const [one, two] = [list[index]?.lower ?? '', list[index + 1]?.lower ?? ''];
  const length = /^(?:that is|i (?:mean|meant))$/u.test(`${one} ${two}`) ? 2 : /^(?:sorry|rather)$/u.test(one) ? 1 : 0;
  const token = list[index + length];
  return length > 0 && (!token || (token.kind === 'sign' && !token.glued) || /^[,.;!)…]+$/u.test(token.text))
    ? index + length
    : undefined;
}
