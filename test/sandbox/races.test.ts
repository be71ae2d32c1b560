import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { atOnce, resultOf, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterEach(() => expect(stage.service.failures.splice(0)).toEqual([]));
afterAll(() => stage.close());

const app = { appType: 'vc' } as const;
const rounds = 12;
const password = 'another password';
/** How many went well. */
const done = (results: readonly (number | undefined)[]) => results.filter((result) => result === 1).length;
const newcomer = (customer_id: string) => ({
  user_type: 'user',
  first_name: 'New',
  email: `${randomUUID()}@stage.example`,
  password,
  customer_id,
});

test('who is moved to another customer while its administrator makes an administrator of it arrives as a user', async () => {
  const [home, elsewhere] = [await stage.makeCustomer(), await stage.makeCustomer()];
  const boss = await stage.makePerson(home, 'customer');
  const results = await atOnce(rounds, async () => {
    const { id: user_id } = await stage.makePerson(home);
    await Promise.all([
      // The password takes its time.
      resultOf(boss.api.editUser({ user_id, user_type: 'customer', password })),
      stage.reseller.changeUserCustomer({ user_id, customer_id: elsewhere }),
    ]);
    const { customer_id, user_type } = (await stage.reseller.getUser({ user_id })).user;
    return { customer_id, user_type };
  });
  expect(results).toEqual(results.map(() => ({ customer_id: elsewhere, user_type: 'user' })));
});

test('who is moved to another customer is not deleted by an administrator of the old one', async () => {
  const [home, elsewhere] = [await stage.makeCustomer(), await stage.makeCustomer()];
  const boss = await stage.makePerson(home, 'customer');
  await atOnce(rounds, async () => {
    const { id: user_id } = await stage.makePerson(home);
    const [moved, deleted] = await Promise.all([
      resultOf(stage.reseller.changeUserCustomer({ user_id, customer_id: elsewhere })),
      resultOf(boss.api.deleteUser({ user_id })),
    ]);
    expect([moved, deleted].toSorted()).toEqual([1, 404]);
  });
});

test('people who change places between two customers do not wait for each other for ever', async () => {
  const [one, other] = [await stage.makeCustomer(), await stage.makeCustomer()];
  const people = await atOnce(rounds, async (index) => {
    const [from, to] = index % 2 === 0 ? [one, other] : [other, one];
    return { ...(await stage.makePerson(from)), to };
  });
  const moves = people.map(({ id, to }) =>
    resultOf(stage.reseller.changeUserCustomer({ user_id: id, customer_id: to })),
  );
  expect(done(await Promise.all(moves))).toBe(rounds);
});

test('of several who are added, moved or activated at once for the last seat, one gets it', async () => {
  const elsewhere = await stage.makeCustomer();
  await atOnce(rounds, async () => {
    const customer_id = await stage.makeCustomer(1);
    const suspended = newcomer(customer_id);
    const { user } = await stage.reseller.addUser({ ...suspended, status: 'S' });
    const mover = await stage.makePerson(elsewhere);
    const results = await Promise.all([
      resultOf(stage.reseller.addUser(newcomer(customer_id))),
      resultOf(stage.reseller.addUser(newcomer(customer_id))),
      resultOf(stage.reseller.editUser({ user_id: user.user_id, status: 'A' })),
      resultOf(stage.reseller.changeUserCustomer({ user_id: mover.id, customer_id })),
    ]);
    expect(results.toSorted()).toEqual([1, 406, 406, 406]);
  });
});

test('of two administrators who demote, suspend or delete each other at once, one stays', async () => {
  await atOnce(rounds, async (index) => {
    const customer_id = await stage.makeCustomer();
    const [one, other] = [
      await stage.makePerson(customer_id, 'customer'),
      await stage.makePerson(customer_id, 'customer'),
    ];
    const remove = ({ api }: typeof one, user_id: string) =>
      resultOf(
        [
          () => api.deleteUser({ user_id }),
          () => api.editUser({ user_id, user_type: 'user' }),
          () => api.editUser({ user_id, status: 'S' }),
        ][index % 3]?.() ?? Promise.resolve(),
      );
    await Promise.all([remove(one, other.id), remove(other, one.id)]);
    const { users } = await stage.reseller.listUsers({ search_by: 'customer_id', search_string: customer_id });
    expect(users.filter(({ user_type, status }) => user_type === 'customer' && status === 'A')).toHaveLength(1);
  });
});

test('a customer that is deleted meanwhile gets no user and no subscription', async () => {
  await atOnce(rounds, async () => {
    const customer_id = await stage.makeCustomer();
    const plan = { plan_id: 'vc-basic', user_license: { qty: 3 } };
    const late = (error: { said?: string }) => error.said;
    const [, ...others] = await Promise.all([
      resultOf(stage.reseller.deleteCustomer({ customer_id })),
      stage.reseller.addUser({ ...newcomer(customer_id), status: 'S' }).then(() => 'done', late),
      stage.reseller.addSubscription({ customer_id, ...plan }).then(() => 'done', late),
    ]);
    for (const said of others) expect(['done', 'The customer does not exist']).toContain(said);
  });
});

test('whoever signs in while the password is changed has no token that lives on', async () => {
  const customer_id = await stage.makeCustomer();
  const lives = await atOnce(rounds, async () => {
    const { id: user_id, email } = await stage.makePerson(customer_id);
    const [token] = await Promise.all([
      stage.api.login({ email, password: stage.service.password }).then(
        (answer) => answer.token,
        () => undefined,
      ),
      stage.reseller.editUser({ user_id, password }),
    ]);
    return token === undefined ? 1001 : resultOf(stage.api.as({ token }).getRoom({}, app));
  });
  expect(new Set(lives)).toEqual(new Set([1001]));
});

test('of meetings that are made or moved to the same time at once, one takes place', async () => {
  const customer_id = await stage.makeCustomer(100, false);
  const free = { start_time: '2099-03-02 09:00:00', duration: 30 };
  await atOnce(rounds, async () => {
    const { api } = await stage.makePerson(customer_id);
    const moved = await api.createMeeting({ room_name: 'Elsewhere', ...free }, app);
    const at = { start_time: '2099-03-02 10:00:00', duration: 30 };
    const { meeting_id } = moved.meeting;
    const results = await Promise.all([
      ...[1, 2, 3].map(() => resultOf(api.createMeeting({ room_name: 'Now', ...at }, app))),
      resultOf(api.patchMeeting({ meeting_id, ...at }, app)),
    ]);
    expect(results.toSorted()).toEqual([1, 406, 406, 406]);
  });
});

test('of several who come in, or are let in, at once for the last place, one gets it', async () => {
  const { api } = await stage.makePerson(await stage.makeCustomer(100));
  await atOnce(rounds, async () => {
    const { meeting } = await api.createMeeting({ room_name: 'Small', participants: 1, knock: true }, app);
    const room_id = meeting.room_id ?? '';
    await atOnce(3, (index) => stage.hands.enterByPage(room_id, `Guest ${index}`));
    const { waiting } = await api.listWaiting({ room_id }, app);
    const results = await Promise.all(
      waiting.map(({ waiting_id }) => resultOf(api.admit({ room_id, waiting_id }, app))),
    );
    expect(results.toSorted()).toEqual([1, 1002, 1002]);
    const { meeting: open } = await api.createMeeting({ room_name: 'Small', participants: 1 }, app);
    const came = await atOnce(3, (index) => stage.hands.enterByPage(open.room_id ?? '', `Guest ${index}`));
    expect(came.filter(({ participantId }) => participantId !== undefined)).toHaveLength(1);
  });
});

test('who is deleted while people enter its room, and meetings of it are made and moved, is gone', async () => {
  const customer_id = await stage.makeCustomer(100);
  await atOnce(rounds, async () => {
    const { id: user_id, api } = await stage.makePerson(customer_id);
    const { meeting } = await api.createMeeting({ room_name: 'Last one', start_time: '2099-03-02 10:00:00' }, app);
    const { meeting_id } = meeting;
    const enter = async (name: string) =>
      (
        await fetch(`${stage.service.root}/join/${meeting.room_id}/enter`, {
          method: 'POST',
          body: new URLSearchParams({ name }),
          redirect: 'manual',
        })
      ).status;
    const [deleted, ...entered] = await Promise.all([
      resultOf(stage.reseller.deleteUser({ user_id })),
      ...['Ann', 'Ben', 'Cleo'].map(enter),
      resultOf(api.patchMeeting({ meeting_id, room_name: 'Another' }, app)),
      resultOf(api.createMeeting({ room_name: 'Too late' }, app)),
    ]);
    expect(deleted).toBe(1);
    for (const status of entered) expect([1, 303, 404, 1001]).toContain(status);
  });
});
