import type { Reference } from '../../when/reference.ts';

/** Whether it was said that the whole series is meant, which then need not be asked: `cancel the yoga series`. */
export function isWholeSaid({ said }: Reference, title: string): boolean {
  const word = /\b(?:series|all|every|entire|whole)\b/iu.exec(said)?.[0].toLowerCase();
  // "Lecture series" may be a title.
  return word !== undefined && !title.toLowerCase().includes(word);
}
