import { endsSentence, type Segment } from './title-clauses.ts';
import type { Tokens } from './tokens.ts';

/** The sentences of a message, as far as no stage has read them. */
export function sentences({ list }: Tokens): readonly Segment[] {
  const found: Segment[] = [];
  let from = 0;
  for (let index = 0; index < list.length; index++) {
    if (list[index]?.taken) {
      if (index > from) found.push([from, index]);
      from = index + 1;
    } else if (endsSentence({ list }, index)) {
      found.push([from, index + 1]);
      from = index + 1;
    }
  }
  return from < list.length ? [...found, [from, list.length]] : found;
}
