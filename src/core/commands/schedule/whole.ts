import type { CommandContext } from '../../command.ts';
import { habitsOf } from '../../reader.ts';
import { understand } from '../../when/index.ts';
import { readIntent } from '../../when/intent.ts';
import { mentionsIn } from './mentions.ts';

/**
 * How much of a new meeting a line is.
 * - `whole`: a title, and a word of when: no change of one that is open
 * - `part`: a word of when, or somebody to meet
 * - `none`: something else
 */
export async function newMeetingIn(context: CommandContext, said: string): Promise<'whole' | 'part' | 'none'> {
  const habits = await habitsOf(context);
  const reader = { ...habits, timeZone: habits.timeZone ?? 'UTC', mentions: mentionsIn(context, said) };
  if (readIntent(said, reader).kind !== 'schedule') return 'none';
  const { draft, questions } = understand(said, reader);
  const when = draft.date ?? draft.time ?? questions.find(({ why }) => why !== 'start_missing');
  if (when === undefined && draft.people.length === 0) return 'none';
  return when !== undefined && draft.title !== '' && !/\binstead\b/iu.test(said) ? 'whole' : 'part';
}
