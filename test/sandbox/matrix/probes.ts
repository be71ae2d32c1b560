import type { Input } from '../../../src/ucaas/api.ts';
import type { RouteName, Routes } from '../../../src/ucaas/routes/index.ts';
import { type Caller, isWithin, sees, type Target } from './hierarchy.ts';
import type { Things } from './things.ts';

/** One way of reaching for what is somebody's by a route. */
export interface Probe<Name extends RouteName = RouteName> {
  /** Body or query, and the path's parameters. */
  input(things: Things, caller: { readonly userId: string }): Input<Routes[Name]>;
  /** Whether the hierarchy lets this caller reach it; the role that the route needs comes on top. */
  readonly reaches: (caller: Caller, target: Target) => boolean;
  /** The result where it is reached; 1 unless given. */
  readonly result?: number | ((caller: Caller, target: Target) => number);
  /** True where such a target has no such thing. */
  readonly hasNone?: (target: Target) => boolean;
}

const account = { reaches: sees } as const;
/** Customers and their subscriptions: of organisations below the caller's own. */
const organisation = {
  reaches: (caller: Caller, target: Target) =>
    caller.role !== 'user' && isWithin(target.organisation, caller.organisation),
  hasNone: ({ organisation: name }: Target) => name !== 'EnableX' && name !== 'Northwind',
} as const;
/** What one may do only with what one owns. */
const own = { reaches: ({ email }: Caller, target: Target) => email === target.email } as const;
/** Answered alike, whoever it is about. */
export const everybody = { reaches: () => true } as const;
const search = (search_by: string, search_string: string) => ({ search_by, search_string });

