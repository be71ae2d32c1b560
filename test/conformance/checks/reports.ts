import assert from 'node:assert/strict';
import type { AccountApi, Input } from '../../../src/ucaas/api.ts';
import type { Routes } from '../../../src/ucaas/routes/index.ts';
import { enter, makeHeldMeeting, makeSignedIn, sessionOf } from '../calls.ts';
import type { Check, CheckContext } from '../context.ts';
import { all, instant, listsWell, mapped, refuses, refusesBadQueries, unknownId } from '../expect.ts';

type Filters = Input<Routes['listSessions']>;

const minuteMilliseconds = 60_000;
/** How long a call lasts here. Tokens live through several. */
const callMinutes = 2;

/** A date of a query, so many minutes away from a time of the service. */
function minutesFrom(time: string | undefined, minutes: number): string {
  const moved = new Date(instant(time) + minutes * minuteMilliseconds);
  return moved.toISOString().slice(0, 19).replace('T', ' ');
}

/** Two people meet, and leave again. */
async function hold(context: CheckContext, room: { readonly room_id: string; readonly mpin?: string }): Promise<void> {
  const { room_id, mpin } = room;
  const inside = [await enter(context, room_id, 'Host', mpin), await enter(context, room_id, 'Guest')];
  await context.hands.passMinutes(callMinutes);
  for (const participantId of inside) await context.hands.leaveByPage(room_id, participantId);
}

/** A new meeting, and the session in which it was held. */
async function makeSession(...[context, host, ...wishes]: Parameters<typeof makeHeldMeeting>) {
  const meeting = await makeHeldMeeting(context, host, ...wishes);
  await hold(context, meeting);
  return sessionOf(host, meeting.room_id);
}

async function sessionIds(api: AccountApi, filters: Filters, ...options: Parameters<AccountApi['listSessions']>[1][]) {
  return (await api.listSessions(filters, ...options)).sessions.map(({ session_id }) => session_id);
}

const withPeople = { group: 'reports', writes: true, needs: 'sandbox' } as const;

