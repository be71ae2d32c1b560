import { z } from 'zod';
import { flag, id, listing, nothing, number, optionalText, route } from './route.ts';

/**
 * Scheduled and instant meetings: the documentation names the group only (S6, contents). Paths and fields are inferred
 * from the permanent room, from the ids in S7 and S8, and from how the other groups are built.
 */
export const meeting = z.looseObject({
  meeting_id: id,
  room_id: id.nullish(),
  user_id: id.optional(),
  customer_id: id.nullish(),
  room_name: z.string(),
  desc: optionalText,
  mpin: optionalText,
  ppin: optionalText,
  direct_url: z.string(),
  start_time: optionalText,
  duration: number.optional(),
  wait_for_moderator: flag.optional(),
  knock: flag.optional(),
  auto_recording: flag.optional(),
});

const wishes = z.object({
  room_name: z.string().min(1),
  desc: z.string().optional(),
  /** `YYYY-MM-DD HH:mm:ss` in UTC (S8 writes the same as `HH:ii:ss`); absent: now. */
  start_time: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    .optional(),
  duration: z.number().int().min(1).optional(),
  wait_for_moderator: z.boolean().optional(),
  knock: z.boolean().optional(),
  auto_recording: z.boolean().optional(),
});

const inferred = {
  access: 'account',
  appType: true,
  standing: 'inferred',
  capability: 'meetings',
  feature: 'meetings beside the permanent room',
  source: 'S6 (name of the group), inferred M',
} as const;

export const createMeeting = route({
  ...inferred,
  name: 'create meeting',
  method: 'POST',
  path: '/meetings',
  request: wishes,
  response: z.looseObject({ meeting }),
});

export const listMeetings = route({
  ...inferred,
  name: 'list meetings',
  method: 'GET',
  path: '/meetings',
  request: listing,
  response: z.looseObject({ meetings: z.array(meeting) }),
});

export const getMeeting = route({
  ...inferred,
  name: 'get meeting',
  method: 'GET',
  path: '/meetings/{meeting_id}',
  request: nothing,
  response: z.looseObject({ meeting }),
});

export const patchMeeting = route({
  ...inferred,
  name: 'change meeting',
  method: 'PATCH',
  path: '/meetings/{meeting_id}',
  request: wishes.partial(),
  response: z.looseObject({ meeting: meeting.optional() }),
});

export const deleteMeeting = route({
  ...inferred,
  name: 'cancel meeting',
  method: 'DELETE',
  path: '/meetings/{meeting_id}',
  request: nothing,
  response: z.looseObject({}),
});
