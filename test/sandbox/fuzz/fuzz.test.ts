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
import { type FuzzedRequest, fuzzedRequest, type Pool } from './requests.ts';

const seed = Number(process.env.FUZZ_SEED ?? 20_261_124);
const [batches, perBatch] = [500, 21];
/** In every text of the other reseller's subtree: whoever is not above it must never read it. */
const canary = 'canary-of-southwind';

/** What only a stack, a query or a library says. */
const innards = /node_modules|\.ts:\d|\bat .+:\d+|Error:|\bselect\b.+\bfrom\b|violates|drizzle|postgres/i;

let database: TestDatabase;
let service: Awaited<ReturnType<typeof startSandbox>>;
let pool: Pool;
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
  const foreign = [
    await make({ organisation: 'Initech', role: 'user' }),
    await make({ organisation: 'Southwind', role: 'reseller' }),
  ];
  // The customers of those who call stay out of it, so that nobody can suspend them.
  pool = {
    byField: byField([...own.map((one) => ({ ...one, customerId: one.lowerCustomerId })), ...foreign]),
    apiIds: ['northwind-api-id', 'acme-api-id', 'globex-api-id'],
  };
  await plantCanaries();
});
afterAll(async () => {
  await dispatcher.close();
  await http.close();
  await service.close();
  await database.drop();
});

test('ten thousand requests, well-formed to hostile: never a 5xx, never a stack, never a foreign row', async () => {
  const { administrator, ...others } = headersOf;
  const untouched = await southwind();
  const seen = { sent: 0, successes: 0, succeeded: new Set<string>() };
  await fuzz(others, batches, (answer) => {
    expect(answer.text, about(answer)).not.toContain(canary);
    seen.sent += 1;
    if (answer.said.result !== 1) return;
    seen.successes += 1;
    seen.succeeded.add(answer.request.route);
  });
  expect(seen.sent).toBeGreaterThanOrEqual(10_000);
  expect(await southwind()).toEqual(untouched);
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

interface Answer {
  readonly request: FuzzedRequest;
  readonly status: number;
  readonly text: string;
  readonly said: { readonly result?: unknown; readonly msg?: unknown; readonly desc?: unknown };
}

async function ask(request: FuzzedRequest): Promise<Answer> {
  const { method, path, headers, body } = request;
  const answer = await send(`${service.url}${path}`, { method, headers, body, dispatcher });
  const text = await answer.body.text();
  return { request, status: answer.statusCode, text, said: JSON.parse(text) as Answer['said'] };
}

function about({ request, status, text }: Answer): string {
  return `${request.caller}: ${request.method} ${request.path} ${request.body ?? ''} -> ${status} ${text.slice(0, 500)}`;
}

function judge(answer: Answer): void {
  const { status, said } = answer;
  expect(status, about(answer)).toBeLessThan(500);
  expect(typeof said.result, about(answer)).toBe('number');
  if (said.result !== 1) expect([typeof said.msg, typeof said.desc], about(answer)).toEqual(['string', 'string']);
  // Only in what we say ourselves: a field may well be repeated.
  expect(`${said.msg} ${said.desc}`, about(answer)).not.toMatch(innards);
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

/** The accounts of the other reseller's subtree. */
const theirs =
  "(select a.id from sandbox.account a join sandbox.organisation o on o.name like '%Southwind' and o.id = any(a.path))";

async function plantCanaries(): Promise<void> {
  const columns: Readonly<Record<string, readonly string[]>> = {
    room: ['room_name', '"desc"'],
    contact: ['name', 'company'],
    contact_group: ['name'],
  };
  for (const [table, names] of Object.entries(columns)) {
    const set = names.map((name) => `${name} = '${canary} ' || ${name}`).join(', ');
    await query(`update sandbox.${table} set ${set} where user_id in ${theirs}`);
  }
  await query(
    `update sandbox.poll set question = '${canary}' where room_id in (select room_id from sandbox.room where user_id in ${theirs})`,
  );
  await query(
    `update sandbox.waiting set name = '${canary}' where room_id in (select room_id from sandbox.room where user_id in ${theirs})`,
  );
  await query(
    `update sandbox.participant set name = '${canary}' where session_id in (select session_id from sandbox.session where user_id in ${theirs})`,
  );
  await query(`update sandbox.account set first_name = '${canary}', department = '${canary}' where id in ${theirs}`);
  await query(
    `update sandbox.organisation set name = '${canary} ' || name, contact_name = '${canary}' where name in ('Southwind', 'Initech')`,
  );
}

/** Everything that the other reseller's subtree has. */
async function southwind(): Promise<readonly unknown[]> {
  const owned = ['room', 'meeting', 'session', 'contact', 'contact_group'];
  const rows = owned.map((table) => query(`select * from sandbox.${table} where user_id in ${theirs} order by 1`));
  const accounts = query(`select * from sandbox.account where id in ${theirs} order by 1`);
  const rooms = `(select room_id from sandbox.room where user_id in ${theirs})`;
  const inRooms = ['poll', 'waiting'].map((table) =>
    query(`select * from sandbox.${table} where room_id in ${rooms} order by 1`),
  );
  const organisations = query(`select * from sandbox.organisation where name like '%${canary}%' order by 1`);
  return Promise.all([...rows, accounts, ...inRooms, organisations]);
}
