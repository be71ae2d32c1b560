import { expect, test } from 'vitest';
import { createUcaas } from '../../src/ucaas/client.ts';
import { createRecorder } from '../conformance/record.ts';
import { json } from '../support/service.ts';
import { bare, enveloped, standIn, vc } from './stand-in.ts';

const { account, api, asked, log, on, passMinutes, says, surroundings } = standIn();

test('a 404 of the API itself never hides a route: without an id it is one for this call, with one the thing is missing', async () => {
  const ada = account();
  says('GET /plans', enveloped, 404);
  says('GET /users/gone', { result: 0, msg: 'Error' }, 404);
  says('GET /recordings', enveloped);
  for (const path of ['/sessions/invite', '/session/invite']) says(`POST ${path}`, enveloped, 404);
  for (let times = 0; times < 2; times += 1) {
    await expect(ada.listPlans({})).rejects.toMatchObject({ kind: 'not_offered', said: 'the list of plans' });
    await expect(ada.getUser({ user_id: 'gone' })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(ada.listRecordings({ room_id: 'gone' })).rejects.toMatchObject({ kind: 'not_found' });
    const invited = ada.invite({ emails: ['a@b.example'], meeting_id: 'gone' });
    await expect(invited).rejects.toMatchObject({ kind: 'not_found' });
  }
  // Neither spelling of the invitation has shown to be the right one.
  expect(asked()).toHaveLength(10);
  says('GET /plans', { result: 1, plans: [] });
  expect(await ada.listPlans({})).toMatchObject({ plans: [] });
});

test.each([404, 405, 501])('a bare %i without an id hides the route for everybody for ten minutes', async (status) => {
  const client = api();
  says('GET /plans', bare, status);
  const plans = (token: string) => client.as({ token }).listPlans({});
  await expect(plans('a')).rejects.toMatchObject({ kind: 'not_offered', httpStatus: status });
  await expect(plans('b')).rejects.toMatchObject({ kind: 'not_offered', said: 'the list of plans' });
  expect(asked()).toHaveLength(1);
  expect(log.lines).toHaveLength(1);
  passMinutes(11);
  says('GET /plans', { result: 1, plans: [] });
  await plans('a');
});

test.each([404, 405, 501])('a bare %i for an id hides the route only once it came for two of them', async (status) => {
  const ada = account();
  for (const id of ['a', 'b', 'c']) says(`DELETE /users/${id}`, bare, status);
  const remove = (user_id: string) =>
    expect(ada.deleteUser({ user_id })).rejects.toMatchObject({ kind: 'not_offered' });
  for (const id of ['a', 'a', 'b', 'c', 'a']) await remove(id);
  expect(asked()).toEqual(['DELETE /users/a', 'DELETE /users/a', 'DELETE /users/b']);
});

test('an id in a field is one, too', async () => {
  const ada = account();
  says('GET /cdr', bare, 404);
  for (const room_id of ['a', 'a', 'b', 'c']) {
    await expect(ada.listCdr({ room_id })).rejects.toMatchObject({ kind: 'not_offered' });
  }
  expect(asked()).toHaveLength(3);
});

test('a route that worked is there: a bare 404 for an id then means the thing', async () => {
  const ada = account();
  says('DELETE /users/a', { result: 1 });
  await ada.deleteUser({ user_id: 'a' });
  for (const user_id of ['b', 'c', 'd']) {
    await expect(ada.deleteUser({ user_id })).rejects.toMatchObject({ kind: 'not_found', httpStatus: 404 });
  }
  await ada.deleteUser({ user_id: 'a' });
});

test('a route for which an operator gave path or method is never hidden', async () => {
  const ada = account({ listPlans: { path: '/billing/plans' }, listUsers: { method: 'POST' } });
  for (let times = 0; times < 2; times += 1) {
    await expect(ada.listPlans({})).rejects.toMatchObject({ kind: 'not_found' });
    await expect(ada.listUsers({})).rejects.toMatchObject({ kind: 'not_found' });
  }
  expect(asked()).toHaveLength(4);
});

test.each([
  ['bare', bare],
  ['of the API', enveloped],
])('a 404 after the first page, %s, is the end of a listing, and hides nothing', async (_name, body) => {
  const ada = account();
  const users = [{ user_id: 'u' }];
  let pages = 0;
  on('GET /users', (_asked, response) => {
    pages += 1;
    if (pages % 2 === 1) json(response, { result: 1, users });
    else json(response, body, 404);
  });
  for (let times = 0; times < 2; times += 1) {
    const rows: string[] = [];
    for await (const { user_id } of ada.each('listUsers')) rows.push(user_id);
    expect(rows).toEqual(['u']);
  }
  says('GET /users', body, 404);
  await expect(ada.each('listUsers').next()).rejects.toMatchObject({ kind: 'not_offered' });
});

test('without instant meetings the permanent room serves, however the service says so; nothing is found then', async () => {
  const missing: readonly [object, number][] = [
    [bare, 404],
    [bare, 405],
    [enveloped, 404],
    [enveloped, 200],
  ];
  for (const [body, status] of missing) {
    says('POST /meetings', body, status);
    says('GET /meetings', body, status);
    const session = createUcaas(surroundings()).as({ token: 'a-token' });
    const started = await session.startMeeting({ application: 'meeting', title: 'One', reference: 'r' });
    expect(started).toMatchObject({ joinUrl: 'https://meet.example.com/room' });
    expect(await session.findMeeting('meeting', 'r')).toBeUndefined();
  }
  says('GET /list', bare, 404);
  const changed = createUcaas(surroundings({ listMeetings: { path: '/list' } })).as({ token: 'a-token' });
  expect(await changed.findMeeting('meeting', 'r')).toBeUndefined();
});

const join = { pin: '1234', name: 'Joy', user_ref: 'x' };
const joined = { result: 1, token: 'video', user: { user_id: 'u' } };

test('a spelling that the service gives up is forgotten, and the other one learnt', async () => {
  const client = api();
  says('POST /session/join', joined);
  await client.joinSession(join);
  await client.joinSession(join);
  expect(asked()).toEqual(['POST /sessions/join', 'POST /session/join', 'POST /session/join']);
  says('POST /session/join', bare, 404);
  says('POST /sessions/join', joined);
  await client.joinSession(join);
  await client.joinSession(join);
  expect(asked()).toEqual(['POST /session/join', 'POST /sessions/join', 'POST /sessions/join']);
});

test.each(['/sessions/join', '/session/join'])('a wrong PIN shows that %s is the right spelling', async (right) => {
  const client = api();
  says(`POST ${right}`, enveloped, 404);
  const wrong = () => expect(client.joinSession(join)).rejects.toMatchObject({ kind: 'not_found', result: 404 });
  await wrong();
  expect(asked()).toHaveLength(2);
  await wrong();
  expect(asked()).toEqual([`POST ${right}`]);
});

test('a spelling that worked is not doubted because of a wrong PIN', async () => {
  const client = api();
  says('POST /sessions/join', joined);
  await client.joinSession(join);
  says('POST /sessions/join', enveloped, 404);
  await expect(client.joinSession(join)).rejects.toMatchObject({ kind: 'not_found' });
  expect(asked()).toHaveLength(2);
});

test.each([405, 501])('a bare %i means that the other method is to be tried', async (status) => {
  says('POST /reset-password/k', bare, status);
  says('PATCH /reset-password/k', { result: 1 });
  await api().resetPassword({ reset_key: 'k', password: 'long enough' });
  expect(asked()).toEqual(['POST /reset-password/k', 'PATCH /reset-password/k']);
  says('GET /plans', bare, status);
  await expect(account().listPlans({})).rejects.toMatchObject({ kind: 'not_offered' });
  expect(asked()).toEqual(['GET /plans']);
});

test('the verdict on a route that only ever answered barely is that it is not there', async () => {
  const recorder = createRecorder(api({ listPlans: { path: '/billing' } }));
  const ada = recorder.api.as({ token: 'a-token' });
  says('DELETE /users/a', bare, 405);
  says('GET /users/a', bare, 404);
  says('GET /users/b', { result: 1504, msg: 'Duplicate data' });
  says('GET /meeting/permanent/u', enveloped, 404);
  await Promise.allSettled([
    ada.deleteUser({ user_id: 'a' }),
    ada.getUser({ user_id: 'a' }),
    ada.getUser({ user_id: 'b' }),
    ada.listPlans({}),
    ada.editContact({ contact_id: 'c', name: 'Zoe' }),
    ada.getRoomOfUser({ user_id: 'u' }, vc),
  ]);
  const verdicts = Object.fromEntries(recorder.verdicts().map(({ route, verdict }) => [route, verdict]));
  expect(verdicts).toMatchObject({
    deleteUser: 'not there',
    listPlans: 'not there',
    editContact: 'not there',
    getUser: 'refused',
    getRoomOfUser: 'refused',
    addUser: 'not tried',
  });
});