/** What was held, who was in it, and what was recorded. */
export const reports: readonly Check[] = [
  {
    name: 'Every report can be had, and says what is wrong with a query',
    group: 'reports',
    routes: ['listSessions', 'listCdr', 'listRecordings'],
    writes: false,
    async run(context) {
      const user = await context.as('user');
      const noDate: Filters = { from_session_date: 'some day' };
      const noSuchDay: Filters = { to_session_date: '2024-02-30 00:00:00' };
      const searched = ['some day', '2024-02-30 00:00:00'].map((search_string) => ({
        search_by: 'from_session_date',
        search_string,
      }));
      const lists = [user.listSessions, user.listCdr, user.listRecordings] as const;
      for (const list of lists) {
        await list({ page_length: 1 });
        await refusesBadQueries((query) => list(query));
        await refuses(list(noDate), { result: 406, field: 'from_session_date' });
        await refuses(list(noSuchDay), { result: 406, field: 'to_session_date' });
        for (const query of searched) await refuses(list(query), 406);
      }
    },
  },
  {
    name: 'The sessions of a user come newest first, and none ends before it begins',
    group: 'reports',
    routes: ['listSessions'],
    writes: false,
    async run(context) {
      const user = await context.as('user');
      const { sessions } = await user.listSessions({ page_length: 50 });
      const starts = sessions.flatMap(({ start_time }) => (start_time ? [instant(start_time)] : []));
      assert.deepEqual(
        starts,
        starts.toSorted((one, other) => other - one),
      );
      for (const { start_time, end_time } of sessions) {
        if (start_time && end_time) assert.ok(instant(end_time) >= instant(start_time), `${start_time} to ${end_time}`);
      }
    },
  },
  {
    name: 'A session is in the report while it runs and when it has ended',
    ...withPeople,
    routes: ['listSessions'],
    async run(context) {
      const user = await context.as('user');
      const { room_id, meeting_id, user_id } = await makeHeldMeeting(context, user);
      const guest = await enter(context, room_id, 'Guest');
      const running = await sessionOf(user, room_id);
      assert.ok(!running.end_time, 'it has no end yet');
      assert.deepEqual([running.room_id, running.meeting_id], [room_id, meeting_id]);
      if (user_id !== undefined) assert.equal(running.user_id, user_id, 'it is the host’s');
      await context.hands.passMinutes(callMinutes);
      await context.hands.leaveByPage(room_id, guest);
      const ended = await sessionOf(user, room_id);
      assert.equal(ended.session_id, running.session_id);
      assert.equal(ended.start_time, running.start_time);
      const minutes = (instant(ended.end_time) - instant(ended.start_time)) / minuteMilliseconds;
      assert.equal(Math.round(minutes), callMinutes, 'it ends when the last one leaves');
      if (ended.duration) assert.ok(Math.abs(ended.duration - minutes) <= 1, `${ended.duration} of ${minutes} minutes`);
    },
  },
  {
    name: 'Sessions are found by room, meeting, session and host',
    ...withPeople,
    routes: ['listSessions'],
    roles: ['customer', 'user'],
    async run(context) {
      const one = await makeSession(context, await makeSignedIn(context));
      const other = await makeSession(context, await context.as('user'));
      const customer = await context.as('customer');
      const { room_id, meeting_id, session_id, user_id } = one;
      assert.notEqual(session_id, other.session_id);
      for (const [name, value] of Object.entries({ room_id, meeting_id, session_id, user_id })) {
        const searched = await sessionIds(customer, { search_by: name, search_string: value ?? '' });
        assert.deepEqual(searched, [session_id], `searched by ${name}`);
        assert.deepEqual(await sessionIds(customer, { [name]: value }), [session_id], `${name} as a parameter`);
        assert.deepEqual(await sessionIds(customer, { [name]: unknownId }), [], `a ${name} that nothing has`);
      }
    },
  },
  {
    name: 'Several sessions of one room are listed well',
    ...withPeople,
    routes: ['listSessions'],
    async run(context) {
      const user = await context.as('user');
      const { room_id } = await makeHeldMeeting(context, user);
      for (let held = 0; held < 3; held += 1) {
        const guest = await enter(context, room_id, 'Guest');
        await context.hands.leaveByPage(room_id, guest);
      }
      const search = { search_by: 'room_id', search_string: room_id };
      const expected = (await sessionIds(user, search)).toSorted();
      assert.equal(new Set(expected).size, 3, 'who comes after the last one has left begins a session of its own');
      await listsWell({
        list: (query) => sessionIds(user, query),
        each: (query) => mapped(user.each('listSessions', query), (row) => row.session_id),
        search,
        orderBy: 'session_id',
        expected,
      });
    },
  },
  {
    name: 'Dates narrow a report, as a search and as parameters, and the newest comes first',
    ...withPeople,
    routes: ['listSessions'],
    roles: ['customer'],
    async run(context) {
      const host = await makeSignedIn(context);
      const [older, newer] = [await makeSession(context, host), await makeSession(context, host)];
      const [first, last] = [older.session_id, newer.session_id];
      assert.deepEqual(await sessionIds(host, {}), [last, first]);
      const between = minutesFrom(older.start_time, callMinutes / 2);
      for (const [name, found] of Object.entries({ from_session_date: [last], to_session_date: [first] })) {
        const searched = await sessionIds(host, { search_by: name, search_string: between });
        assert.deepEqual(searched, found, `searched by ${name}`);
        assert.deepEqual(await sessionIds(host, { [name]: between }), found, `${name} as a parameter`);
      }
      const before = minutesFrom(older.start_time, -1);
      const afterwards = minutesFrom(newer.start_time, 1);
      const span = (from: string, to: string) => sessionIds(host, { from_session_date: from, to_session_date: to });
      assert.deepEqual(await span(before, between), [first]);
      assert.deepEqual(await span(between, afterwards), [last]);
      assert.deepEqual(await span(before, afterwards), [last, first]);
      assert.deepEqual(await span(afterwards, before), []);
    },
  },
  {
    name: 'The application narrows a report, and without one all are in it',
    ...withPeople,
    routes: ['listSessions', 'listCdr'],
    roles: ['customer'],
    async run(context) {
      const host = await makeSignedIn(context);
      const everything: string[] = [];
      for (const appType of context.appTypes) {
        const { session_id, app_type } = await makeSession(context, host, {}, { appType });
        everything.push(session_id);
        if (app_type !== undefined) assert.equal(app_type, appType);
        assert.deepEqual(await sessionIds(host, {}, { appType }), [session_id]);
        const { cdr } = await host.listCdr({}, { appType });
        assert.deepEqual([...new Set(cdr.map((row) => row.session_id))], [session_id]);
      }
      assert.deepEqual((await sessionIds(host, {})).toSorted(), everything.toSorted());
    },
  },
  {
    name: 'There is a call detail record for each person, with the seconds from coming to going',
    ...withPeople,
    routes: ['listCdr'],
    async run(context) {
      const user = await context.as('user');
      const { hands } = context;
      const { room_id, meeting_id, mpin } = await makeHeldMeeting(context, user);
      const search = { search_by: 'room_id', search_string: room_id };
      const people = [await enter(context, room_id, 'Host', mpin), await enter(context, room_id, 'Guest')];
      const { session_id } = await sessionOf(user, room_id);
      for (const { disconnect_dt } of (await user.listCdr(search)).cdr)
        assert.ok(!disconnect_dt, 'nobody has left yet');
      for (const participantId of people) {
        await hands.passMinutes(callMinutes);
        await hands.leaveByPage(room_id, participantId);
      }
      const { cdr } = await user.listCdr({ ...search, order_by: 'session_id' });
      assert.deepEqual(cdr.map(({ name, role }) => `${name}: ${role}`).toSorted(), [
        'Guest: participant',
        'Host: moderator',
      ]);
      assert.equal(new Set(cdr.map(({ cdr_id }) => cdr_id)).size, 2);
      for (const row of cdr) {
        assert.deepEqual([row.session_id, row.room_id, row.meeting_id], [session_id, room_id, meeting_id]);
        const seconds = (instant(row.disconnect_dt) - instant(row.connect_dt)) / 1_000;
        const minutes = row.name === 'Host' ? callMinutes : 2 * callMinutes;
        assert.equal(Math.round(seconds / 60), minutes, `${row.name} was in`);
        if (row.duration) assert.ok(Math.abs(row.duration - seconds) <= 1, `${row.duration} of ${seconds} seconds`);
      }
      const walked = await all(user.each('listCdr', { ...search, page_length: 1 }));
      assert.deepEqual(walked.map(({ name }) => name).toSorted(), ['Guest', 'Host']);
    },
  },
  {
    name: 'Only what is to be recorded has a recording, once it has ended',
    ...withPeople,
    routes: ['listRecordings'],
    async run(context) {
      const user = await context.as('user');
      const recordingsOf = async (id: string) =>
        (await user.listRecordings({ search_by: 'room_id', search_string: id })).recordings;
      const { room_id, meeting_id, mpin } = await makeHeldMeeting(context, user, { auto_recording: true });
      const guest = await enter(context, room_id, 'Guest');
      assert.deepEqual(await recordingsOf(room_id), [], 'it still runs');
      await context.hands.leaveByPage(room_id, guest);
      const [short] = await recordingsOf(room_id);
      await hold(context, { room_id, mpin });
      const [recording, ...others] = await recordingsOf(room_id);
      assert.ok(recording && short, 'both sessions are recorded');
      assert.deepEqual(
        others.map(({ recording_id }) => recording_id),
        [short.recording_id],
        'the newest comes first',
      );
      assert.notEqual(recording.session_id, short.session_id);
      assert.equal(recording.meeting_id, meeting_id);
      assert.match(new URL(recording.url ?? '').protocol, /^https?:$/);
      if (recording.start_time !== undefined) instant(recording.start_time);
      if (recording.duration) assert.equal(Math.round(recording.duration / 60), callMinutes);
      const silent = await makeSession(context, user, { auto_recording: false });
      assert.deepEqual(await recordingsOf(silent.room_id ?? ''), []);
    },
  },
  {
    name: 'A user sees nothing of a colleague’s reports, and the customer sees all of them',
    ...withPeople,
    routes: ['listSessions', 'listCdr', 'listRecordings'],
    roles: ['customer'],
    async run(context) {
      const [host, colleague] = [await makeSignedIn(context), await makeSignedIn(context)];
      const { session_id } = await makeSession(context, host, { auto_recording: true });
      const seenBy = async (api: AccountApi, filters: Filters) => [
        (await api.listSessions(filters)).sessions.length,
        (await api.listCdr(filters)).cdr.length,
        (await api.listRecordings(filters)).recordings.length,
      ];
      const search = { search_by: 'session_id', search_string: session_id };
      assert.deepEqual(await seenBy(host, search), [1, 2, 1]);
      assert.deepEqual(await seenBy(await context.as('customer'), search), [1, 2, 1]);
      assert.deepEqual(await seenBy(colleague, search), [0, 0, 0]);
      assert.deepEqual(await seenBy(colleague, { session_id }), [0, 0, 0]);
      assert.deepEqual(await seenBy(colleague, {}), [0, 0, 0]);
    },
  },
];
