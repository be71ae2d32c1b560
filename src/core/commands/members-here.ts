import type { CommandContext } from '../command.ts';
import type { StartedMeeting } from '../effect.ts';

/**
 * The channel of a meeting that is started here, and whether its members come straight in: as it was said, or as is usual here. Nothing where
 * it cannot be told who comes, or who is a member.
 */
export async function membersHere({
  chat,
  invocation,
  policy,
  namesGoAlong,
  arguments: { options },
}: CommandContext): Promise<Pick<StartedMeeting, 'place' | 'membersIn'>> {
  const place = invocation.kind === 'direct' ? undefined : chat.place?.(invocation.at);
  if (place === undefined || !namesGoAlong || !chat.isIn) return {};
  const isSaid = options.has('members') || options.has('no-members');
  return { place, membersIn: isSaid ? options.has('members') : (await policy.ruling('members')).value === 'in' };
}
