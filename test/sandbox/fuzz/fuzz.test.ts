import fc from 'fast-check';
import { Agent, request as send } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttp, hostRule } from '../../../src/http/create-http.ts';
import { createApi } from '../../../src/ucaas/api.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { silentLog as log } from '../../support/log.ts';
import { startSandbox } from '../../support/sandbox.ts';
import { callers, isWithin, type Organisation, type Target, twoResellers } from '../matrix/hierarchy.ts';
import { makeThings, type Things } from '../matrix/things.ts';
import { type Answer, about, judge, toldOf } from './answers.ts';
import { canary, type Foreign, plantCanaries } from './foreign.ts';
import { type FuzzedPageRequest, fuzzedPageRequest, type PagePool } from './page-requests.ts';
import { type FuzzedRequest, fuzzedRequest, type Pool } from './requests.ts';

const seed = Number(process.env.FUZZ_SEED ?? 20_261_124);
const [batches, pageBatches, perBatch] = [450, 60, 21];

let database: TestDatabase;
let service: Awaited<ReturnType<typeof startSandbox>>;
let pool: Pool;
let pagePool: PagePool;
let foreign: Foreign;
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
const dispatcher = new Agent({ connections: 16 });
const headersOf: Record<string, Record<string, string>> = { nobody: {}, stranger: { authorization: 'Token x' } };
const query = async <Row>(text: string) => (await database.database.pool.query(text)).rows as Row[];

beforeAll(async () => {
  database = await testDatabase();
  service = await startSandbox(database.database, { seed: twoResellers });
  const api = createApi({ http, baseUrl: service.url, apiId: service.apiId, clock: () => new Date(), log });
  for (const { name, role, email, basic } of callers.filter(
    ({ organisation }) => !isWithin(organisation, 'Southwind'),
  )) {
    const { token } = await api.login({ email, password: service.password });
    headersOf[role === 'admin' ? 'administrator' : name] = {
      authorization: basic ? `Basic ${Buffer.from(basic).toString('base64')}` : `Token ${token}`,
    };
  }
  const organisations = await query<{ id: string; name: Organisation }>('select id, name from sandbox.organisation');
  const customerIds = new Map(organisations.map(({ id, name }) => [name, id]));
  const make = (target: Target) => makeThings(service, api, target, customerIds);
  const own: Things[] = [];
  for (const organisation of ['Acme', 'Globex'] as const) {
    for (let count = 0; count < 4; count += 1) own.push(await make({ organisation, role: 'user' }));
  }
  own.push(await make({ organisation: 'Northwind', role: 'reseller' }));
  const theirs = [
    await make({ organisation: 'Initech', role: 'user' }),
    await make({ organisation: 'Southwind', role: 'reseller' }),
  ];
  // The customers of those who call stay out of it, so that nobody can suspend them.
  pool = {
    byField: byField([...own.map((one) => ({ ...one, customerId: one.lowerCustomerId })), ...theirs]),
    apiIds: ['northwind-api-id', 'acme-api-id', 'globex-api-id'],
  };
  const values = (...names: readonly (keyof Things)[]) => own.flatMap((one) => names.map((name) => one[name]));
  const recordings = await query<{ recording_id: string }>('select recording_id from sandbox.recording');
  pagePool = {
    roomIds: values('roomId', 'meetingRoomId', 'knockRoomId'),
    participantIds: values('participantId', 'waitingId'),
    pollIds: values('openPollId'),
    recordingIds: recordings.map(({ recording_id }) => recording_id),
    emails: values('email'),
    pins: values('pin'),
  };
  foreign = await plantCanaries(database);
});
afterAll(async () => {
  await dispatcher.close();
  await http.close();
  await service.close();
  await database.drop();
});

