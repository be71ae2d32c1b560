import type { CommandContext } from '../../command.ts';
import { ServiceError, UserError } from '../../errors.ts';
import type { Text } from '../../reply.ts';
import type { Planned } from '../../schedule.ts';

/**
 * Why what was filled in for a meeting was not saved, and the meeting as it is: where the service does not take what was wished, and the
 * change was taken back here. Everything else is no refusal, or not undone, and is thrown on.
 */
export async function editRefused(
  { stores, reference, say }: CommandContext,
  { meetingId, host }: Planned,
  error: unknown,
): Promise<{ readonly why: Text; readonly now: Planned }> {
  const why = refusal(say, error);
  const now = why && (await stores.schedules.find(host, meetingId));
  if (!now || now.changedBy === reference) throw error;
  return { why, now };
}

function refusal(say: CommandContext['say'], error: unknown): Text | undefined {
  if (error instanceof ServiceError)
    return error.kind === 'refused' || error.kind === 'overlap' ? say.editNotTaken(error) : undefined;
  return error instanceof UserError && error.problem.code === 'address_refused'
    ? [...say.problem(error.problem, ''), say.editTyped]
    : undefined;
}