/** For each route, every id of somebody else's that can be given to it. */
export const probes: { readonly [Name in RouteName]: readonly Probe<Name>[] } = {
  login: [{ ...account, input: ({ email, password }) => ({ email, password }) }],
  requestPasswordReset: [{ ...everybody, input: ({ email }) => ({ email }) }],
  validateResetKey: [{ ...account, input: ({ resetKey }) => ({ reset_key: resetKey }) }],
  resetPassword: [{ ...account, input: ({ resetKey, password }) => ({ reset_key: resetKey, password }) }],
  listCustomers: [{ ...organisation, input: ({ lowerCustomerId }) => search('customer_id', lowerCustomerId) }],
  getCustomer: [{ ...organisation, input: ({ lowerCustomerId }) => ({ customer_id: lowerCustomerId }) }],
  addCustomer: [],
  editCustomer: [
    { ...organisation, input: ({ lowerCustomerId }) => ({ customer_id: lowerCustomerId, contact_name: 'Taken over' }) },
  ],
  deleteCustomer: [{ ...organisation, input: ({ lowerCustomerId }) => ({ customer_id: lowerCustomerId }) }],
  listSubscriptions: [
    { ...organisation, input: ({ subscriptionId }) => search('subscription_id', subscriptionId) },
    { ...organisation, input: ({ lowerCustomerId }) => search('customer_id', lowerCustomerId) },
  ],
  getSubscription: [{ ...organisation, input: ({ subscriptionId }) => ({ subscription_id: subscriptionId }) }],
  addSubscription: [
    {
      ...organisation,
      input: ({ lowerCustomerId }) => ({
        customer_id: lowerCustomerId,
        plan_id: 'wb-standard',
        user_license: { qty: 1 },
      }),
    },
  ],
  updateSubscription: [
    { ...organisation, input: ({ subscriptionId }) => ({ subscription_id: subscriptionId, trial: true }) },
  ],
  listUsers: [
    { ...account, input: ({ userId }) => search('user_id', userId) },
    { ...account, input: ({ email }) => search('email', email) },
  ],
  getUser: [{ ...account, input: ({ userId }) => ({ user_id: userId }) }],
  addUser: [
    {
      reaches: (caller, target) => isWithin(target.organisation, caller.organisation),
      input: ({ customerId }) => ({
        customer_id: customerId,
        user_type: 'user',
        first_name: 'Intruder',
        email: `${crypto.randomUUID()}@matrix.example`,
      }),
    },
  ],
  editUser: [{ ...account, input: ({ userId }) => ({ user_id: userId, department: 'Taken over' }) }],
  deleteUser: [{ ...account, input: ({ userId }) => ({ user_id: userId }) }],
  changeUserCustomer: [
    {
      ...account,
      // To where the user is already, which changes nothing; only a customer below can be named.
      result: (caller, target) => (target.organisation === caller.organisation ? 404 : 1),
      input: ({ userId, customerId }) => ({ user_id: userId, customer_id: customerId }),
    },
    {
      ...organisation,
      // Nobody moves oneself, but that is said only where the customer is known to exist.
      result: 406,
      input: ({ lowerCustomerId }, { userId }) => ({ user_id: userId, customer_id: lowerCustomerId }),
    },
  ],
  getRoom: [],
  getRoomOfUser: [{ ...account, input: ({ userId }) => ({ user_id: userId }) }],
  patchRoom: [{ ...account, input: ({ roomId }) => ({ room_id: roomId, desc: 'Taken over' }) }],
  createMeeting: [
    { ...account, input: ({ userId }) => ({ room_name: 'In your name', user_id: userId }) },
    { ...account, input: ({ contactId }) => ({ room_name: 'Who is it?', contact_ids: [contactId] }) },
    { ...account, input: ({ groupId }) => ({ room_name: 'Who are they?', group_ids: [groupId] }) },
  ],
  listMeetings: [
    { ...account, input: ({ meetingId }) => search('meeting_id', meetingId) },
    { ...account, input: ({ userId }) => search('user_id', userId) },
  ],
  getMeeting: [{ ...account, input: ({ meetingId }) => ({ meeting_id: meetingId }) }],
  patchMeeting: [{ ...account, input: ({ meetingId }) => ({ meeting_id: meetingId, desc: 'Taken over' }) }],
  deleteMeeting: [{ ...account, input: ({ meetingId }) => ({ meeting_id: meetingId }) }],
  listWaiting: [{ ...account, input: ({ knockRoomId }) => ({ room_id: knockRoomId }) }],
  admitAll: [{ ...account, input: ({ knockRoomId }) => ({ room_id: knockRoomId }) }],
  admit: [{ ...account, input: ({ knockRoomId, waitingId }) => ({ room_id: knockRoomId, waiting_id: waitingId }) }],
  deny: [
    { ...account, input: ({ knockRoomId, otherWaitingId }) => ({ room_id: knockRoomId, waiting_id: otherWaitingId }) },
  ],
  createPoll: [
    { ...account, input: ({ meetingRoomId }) => ({ room_id: meetingRoomId, question: 'Mine?', options: ['A', 'B'] }) },
  ],
  listPolls: [{ ...account, input: ({ meetingRoomId }) => ({ room_id: meetingRoomId }) }],
  openPoll: [{ ...account, input: ({ pollId }) => ({ poll_id: pollId }) }],
  closePoll: [{ ...account, input: ({ openPollId }) => ({ poll_id: openPollId }) }],
  getPollResults: [{ ...account, input: ({ openPollId }) => ({ poll_id: openPollId }) }],
  deletePoll: [{ ...account, input: ({ pollId }) => ({ poll_id: pollId }) }],
  listContacts: [{ ...account, input: ({ contactId }) => search('contact_id', contactId) }],
  getContact: [{ ...account, input: ({ contactId }) => ({ contact_id: contactId }) }],
  addContact: [
    {
      ...own,
      input: ({ groupId }) => ({
        name: 'Mine in your group',
        email: `${crypto.randomUUID()}@matrix.example`,
        group_ids: [groupId],
      }),
    },
  ],
  editContact: [{ ...account, input: ({ contactId }) => ({ contact_id: contactId, company: 'Taken over' }) }],
  deleteContact: [{ ...account, input: ({ contactId }) => ({ contact_id: contactId }) }],
  listGroups: [{ ...account, input: ({ groupId }) => search('group_id', groupId) }],
  getGroup: [{ ...account, input: ({ groupId }) => ({ group_id: groupId }) }],
  addGroup: [],
  editGroup: [{ ...account, input: ({ groupId }) => ({ group_id: groupId, shared: true }) }],
  deleteGroup: [{ ...account, input: ({ groupId }) => ({ group_id: groupId }) }],
  listGroupContacts: [{ ...account, input: ({ groupId }) => ({ group_id: groupId }) }],
  addGroupContacts: [
    { ...account, input: ({ groupId, contactId }) => ({ group_id: groupId, contact_ids: [contactId] }) },
  ],
  removeGroupContact: [
    { ...account, input: ({ groupId, contactId }) => ({ group_id: groupId, contact_id: contactId }) },
  ],
  joinSession: [{ ...account, input: ({ pin }) => ({ pin, name: 'Visitor', user_ref: 'visitor' }) }],
  invite: [
    { ...account, input: ({ meetingId }) => ({ meeting_id: meetingId, emails: ['guest@matrix.example'] }) },
    { ...account, input: ({ roomId }) => ({ room_id: roomId, emails: ['guest@matrix.example'] }) },
  ],
  listParticipants: [{ ...account, input: ({ sessionId }) => ({ session_id: sessionId }) }],
  muteParticipant: [{ ...account, input: inSession }],
  unmuteParticipant: [{ ...account, input: inSession }],
  removeParticipant: [{ ...account, input: inSession }],
  lockSession: [{ ...account, input: ({ sessionId }) => ({ session_id: sessionId }) }],
  unlockSession: [{ ...account, input: ({ sessionId }) => ({ session_id: sessionId }) }],
  endSession: [{ ...account, input: ({ sessionId }) => ({ session_id: sessionId }) }],
  listSessions: [
    { ...account, input: ({ sessionId }) => ({ session_id: sessionId }) },
    { ...account, input: ({ meetingRoomId }) => search('room_id', meetingRoomId) },
    { ...account, input: ({ userId }) => ({ user_id: userId }) },
    { ...account, input: ({ meetingId }) => search('meeting_id', meetingId) },
  ],
  listCdr: [
    { ...account, input: ({ sessionId }) => ({ session_id: sessionId }) },
    { ...account, input: ({ userId }) => search('user_id', userId) },
  ],
  listRecordings: [
    { ...account, input: ({ endedSessionId }) => ({ session_id: endedSessionId }) },
    { ...account, input: ({ userId }) => search('user_id', userId) },
  ],
  listTimeZones: [],
  listCountries: [],
  listPlans: [],
};

/** Those after which a thing is gone, or another one: they come last, in this order. */
const last: readonly RouteName[] = [
  'admitAll',
  'deletePoll',
  'removeParticipant',
  'endSession',
  'removeGroupContact',
  'deleteGroup',
  'deleteContact',
  'deleteMeeting',
  'deleteCustomer',
  'deleteUser',
  'resetPassword',
];

/** The names of all routes, in an order in which each finds its thing. */
export const inOrder = (Object.keys(probes) as RouteName[]).toSorted(
  (one, other) => last.indexOf(one) - last.indexOf(other),
);

function inSession({ sessionId, participantId }: Things) {
  return { session_id: sessionId, participant_id: participantId };
}
