import { dayEdits, recurrenceEdits } from './correction-days.ts';
import type { Item } from './correction-items.ts';
import { leadOf } from './correction-leads.ts';
import { inheritedClock, numberAt } from './correction-numbers.ts';
import { type Edit, isLed, replace, type Sides, targetOf, textOf } from './correction-sides.ts';

/** What is corrected by items that are said behind it; `left`: those that correct nothing. undefined: nobody can tell. */
export function editsFor(
  items: readonly Item[],
  sides: Sides,
): { readonly edits: readonly Edit[]; readonly left: readonly Item[] } | undefined {
  const edits: Edit[] = [];
  const left: Item[] = [];
  for (const kind of new Set(items.map((item) => item.kind))) {
    const said = items.filter((item) => item.kind === kind);
    const made = editsOf(kind, said, sides);
    if (!made) return undefined;
    if (made.length === 0) left.push(...said);
    edits.push(...made);
  }
  return { edits, left };
}

/** Empty: nothing of that kind was said before. */
function editsOf(kind: Item['kind'], said: readonly Item[], sides: Sides): readonly Edit[] | undefined {
  if (kind === 'day') return dayEdits(said, sides);
  if (kind === 'recurrence') return recurrenceEdits(said, sides);
  const [item, ...more] = said;
  if (!item || (more.length > 0 && kind !== 'person')) return undefined;
  const target = targetOf(kind, sides);
  if (target === undefined) return [];
  if (target === 'several') return undefined;
  if (item.kind === 'clock' && target.kind === 'clock') return clockEdits(item, target, sides);
  return [replace(target, textOf(sides, item), sides, isLed(item, sides))];
}

function clockEdits(item: Item, target: Item, sides: Sides): readonly Edit[] | undefined {
  if (item.kind !== 'clock' || target.kind !== 'clock') return undefined;
  const [one, other] = [item.clock, target.clock];
  const { list } = sides;
  const isRange = other.start !== undefined && other.end !== undefined;
  if (isRange && !(one.start && one.end)) {
    // "14:00 to 15:00, no, to 16:00"; else nobody can tell which end is meant.
    const isEnd = [item.from - 1, item.from].some((index) => untils.test(list[index]?.lower ?? ''));
    const between = list.findIndex(({ lower }, index) => index > target.from && index < target.to && links.test(lower));
    const text = textOf(sides, { from: leadOf(list, item), to: item.to });
    return isEnd && between > 0 ? [{ from: between + 1, to: target.to, text }] : undefined;
  }
  // "3pm, no, until 4" is about another thing.
  if (!one.start !== !other.start) return one.start ? undefined : [];
  const number = numberAt(list, leadOf(list, item), item.to);
  const isBare = one.start?.form === 'bare' && !one.end && number !== undefined;
  const text = isBare ? inheritedClock(number, other) : textOf(sides, item);
  const part = sides.before.find(({ kind, from }) => kind === 'part' && from === target.to);
  const isWhole = one.start?.form === 'clear' && part !== undefined;
  return [
    replace(target, text, sides, isLed(item, sides) && !isBare),
    ...(isWhole ? [{ from: part.from, to: part.to, text: '' }] : []),
  ];
}

const untils = /^(?:to|until|till|til)$/u;
const links = /^(?:to|until|till|til|-|–|—)$/u;
