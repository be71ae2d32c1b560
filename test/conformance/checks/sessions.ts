import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AccountApi } from '../../../src/ucaas/api.ts';
import { enter, insideOf, isShut, makeCall, makeSignedIn, mutedIn, sessionOf, sessionsOf } from '../calls.ts';
import type { Check, CheckContext } from '../context.ts';
import { refuses, unknownId } from '../expect.ts';
import { freshEmail, makeMeeting, ownRoom } from '../things.ts';

/** Every tool that steers a session is refused. */
async function refusesTools(
  api: AccountApi,
  { session_id, participant_id }: { readonly session_id: string; readonly participant_id: string },
  result: number,
): Promise<void> {
  const guest = { session_id, participant_id };
  await refuses(api.muteParticipant(guest), result);
  await refuses(api.unmuteParticipant(guest), result);
  await refuses(api.removeParticipant(guest), result);
  await refuses(api.lockSession({ session_id }), result);
  await refuses(api.unlockSession({ session_id }), result);
  await refuses(api.endSession({ session_id }), result);
}

/** What both PINs of a room open. */
async function pinsOpen(
  context: CheckContext,
  place: { readonly room_id: string; readonly user_id?: string; readonly mpin?: string; readonly ppin?: string },
): Promise<readonly Awaited<ReturnType<CheckContext['api']['joinSession']>>[]> {
  const { mpin = '', ppin = '' } = place;
  assert.notEqual(mpin, ppin);
  const opened = [];
  for (const [role, pin] of Object.entries({ moderator: mpin, participant: ppin })) {
    const answer = await context.api.joinSession({ pin, name: 'Joy Ner', user_ref: randomUUID() });
    assert.equal(answer.user.role, role);
    assert.equal(answer.user.room_id, place.room_id);
    if (place.user_id !== undefined) assert.equal(answer.user.user_id, place.user_id, 'it is the host’s id');
    opened.push(answer);
  }
  return opened;
}

const writing = { group: 'sessions', writes: true } as const;
const withPeople = { ...writing, needs: 'sandbox' } as const;

