import { afterAll, afterEach, beforeEach } from 'vitest';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { createApi } from '../../src/ucaas/api.ts';
import type { RouteOverrides } from '../../src/ucaas/overrides.ts';
import { recordingLog } from '../support/log.ts';
import { type Asked, json, startService } from '../support/service.ts';

export type Answer = (asked: Asked, response: Parameters<typeof json>[0]) => void;

/** A stand-in of the service for each test of a file, and clients of it. */
export function standIn() {
  const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
  const log = recordingLog();
  const state = { now: 0 };
  let service: Awaited<ReturnType<typeof startService>>;
  beforeEach(async () => {
    service = await startService();
    log.lines.length = 0;
  });
  afterEach(() => service.close());
  afterAll(() => http.close());

  const surroundings = (overrides?: RouteOverrides) => ({
    http,
    baseUrl: service.url,
    apiId: 'an-api-id',
    overrides,
    timeoutMilliseconds: 2_000,
    clock: () => new Date(state.now),
    log,
  });
  return {
    log,
    surroundings,
    api: (overrides?: RouteOverrides) => createApi(surroundings(overrides)),
    /** Calls with a token, by a client that knows nothing yet. */
    account: (overrides?: RouteOverrides) => createApi(surroundings(overrides)).as({ token: 'a-token' }),
    on: (route: string, answer: Answer) => service.on(route, answer),
    /** From now on, this route answers with this. */
    says: (route: string, body: object, status = 200) =>
      service.on(route, (_asked, response) => json(response, body, status)),
    /** What it was asked since this was last called. */
    asked: () => service.asked.splice(0).map(({ method, path }) => `${method} ${path}`),
    bodies: () => service.asked.map(({ body }) => body),
    passMinutes: (minutes: number) => {
      state.now += minutes * 60_000;
    },
  };
}

/** Two ways of saying that something is not there: a gateway's, and the API's. */
export const bare = { message: 'no Route matched with those values' };
export const enveloped = { result: 404, msg: 'Not found', desc: 'It does not exist' };
export const vc = { appType: 'vc' } as const;
