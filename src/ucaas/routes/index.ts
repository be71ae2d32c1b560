import { login, requestPasswordReset, resetPassword, validateResetKey } from './access.ts';
import { addContact, deleteContact, editContact, getContact, listContacts } from './contacts.ts';
import { addCustomer, deleteCustomer, editCustomer, getCustomer, listCustomers } from './customers.ts';
import {
  addGroup,
  addGroupContacts,
  deleteGroup,
  editGroup,
  getGroup,
  listGroupContacts,
  listGroups,
  removeGroupContact,
} from './groups.ts';
import { admit, admitAll, deny, listWaiting } from './lobby.ts';
import { createMeeting, deleteMeeting, getMeeting, listMeetings, patchMeeting } from './meetings.ts';
import { closePoll, createPoll, deletePoll, getPollResults, listPolls, openPoll } from './polls.ts';
import { listCountries, listPlans, listTimeZones } from './pool.ts';
import { listCdr, listRecordings, listSessions } from './reports.ts';
import { getRoom, getRoomOfUser, patchRoom } from './rooms.ts';
import {
  endSession,
  invite,
  joinSession,
  listParticipants,
  lockSession,
  muteParticipant,
  removeParticipant,
  unlockSession,
  unmuteParticipant,
} from './sessions.ts';
import { addSubscription, getSubscription, listSubscriptions, updateSubscription } from './subscriptions.ts';
import { addUser, changeUserCustomer, deleteUser, editUser, getUser, listUsers } from './users.ts';

/** The whole UCaaS API as far as it is known, group by group. */
export const routes = {
  // access
  login,
  requestPasswordReset,
  validateResetKey,
  resetPassword,
  // customers
  listCustomers,
  getCustomer,
  addCustomer,
  editCustomer,
  deleteCustomer,
  // subscriptions
  listSubscriptions,
  getSubscription,
  addSubscription,
  updateSubscription,
  // users
  listUsers,
  getUser,
  addUser,
  editUser,
  deleteUser,
  changeUserCustomer,
  // rooms
  getRoom,
  getRoomOfUser,
  patchRoom,
  // meetings
  createMeeting,
  listMeetings,
  getMeeting,
  patchMeeting,
  deleteMeeting,
  // lobby
  listWaiting,
  admitAll,
  admit,
  deny,
  // polls
  createPoll,
  listPolls,
  openPoll,
  closePoll,
  getPollResults,
  deletePoll,
  // contacts
  listContacts,
  getContact,
  addContact,
  editContact,
  deleteContact,
  // groups
  listGroups,
  getGroup,
  addGroup,
  editGroup,
  deleteGroup,
  listGroupContacts,
  addGroupContacts,
  removeGroupContact,
  // sessions
  joinSession,
  invite,
  listParticipants,
  muteParticipant,
  unmuteParticipant,
  removeParticipant,
  lockSession,
  unlockSession,
  endSession,
  // reports
  listSessions,
  listCdr,
  listRecordings,
  // pool
  listTimeZones,
  listCountries,
  listPlans,
} as const;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
export type { AppType, Group, Method, Role, Route } from './route.ts';
export { appTypes, featureOf, parametersOf, roles } from './route.ts';
