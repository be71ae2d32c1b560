import { Agent, request as send } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttp, hostRule } from '../../../src/http/create-http.ts';
import { createApi, type UcaasApi } from '../../../src/ucaas/api.ts';
import { parametersOf, type Route, type RouteName, roles, routes } from '../../../src/ucaas/routes/index.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { silentLog as log } from '../../support/log.ts';
import { startSandbox } from '../../support/sandbox.ts';
import {
  apiIds,
  type Caller,
  callers,
  isWithin,
  type Organisation,
  type Target,
  targets,
  twoResellers,
} from './hierarchy.ts';
import { everybody, inOrder, type Probe, probes } from './probes.ts';
import { freshResetKey, makeThings, nothings, type Things } from './things.ts';

let database: TestDatabase;
let service: Awaited<ReturnType<typeof startSandbox>>;
let api: UcaasApi;
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
const dispatcher = new Agent({ connections: 8 });
const customerIds = new Map<Organisation, string>();
const authorization = new Map<Caller, string>();
const userIds = new Map<Caller, string>();

beforeAll(async () => {
  database = await testDatabase();
  service = await startSandbox(database.database, { seed: twoResellers });
  api = createApi({ http, baseUrl: service.url, apiId: service.apiId, clock: () => new Date(), log });
  for (const caller of callers) {
    const { token, user } = await api.login({ email: caller.email, password: service.password });
    const basic = caller.basic && Buffer.from(caller.basic).toString('base64');
    authorization.set(caller, basic ? `Basic ${basic}` : `Token ${token}`);
    userIds.set(caller, user?.user_id ?? '');
  }
  const { rows } = await database.database.pool.query<{ id: string; name: Organisation }>(
    'select id, name from sandbox.organisation',
  );
  for (const { id, name } of rows) customerIds.set(name, id);
});
afterAll(async () => {
  await dispatcher.close();
  await http.close();
  await service.close();
  await database.drop();
});

interface Said {
  readonly result: number;
  readonly search?: unknown;
  readonly [rows: string]: unknown;
}

/** A call without our client, so that nothing of the answer is lost. */
async function call(route: Route, given: object, headers: Readonly<Record<string, string>>): Promise<Said> {
  const { path, input } = inPath(route, given as Record<string, unknown>);
  const query = route.method === 'GET' ? `?${new URLSearchParams(input as Record<string, string>)}` : '';
  const answer = await send(`${service.url}${path}${query}`, {
    method: route.method,
    dispatcher,
    headers: {
      'content-type': 'application/json',
      ...(route.appType === 'none' ? {} : { 'x-app-type': 'vc' }),
      ...headers,
    },
    body: route.method === 'GET' ? undefined : JSON.stringify(input),
  });
  expect(answer.statusCode).toBeLessThan(500);
  const { search: _search, ...said } = (await answer.body.json()) as Said;
  return said as Said;
}

function inPath({ path, ...route }: Route, given: Readonly<Record<string, unknown>>) {
  const names = parametersOf(path);
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given[name])));
  const input = Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));
  return { path: filled, input, route };
}

type Pair = readonly [RouteName, Probe];
/** Every probe of every route with this kind of access. */
const all = (access: Route['access']): readonly Pair[] =>
  inOrder
    .filter((name) => routes[name].access === access)
    .flatMap((name) => (probes[name] as readonly Probe[]).map((probe) => [name, probe] as const));

const asCaller = (caller: Caller) => ({ authorization: authorization.get(caller) ?? '' });
const reach = (probe: Probe, caller: Caller, things: Things) =>
  probe.input(things, { userId: userIds.get(caller) ?? '' }) as object;
const isFound = (route: Route, said: Said) =>
  route.rows === undefined || (said[route.rows] as readonly unknown[]).length > 0;
const roleMay = (route: Route, { role }: Caller) => route.roles.includes(role);

/** Everything that is kept, but for who is signed in. */
async function kept(): Promise<readonly string[]> {
  const { pool } = database.database;
  const tables = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'sandbox' and table_name <> 'access_token' order by 1",
  );
  const dumps = tables.rows.map(async ({ name }) => {
    const { rows } = await pool.query<{ all: string }>(
      `select coalesce(json_agg(t order by t::text), '[]')::text as all from sandbox.${name} t`,
    );
    return `${name} ${rows[0]?.all}`;
  });
  return Promise.all(dumps);
}

