import { z } from 'zod';
import {
  done,
  emailAddress,
  givenId,
  id,
  listing,
  longText,
  nothing,
  optionalFlag,
  optionalId,
  optionalNumber,
  optionalPart,
  optionalText,
  serviceTime,
  text,
} from './fields.ts';
import { roles, route } from './route.ts';

/**
 * Scheduled and instant meetings: the documentation names the group only (S6, contents). Paths and fields are inferred
 * from the permanent room, from the ids in S7 and S8, and from how the other groups are built.
 */
export const meeting = z.looseObject({
  meeting_id: id,
  room_id: id.nullish(),
  user_id: optionalId,
  customer_id: id.nullish(),
  room_name: z.string(),
  desc: optionalText,
  mpin: optionalText,
  ppin: optionalText,
  direct_url: z.string(),
  start_time: optionalText,
  timezone_id: id.nullish(),
  recurrence: optionalText,
  duration: optionalNumber,
  participants: optionalNumber,
  wait_for_moderator: optionalFlag,
  knock: optionalFlag,
  auto_recording: optionalFlag,
  invitees: z.array(z.string()).nullish(),
});

const wishes = z.object({
  room_name: text,
  desc: longText.optional(),
  /** UTC; absent: now. */
  start_time: serviceTime.optional(),
  /** In which zone a recurrence is counted, by its id in the data pool. */
  timezone_id: givenId.optional(),
  /** An RRULE without its name (RFC 5545, 3.3.10), such as `FREQ=WEEKLY;BYDAY=FR;COUNT=10`. Empty: only once. */
  recurrence: z.string().max(200).optional(),
  /** Minutes. */
  duration: z.number().int().min(1).max(10_080).optional(),
  participants: z.number().int().min(1).max(100_000).optional(),
  wait_for_moderator: z.boolean().optional(),
  knock: z.boolean().optional(),
  auto_recording: z.boolean().optional(),
  emails: z.array(emailAddress).max(500).optional(),
  contact_ids: z.array(givenId).max(500).optional(),
  group_ids: z.array(givenId).max(100).optional(),
});

const inferred = {
  group: 'meetings',
  access: 'account',
  roles,
  appType: 'required',
  standing: 'inferred',
  grade: 'M',
  capability: 'meetings',
  feature: 'meetings beside the permanent room',
  source: 'S6 (name of the group); fields from S6 to S9, grade L',
} as const;

export const createMeeting = route({
  ...inferred,
  name: 'createMeeting',
  summary: 'Make a meeting: scheduled with `start_time`, else instant',
  method: 'POST',
  path: '/meetings',
  /** `user_id`: whose meeting it is, where the caller makes it for somebody below. */
  request: wishes.extend({ user_id: givenId.optional() }),
  response: z.looseObject({ meeting }),
});

export const listMeetings = route({
  ...inferred,
  name: 'listMeetings',
  summary: 'Meetings of the caller and of everybody below, newest first',
  method: 'GET',
  path: '/meetings',
  request: listing,
  response: z.looseObject({ meetings: z.array(meeting) }),
  rows: 'meetings',
  searchBy: ['meeting_id', 'room_id', 'user_id', 'room_name', 'desc', 'start_time'],
});

export const getMeeting = route({
  ...inferred,
  name: 'getMeeting',
  summary: 'One meeting',
  method: 'GET',
  path: '/meetings/{meeting_id}',
  request: nothing,
  response: z.looseObject({ meeting }),
});

export const patchMeeting = route({
  ...inferred,
  name: 'patchMeeting',
  summary: 'Change a meeting',
  method: 'PATCH',
  path: '/meetings/{meeting_id}',
  request: wishes.partial(),
  response: z.looseObject({ meeting: optionalPart(meeting) }),
});

export const deleteMeeting = route({
  ...inferred,
  name: 'deleteMeeting',
  summary: 'Cancel a meeting',
  method: 'DELETE',
  path: '/meetings/{meeting_id}',
  request: nothing,
  response: done,
});
