import type { CommandContext } from '../../command.ts';
import type { Text } from '../../reply.ts';
import type { Unclear } from './guests.ts';

/** What is asked about somebody who may be nobody, several or a whole group. */
export function whoText(say: CommandContext['say'], { why, said, count, candidates, workspace }: Unclear): Text {
  if (why === 'large') return say.whoLarge(said, count);
  if (why === 'address') return say.whoAddress(said);
  if (why === 'unknown') return say.whoUnknown(said, workspace);
  return say.whoSeveral(said, { count, shown: candidates.length, isWhole: workspace !== 'part' });
}
