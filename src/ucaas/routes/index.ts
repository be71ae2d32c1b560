import { login } from './access.ts';
import { createMeeting, deleteMeeting, getMeeting, listMeetings, patchMeeting } from './meetings.ts';
import { getRoom, getRoomOfUser, patchRoom } from './rooms.ts';
import { invite, joinSession, listSessions } from './sessions.ts';

/** The part of the UCaaS API that we use, in the order in which paths have to be matched. */
export const routes = {
  login,
  getRoom,
  getRoomOfUser,
  patchRoom,
  createMeeting,
  listMeetings,
  getMeeting,
  patchMeeting,
  deleteMeeting,
  joinSession,
  invite,
  listSessions,
} as const;

export type { AppType, Capability, Route } from './route.ts';
export { appTypes } from './route.ts';
