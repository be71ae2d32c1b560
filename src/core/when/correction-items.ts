import type { FoundClock } from './clock-times.ts';
import type { FoundDay } from './day.ts';
import type { Named } from './draft.ts';
import type { FoundRecurrence } from './found-recurrence.ts';
import type { Placed, Reading } from './read.ts';
import type { Token } from './tokens.ts';

/** A part of a sentence that another one may replace. */
export type Item = Placed &
  (
    | { readonly kind: 'clock'; readonly clock: FoundClock }
    | { readonly kind: 'day'; readonly day: FoundDay }
    | { readonly kind: 'recurrence'; readonly recurrence: FoundRecurrence }
    | { readonly kind: 'part' | 'duration' | 'zone' | 'end' | 'person' | 'quote' }
  );

/** What a reading found, in the order in which it was said. */
export function itemsOf({
  clocks,
  days,
  durations,
  zones,
  recurrences,
  ends,
  people,
  tokens,
}: Reading): readonly Item[] {
  const { list } = tokens;
  const found: Item[] = [
    ...clocks.map((clock) => ({ ...placeOf(clock), kind: 'clock' as const, clock })),
    ...days.map((day) => ({ ...placeOf(day), kind: 'day' as const, day })),
    ...recurrences.map((recurrence) => ({ ...placeOf(recurrence), kind: 'recurrence' as const, recurrence })),
    ...durations.map((one) => ({ ...placeOf(one), kind: 'duration' as const })),
    ...zones.map((one) => ({ ...placeOf(one), kind: 'zone' as const })),
    ...ends.map((one) => ({ ...placeOf(one), kind: 'end' as const })),
  ];
  const isFound = (index: number) => found.some(({ from, to }) => index >= from && index < to);
  for (let from = 0; from < list.length; from++) {
    const { atom, taken } = list[from] ?? {};
    if (atom?.kind === 'person' && taken === 'people') found.push({ kind: 'person', from, to: from + 1, said: '' });
    else if (atom?.kind === 'quote') found.push({ kind: 'quote', from, to: from + 1, said: '' });
    else if (taken === 'clock' && !isFound(from)) {
      let to = from + 1;
      while (list[to]?.taken === 'clock' && !isFound(to)) to++;
      found.push({ kind: 'part', from, to, said: '' });
      from = to - 1;
    }
  }
  for (const one of people.people) {
    const place = placeOfName(list, one);
    if (place) found.push({ kind: 'person', said: '', ...place });
  }
  return found.sort((one, other) => one.from - other.from);
}

function placeOf({ from, to, said }: Placed): Placed {
  return { from, to, said };
}

/** Where a bare name stands, the last time that it is said. */
function placeOfName(list: readonly Token[], named: Named): { from: number; to: number } | undefined {
  if (named.kind !== 'name' && named.kind !== 'group') return undefined;
  const name = named.name.toLowerCase().replace(/\s+/gu, ' ');
  const isWord = (from: number, to: number) =>
    list
      .slice(from, to)
      .map(({ text }) => text.toLowerCase())
      .join(' ') === name;
  for (let from = list.length - 1; from >= 0; from--) {
    if (list[from]?.taken !== 'people') continue;
    for (let to = from + 1; to <= Math.min(list.length, from + 5); to++) if (isWord(from, to)) return { from, to };
  }
  return undefined;
}

/** True if nothing but signs stands between two indexes. */
export function onlySigns(list: readonly Token[], from: number, to: number): boolean {
  return list.slice(from, to).every(({ kind }) => kind === 'sign');
}