/** Coming in, inviting others, and steering what runs. */
export const sessions: readonly Check[] = [
  {
    name: 'The PINs of a permanent room make a moderator and a participant, with a token that opens nothing else',
    ...writing,
    routes: ['joinSession'],
    async run(context) {
      const room = await ownRoom(context, await context.as('user'));
      for (const { token } of await pinsOpen(context, room)) {
        assert.ok(token !== '', 'there is a token');
        await refuses(ownRoom(context, context.api.as({ token })), { kinds: ['signed_out'] });
      }
    },
  },
  {
    name: 'The PINs of a meeting name the meeting, and begin nothing by themselves',
    ...writing,
    routes: ['joinSession'],
    async run(context) {
      const user = await context.as('user');
      const meeting = await makeMeeting(context, user);
      for (const { user: opened } of await pinsOpen(context, meeting)) {
        assert.equal(opened.meeting_id, meeting.meeting_id);
      }
      assert.deepEqual(await sessionsOf(user, meeting.room_id), []);
    },
  },
  {
    name: 'A PIN that nobody has opens nothing, and what is missing is named',
    ...writing,
    routes: ['joinSession'],
    async run(context) {
      const { mpin: pin = '' } = await ownRoom(context, await context.as('user'));
      const whole = { pin, name: 'Joy Ner', user_ref: randomUUID() };
      await refuses(context.api.joinSession({ ...whole, pin: unknownId }), { kinds: ['not_found', 'refused'] });
      for (const field of Object.keys(whole)) {
        const without = context.api.joinSession({ ...whole, [field]: undefined });
        await refuses(without, { result: 406, field });
      }
    },
  },
  {
    name: 'An invitation mails address and participant PIN, and keeps the moderator PIN',
    ...withPeople,
    routes: ['invite'],
    async run(context) {
      const user = await context.as('user');
      const { meeting } = await makeCall(context, user);
      const { room_id, meeting_id, ppin = '', mpin = '' } = meeting;
      for (const place of [{ room_id }, { meeting_id }]) {
        const emails = [freshEmail(), freshEmail()];
        await user.invite({ emails, ...place });
        for (const email of emails) {
          const [mail, ...others] = await context.hands.mailsTo(email);
          assert.ok(mail && others.length === 0, 'there is one mail');
          assert.ok(ppin !== '' && mail.body.includes(ppin), 'the participant PIN is in it');
          assert.ok(mail.body.includes(meeting.direct_url), 'the address is in it');
          assert.ok(!mail.body.includes(mpin), 'the moderator PIN is not in it');
        }
      }
    },
  },
  {
    name: 'What is wrong with an invitation is named',
    ...writing,
    routes: ['invite'],
    async run(context) {
      const user = await context.as('user');
      const { room_id } = await makeMeeting(context, user);
      await refuses(user.invite({ emails: ['nobody'], room_id }), { result: 406, field: 'emails' });
      await refuses(user.invite({ emails: [], room_id }), { result: 406, field: 'emails' });
      await refuses(user.invite({ emails: [freshEmail()] }), { result: 406, field: 'room_id' });
    },
  },
  {
    name: 'One participant is muted, gets the microphone back, and is shown out; the others are left alone',
    ...withPeople,
    routes: ['listParticipants', 'muteParticipant', 'unmuteParticipant', 'removeParticipant'],
    async run(context) {
      const user = await context.as('user');
      const { session_id, participant_id, person } = await makeCall(context, user);
      const guest = { session_id, participant_id };
      assert.deepEqual([(await person('Host')).role, (await person('Guest')).role], ['moderator', 'participant']);
      assert.deepEqual(await insideOf(user, session_id), ['Guest', 'Host']);
      await user.muteParticipant(guest);
      assert.deepEqual(await mutedIn(user, session_id), ['Guest']);
      await user.unmuteParticipant(guest);
      assert.deepEqual(await mutedIn(user, session_id), []);
      await user.removeParticipant(guest);
      assert.ok((await person('Guest')).leave_time, 'it is known when the guest left');
      assert.deepEqual(await insideOf(user, session_id), ['Host']);
      for (const absent of [guest, { session_id, participant_id: unknownId }]) {
        await refuses(user.muteParticipant(absent), 404);
        await refuses(user.unmuteParticipant(absent), 404);
        await refuses(user.removeParticipant(absent), 404);
      }
    },
  },
  {
    name: 'A locked session lets in nobody but a moderator, until it is unlocked',
    ...withPeople,
    routes: ['lockSession', 'unlockSession'],
    async run(context) {
      const user = await context.as('user');
      const { meeting, session_id } = await makeCall(context, user);
      await user.lockSession({ session_id });
      for (const pin of [undefined, meeting.ppin]) await isShut(context, meeting.room_id, pin);
      await enter(context, meeting.room_id, 'Second host', meeting.mpin);
      assert.deepEqual(await insideOf(user, session_id), ['Guest', 'Host', 'Second host']);
      const { locked } = await sessionOf(user, meeting.room_id);
      if (locked !== undefined) assert.equal(locked, true);
      await user.unlockSession({ session_id });
      await enter(context, meeting.room_id, 'Late');
      assert.deepEqual(await insideOf(user, session_id), ['Guest', 'Host', 'Late', 'Second host']);
    },
  },
  {
    name: 'A session that is ended is over for everybody, and cannot be steered any more',
    ...withPeople,
    routes: ['endSession', 'listParticipants'],
    async run(context) {
      const user = await context.as('user');
      const call = await makeCall(context, user);
      const { meeting, session_id } = call;
      assert.ok(!(await sessionOf(user, meeting.room_id)).end_time, 'it is running');
      await user.endSession({ session_id });
      assert.ok((await sessionOf(user, meeting.room_id)).end_time, 'it has ended');
      assert.deepEqual(await insideOf(user, session_id), []);
      await refusesTools(user, call, 1002);
      await enter(context, meeting.room_id, 'Guest');
      const ids = (await sessionsOf(user, meeting.room_id)).map((one) => one.session_id);
      assert.ok(ids.length === 2 && ids.includes(session_id), 'who comes in afterwards begins another one');
    },
  },
  {
    name: 'A meeting that is cancelled ends its call',
    ...withPeople,
    routes: ['deleteMeeting', 'listSessions'],
    async run(context) {
      const user = await context.as('user');
      const { meeting, session_id } = await makeCall(context, user);
      await user.deleteMeeting({ meeting_id: meeting.meeting_id }, context.app);
      const { sessions: found } = await user.listSessions({ session_id });
      for (const { end_time } of found) assert.ok(end_time, 'it has ended');
    },
  },
  {
    name: 'A session that is not there, or is somebody else’s, cannot be seen or steered',
    ...withPeople,
    routes: ['listParticipants', 'muteParticipant', 'removeParticipant', 'lockSession', 'endSession'],
    roles: ['customer', 'user'],
    async run(context) {
      const user = await context.as('user');
      const call = await makeCall(context, user);
      const { session_id, participant_id } = call;
      const stranger = await makeSignedIn(context);
      await refuses(stranger.listParticipants({ session_id }), 404);
      await refusesTools(stranger, call, 404);
      await refuses(user.listParticipants({ session_id: unknownId }), 404);
      await refusesTools(user, { session_id: unknownId, participant_id }, 404);
      assert.deepEqual(await insideOf(user, session_id), ['Guest', 'Host'], 'nothing has happened to it');
      assert.deepEqual(await mutedIn(user, session_id), []);
    },
  },
  {
    name: 'A customer steers the session of its user',
    ...withPeople,
    routes: ['listParticipants', 'muteParticipant', 'removeParticipant', 'lockSession', 'unlockSession', 'endSession'],
    roles: ['customer'],
    async run(context) {
      const customer = await context.as('customer');
      const host = await makeSignedIn(context);
      const { meeting, session_id, participant_id } = await makeCall(context, host);
      await customer.muteParticipant({ session_id, participant_id });
      assert.deepEqual(await mutedIn(customer, session_id), ['Guest']);
      await customer.lockSession({ session_id });
      await isShut(context, meeting.room_id);
      await customer.unlockSession({ session_id });
      await customer.removeParticipant({ session_id, participant_id });
      assert.deepEqual(await insideOf(customer, session_id), ['Host']);
      await customer.endSession({ session_id });
      assert.deepEqual(await insideOf(customer, session_id), []);
    },
  },
  {
    name: 'Nobody is invited to a room or a meeting that is not there, or is somebody else’s',
    ...writing,
    routes: ['invite'],
    roles: ['customer', 'user'],
    async run(context) {
      const user = await context.as('user');
      const stranger = await makeSignedIn(context);
      const { room_id, meeting_id } = await makeMeeting(context, user);
      const emails = [freshEmail()];
      await refuses(stranger.invite({ emails, room_id }), 404);
      await refuses(stranger.invite({ emails, meeting_id }), 404);
      await refuses(user.invite({ emails, room_id: unknownId }), 404);
    },
  },
];
