import type { CommandContext } from '../../command.ts';
import type { Text } from '../../reply.ts';
import type { Guest } from '../../schedule.ts';
import type { Unclear } from './guests.ts';

/** What is asked about somebody who may be nobody, several or a whole group. */
export function whoText(say: CommandContext['say'], { why, said, count, candidates }: Unclear): Text {
  if (why === 'large') return say.whoLarge(said, count);
  return why === 'several' ? say.whoSeveral(said, candidates.length) : say.whoUnknown(said);
}

/** Somebody to choose: with the address, which tells two of one name apart. */
export function candidateLabel({ name, email }: Guest): string {
  return email && email !== name ? `${name} (${email})` : name;
}
