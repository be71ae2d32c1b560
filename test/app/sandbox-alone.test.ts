import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/app.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startProcess } from '../support/process.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let folder = '';
beforeAll(async () => {
  temporary = await temporaryFolder('sandbox');
  folder = temporary.path;
});
afterAll(() => temporary.remove());

const sandbox = 'src/sandbox-main.ts';
const start = (...line: string[]) => startProcess({}, folder, [sandbox, ...line]);

const seed = {
  password: 'everybody-knows-it',
  organisations: [
    {
      name: 'Our platform',
      type: 'tenant',
      people: [{ email: 'Root@Example.com', first_name: 'Root', role: 'admin' }],
      api: [{ id: 'root-api-id', key: 'root-api-key' }],
    },
    {
      name: 'Customer One',
      subscriptions: [{ plan: 'vc-business', seats: 3 }],
      people: [
        { email: 'boss@one.example', first_name: 'Boss', role: 'admin' },
        { email: 'user@one.example', first_name: 'Uli', password: 'one-of-its-own' },
      ],
      api: [{ id: 'one-api-id', key: 'one-api-key' }],
    },
  ],
};

async function login(port: number, email: string, password: string): Promise<{ result: number; token: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}/ucaas/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-id': 'root-api-id' },
    body: JSON.stringify({ email, password }),
  });
  return (await answer.json()) as { result: number; token: string };
}

test('the sandbox starts alone with a seed file, keeps what is in it, and begins anew when it is told to', async () => {
  const port = await freePort();
  const file = join(folder, 'seed.json');
  await writeFile(file, JSON.stringify(seed));
  const first = start(
    '--port',
    String(port),
    '--seed',
    file,
    '--switch',
    'tokenMinutes=20',
    '--switch',
    'faults=slow',
    '--switch',
    'slowMilliseconds=1',
  );
  await first.ready;
  for (const text of [
    `http://localhost:${port}/ucaas/v1`,
    'root-api-id',
    'one-api-id:one-api-key',
    'user@one.example',
  ]) {
    expect(first.said()).toContain(text);
  }
  expect((await login(port, 'root@example.com', 'everybody-knows-it')).result).toBe(1);
  expect((await login(port, 'user@one.example', 'everybody-knows-it')).result).toBe(401);
  const { token } = await login(port, 'user@one.example', 'one-of-its-own');
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('Meetings Business, 3 seats');
  first.kill('SIGTERM');
  expect(await first.ended).toMatchObject({ code: 0, err: '' });

  const second = start('--port', String(port));
  await second.ready;
  expect(second.said()).toContain('--fresh begins anew');
  expect(second.said()).not.toContain('ada@acme.example');
  const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  expect(page).toContain('The accounts are those of an earlier start');
  expect(page).not.toContain('meetwire-demo');
  const late = await start('--port', String(port), '--seed', file, '--fresh').ended;
  expect(late).toMatchObject({ code: 1, err: expect.stringContaining(`Port ${port} is taken`) });
  expect(late.err).toContain('set --port to a free port');
  const room = await fetch(`http://127.0.0.1:${port}/ucaas/v1/meeting/permanent`, {
    headers: { authorization: `Token ${token}`, 'x-app-type': 'vc' },
  });
  expect(await room.json()).toMatchObject({ result: 1, permanent_room: { room_name: "Uli's room" } });
  second.kill('SIGINT');
  expect(await second.ended).toMatchObject({ code: 0 });

  const third = start('--port', String(port), '--fresh');
  await third.ready;
  expect(third.said()).toContain('ada@acme.example');
  expect((await login(port, 'user@one.example', 'one-of-its-own')).result).not.toBe(1);

  const credentials = join(folder, 'conformance.json');
  const person = (email: string) => ({ email, password: 'meetwire-demo' });
  const people = { user: person('ada@acme.example'), customer: person('admin@acme.example') };
  await writeFile(
    credentials,
    JSON.stringify({ baseUrl: `http://127.0.0.1:${port}/ucaas/v1`, apiId: 'sandbox-api-id', people }),
  );
  const live = async (...line: string[]) => {
    const { code, out } = await startProcess({}, folder, [
      'test/conformance/main.ts',
      '--live',
      '--credentials',
      credentials,
      ...line,
    ]).ended;
    return { code, out, summary: JSON.parse(out.trim().split('\n').at(-1) ?? '') as Record<string, unknown> };
  };
  const reading = await live();
  expect(reading).toMatchObject({ code: 0, summary: { failed: 0, wrongInferredRoutes: [] } });
  expect(reading.out).toContain('reading only');
  expect(reading.out).toContain('Nothing was changed');
  expect(reading.out).not.toContain('meetwire-demo');

  await fetch(`http://127.0.0.1:${port}/switches`, {
    method: 'POST',
    body: new URLSearchParams({ inferredRoutes: 'missing' }),
  });
  const { summary, out } = await live('--write');
  expect(summary.wrongInferredRoutes).toEqual(expect.arrayContaining(['listMeetings', 'getUser', 'listPlans']));
  expect(out).toMatch(/Inferred routes that are wrong \(\d+\)\n(.*\n)*? {2}listPlans +GET \/plans +not there/);
  third.kill('SIGTERM');
  expect(await third.ended).toMatchObject({ code: 0, err: '' });
}, 60_000);

test.each([
  [['--port', 'http'], '--port is a number'],
  [['--seed', 'nowhere.json'], '--seed names nowhere.json, which is not right: ENOENT'],
  [['--switch', 'resultAs=roman', '--switch', 'colour=blue'], '--switch resultAs'],
  [['--public-url', 'ftp://x'], '--public-url is an http(s) address'],
  [['--nonsense'], "Unknown option '--nonsense'"],
])('what is wrong with %j is said in one line, with where to find help', async (line: string[], wanted) => {
  const { code, err } = await start(...line).ended;
  expect(code).toBe(1);
  expect(err).toContain(wanted);
  expect(err).toContain('npm run sandbox -- --help');
  expect(err).not.toMatch(/\n\s+at /);
});

test('a seed file that is not right is refused with everything that is wrong with it', async () => {
  const file = join(folder, 'wrong.json');
  const [tenant, customer] = seed.organisations;
  const wrong = {
    ...seed,
    organisations: [
      tenant,
      { ...customer, under: 'Nobody', subscriptions: [{ plan: 'gold' }], people: [{ email: 'x', first_name: '' }] },
    ],
  };
  await writeFile(file, JSON.stringify(wrong));
  const { code, err } = await start('--seed', file).ended;
  expect(code).toBe(1);
  for (const text of ['subscriptions.0.plan: no such plan', 'people.0.email', 'people.0.first_name'])
    expect(err).toContain(text);
});

test('the sandbox never runs in production', async () => {
  const { code, err } = await startProcess({ NODE_ENV: 'production' }, folder, [sandbox]).ended;
  expect([code, err]).toEqual([1, expect.stringContaining('never runs in production')]);
});
