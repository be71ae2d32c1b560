import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { occurrences } from '../../src/sandbox/occurrences.ts';
import { resultOf, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => expect(stage.service.failures.splice(0)).toEqual([]));
afterAll(() => stage.close());

const app = { appType: 'vc' } as const;
type Person = Awaited<ReturnType<Stage['makePerson']>>;

async function makeHost(): Promise<Person> {
  return stage.makePerson(await stage.makeCustomer(100, false));
}

/** A room with so many guests at its door, first come first. */
async function makeRoom({ api }: Person, guests: number, wishes: { participants: number; knock?: boolean }) {
  const waits = wishes.knock ? {} : { wait_for_moderator: true };
  const { meeting } = await api.createMeeting({ room_name: 'Small', ...waits, ...wishes }, app);
  const room_id = meeting.room_id ?? '';
  const mpin = meeting.mpin ?? '';
  for (let index = 1; index <= guests; index++) await stage.hands.enterByPage(room_id, `Guest ${index}`);
  const host = async () => {
    await stage.hands.enterByPage(room_id, 'Host', mpin);
    return (await api.listSessions({ room_id })).sessions[0]?.session_id ?? '';
  };
  const waiting = async () => (await api.listWaiting({ room_id }, app)).waiting.map(({ name }) => name);
  return { room_id, host, waiting };
}

async function inside({ api }: Person, session_id: string) {
  return (await api.listParticipants({ session_id })).participants.map(({ name }) => name).toSorted();
}

test('with the moderator come in as many of those who waited as there are places, the first ones', async () => {
  const person = await makeHost();
  const { host, waiting } = await makeRoom(person, 4, { participants: 2 });
  const session = await host();
  expect(await inside(person, session)).toEqual(['Guest 1', 'Guest 2', 'Host']);
  expect(await waiting()).toEqual(['Guest 3', 'Guest 4']);
});

test('those who wait stay outside when the moderator comes back to a locked session', async () => {
  const person = await makeHost();
  const { room_id, host, waiting } = await makeRoom(person, 0, { participants: 5 });
  const session_id = await host();
  await stage.hands.enterByPage(room_id, 'First');
  const [moderator] = (await person.api.listParticipants({ session_id })).participants;
  await person.api.removeParticipant({ session_id, participant_id: moderator?.participant_id ?? '' });
  await stage.hands.enterByPage(room_id, 'Late');
  expect(await waiting()).toEqual(['Late']);
  await person.api.lockSession({ session_id });
  await host();
  expect(await waiting()).toEqual(['Late']);
});

test('a token dies with the password that it was given for', async () => {
  const customer_id = await stage.makeCustomer();
  const edited = await stage.makePerson(customer_id);
  await stage.reseller.editUser({ user_id: edited.id, department: 'Sales' });
  expect(await resultOf(edited.api.getRoom({}, app))).toBe(1);
  await stage.reseller.editUser({ user_id: edited.id, password: 'another password' });
  expect(await resultOf(edited.api.getRoom({}, app))).toBe(1001);
  const reset = await stage.makePerson(customer_id);
  const keys: string[] = [];
  for (const _request of [1, 2]) {
    await stage.api.requestPasswordReset({ email: reset.email });
    const [mail] = await stage.hands.mailsTo(reset.email);
    keys.push(mail?.body.match(/[\w-]{43}/)?.[0] ?? '');
  }
  const [first = '', second = ''] = keys;
  expect(await resultOf(reset.api.getRoom({}, app))).toBe(1);
  const { password } = stage.service;
  expect(await resultOf(stage.api.resetPassword({ reset_key: second, password }))).toBe(1);
  expect(await resultOf(reset.api.getRoom({}, app))).toBe(1001);
  for (const reset_key of [first, second]) {
    expect(await resultOf(stage.api.resetPassword({ reset_key, password: 'a third password' }))).toBe(404);
  }
  await stage.signIn(reset.email);
});

test('what another customer shares invites nobody', async () => {
  const { api } = await makeHost();
  const { meeting } = await api.createMeeting({ room_name: 'Ours' }, app);
  const { meeting_id } = meeting;
  const share = async ({ api: owner, email }: Person) => {
    const { contact } = await owner.addContact({ name: 'Shared', email, shared: true });
    const { group } = await owner.addGroup({ name: 'Shared', shared: true });
    await owner.addGroupContacts({ group_id: group.group_id, contact_ids: [contact.contact_id] });
    return [{ contact_ids: [contact.contact_id] }, { group_ids: [group.group_id] }];
  };
  const stranger = await makeHost();
  const invited = (wishes: object) =>
    Promise.all([
      resultOf(api.createMeeting({ room_name: 'Ours', ...wishes }, app)),
      resultOf(api.patchMeeting({ meeting_id, ...wishes }, app)),
    ]);
  for (const wishes of await share(stranger)) expect(await invited(wishes)).toEqual([406, 406]);
  expect((await api.getMeeting({ meeting_id }, app)).meeting.invitees).toEqual([]);
  const { user } = await stage.reseller.getUser({ user_id: meeting.user_id ?? '' });
  const colleague = await stage.makePerson(user.customer_id ?? '');
  for (const wishes of await share(colleague)) expect(await invited(wishes)).toEqual([1, 1]);
});

