import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { createApi } from '../../src/ucaas/api.ts';
import { parametersOf, type Route, type RouteName, routes } from '../../src/ucaas/routes/index.ts';
import { silentLog as log } from '../support/log.ts';
import { json, startService } from '../support/service.ts';
import { sampleOf, type UcaasFixture, ucaasFixtures } from '../support/ucaas-fixtures.ts';

let service: Awaited<ReturnType<typeof startService>>;
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });

beforeAll(async () => {
  service = await startService();
});
beforeEach(() => {
  service.asked.length = 0;
});
afterAll(async () => {
  await http.close();
  await service.close();
});

/** The route of the table that a sample is about, by its method and path as printed. */
function routeOf({ route: printed = '' }: UcaasFixture): Route | undefined {
  const spelled = ({ method, path, alternatives = [] }: Route) =>
    [{ method, path }, ...alternatives.map((other) => ({ method, path, ...other }))].map(
      (one) => `${one.method} ${one.path}`,
    );
  return (Object.values(routes) as Route[]).find((route) => spelled(route).includes(printed));
}

const withRoute = ucaasFixtures.filter(({ route }) => route !== undefined);

test('every documented route has a sample, and every sample a route', () => {
  expect(withRoute.filter((fixture) => !routeOf(fixture)).map(({ name }) => name)).toEqual([]);
  const sampled = new Set(withRoute.map((fixture) => routeOf(fixture)?.name));
  const documented = Object.values(routes).filter(({ standing }) => standing === 'documented');
  expect(documented.filter(({ name }) => !sampled.has(name)).map(({ name }) => name)).toEqual([]);
});

test.each(withRoute)('the client sends the sample of $name field for field, and reads its answer', async (fixture) => {
  const route = routeOf(fixture);
  if (!route) throw new Error(`no route for ${fixture.name}`);
  const path = (fixture.route ?? '').split(' ')[1]?.replace(/\{\w+\}/g, 'text') ?? '';
  const answer = answerOf(fixture);
  service.on(`${route.method} ${path}`, (_asked, response) => json(response, answer));
  const parameters = Object.fromEntries(parametersOf(route.path).map((name) => [name, 'text']));
  const sent = sampleOf(fixture.request ?? fixture.query ?? {}) as object;
  const outcome = await call(route, { ...parameters, ...sent });

  const asked = service.asked.find((one) => one.path === path && one.method === route.method);
  expect(asked?.method).toBe(route.method);
  for (const header of fixture.headers ?? []) expect(asked?.headers).toHaveProperty(header.toLowerCase());
  expect(asked?.body ?? {}).toEqual(fixture.request ? sent : {});
  const isError = answer.msg !== undefined && answer.desc !== undefined;
  if (!fixture.response || isError) expect(outcome.error).toMatchObject({ msg: answer.msg });
  else
    expect(Object.keys(outcome.answer ?? {})).toEqual(
      expect.arrayContaining(Object.keys(answer).filter((key) => key !== 'result')),
    );
});

/** Where the sample prints the type of the result code, it is that of a success, unless the answer says what went wrong. */
function answerOf({ response }: UcaasFixture): Readonly<Record<string, unknown>> {
  if (!response) return { result: 0, msg: 'no sample' };
  const sample = sampleOf(response) as Readonly<Record<string, unknown>>;
  return response.result === 'Number' && response.desc === undefined ? { ...sample, result: 1 } : sample;
}

type AnyMethod = (input: object, options: { appType: 'vc' }) => Promise<object>;

async function call(route: Route, input: object): Promise<{ answer?: object; error?: unknown }> {
  const api = createApi({ http, baseUrl: service.url, apiId: 'an-api-id', clock: () => new Date(), log });
  const methods = (route.access === 'account' ? api.as({ token: 'a-token' }) : api) as unknown as Record<
    RouteName,
    AnyMethod
  >;
  try {
    return { answer: await methods[route.name as RouteName](input, { appType: 'vc' }) };
  } catch (error) {
    return { error };
  }
}
