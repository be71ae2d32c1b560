import { z } from 'zod';
import { signedInUser } from './access.ts';
import { done, emailAddress, givenId, id, nothing, optionalFlag, optionalText, text } from './fields.ts';
import { roles, route } from './route.ts';

/** `/session/join` in the route line and `/sessions/join` in the example of one and the same page (S7). */
export const joinSession = route({
  name: 'joinSession',
  group: 'sessions',
  summary: 'What a PIN opens, with a token for the video; the PIN decides the role',
  method: 'POST',
  path: '/sessions/join',
  alternatives: [{ path: '/session/join' }],
  access: 'api-id',
  roles: [],
  appType: 'none',
  request: z.object({ pin: z.string().min(1).max(40), name: text, user_ref: text }),
  response: z.looseObject({
    token: z.string(),
    user: signedInUser.extend({ meeting_id: id.nullish(), room_id: id.nullish() }),
  }),
  standing: 'documented',
  source: 'S7',
});

const account = { group: 'sessions', access: 'account', roles, appType: 'none' } as const;

export const invite = route({
  ...account,
  name: 'invite',
  summary: 'Mail participant PIN and address of an ongoing session',
  method: 'POST',
  path: '/sessions/invite',
  alternatives: [{ path: '/session/invite' }],
  request: z
    .object({
      emails: z.array(emailAddress).min(1).max(100),
      room_id: givenId.optional(),
      meeting_id: givenId.optional(),
    })
    .refine(({ room_id, meeting_id }) => (room_id ?? meeting_id) !== undefined, { path: ['room_id'] }),
  response: done,
  standing: 'inferred',
  grade: 'L',
  capability: 'invitations',
  feature: 'invitations by mail',
  source: 'S7 (one sentence)',
});

const participant = z.looseObject({
  participant_id: id,
  name: z.string(),
  role: optionalText,
  muted: optionalFlag,
  join_time: optionalText,
  leave_time: optionalText,
});

const tool = {
  ...account,
  standing: 'inferred',
  grade: 'L',
  capability: 'in-session tools',
  feature: 'steering a running meeting from the chat',
  source: 'S7 (intro: in-session tools)',
} as const;

export const listParticipants = route({
  ...tool,
  name: 'listParticipants',
  summary: 'Who is, and was, in a session',
  method: 'GET',
  path: '/sessions/{session_id}/participants',
  request: nothing,
  response: z.looseObject({ participants: z.array(participant) }),
});

/** The tools that say nothing but that it is done. */
const action = { ...tool, method: 'POST', request: nothing, response: done } as const;

export const muteParticipant = route({
  ...action,
  name: 'muteParticipant',
  summary: 'Switch a microphone off',
  path: '/sessions/{session_id}/participants/{participant_id}/mute',
});

export const unmuteParticipant = route({
  ...action,
  name: 'unmuteParticipant',
  summary: 'Give a microphone back',
  path: '/sessions/{session_id}/participants/{participant_id}/unmute',
});

export const removeParticipant = route({
  ...action,
  name: 'removeParticipant',
  summary: 'Show somebody out',
  method: 'DELETE',
  path: '/sessions/{session_id}/participants/{participant_id}',
});

export const lockSession = route({
  ...action,
  name: 'lockSession',
  summary: 'Let nobody else in',
  path: '/sessions/{session_id}/lock',
});

export const unlockSession = route({
  ...action,
  name: 'unlockSession',
  summary: 'Let people in again',
  path: '/sessions/{session_id}/unlock',
});

export const endSession = route({
  ...action,
  name: 'endSession',
  summary: 'End a session for everybody',
  path: '/sessions/{session_id}/end',
});
