import type { Reader } from './draft.ts';
import { read } from './read.ts';
import { settle } from './settle.ts';
import type { Understanding } from './understanding.ts';

export { answer } from './answer.ts';
export { check } from './check.ts';
export { choose } from './choose.ts';
export type { Draft, Named, Reader } from './draft.ts';
export { firstDayOfWeekOf, hour12Of } from './locale.ts';
export { merge } from './merge.ts';
export { minutesOf, occurrencesOf, startOf } from './start.ts';
export type { Question, Understanding } from './understanding.ts';
export { isOtherMeeting } from './whole-sentence.ts';

/** What a sentence about a meeting says, and what has to be asked before there is one. */
export function understand(said: string, reader: Reader): Understanding {
  return settle(read(said, reader), reader);
}
