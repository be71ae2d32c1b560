import { z } from 'zod';
import {
  id,
  longText,
  nothing,
  optionalFlag,
  optionalId,
  optionalNumber,
  optionalPart,
  optionalText,
  text,
} from './fields.ts';
import { roles, route } from './route.ts';

/** A permanent room. `duration` is text here and a number elsewhere (S6 against S3). */
export const permanentRoom = z.looseObject({
  room_id: id,
  user_id: optionalId,
  room_name: z.string(),
  desc: optionalText,
  mpin: optionalText,
  ppin: optionalText,
  direct_url: z.string(),
  moderators: optionalNumber,
  participants: optionalNumber,
  duration: optionalText,
  wait_for_moderator: optionalFlag,
  knock: optionalFlag,
  auto_recording: optionalFlag,
});

const documented = {
  group: 'rooms',
  access: 'account',
  roles,
  appType: 'required',
  standing: 'documented',
  source: 'S6',
} as const;

/** What both ways of reading a room answer. */
const reading = {
  ...documented,
  method: 'GET',
  request: nothing,
  response: z.looseObject({ permanent_room: permanentRoom }),
} as const;

export const getRoom = route({
  ...reading,
  name: 'getRoom',
  summary: "The caller's own permanent room, one per application",
  path: '/meeting/permanent',
  alternatives: [{ path: '/meetings/permanent' }],
});

export const getRoomOfUser = route({
  ...reading,
  name: 'getRoomOfUser',
  summary: 'The permanent room of a user under the caller',
  path: '/meeting/permanent/{user_id}',
  alternatives: [{ path: '/meetings/permanent/{user_id}' }],
});

/** The answer is not visible in the documentation: the room may be in it or not. */
export const patchRoom = route({
  ...documented,
  name: 'patchRoom',
  summary: 'Change a permanent room',
  method: 'PATCH',
  path: '/meetings/permanent/{room_id}',
  alternatives: [{ path: '/meeting/permanent/{room_id}' }],
  request: z.object({
    room_name: text.optional(),
    desc: longText.optional(),
    moderators: z.number().int().min(1).max(1_000).optional(),
    participants: z.number().int().min(1).max(100_000).optional(),
    wait_for_moderator: z.boolean().optional(),
    knock: z.boolean().optional(),
    auto_recording: z.boolean().optional(),
  }),
  response: z.looseObject({ permanent_room: optionalPart(permanentRoom) }),
});
