import { countries } from 'countries-list';
import { refusals } from '../answers.ts';
import { plans, priceOf } from '../plans.ts';
import { zoneId, zoneOffsets } from '../zones.ts';
import type { Handlers } from './handler.ts';

export const pool: Handlers<'listTimeZones' | 'listCountries' | 'listPlans'> = {
  listTimeZones: async ({ world: { dialect } }) => ({
    timezones: (await zoneOffsets()).map((zone) => ({
      timezone_id: zone.id,
      zone_name: zone.name,
      zone_abbr: zone.abbreviation,
      time_start: zone.from,
      [dialect.zoneOffsetAs]: zone.minutes,
      is_dst: zone.daylightSaving,
    })),
  }),

  listCountries: async () => ({
    countries: Object.entries(countries).map(([code, { name }]) => ({ country_id: code, country_name: name })),
  }),

  listPlans: async ({ world: { dialect } }) => ({
    plans: plans.map((plan) => ({
      plan_id: plan.planId,
      plan_name: plan.name,
      app_const: plan.appType,
      settings: { participants: plan.participants, duration: plan.minutes, recording: plan.recording },
      price: priceOf(plan.seatPrice, dialect),
    })),
  }),
};

/** The zone with this id in the pool. Throws 406 if there is none. */
export function zoneName(timezoneId: string | undefined): string | undefined {
  if (timezoneId === undefined) return undefined;
  const name = zoneNames.get(timezoneId);
  if (name === undefined) throw refusals.invalid({ timezone_id: 'no such time zone' });
  return name;
}

const zoneNames = new Map(['UTC', ...Intl.supportedValuesOf('timeZone')].map((name) => [zoneId(name), name]));
