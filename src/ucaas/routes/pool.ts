import { z } from 'zod';
import { id, nothing, optionalFlag, optionalNumber, optionalPart, optionalText } from './fields.ts';
import { roles, route } from './route.ts';

const documented = {
  group: 'pool',
  method: 'GET',
  access: 'account',
  roles,
  appType: 'none',
  request: nothing,
  standing: 'documented',
  source: 'S9',
} as const;

export const listTimeZones = route({
  ...documented,
  name: 'listTimeZones',
  summary: 'Time zones, each with the moment from which its offset applies',
  path: '/timezones',
  response: z.looseObject({
    timezones: z.array(
      z
        .looseObject({
          timezone_id: id,
          zone_name: z.string(),
          zone_abbr: optionalText,
          time_start: optionalText,
          /** Minutes. `gst_offset` in the explanation (inconsistency 16). */
          gmt_offset: optionalNumber,
          gst_offset: optionalNumber,
          is_dst: optionalFlag,
        })
        .transform((zone) => ({ ...zone, gmt_offset: zone.gmt_offset ?? zone.gst_offset })),
    ),
  }),
});

export const listCountries = route({
  ...documented,
  name: 'listCountries',
  summary: 'Countries, as addresses of customers name them',
  path: '/countries',
  response: z.looseObject({
    countries: z.array(z.looseObject({ country_id: id, country_name: optionalText })),
  }),
  source: 'S9; answer inferred',
});

export const listPlans = route({
  ...documented,
  name: 'listPlans',
  summary: 'Billing plans that a subscription can have',
  path: '/plans',
  response: z.looseObject({
    plans: z.array(
      z.looseObject({
        plan_id: id,
        plan_name: optionalText,
        app_const: optionalText,
        settings: optionalPart(z.looseObject({ participants: optionalNumber, duration: optionalNumber })),
      }),
    ),
  }),
  standing: 'inferred',
  grade: 'M',
  capability: 'plans',
  feature: 'the list of plans',
  source: 'S9 (intro)',
});