test('whatever is out of reach does not exist: the same answer as for an id that nobody has, and nothing changes', async () => {
  const everything = new Map<Target, Things>();
  for (const target of targets) everything.set(target, await makeThings(service, api, target, customerIds));
  const before = await kept();
  const differing: unknown[] = [];
  let tried = 0;
  for (const caller of callers) {
    for (const [name, probe] of all('account')) {
      const route: Route = routes[name];
      const unknown = await call(route, reach(probe, caller, nothings), asCaller(caller));
      for (const [target, things] of everything) {
        if (probe.hasNone?.(target) || (roleMay(route, caller) && probe.reaches(caller, target))) continue;
        const said = await call(route, reach(probe, caller, things), asCaller(caller));
        tried += 1;
        const refused = roleMay(route, caller) ? said.result !== 1 || !isFound(route, said) : said.result === 1002;
        if (!refused || JSON.stringify(said) !== JSON.stringify(unknown))
          differing.push([caller.name, name, target, said, unknown]);
      }
    }
  }
  expect(differing).toEqual([]);
  expect(tried).toBeGreaterThan(1_500);
  expect(await kept()).toEqual(before);
}, 60_000);

test('whatever is within reach is found, and can be changed', async () => {
  const failing: unknown[] = [];
  const reached = new Set<string>();
  for (const caller of callers) {
    // Callers are not deleted by others: for those, there is a target beside them.
    for (const target of targets.filter(({ email = caller.email }) => email === caller.email)) {
      const within = all('account').filter(
        ([name, probe]) => roleMay(routes[name], caller) && probe.reaches(caller, target) && !probe.hasNone?.(target),
      );
      if (within.length === 0) continue;
      const things = await makeThings(service, api, target, customerIds);
      for (const [name, probe] of within) {
        const said = await call(routes[name], reach(probe, caller, things), asCaller(caller));
        const wanted = typeof probe.result === 'function' ? probe.result(caller, target) : (probe.result ?? 1);
        if (said.result !== wanted || (wanted === 1 && !isFound(routes[name], said)))
          failing.push([caller.name, name, target, said]);
        reached.add(name);
      }
    }
  }
  expect(failing).toEqual([]);
  // Each role that a route names could use it.
  expect(all('account').filter(([name]) => !reached.has(name))).toEqual([]);
});

test('a role that a route does not name is refused, whatever it asks for', async () => {
  const wrong: unknown[] = [];
  for (const caller of callers) {
    for (const route of Object.values(routes) as Route[]) {
      if (route.access !== 'account' || roleMay(route, caller)) continue;
      const said = await call(route, {}, asCaller(caller));
      if (said.result !== 1002) wrong.push([caller.name, route.name, said]);
    }
  }
  expect(wrong).toEqual([]);
  expect(new Set(callers.map(({ role }) => role))).toEqual(new Set(roles));
});

test('an API id opens what is within its own organisation, and nothing else', async () => {
  const wrong: unknown[] = [];
  const everything = new Map<Target, Things>();
  for (const target of targets) everything.set(target, await makeThings(service, api, target, customerIds));
  for (const [apiId, organisation] of Object.entries(apiIds)) {
    const headers = { 'x-api-id': apiId };
    for (const [name, probe] of all('api-id')) {
      const unknown = await call(routes[name], probe.input(nothings, nothings) as object, headers);
      for (const [target, made] of everything) {
        const things = { ...made, resetKey: await freshResetKey(service, api, made.email) };
        const said = await call(routes[name], probe.input(things, things) as object, headers);
        const opens = isWithin(target.organisation, organisation) || probe.reaches === everybody.reaches;
        const fine = opens ? said.result === 1 : JSON.stringify(said) === JSON.stringify(unknown);
        if (!fine) wrong.push([apiId, name, target, said, unknown]);
      }
    }
  }
  expect(wrong).toEqual([]);
});
