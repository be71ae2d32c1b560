import { type Item, onlySigns } from './correction-items.ts';
import { leadOf } from './correction-leads.ts';
import { said, type Tokens } from './tokens.ts';

/** What is written instead of the tokens from one index to another. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What stands before the words that take something back, and behind them. */
export interface Sides extends Tokens {
  /** Said before, and where that ends. */
  readonly before: readonly Item[];
  readonly end: number;
}

/** What of that kind is meant: what stands right before, or the only one. */
export function targetOf(kind: Item['kind'], { before, list, end }: Sides): Item | 'several' | undefined {
  const same = before.filter((item) => item.kind === kind && !(item.kind === 'clock' && item.clock.start?.weak));
  const last = same.at(-1);
  if (!last || same.length === 1) return last;
  return onlySigns(list, last.to, end) ? last : 'several';
}

export function textOf(sides: Sides, { from, to }: Pick<Item, 'from' | 'to'>): string {
  return said(sides, from, to);
}

/** True where a word leads to it that says what it is: "at 4pm", "until friday". */
export function isLed(item: Item, { list }: Sides): boolean {
  return leadOf(list, item) > item.from;
}

/** One item instead of another, behind the word that led to the first one unless the second one has its own. */
export function replace(target: Item, text: string, { list }: Sides, led: boolean): Edit {
  return { from: led ? target.from : leadOf(list, target), to: target.to, text };
}
