import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import { type Call, createCall } from '../../src/ucaas/call.ts';
import { routes } from '../../src/ucaas/routes/index.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

let database: TestDatabase;
let server: FastifyInstance;
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
const clock = () => new Date();

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await http.close();
  await database.drop();
});

test.each([[{ resultAs: 'number', errorStatus: 'mapped' }], [{ resultAs: 'text', errorStatus: '200' }]] as const)(
  'every route of the table works through the client, where the service speaks like %j',
  async (dialect) => {
    server = fastify();
    const sandbox = createSandbox({ database: database.database, publicUrl: 'http://localhost:1', clock, dialect });
    await sandbox.seed();
    await sandbox.routes(server);
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const call: Call = createCall({
      http,
      baseUrl: `${url}/sandbox/ucaas/v1`,
      apiId: sandbox.apiId,
      clock,
      log: silentLog,
    });

    const { token, user } = await call(routes.login, {
      body: { email: 'ada@acme.example', password: 'meetwire-demo' },
    });
    const as = { token, appType: 'vc' } as const;
    const { permanent_room: own } = await call(routes.getRoom, as);
    expect(await call(routes.getRoomOfUser, { ...as, parameters: { user_id: user?.user_id ?? '' } })).toMatchObject({
      permanent_room: own,
    });
    const changed = await call(routes.patchRoom, {
      ...as,
      parameters: { room_id: own.room_id },
      body: { knock: true },
    });
    expect(changed.permanent_room?.knock).toBe(true);
    const { meeting } = await call(routes.createMeeting, { ...as, body: { room_name: 'One', duration: 30 } });
    const at = { ...as, parameters: { meeting_id: meeting.meeting_id } };
    expect((await call(routes.getMeeting, at)).meeting).toEqual(meeting);
    expect((await call(routes.listMeetings, { ...as, query: { page: '1' } })).meetings).toContainEqual(meeting);
    expect((await call(routes.patchMeeting, { ...at, body: { room_name: 'Two' } })).meeting?.room_name).toBe('Two');
    await call(routes.invite, { ...as, body: { meeting_id: meeting.meeting_id, emails: ['guest@example.com'] } });
    const joined = await call(routes.joinSession, { body: { pin: meeting.mpin ?? '', name: 'Ada', user_ref: 'x' } });
    expect(joined.user).toMatchObject({ role: 'moderator', meeting_id: meeting.meeting_id });
    expect((await call(routes.listSessions, as)).sessions).toEqual([]);
    await call(routes.deleteMeeting, at);
    await expect(call(routes.getMeeting, at)).rejects.toMatchObject({ kind: 'not_found', result: 404 });
    await expect(call(routes.getRoom, { ...as, token: 'x' })).rejects.toMatchObject({
      kind: 'signed_out',
      result: 1001,
    });
    await server.close();
  },
);
