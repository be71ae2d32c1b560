import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { createApi } from '../../src/ucaas/api.ts';
import { recordingLog } from '../support/log.ts';
import { type Asked, json, page, room, startService } from '../support/service.ts';

let service: Awaited<ReturnType<typeof startService>>;
const http = createHttp({ allowHost: hostRule(['127.0.0.1:*']) });
const log = recordingLog();

beforeAll(async () => {
  service = await startService();
});
beforeEach(() => {
  service.asked.length = 0;
  for (const route of ['GET /meeting/permanent', 'POST /meetings', 'POST /login', 'POST /sessions/join'])
    service.usual(route);
});
afterAll(async () => {
  await http.close();
  await service.close();
});

const api = () =>
  createApi({
    http,
    baseUrl: service.url,
    apiId: 'an-api-id',
    timeoutMilliseconds: 2_000,
    clock: () => new Date(),
    log,
  });
const vc = { appType: 'vc' } as const;
const readRoom = () => api().as({ token: 'a-token' }).getRoom({}, vc);
const makeMeeting = () => api().as({ token: 'a-token' }).createMeeting({ room_name: 'One' }, vc);

type Respond = (response: Parameters<typeof json>[0], headers?: Record<string, string>) => void;
const failures: readonly [string, Respond][] = [
  ['a dropped connection', (response) => void response.destroy()],
  ['500', (response) => json(response, { result: 500, msg: 'Internal Server Error' }, 500)],
  ['HTML', (response) => page(response, 502)],
  ['503', (response) => json(response, {}, 503)],
];

test.each(failures)(
  'after %s, what only reads is repeated twice and then told, and what makes something is not repeated',
  async (_name, respond) => {
    service.on('GET /meeting/permanent', (_asked, response) => respond(response));
    service.on('POST /meetings', (_asked, response) => respond(response));
    await expect(readRoom()).rejects.toThrow('getRoom');
    expect(service.asked).toHaveLength(3);
    service.asked.length = 0;
    await expect(makeMeeting()).rejects.toThrow('createMeeting');
    expect(service.asked).toHaveLength(1);
  },
);

test('a failure that passes is not told', async () => {
  let left = 2;
  service.on('GET /meeting/permanent', (_asked, response) => {
    left -= 1;
    if (left >= 0) page(response, 502);
    else json(response, { result: 1, permanent_room: room });
  });
  expect((await readRoom()).permanent_room.room_id).toBe('r0');
});

test('a 429 says that nothing was done: then everything is repeated, but no long wait is waited', async () => {
  const busy = (retryAfter: string) => (_asked: Asked, response: Parameters<typeof json>[0]) =>
    response.writeHead(429, { 'retry-after': retryAfter }).end('{}');
  service.on('POST /meetings', busy('0'));
  await expect(makeMeeting()).rejects.toMatchObject({ kind: 'busy', retryAfterSeconds: 0 });
  expect(service.asked).toHaveLength(3);
  service.asked.length = 0;
  service.on('POST /meetings', busy('3'));
  await expect(makeMeeting()).rejects.toMatchObject({ kind: 'busy', retryAfterSeconds: 3 });
  expect(service.asked).toHaveLength(1);
});

test('a call that is given up ends with the reason of its signal, during the call, between repetitions and before it', async () => {
  const controller = new AbortController();
  const reason = new Error('the person left');
  service.on('GET /meeting/permanent', () => controller.abort(reason));
  const given = { ...vc, signal: controller.signal };
  await expect(api().as({ token: 't' }).getRoom({}, given)).rejects.toBe(reason);
  expect(service.asked).toHaveLength(1);
  await expect(api().as({ token: 't' }).getRoom({}, given)).rejects.toBe(reason);
  expect(service.asked).toHaveLength(1);
  const other = new AbortController();
  service.on('GET /meeting/permanent', (_asked, response) => {
    page(response, 502);
    response.on('close', () => other.abort(reason));
  });
  await expect(
    api()
      .as({ token: 't' })
      .getRoom({}, { ...vc, signal: other.signal }),
  ).rejects.toBe(reason);
  expect(service.asked).toHaveLength(2);
});

test('walking through a listing ends with its signal, too', async () => {
  const controller = new AbortController();
  service.on('GET /meetings', (_asked, response) =>
    json(response, {
      result: 1,
      search: { page_length: 1 },
      meetings: [{ meeting_id: service.asked.length, room_name: 'One', direct_url: 'x' }],
    }),
  );
  const rows: string[] = [];
  const walk = async () => {
    for await (const row of api()
      .as({ token: 't' })
      .each('listMeetings', { page_length: 1 }, { ...vc, signal: controller.signal })) {
      rows.push(row.meeting_id);
      if (rows.length === 3) controller.abort(new Error('enough'));
    }
  };
  await expect(walk()).rejects.toThrow('enough');
  expect(rows).toEqual(['1', '2', '3']);
});

