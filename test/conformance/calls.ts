import assert from 'node:assert/strict';
import type { AccountApi, Input } from '../../src/ucaas/api.ts';
import type { Routes } from '../../src/ucaas/routes/index.ts';
import type { CheckContext } from './context.ts';
import { makeMeeting, makeUser } from './things.ts';

/** Somebody below the customer, who has nothing yet. */
export async function makeSignedIn(context: CheckContext): Promise<AccountApi> {
  return context.signIn(await makeUser(context, await context.as('customer')));
}

/** A meeting whose sessions are over at the end, whoever is still inside. */
export async function makeHeldMeeting(
  context: CheckContext,
  api: AccountApi,
  wishes: Partial<Input<Routes['createMeeting']>> = {},
  app = context.app,
) {
  const meeting = await makeMeeting(context, api, wishes, app);
  context.after(async () => {
    for (const { session_id, end_time } of await sessionsOf(api, meeting.room_id)) {
      if (!end_time) await api.endSession({ session_id });
    }
  });
  return meeting;
}

/** Somebody comes in by the page, and is not kept at the door. Resolves to who that is inside. */
export async function enter({ hands }: CheckContext, roomId: string, name: string, pin?: string): Promise<string> {
  const { participantId } = await hands.enterByPage(roomId, name, pin);
  assert.ok(participantId, `${name} gets in`);
  return participantId;
}

/** Nobody gets in by the page, nor to the door. */
export async function isShut({ hands }: CheckContext, roomId: string, pin?: string): Promise<void> {
  const { participantId, waitingId } = await hands.enterByPage(roomId, 'Late', pin);
  assert.deepEqual([participantId, waitingId], [undefined, undefined], 'nobody gets in');
}

/** Those of a room, newest first. */
export async function sessionsOf(api: AccountApi, roomId: string) {
  return (await api.listSessions({ search_by: 'room_id', search_string: roomId })).sessions;
}

/** The one session of a room. */
export async function sessionOf(api: AccountApi, roomId: string) {
  const [session, ...others] = await sessionsOf(api, roomId);
  assert.ok(session && others.length === 0, `there is one session, and ${others.length} others`);
  return session;
}

/** The names of those who are in a session now, sorted. */
export async function insideOf(api: AccountApi, session_id: string): Promise<readonly string[]> {
  const { participants } = await api.listParticipants({ session_id });
  return participants.flatMap(({ name, leave_time }) => (leave_time ? [] : [name])).toSorted();
}

/** The names of those whose microphone is off. */
export async function mutedIn(api: AccountApi, session_id: string): Promise<readonly string[]> {
  const { participants } = await api.listParticipants({ session_id });
  return participants.flatMap(({ name, muted }) => (muted ? [name] : []));
}

/** A call of two: the moderator, and a guest who has no PIN. */
export async function makeCall(context: CheckContext, api: AccountApi) {
  const meeting = await makeHeldMeeting(context, api);
  await enter(context, meeting.room_id, 'Host', meeting.mpin);
  await enter(context, meeting.room_id, 'Guest');
  const { session_id } = await sessionOf(api, meeting.room_id);
  const person = async (name: string) => {
    const { participants } = await api.listParticipants({ session_id });
    const found = participants.find((one) => one.name === name);
    assert.ok(found, `${name} is a participant`);
    return found;
  };
  const { participant_id } = await person('Guest');
  return { meeting, session_id, participant_id, person };
}
