import type { CommandContext } from '../../command.ts';
import type { Text } from '../../reply.ts';
import type { Guest } from '../../schedule.ts';
import { fitsBeside, isWhole, mostGuests, type Unclear } from './guests.ts';

/** What is asked about somebody who may be nobody, several or a whole group; `others`: who is invited beside. */
export function whoText(say: CommandContext['say'], unclear: Unclear, others: readonly Guest[]): Text {
  const { why, said, count, candidates, workspace } = unclear;
  if (why === 'large' && !fitsBeside(unclear, others))
    return say.whoGroupTooLarge(said, count, mostGuests, isWhole(unclear) ? candidates[0]?.name : undefined);
  if (why === 'large') return say.whoLarge(said, count);
  if (why === 'address') return say.whoAddress(said);
  if (why === 'app') return say.whoApp(said);
  if (why === 'unknown') return say.whoUnknown(said, workspace);
  return say.whoSeveral(said, { count, shown: candidates.length, isWhole: workspace !== 'part' });
}
