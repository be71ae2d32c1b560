import assert from 'node:assert/strict';
import { appTypes, type Role, roles } from '../../../src/ucaas/routes/index.ts';
import type { Check } from '../context.ts';
import { instant } from '../expect.ts';

/** The offsets that a zone has had for decades, in minutes. */
const knownOffsets: Readonly<Record<string, readonly number[]>> = {
  UTC: [0],
  'Etc/UTC': [0],
  'Europe/Madrid': [60, 120],
  'Europe/London': [0, 60],
  'America/New_York': [-300, -240],
  'Asia/Tokyo': [540],
};
const leastOffset = -12 * 60;
const mostOffset = 14 * 60;

function areUnique(ids: readonly string[]): void {
  assert.ok(ids.length > 0, 'there are some');
  assert.ok(!ids.includes(''), 'no id is empty');
  assert.equal(new Set(ids).size, ids.length, 'each id is there once');
}

const readableBy = (role: Role): Check => ({
  name: `Time zones, countries and plans are there for every ${role}`,
  group: 'pool',
  routes: ['listTimeZones', 'listCountries', 'listPlans'],
  writes: false,
  roles: [role],
  async run(context) {
    const api = await context.as(role);
    assert.ok((await api.listTimeZones({})).timezones.length > 0, 'there are time zones');
    assert.ok((await api.listCountries({})).countries.length > 0, 'there are countries');
    assert.ok((await api.listPlans({})).plans.length > 0, 'there are plans');
  },
});

/** What other calls choose from. */
export const pool: readonly Check[] = [
  ...roles.map(readableBy),
  {
    name: 'Time zones have a name, an offset in minutes, and the moment from which it applies',
    group: 'pool',
    routes: ['listTimeZones'],
    writes: false,
    async run(context) {
      const { timezones } = await (await context.as('user')).listTimeZones({});
      // A zone comes again for each of its offsets.
      areUnique(timezones.map(({ timezone_id, time_start }) => `${timezone_id} ${time_start}`));
      for (const { timezone_id, zone_name, gmt_offset: offset, time_start } of timezones) {
        assert.ok(timezone_id !== '' && zone_name !== '', 'it has an id and a name');
        assert.ok(offset !== undefined && Number.isInteger(offset), `${zone_name}: ${offset} are no minutes`);
        assert.ok(offset >= leastOffset && offset <= mostOffset, `${zone_name}: ${offset} minutes`);
        if (time_start !== undefined) instant(time_start);
      }
    },
  },
  {
    name: 'Well-known time zones are there with the offsets that they have',
    group: 'pool',
    routes: ['listTimeZones'],
    writes: false,
    async run(context) {
      const { timezones } = await (await context.as('user')).listTimeZones({});
      const known = timezones.filter(({ zone_name }) => Object.hasOwn(knownOffsets, zone_name));
      assert.ok(known.length > 0, `there is one of ${Object.keys(knownOffsets).join(', ')}`);
      for (const { zone_name, gmt_offset: offset = Number.NaN } of known) {
        assert.ok(knownOffsets[zone_name]?.includes(offset), `${zone_name}: ${offset} minutes`);
      }
    },
  },
  {
    name: 'Each country is there once',
    group: 'pool',
    routes: ['listCountries'],
    writes: false,
    async run(context) {
      const { countries } = await (await context.as('user')).listCountries({});
      areUnique(countries.map(({ country_id }) => country_id));
      assert.ok(!countries.some(({ country_name }) => country_name === ''), 'every one has a name');
    },
  },
  {
    name: 'Each plan is there once, for a known application, and says what it allows',
    group: 'pool',
    routes: ['listPlans'],
    writes: false,
    async run(context) {
      const { plans } = await (await context.as('user')).listPlans({});
      areUnique(plans.map(({ plan_id }) => plan_id));
      for (const { plan_id, app_const: application, settings } of plans) {
        if (application !== undefined)
          assert.ok(
            appTypes.some((one) => one === application),
            `${plan_id}: ${application}`,
          );
        for (const limit of [settings?.participants, settings?.duration]) {
          if (limit !== undefined) assert.ok(limit > 0, `${plan_id} allows ${limit}`);
        }
      }
    },
  },
];
