import assert from 'node:assert/strict';
import type { AccountApi, Input } from '../../../src/ucaas/api.ts';
import type { Routes } from '../../../src/ucaas/routes/index.ts';
import type { Check, CheckContext } from '../context.ts';
import { instant, refuses, serviceTimeIn, unknownId } from '../expect.ts';
import { freshEmail, makeHost, makeMeeting, makeUser, mark } from '../things.ts';

type Wishes = Partial<Input<Routes['createMeeting']>>;

/** Minutes of a meeting that any plan allows. */
const short = 20;

/** Recurrences that are none (RFC 5545, 3.3.10), or never come true. */
const noRules = [
  'every now and then',
  'FREQ=WEEKLY;COUNT=0',
  'FREQ=DAILY;COUNT=some',
  'FREQ=MONTHLY;BYMONTHDAY=99',
  'COUNT=2',
];

const overlaps = { result: 406, field: 'start_time' };
const at = (days: number, minutes = 0) => ({ start_time: serviceTimeIn(days, minutes), duration: short });

/** The one field of these wishes is named as wrong, for a new meeting and for one that is there. */
async function refusesWishes(context: CheckContext, api: AccountApi, meeting_id: string, wishes: Wishes) {
  const refusal = { result: 406, field: Object.keys(wishes)[0] };
  const added = api.createMeeting({ room_name: mark(), ...wishes }, context.app).then(({ meeting: unwanted }) => {
    context.after(() => api.deleteMeeting({ meeting_id: unwanted.meeting_id }, context.app));
  });
  await refuses(added, refusal);
  await refuses(api.patchMeeting({ meeting_id, ...wishes }, context.app), refusal);
}

/** When meetings take place, how long, and how often. */
export const scheduling: readonly Check[] = [
  {
    name: 'A scheduled meeting keeps its time, length, zone and recurrence, and takes others',
    group: 'meetings',
    routes: ['createMeeting', 'getMeeting', 'patchMeeting'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const zones = (await user.listTimeZones({})).timezones.map((row) => row.timezone_id);
      const first = { start_time: serviceTimeIn(200), duration: short, timezone_id: zones[0] };
      const { meeting_id } = await makeMeeting(context, user, {
        ...first,
        recurrence: 'FREQ=WEEKLY;BYDAY=FR;COUNT=10',
      });
      const isAt = async ({ start_time, ...expected }: typeof first & { recurrence?: string }) => {
        const { meeting } = await user.getMeeting({ meeting_id }, context.app);
        assert.equal(instant(meeting.start_time), instant(start_time));
        assert.partialDeepStrictEqual({ ...meeting, recurrence: meeting.recurrence ?? '' }, expected);
      };
      await isAt({ ...first, recurrence: 'FREQ=WEEKLY;BYDAY=FR;COUNT=10' });
      await user.patchMeeting({ meeting_id, recurrence: 'FREQ=DAILY;COUNT=3' }, context.app);
      await isAt({ ...first, recurrence: 'FREQ=DAILY;COUNT=3' });
      const moved = { start_time: serviceTimeIn(201), duration: short + 5, timezone_id: zones.at(-1) };
      await user.patchMeeting({ meeting_id, ...moved }, context.app);
      await isAt({ ...moved, recurrence: 'FREQ=DAILY;COUNT=3' });
      await user.patchMeeting({ meeting_id, recurrence: '' }, context.app);
      await isAt({ ...moved, recurrence: '' });
    },
  },
  {
    name: 'A meeting is as long and as large as the plan allows, and no more',
    group: 'meetings',
    routes: ['createMeeting', 'patchMeeting', 'getSubscription'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const { reseller, host, subscription_id } = await makeHost(context);
      const { settings } = (await reseller.getSubscription({ subscription_id })).subscription;
      const { duration = 0, participants = 0 } = settings ?? {};
      const { meeting_id } = await makeMeeting(context, host, { duration, participants });
      await refusesWishes(context, host, meeting_id, { duration: duration + 1 });
      await refusesWishes(context, host, meeting_id, { participants: participants + 1 });
    },
  },
  {
    name: 'Meetings of one host overlap only where the subscription allows it',
    group: 'meetings',
    routes: ['createMeeting', 'patchMeeting', 'updateSubscription'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const { reseller, customer_id, subscription_id, host } = await makeHost(context, { overlap: false });
      const [before, early, during, late, after] = [-short, -short / 2, 0, short / 2, short].map((one) => at(30, one));
      await makeMeeting(context, host, during);
      await refuses(makeMeeting(context, host, early), overlaps);
      await refuses(makeMeeting(context, host, late), overlaps);
      await makeMeeting(context, host, before);
      const { meeting_id } = await makeMeeting(context, host, after);
      await refuses(host.patchMeeting({ meeting_id, ...late }, context.app), overlaps);
      await host.patchMeeting({ meeting_id, ...at(30, short + 5) }, context.app);
      const colleague = await context.signIn(await makeUser(context, reseller, { customer_id }));
      await makeMeeting(context, colleague, during);
      await reseller.updateSubscription({ subscription_id, allow_meeting_overlap: true });
      await makeMeeting(context, host, late);
    },
  },
  {
    name: 'Each time of a series counts where meetings must not overlap',
    group: 'meetings',
    routes: ['createMeeting', 'patchMeeting'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const { host } = await makeHost(context, { overlap: false });
      const series = await makeMeeting(context, host, { ...at(30), recurrence: 'FREQ=DAILY;COUNT=5' });
      await refuses(makeMeeting(context, host, at(34, short / 2)), overlaps);
      await makeMeeting(context, host, at(36));
      await refuses(makeMeeting(context, host, { ...at(35), recurrence: 'FREQ=DAILY;COUNT=2' }), overlaps);
      const longer = { meeting_id: series.meeting_id, recurrence: 'FREQ=DAILY;COUNT=10' };
      await refuses(host.patchMeeting(longer, context.app), { result: 406 });
      await makeMeeting(context, host, at(35));
    },
  },
  {
    name: 'A series without an end counts for a year where meetings must not overlap',
    group: 'meetings',
    routes: ['createMeeting'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const { host } = await makeHost(context, { overlap: false });
      await makeMeeting(context, host, { ...at(30), recurrence: 'FREQ=DAILY' });
      for (const days of [90, 380]) await refuses(makeMeeting(context, host, at(days, short / 2)), overlaps);
      await makeMeeting(context, host, at(380, short));
    },
  },
  {
    name: 'What is wrong with a meeting is named',
    group: 'meetings',
    routes: ['createMeeting', 'patchMeeting'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const { meeting_id } = await makeMeeting(context, user, { start_time: serviceTimeIn(203), duration: short });
      const before = await user.getMeeting({ meeting_id }, context.app);
      const wrong: readonly Wishes[] = [
        { room_name: '' },
        { room_name: 'x'.repeat(10_000) },
        { duration: 0 },
        { participants: 0 },
        { start_time: 'tomorrow' },
        { start_time: serviceTimeIn(-1) },
        ...noRules.map((recurrence) => ({ recurrence })),
        { emails: [freshEmail(), 'nobody'] },
        { timezone_id: unknownId },
      ];
      for (const wishes of wrong) await refusesWishes(context, user, meeting_id, wishes);
      const nameless = { desc: mark() } as Wishes as Input<Routes['createMeeting']>;
      await refuses(user.createMeeting(nameless, context.app), { result: 406, field: 'room_name' });
      assert.deepEqual(await user.getMeeting({ meeting_id }, context.app), before, 'nothing of it is done');
    },
  },
];
