import { type Reader, understand } from '../../when/index.ts';
import type { Intent } from '../../when/intent.ts';

/**
 * How much of a new meeting a line is.
 * - `whole`: a title, and a word of when: no change of one that is open
 * - `time`: a word of when alone
 * - `part`: the same, with somebody to meet; or somebody to meet alone
 * - `none`: something else
 */
export function newMeetingIn(said: string, intent: Intent, reader: Reader): 'whole' | 'time' | 'part' | 'none' {
  if (intent.kind !== 'schedule') return 'none';
  const { draft, questions } = understand(said, reader);
  const when = draft.date ?? draft.time ?? questions.find(({ why }) => why !== 'start_missing');
  if (when === undefined && draft.people.length === 0) return 'none';
  if (when !== undefined && draft.title !== '' && !/\binstead\b/iu.test(said)) return 'whole';
  return draft.people.length === 0 && draft.title === '' ? 'time' : 'part';
}
