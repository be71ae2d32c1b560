import assert from 'node:assert/strict';
import type { AccountApi } from '../../../src/ucaas/api.ts';
import type { Check, CheckContext } from '../context.ts';
import { listsWell, mapped, refuses, refusesBadQueries, serviceTimeIn, unknownId } from '../expect.ts';
import { freshEmail, makeHost, makeMeeting, makeUser, mark } from '../things.ts';

/** Minutes of a meeting that any plan allows. */
const short = 20;

/** Who is above has the meeting in its list as that of its host, and what it changes the host finds. */
async function isShared(
  { app }: CheckContext,
  above: AccountApi,
  host: AccountApi,
  { meeting_id, ...owner }: { meeting_id: string; user_id: string; customer_id?: string },
) {
  const { meetings: rows } = await above.listMeetings({ search_by: 'meeting_id', search_string: meeting_id }, app);
  assert.deepEqual(
    rows.map((row) => row.meeting_id),
    [meeting_id],
  );
  const room_name = mark();
  await above.patchMeeting({ meeting_id, room_name }, app);
  assert.partialDeepStrictEqual((await host.getMeeting({ meeting_id }, app)).meeting, { room_name, ...owner });
}

/** For this account the meeting does not exist. */
async function isHidden({ app }: CheckContext, api: AccountApi, meeting_id: string) {
  await refuses(api.getMeeting({ meeting_id }, app), 404);
  await refuses(api.patchMeeting({ meeting_id, room_name: mark() }, app), 404);
  await refuses(api.deleteMeeting({ meeting_id }, app), 404);
  const found = await api.listMeetings({ search_by: 'meeting_id', search_string: meeting_id }, app);
  assert.deepEqual(found.meetings, []);
}

