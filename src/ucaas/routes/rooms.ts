import { z } from 'zod';
import { flag, id, nothing, number, optionalText, route } from './route.ts';

/** A permanent room. `duration` is text here and a number elsewhere (S6 against S3). */
export const permanentRoom = z.looseObject({
  room_id: id,
  user_id: id.optional(),
  room_name: z.string(),
  desc: optionalText,
  mpin: optionalText,
  ppin: optionalText,
  direct_url: z.string(),
  moderators: number.optional(),
  participants: number.optional(),
  duration: z.union([z.string(), z.number()]).transform(String).optional(),
  wait_for_moderator: flag.optional(),
  knock: flag.optional(),
  auto_recording: flag.optional(),
});

export const getRoom = route({
  name: 'get permanent room',
  method: 'GET',
  path: '/meeting/permanent',
  alternatives: ['/meetings/permanent'],
  access: 'account',
  appType: true,
  request: nothing,
  response: z.looseObject({ permanent_room: permanentRoom }),
  standing: 'documented',
  source: 'S6',
});

export const getRoomOfUser = route({
  name: 'get permanent room of a user',
  method: 'GET',
  path: '/meeting/permanent/{user_id}',
  access: 'account',
  appType: true,
  request: nothing,
  response: z.looseObject({ permanent_room: permanentRoom }),
  standing: 'documented',
  source: 'S6',
});

/** The answer is not visible in the documentation: the room may be in it or not. */
export const patchRoom = route({
  name: 'change permanent room',
  method: 'PATCH',
  path: '/meetings/permanent/{room_id}',
  alternatives: ['/meeting/permanent/{room_id}'],
  access: 'account',
  appType: true,
  request: z.object({
    room_name: z.string().min(1).optional(),
    desc: z.string().optional(),
    moderators: z.number().int().min(1).optional(),
    participants: z.number().int().min(1).optional(),
    wait_for_moderator: z.boolean().optional(),
    knock: z.boolean().optional(),
    auto_recording: z.boolean().optional(),
  }),
  response: z.looseObject({ permanent_room: permanentRoom.optional() }),
  standing: 'documented',
  source: 'S6',
});
