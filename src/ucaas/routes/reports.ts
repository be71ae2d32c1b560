import { z } from 'zod';
import { givenId, id, listing, optionalFlag, optionalNumber, optionalText, serviceTime } from './fields.ts';
import { roles, route } from './route.ts';

/** One running call, from the first person in to the last one out. `duration` in minutes (inferred). */
export const session = z.looseObject({
  session_id: id,
  room_id: id.nullish(),
  meeting_id: id.nullish(),
  user_id: id.nullish(),
  customer_id: id.nullish(),
  app_type: optionalText,
  start_time: optionalText,
  end_time: optionalText,
  duration: optionalNumber,
  locked: optionalFlag,
});

/**
 * The dates are printed as values of `search_by`, which allows one of them at a time (inconsistency 17). They may also be
 * sent as parameters of their own, and so may the ids.
 */
const filters = listing.extend({
  room_id: givenId.optional(),
  session_id: givenId.optional(),
  user_id: givenId.optional(),
  meeting_id: givenId.optional(),
  from_session_date: serviceTime.optional(),
  to_session_date: serviceTime.optional(),
});
const searchBy = ['room_id', 'session_id', 'user_id', 'meeting_id', 'from_session_date', 'to_session_date'];

const shared = { group: 'reports', access: 'account', roles, appType: 'optional', method: 'GET' } as const;
const inferred = {
  ...shared,
  standing: 'inferred',
  grade: 'L',
  capability: 'reports',
  feature: 'usage reports and recordings',
  source: 'S8 (intro), the sibling API',
} as const;

/** X-App-Type narrows it to one application. */
export const listSessions = route({
  ...shared,
  name: 'listSessions',
  summary: 'Sessions of the caller and of everybody below, newest first; running ones have no `end_time`',
  path: '/sessions',
  request: filters,
  response: z.looseObject({ sessions: z.array(session) }),
  rows: 'sessions',
  searchBy,
  standing: 'documented',
  source: 'S8; answer inferred',
});

export const listCdr = route({
  ...inferred,
  name: 'listCdr',
  summary: 'Call detail records: one for each person in a session',
  path: '/cdr',
  request: filters,
  response: z.looseObject({
    cdr: z.array(
      z.looseObject({
        cdr_id: id,
        session_id: id,
        room_id: id.nullish(),
        meeting_id: id.nullish(),
        user_id: id.nullish(),
        customer_id: id.nullish(),
        name: optionalText,
        role: optionalText,
        connect_dt: optionalText,
        disconnect_dt: optionalText,
        /** Seconds. */
        duration: optionalNumber,
      }),
    ),
  }),
  rows: 'cdr',
  searchBy,
});

export const listRecordings = route({
  ...inferred,
  name: 'listRecordings',
  summary: 'Recordings of sessions, newest first',
  path: '/recordings',
  request: filters,
  response: z.looseObject({
    recordings: z.array(
      z.looseObject({
        recording_id: id,
        session_id: id,
        room_id: id.nullish(),
        meeting_id: id.nullish(),
        user_id: id.nullish(),
        /** Absent while it is being made ready. */
        url: optionalText,
        start_time: optionalText,
        /** Seconds. */
        duration: optionalNumber,
      }),
    ),
  }),
  rows: 'recordings',
  searchBy,
});
