import { afterAll, beforeAll } from 'vitest';
import type { UcaasSession } from '../../src/core/ucaas.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { zoneOffsets } from '../../src/sandbox/zones.ts';
import { createUcaas } from '../../src/ucaas/client.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { recordingLog } from '../support/log.ts';
import { startSandbox } from '../support/sandbox.ts';

/** The sandbox and our client of it, for all tests of a file; everybody of the demo has one password. */
export function sandboxSessions(options: Parameters<typeof startSandbox>[1] = {}) {
  const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
  const log = recordingLog();
  let database: TestDatabase;
  let service: Awaited<ReturnType<typeof startSandbox>>;
  beforeAll(async () => {
    database = await testDatabase();
    service = await startSandbox(database.database, options);
    // Seconds of work on a busy machine: nobody waits for that in a test.
    await zoneOffsets();
  });
  afterAll(async () => {
    await http.close();
    await service.close();
    await database.drop();
  });
  const client = () => createUcaas({ http, baseUrl: service.url, apiId: service.apiId, clock: () => new Date(), log });
  const signIn = (email: string) => client().signIn(email, service.password);
  return {
    client,
    query: (text: string, values: unknown[] = []) => database.database.pool.query(text, values),
    /** With a token of one's own. */
    async as(email: string): Promise<UcaasSession> {
      const { token, account } = await signIn(email);
      return client().as({ token, userId: account.userId });
    },
    /** By the server credentials of a demo organisation. */
    async onBehalf(email: string, organisation: string): Promise<UcaasSession> {
      const { account } = await signIn(email);
      const server = { apiId: `${organisation}-api-id`, apiKey: `${organisation}-api-key` };
      return client().as({ server, userId: account.userId });
    },
  };
}
