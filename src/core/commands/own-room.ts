import type { CommandContext } from '../command.ts';
import { ServiceError } from '../errors.ts';
import type { Application } from '../meeting.ts';
import type { ServiceMeeting, UcaasSession } from '../ucaas.ts';

/** What was said now goes before what the person has set, and that before what is usual in the workspace. */
async function wantsOwnRoom({ arguments: { options }, policy, roomChoice }: CommandContext): Promise<boolean> {
  if (options.has('room') || options.has('new')) return options.has('room');
  const choice = await roomChoice();
  return choice === 'usual' ? (await policy.ruling('room')).value === 'personal' : choice === 'own';
}

/** The host's permanent room, where that is wanted; undefined where another one is to be made. */
export async function ownRoom(
  context: CommandContext,
  session: UcaasSession,
  application: Application,
): Promise<(ServiceMeeting & { readonly hasLobby: boolean }) | { readonly inUse: string } | undefined> {
  if (!(await wantsOwnRoom(context))) return undefined;
  const { arguments: given, stores, invocation, clock } = context;
  try {
    const { roomId, name, joinUrl, lobby } = await session.room(application);
    // Nobody has chosen it for this one: those who meet there are not joined by others.
    const other = given.options.has('room') ? undefined : await stores.lives.hostedBy(invocation.from, clock());
    if (other?.meeting.serviceRoomId === roomId) return { inUse: other.meeting.title };
    return { meetingId: roomId, roomId, title: name, joinUrl, mails: false, hasLobby: lobby };
  } catch (error) {
    // Whoever has no room of their own meets in another one.
    if (error instanceof ServiceError && (error.kind === 'not_found' || error.kind === 'not_offered')) return undefined;
    throw error;
  }
}