test('seats are counted whether the subscription is active or not', async () => {
  const soon = new Date(Date.now() + 60_000).toISOString().slice(0, 19).replace('T', ' ');
  const ended = [{ status: 'S' as const }, { expiry_date: soon }];
  const customers = await Promise.all(ended.map(() => stage.makeCustomer(1)));
  for (const [index, changes] of ended.entries()) {
    const search = { search_by: 'customer_id', search_string: customers[index] };
    const [held] = (await stage.reseller.listSubscriptions(search)).subscriptions;
    await stage.reseller.updateSubscription({ subscription_id: held?.subscription_id ?? '', ...changes });
  }
  stage.service.passMinutes(2);
  for (const customer_id of customers) {
    await stage.makePerson(customer_id);
    await expect(stage.makePerson(customer_id)).rejects.toMatchObject({ result: 406 });
  }
});

test('a series that is counted in another zone must not overlap either', async () => {
  const { api } = await makeHost();
  const at = { start_time: '2099-01-05 10:00:00', duration: 30 };
  const weekly = { ...at, recurrence: 'FREQ=WEEKLY', timezone_id: 'UTC' };
  const { meeting } = await api.createMeeting({ room_name: 'Series', ...weekly }, app);
  // In summer it is 11 o'clock in Berlin already at nine in UTC.
  await api.createMeeting({ room_name: 'Summer', start_time: '2099-06-01 09:00:00', duration: 30 }, app);
  const { meeting_id } = meeting;
  expect(await resultOf(api.patchMeeting({ meeting_id, timezone_id: 'Europe-Berlin' }, app))).toBe(406);
  expect(await resultOf(api.patchMeeting({ meeting_id, timezone_id: 'Africa-Lagos' }, app))).toBe(1);
});

test('a single meeting can change its zone whatever there is beside it', async () => {
  const { api } = await makeHost();
  const { meeting } = await api.createMeeting({ room_name: 'Instant' }, app);
  await api.createMeeting({ room_name: 'Instant' }, app);
  const { meeting_id } = meeting;
  expect(await resultOf(api.patchMeeting({ meeting_id, timezone_id: 'Europe-Berlin' }, app))).toBe(1);
});

test('the times of a series are worked out once, a year ahead, and those of a rare one further', () => {
  const startTime = new Date('2099-01-05T10:00:00Z');
  const of = (recurrence: string, timeZone = 'UTC') => occurrences({ startTime, recurrence, timeZone });
  const daily = of('FREQ=DAILY');
  expect(daily).toHaveLength(366);
  expect(of('FREQ=DAILY')).toBe(daily);
  expect(of('FREQ=DAILY', 'Europe/Berlin')).not.toEqual(daily);
  expect(of('FREQ=YEARLY')).toHaveLength(53);
  for (let day = 1; day <= 500; day++) {
    occurrences({ startTime: new Date(day * 86_400_000), recurrence: 'FREQ=DAILY;COUNT=1', timeZone: 'UTC' });
  }
  expect(of('FREQ=DAILY')).not.toBe(daily);
  expect(of('FREQ=DAILY')).toEqual(daily);
});

test('no PIN is a moderator’s here and a participant’s there', async () => {
  const { api } = await makeHost();
  const { permanent_room: own } = await api.getRoom({}, app);
  const { meeting } = await api.createMeeting({ room_name: 'Ours' }, app);
  for (const { mpin = '', ppin = '' } of [own, meeting]) {
    expect([mpin, ppin].map((pin) => Number(pin) % 2)).toEqual([0, 1]);
    expect(`${mpin} ${ppin}`).toMatch(/^\d{8} \d{8}$/);
  }
});

test('the door names its host in full', async () => {
  const { api, id } = await makeHost();
  const names = { first_name: 'Anna', middle_name: 'Berta', last_name: 'Castillo' };
  const { user } = await stage.reseller.editUser({ user_id: id, ...names });
  const { permanent_room: room } = await api.getRoom({}, app);
  const door = await (await fetch(`${stage.service.root}/join/${room.room_id}`)).text();
  expect([user?.name, door]).toEqual(['Anna Berta Castillo', expect.stringContaining('Anna Berta Castillo')]);
});
