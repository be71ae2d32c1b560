import type { Item } from './correction-items.ts';
import type { Token } from './tokens.ts';

/** The index behind the words that lead to an item: "at 3pm", "until friday". */
export function leadOf(list: readonly Token[], { from, to }: Pick<Item, 'from' | 'to'>): number {
  let next = from;
  while (next < to - 1 && (leads.test(list[next]?.lower ?? '') || list[next]?.kind === 'sign')) next++;
  return next;
}

const leads =
  /^(?:at|on|for|from|by|in|with|about|around|until|till|til|to|through|starting|beginning|ending|start|starts|lasting|duration|length|time|date|when|@|repeat|repeats|repeating)$/u;
