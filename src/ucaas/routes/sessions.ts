import { z } from 'zod';
import { user } from './access.ts';
import { id, listing, optionalText, route } from './route.ts';

/** `/session/join` in the route line and `/sessions/join` in the example of one and the same page (S7). */
export const joinSession = route({
  name: 'join session',
  method: 'POST',
  path: '/sessions/join',
  alternatives: ['/session/join'],
  access: 'api-id',
  appType: false,
  request: z.object({ pin: z.string().min(1), name: z.string().min(1), user_ref: z.string().min(1) }),
  response: z.looseObject({
    token: z.string(),
    user: user.extend({ meeting_id: id.nullish(), room_id: id.nullish() }),
  }),
  standing: 'documented',
  source: 'S7',
});

export const invite = route({
  name: 'invite to an ongoing session',
  method: 'POST',
  path: '/sessions/invite',
  access: 'account',
  appType: false,
  request: z
    .object({
      emails: z.array(z.email()).min(1).max(100),
      room_id: z.string().optional(),
      meeting_id: z.string().optional(),
    })
    .refine(({ room_id, meeting_id }) => (room_id ?? meeting_id) !== undefined, { path: ['room_id'] }),
  response: z.looseObject({}),
  standing: 'inferred',
  capability: 'invitations',
  feature: 'invitations by mail',
  source: 'S7 (one sentence), inferred L',
});

export const session = z.looseObject({
  session_id: id,
  room_id: id.nullish(),
  meeting_id: id.nullish(),
  user_id: id.nullish(),
  customer_id: id.nullish(),
  start_time: optionalText,
  end_time: optionalText,
});

/** The default scope is the caller's own sessions; X-App-Type narrows it to one application. */
export const listSessions = route({
  name: 'list sessions',
  method: 'GET',
  path: '/sessions',
  access: 'account',
  appType: false,
  request: listing,
  response: z.looseObject({ sessions: z.array(session) }),
  standing: 'documented',
  capability: 'sessions',
  source: 'S8 (response inferred)',
});
