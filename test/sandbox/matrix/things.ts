import { randomUUID } from 'node:crypto';
import type { UcaasApi } from '../../../src/ucaas/api.ts';
import { sandboxHands } from '../../conformance/sandbox-hands.ts';
import type { startSandbox } from '../../support/sandbox.ts';
import type { Organisation, Target } from './hierarchy.ts';

/** Everything that somebody has, by its ids: one thing of each kind that the API knows. */
export interface Things {
  readonly userId: string;
  readonly email: string;
  readonly password: string;
  readonly customerId: string;
  readonly roomId: string;
  readonly pin: string;
  readonly meetingId: string;
  readonly meetingRoomId: string;
  readonly pollId: string;
  readonly openPollId: string;
  readonly sessionId: string;
  readonly participantId: string;
  readonly endedSessionId: string;
  readonly knockRoomId: string;
  readonly waitingId: string;
  readonly otherWaitingId: string;
  readonly contactId: string;
  readonly groupId: string;
  readonly resetKey: string;
  /** A customer right below the target's organisation, without users, and its subscription. */
  readonly lowerCustomerId: string;
  readonly subscriptionId: string;
}

/** Ids of the same shape that nothing has. */
export const nothings: Things = {
  userId: '999999999999',
  email: 'nobody@nowhere.example',
  password: 'not a password',
  customerId: 'f'.repeat(24),
  roomId: 'f'.repeat(24),
  pin: '00000000',
  meetingId: 'f'.repeat(24),
  meetingRoomId: 'f'.repeat(24),
  pollId: 'f'.repeat(24),
  openPollId: 'f'.repeat(24),
  sessionId: 'f'.repeat(24),
  participantId: '00000000-0000-4000-8000-000000000000',
  endedSessionId: 'f'.repeat(24),
  knockRoomId: 'f'.repeat(24),
  waitingId: '00000000-0000-4000-8000-000000000000',
  otherWaitingId: '00000000-0000-4000-8000-000000000000',
  contactId: 'f'.repeat(24),
  groupId: 'f'.repeat(24),
  resetKey: 'f'.repeat(43),
  lowerCustomerId: 'f'.repeat(24),
  subscriptionId: 'f'.repeat(24),
};

const vc = { appType: 'vc' } as const;

/** Makes one of each for a target: for somebody who is there already, or for a new account of its organisation. */
export async function makeThings(
  service: Awaited<ReturnType<typeof startSandbox>>,
  api: UcaasApi,
  target: Target,
  customerIds: ReadonlyMap<Organisation, string>,
): Promise<Things> {
  const admin = api.as({
    token: (await api.login({ email: 'admin@enablex.example', password: service.password })).token,
  });
  const hands = sandboxHands(service);
  const customerId = customerIds.get(target.organisation) ?? '';
  const email = target.email ?? `${randomUUID()}@matrix.example`;
  const { password } = service;
  if (!target.email) {
    await admin.addUser({ user_type: target.role, first_name: 'Target', email, password, customer_id: customerId });
  }
  const { token, user } = await api.login({ email, password });
  const owner = api.as({ token });
  const { permanent_room: room } = await owner.getRoom({}, vc);
  const { meeting } = await owner.createMeeting({ room_name: 'Private talk' }, vc);
  const roomId = meeting.room_id ?? '';
  const { poll } = await owner.createPoll({ room_id: roomId, question: 'Secret?', options: ['Yes', 'No'] }, vc);
  const { poll: open } = await owner.createPoll({ room_id: roomId, question: 'Open?', options: ['Yes', 'No'] }, vc);
  await owner.openPoll({ poll_id: open.poll_id }, vc);
  const { participantId = '' } = await hands.enterByPage(roomId, 'Insider');
  await hands.enterByPage(roomId, 'Another');
  const { sessions } = await owner.listSessions({ room_id: roomId });
  const { meeting: recorded } = await owner.createMeeting({ room_name: 'Recorded', auto_recording: true }, vc);
  const inside = await hands.enterByPage(recorded.room_id ?? '', 'Leaver');
  await hands.leaveByPage(recorded.room_id ?? '', inside.participantId ?? '');
  const { sessions: ended } = await owner.listSessions({ meeting_id: recorded.meeting_id });
  const { meeting: guarded } = await owner.createMeeting({ room_name: 'Guarded', knock: true }, vc);
  const { waitingId = '' } = await hands.enterByPage(guarded.room_id ?? '', 'Outsider');
  const { waitingId: otherWaitingId = '' } = await hands.enterByPage(guarded.room_id ?? '', 'Second outsider');
  await hands.enterByPage(guarded.room_id ?? '', 'Third outsider');
  const { contact } = await owner.addContact({ name: 'Secret contact', email: `${randomUUID()}@matrix.example` });
  const { group } = await owner.addGroup({ name: randomUUID() });
  await owner.addGroupContacts({ group_id: group.group_id, contact_ids: [contact.contact_id] });
  return {
    userId: user?.user_id ?? '',
    email,
    password,
    customerId,
    roomId: room.room_id,
    pin: meeting.ppin ?? '',
    meetingId: meeting.meeting_id,
    meetingRoomId: roomId,
    pollId: poll.poll_id,
    openPollId: open.poll_id,
    sessionId: sessions[0]?.session_id ?? '',
    participantId,
    endedSessionId: ended[0]?.session_id ?? '',
    knockRoomId: guarded.room_id ?? '',
    waitingId,
    otherWaitingId,
    contactId: contact.contact_id,
    groupId: group.group_id,
    resetKey: await freshResetKey(service, api, email),
    ...(await makeLowerCustomer(service, api, target.organisation)),
  };
}

/** A key to a new password, out of the mail that has it. */
export async function freshResetKey(
  service: Awaited<ReturnType<typeof startSandbox>>,
  api: UcaasApi,
  email: string,
): Promise<string> {
  await api.requestPasswordReset({ email });
  const [mail] = await sandboxHands(service).mailsTo(email);
  return mail?.body.match(/[\w-]{43}/)?.[0] ?? '';
}

/** Only the tenant and resellers have customers. */
async function makeLowerCustomer(
  service: Awaited<ReturnType<typeof startSandbox>>,
  api: UcaasApi,
  organisation: Organisation,
): Promise<Pick<Things, 'lowerCustomerId' | 'subscriptionId'>> {
  const boss = { EnableX: 'admin@enablex.example', Northwind: 'reseller@northwind.example' }[organisation as string];
  if (!boss) return { lowerCustomerId: '', subscriptionId: '' };
  const above = api.as({ token: (await api.login({ email: boss, password: service.password })).token });
  const { customer } = await above.addCustomer({
    customer_name: 'Secret customer',
    contact_name: 'Secret',
    contact_email: `${randomUUID()}@matrix.example`,
  });
  const plan = { plan_id: 'vc-basic', user_license: { qty: 3 } };
  const { subscription } = await above.addSubscription({ customer_id: customer.customer_id, ...plan });
  return { lowerCustomerId: customer.customer_id, subscriptionId: subscription.subscription_id };
}
