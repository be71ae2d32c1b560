import type { Correction } from './corrected.ts';
import { type Item, onlySigns } from './correction-items.ts';
import type { Sides } from './correction-sides.ts';
import type { Marker } from './correction-words.ts';
import { readMore } from './people-list.ts';
import { after, said, type Tokens } from './tokens.ts';
import type { Doubt } from './understanding.ts';
import { weekdays } from './words.ts';

/** "With @tom, I mean @tim", "with @ann and @bob tomorrow, no, just @ann": others than those who were named. */
export function correctedPeople(
  tokens: Tokens,
  marker: Pick<Marker, 'from' | 'to' | 'isBareNo'>,
  sides: () => Sides,
): Correction | Doubt | undefined {
  const { list } = tokens;
  const start = after(tokens, marker.to, 'with') ?? after(tokens, marker.to, 'w /?') ?? marker.to;
  const alone = after(tokens, start, 'just|only with?');
  const first = alone ?? start;
  // "No wait, not @ann": without her, as it would be said in any case.
  if (!marker.isBareNo && /^(?:not|without)$/u.test(list[marker.to]?.lower ?? '') && list[marker.to + 1]?.atom)
    return { edits: [], cut: { from: marker.from, to: marker.to } };
  const found = marker.isBareNo ? undefined : readMore(tokens, first, 'with', true);
  if (!found?.value.people.every(({ named, unclear }) => named && unclear === undefined)) return undefined;
  if (!endsAt(tokens, found.next)) return undefined;
  const { before } = sides();
  const people = before.filter(({ kind }) => kind === 'person');
  const last = people.at(-1);
  if (!last) return undefined;
  const isAdjacent = onlySigns(list, last.to, marker.from);
  // "I mean it", "no, Monday": a word that is led to by nothing is somebody only beside somebody.
  const isSure = list[first]?.atom?.kind === 'person' || start > marker.to;
  if (!isSure && !(isAdjacent && /^\p{Lu}|^the$/u.test(list[first]?.text ?? ''))) return undefined;
  const meant = said(tokens, first, found.next);
  const cut = { from: marker.from, to: found.next };
  if (alone !== undefined && people.length > 1) {
    const whole = listOf(people, tokens);
    return whole ? { edits: [{ ...whole, text: meant }], cut } : { slot: 'who', said: meant };
  }
  if (people.length > 1 && !isAdjacent) return { slot: 'who', said: meant };
  return { edits: [{ from: last.from, to: last.to, text: meant.replace(/^(?:the|our) /iu, '') }], cut };
}

/** From the first one to the last one, where they stand in one list. */
function listOf(people: readonly Item[], { list }: Tokens): { from: number; to: number } | undefined {
  const [first, last] = [people[0], people.at(-1)];
  if (!first || !last) return undefined;
  const isList = list.slice(first.from, last.to).every(({ lower, kind }, index) => {
    const place = first.from + index;
    return (
      kind === 'sign' ||
      /^(?:and|the|with|plus)$/u.test(lower) ||
      people.some(({ from, to }) => place >= from && place < to)
    );
  });
  return isList ? { from: first.from, to: last.to } : undefined;
}

/** "No wait, @bob can't make it" is about @bob. */
function endsAt({ list }: Tokens, index: number): boolean {
  const token = list[index];
  if (!token || token.kind === 'number' || weekdays.has(token.lower)) return true;
  if (token.kind === 'sign') return !/^[?&+/]$/u.test(token.text);
  return /^(?:at|on|for|about|in|from|instead|please|pls|plz|to|tomorrow|today|tonight|next|this|thanks|thx)$/u.test(
    token.lower,
  );
}