/** Scheduled and instant meetings beside the permanent room. */
export const meetings: readonly Check[] = [
  {
    name: 'The list of meetings says what is wrong with a query, and each of its rows can be had alone',
    group: 'meetings',
    routes: ['listMeetings', 'getMeeting'],
    writes: false,
    async run(context) {
      const user = await context.as('user');
      for (const appType of context.appTypes) {
        await refusesBadQueries((query) => user.listMeetings(query, { appType }));
        const { meetings: rows } = await user.listMeetings({ page_length: 2 }, { appType });
        for (const { meeting_id, room_name } of rows) {
          const { meeting } = await user.getMeeting({ meeting_id }, { appType });
          assert.deepEqual([meeting.meeting_id, meeting.room_name], [meeting_id, room_name]);
        }
        await refuses(user.getMeeting({ meeting_id: unknownId }, { appType }), 404);
      }
      await refuses(user.listMeetings({}, { appType: '' as 'vc' }), 1401);
      await refuses(user.listMeetings({}, { appType: 'xx' as 'vc' }), 1403);
    },
  },
  {
    name: 'An instant meeting is made in each application, found, changed and cancelled, under that application only',
    group: 'meetings',
    routes: ['createMeeting', 'listMeetings', 'getMeeting', 'patchMeeting', 'deleteMeeting'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      for (const appType of context.appTypes) {
        const inApp = { ...context, app: { appType } };
        const wishes = { desc: 'Now', duration: short, participants: 5, wait_for_moderator: true, knock: true };
        const { meeting_id, room_id, mpin, ppin, direct_url, room_name } = await makeMeeting(inApp, user, wishes);
        assert.ok(room_id !== '' && URL.canParse(direct_url), 'the meeting has a room, and the room an address');
        assert.ok(mpin && ppin && mpin !== ppin, 'there is a PIN for moderators and one for participants');
        const expected = { meeting_id, room_id, mpin, ppin, direct_url, room_name, ...wishes };
        const isAsExpected = async () =>
          assert.partialDeepStrictEqual((await user.getMeeting({ meeting_id }, inApp.app)).meeting, expected);
        await isAsExpected();
        for (const other of context.appTypes.filter((one) => one !== appType)) {
          await isHidden({ ...context, app: { appType: other } }, user, meeting_id);
        }
        const changes = { room_name: mark(), desc: 'Later', duration: short - 5, participants: 4, knock: false };
        for (const [field, value] of Object.entries(changes)) {
          await user.patchMeeting({ meeting_id, [field]: value }, inApp.app);
          Object.assign(expected, { [field]: value });
          await isAsExpected();
        }
        await user.deleteMeeting({ meeting_id }, inApp.app);
        await isHidden(inApp, user, meeting_id);
      }
    },
  },
  {
    name: 'Meetings are listed in each application',
    group: 'meetings',
    routes: ['createMeeting', 'listMeetings'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      for (const appType of context.appTypes) {
        const family = mark();
        const names = [`${family} a`, `${family} b`, `${family} c`];
        for (const room_name of names.toReversed()) await makeMeeting(context, user, { room_name }, { appType });
        await listsWell({
          list: async (query) => (await user.listMeetings(query, { appType })).meetings.map((row) => row.room_name),
          each: (query) => mapped(user.each('listMeetings', query, { appType }), (row) => row.room_name),
          search: { search_by: 'room_name', search_string: family },
          orderBy: 'room_name',
          expected: names,
        });
      }
    },
  },
  {
    name: 'A meeting is recorded from its beginning where that is asked for',
    group: 'meetings',
    routes: ['createMeeting', 'getMeeting', 'patchMeeting'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const { meeting_id } = await makeMeeting(context, user, { auto_recording: true });
      assert.equal((await user.getMeeting({ meeting_id }, context.app)).meeting.auto_recording, true);
      await user.patchMeeting({ meeting_id, auto_recording: false }, context.app);
      assert.equal((await user.getMeeting({ meeting_id }, context.app)).meeting.auto_recording, false);
    },
  },
  {
    name: 'A customer makes, sees, changes and cancels meetings of its user, and another user of the customer does not',
    group: 'meetings',
    routes: ['createMeeting', 'listMeetings', 'getMeeting', 'patchMeeting', 'deleteMeeting'],
    writes: true,
    roles: ['customer'],
    async run(context) {
      const customer = await context.as('customer');
      const person = await makeUser(context, customer);
      const user = await context.signIn(person);
      const colleague = await context.signIn(await makeUser(context, customer));
      const own = await makeMeeting(context, user);
      const given = await makeMeeting(context, customer, { user_id: person.userId });
      await refuses(makeMeeting(context, colleague, { user_id: person.userId }), 404);
      for (const { meeting_id } of [own, given]) {
        await isHidden(context, colleague, meeting_id);
        await isShared(context, customer, user, { meeting_id, user_id: person.userId });
        await customer.deleteMeeting({ meeting_id }, context.app);
        await isHidden(context, user, meeting_id);
      }
    },
  },
  {
    name: 'The administrator and the reseller make meetings for a user, and a customer beside does not see them',
    group: 'meetings',
    routes: ['createMeeting', 'listMeetings', 'getMeeting', 'patchMeeting'],
    writes: true,
    roles: ['admin', 'reseller', 'customer'],
    async run(context) {
      const { reseller, customer_id, user_id, host } = await makeHost(context);
      for (const above of [reseller, await context.as('admin')]) {
        const { meeting_id } = await makeMeeting(context, above, { user_id });
        await isShared(context, above, host, { meeting_id, user_id, customer_id });
        await isHidden(context, await context.as('customer'), meeting_id);
      }
    },
  },
  {
    name: 'People are invited by email, each once, and others instead of them',
    group: 'meetings',
    routes: ['createMeeting', 'getMeeting', 'patchMeeting'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const [one, two, three] = [freshEmail(), freshEmail(), freshEmail()];
      const { meeting_id } = await makeMeeting(context, user, { emails: [one, two, one] });
      const invitees = async () => (await user.getMeeting({ meeting_id }, context.app)).meeting.invitees?.toSorted();
      assert.deepEqual(await invitees(), [one, two].toSorted());
      await user.patchMeeting({ meeting_id, desc: mark() }, context.app);
      assert.deepEqual(await invitees(), [one, two].toSorted(), 'who is not sent stays');
      await user.patchMeeting({ meeting_id, emails: [two, three] }, context.app);
      assert.deepEqual(await invitees(), [two, three].toSorted());
    },
  },
  {
    name: 'Who is invited gets one mail with address and PIN, and another one when the meeting is cancelled',
    group: 'meetings',
    routes: ['createMeeting', 'patchMeeting', 'deleteMeeting'],
    writes: true,
    needs: 'sandbox',
    async run(context) {
      const { app, hands } = context;
      const user = await context.as('user');
      const [early, late] = [freshEmail(), freshEmail()];
      const meeting = await makeMeeting(context, user, {
        start_time: serviceTimeIn(204),
        duration: short,
        emails: [early],
      });
      const { meeting_id, room_name, direct_url, mpin = '', ppin = '' } = meeting;
      await user.patchMeeting({ meeting_id, emails: [early, late] }, app);
      const invitations = [await hands.mailsTo(early), await hands.mailsTo(late)];
      for (const mails of invitations) {
        assert.equal(mails.length, 1);
        const [{ subject, body } = { subject: '', body: '' }] = mails;
        assert.ok(subject.includes(room_name), 'the mail says which meeting it is about');
        assert.ok(body.includes(direct_url) && body.includes(ppin), 'the mail says where to join');
        assert.ok(!body.includes(mpin), 'nobody becomes a moderator by an invitation');
      }
      await user.deleteMeeting({ meeting_id }, app);
      for (const [index, email] of [early, late].entries()) {
        const [cancelled, ...others] = await hands.mailsTo(email);
        assert.deepEqual(others, invitations[index]);
        assert.match(cancelled?.subject ?? '', /cancel/i);
        assert.ok(cancelled?.subject.includes(room_name), 'the mail says which meeting is off');
      }
    },
  },
];