test('a listing of a service that ignores the page is not walked for ever', async () => {
  const meetings = [{ meeting_id: 'm', room_name: 'One', direct_url: 'x' }];
  service.on('GET /meetings', (_asked, response) => json(response, { result: 1, meetings }));
  const rows: unknown[] = [];
  for await (const row of api().as({ token: 't' }).each('listMeetings', {}, vc)) rows.push(row);
  expect(rows).toHaveLength(1);
  expect(service.asked).toHaveLength(2);
});

test('an answer without end is cut off, and called what it is', async () => {
  service.on('GET /meeting/permanent', (_asked, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    response.on('error', () => undefined);
    more();
  });
  await expect(readRoom()).rejects.toMatchObject({ kind: 'garbled' });
});

/** Every form in which a service may repeat what stands for itself in a header, in JSON, in a path and in a form. */
function formsOf(secret: string): readonly string[] {
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    `${new URLSearchParams({ a: secret })}`.slice(2),
  ];
  return [...new Set(forms.flatMap((form) => [form, form.replace(/%../g, (digits) => digits.toLowerCase())]))];
}

test('no secret is in an error or in the log, in whatever form the service repeats it', async () => {
  const secrets = {
    password: 'canary "pass" /+wörd',
    token: 'canary/token+=&',
    apiKey: 'canary key/~',
    pin: 'canary+pin',
  };
  const basic = Buffer.from(`an-api-id:${secrets.apiKey}`).toString('base64');
  const header = `Basic ${basic}`;
  const forms = [
    ...Object.values(secrets),
    `Token ${secrets.token}`,
    `an-api-id:${secrets.apiKey}`,
    basic,
    header,
  ].flatMap(formsOf);
  const repeat = ({ body, headers }: Asked, response: Parameters<typeof json>[0]) => {
    const { authorization = '' } = headers;
    const credential = authorization.split(' ').slice(1).join(' ');
    const given = [body.password, body.pin, authorization, credential, Buffer.from(credential, 'base64').toString()];
    const all = given.flatMap((one) => formsOf(String(one ?? ''))).join(' | ');
    json(response, {
      result: 1777,
      msg: all,
      desc: `Nobody has ${all}`,
      data: { field: all, [all]: all, deep: [{ all }] },
    });
  };
  const seen = (outcome: unknown) => {
    const { cause, stack, ...said } = outcome as Error & Record<string, unknown>;
    const text = `${inspect(outcome, { depth: 10, showHidden: true })} ${JSON.stringify([said, stack, String(cause)])}`;
    const parts = [said.msg, said.desc, said.said, ...Object.entries((said.data ?? {}) as object).flat(), text].map(
      String,
    );
    return forms.filter((form) => parts.some((part) => part.includes(form)));
  };
  for (const route of ['POST /login', 'GET /meeting/permanent', 'POST /sessions/join']) service.on(route, repeat);
  const calls = [
    api().login({ email: 'a@b.example', password: secrets.password }),
    api().as({ token: secrets.token }).getRoom({}, vc),
    api().as({ apiId: 'an-api-id', apiKey: secrets.apiKey }).getRoom({}, vc),
    api().joinSession({ pin: secrets.pin, name: 'Joy', user_ref: 'x' }),
  ];
  for (const outcome of await Promise.allSettled(calls)) {
    const error: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
    expect(error).toMatchObject({ result: 1777 });
    expect(seen(error)).toEqual([]);
    expect(inspect(error, { depth: 10 })).not.toMatch(/canary/);
  }
  for (const route of ['POST /login', 'GET /meeting/permanent', 'POST /sessions/join']) {
    service.on(route, (_asked, response) => void response.destroy());
  }
  const dropped = [
    api().login({ email: 'a@b.example', password: secrets.password }),
    api().as({ token: secrets.token }).getRoom({}, vc),
  ];
  for (const outcome of await Promise.allSettled(dropped)) {
    expect(inspect(outcome, { depth: 10, showHidden: true })).not.toMatch(/canary/);
  }
  expect(JSON.stringify(log.lines)).not.toMatch(/canary/);
});

test('an id is never a step in the path', async () => {
  const account = api().as({ token: 't' });
  for (const user_id of ['.', '..']) {
    await expect(account.deleteUser({ user_id })).rejects.toMatchObject({ kind: 'not_found' });
  }
  expect(service.asked).toEqual([]);
  await expect(account.deleteUser({ user_id: '../customers/c1?x=/' })).rejects.toThrow('deleteUser');
  expect(service.asked.map(({ path }) => path)).toEqual(['/users/..%2Fcustomers%2Fc1%3Fx%3D%2F']);
});