test('requests for every page, well-formed to hostile: never a 5xx, never a stack, never somebody’s markup', async () => {
  const seen = new Set<string>();
  const askFor = async (request: FuzzedPageRequest) => {
    const { method, path, headers, body } = request;
    const answer = await send(`${service.root}${path}`, { method, headers, body, dispatcher });
    return { request, status: answer.statusCode, text: await answer.body.text() };
  };
  const batch = fc.array(fuzzedPageRequest(pagePool), { minLength: perBatch, maxLength: perBatch });
  const property = fc.asyncProperty(batch, async (requests) => {
    for (const { request, status, text } of await Promise.all(requests.map(askFor))) {
      const which = `${request.method} ${request.path} ${request.body?.slice(0, 500) ?? ''} -> ${status}`;
      expect(status, which).toBeLessThan(500);
      expect(text, which).not.toMatch(/node_modules|\.ts:\d|<script/);
      seen.add(`${request.method} ${request.path.split(/[/?]/)[1]} ${status}`);
    }
  });
  await fc.assert(property, { seed, numRuns: pageBatches, endOnFailure: true });
  expect(service.failures).toEqual([]);
  // Good and bad ones came to every page.
  for (const one of [
    'GET  200',
    'GET mails.json 200',
    'GET mails.json 400',
    'GET recordings 200',
    'GET recordings 404',
  ]) {
    expect(seen).toContain(one);
  }
  for (const one of [
    'GET join 200',
    'POST join 303',
    'POST join 400',
    'POST join 403',
    'POST join 404',
    'POST switches 400',
  ]) {
    expect(seen).toContain(one);
  }
}, 60_000);

test('ten thousand requests, well-formed to hostile: never a 5xx, never a stack, never a foreign row', async () => {
  const { administrator, ...others } = headersOf;
  const untouched = await foreign.rows();
  const seen = { sent: 0, successes: 0, succeeded: new Set<string>() };
  await fuzz(others, batches, (answer) => {
    if (answer.text.includes(canary)) expect.fail(about(answer));
    const told = toldOf(answer, foreign);
    if (told.length > 0) expect.fail(`${about(answer)} has ${told}`);
    seen.sent += 1;
    if (answer.said.result !== 1) return;
    seen.successes += 1;
    seen.succeeded.add(answer.request.route);
  });
  // With those of the administrator, and those for pages, ten thousand.
  expect(seen.sent * 1.1 + pageBatches * perBatch).toBeGreaterThanOrEqual(10_000);
  expect(await foreign.rows()).toEqual(untouched);
  // It was no fuzz of closed doors: a good part of it was done, by most of the routes.
  expect(seen.successes).toBeGreaterThan(1_000);
  expect(seen.succeeded.size).toBeGreaterThan(40);
  // For the administrator nothing is foreign: that comes last.
  await fuzz({ administrator: administrator ?? {} }, batches / 10, () => undefined);
  expect(service.failures).toEqual([]);
}, 120_000);

async function fuzz(
  as: Readonly<Record<string, Record<string, string>>>,
  numRuns: number,
  look: (answer: Answer) => void,
) {
  const batch = fc.array(fuzzedRequest(pool, as), { minLength: perBatch, maxLength: perBatch });
  const property = fc.asyncProperty(batch, async (requests) => {
    for (const answer of await Promise.all(requests.map(ask))) {
      judge(answer);
      look(answer);
    }
  });
  // The state of the sandbox goes on from batch to batch, so that a shorter batch says nothing more.
  await fc.assert(property, { seed, numRuns, endOnFailure: true });
}

async function ask(request: FuzzedRequest): Promise<Answer> {
  const { method, path, headers, body } = request;
  const answer = await send(`${service.url}${path}`, { method, headers, body, dispatcher });
  const text = await answer.body.text();
  return { request, status: answer.statusCode, text, said: JSON.parse(text) as Answer['said'] };
}

/** Which of somebody's things belongs into which field. */
function byField(all: readonly Things[]): Pool['byField'] {
  const values = (...names: readonly (keyof Things)[]) =>
    all.flatMap((one) => names.map((name) => one[name])).filter(Boolean);
  return {
    user_id: values('userId'),
    email: values('email'),
    password: values('password'),
    customer_id: values('lowerCustomerId', 'customerId'),
    subscription_id: values('subscriptionId'),
    plan_id: ['vc-basic', 'wb-standard'],
    timezone_id: ['Europe-Madrid', 'UTC'],
    room_id: values('roomId', 'meetingRoomId', 'knockRoomId'),
    pin: values('pin'),
    meeting_id: values('meetingId'),
    poll_id: values('pollId', 'openPollId'),
    session_id: values('sessionId', 'endedSessionId'),
    participant_id: values('participantId'),
    waiting_id: values('waitingId', 'otherWaitingId'),
    contact_id: values('contactId'),
    group_id: values('groupId'),
    reset_key: values('resetKey'),
    user_type: ['user', 'customer', 'reseller'],
    recurrence: ['', 'FREQ=WEEKLY;BYDAY=FR;COUNT=10', 'FREQ=DAILY'],
  };
}
