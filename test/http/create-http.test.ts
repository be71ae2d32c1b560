import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttp, hostRule } from '../../src/http/create-http.ts';

let server: Server;
let url = '';
let calls = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    calls += 1;
    if (request.url === '/drop') return void response.destroy();
    if (request.url === '/redirect') return void response.writeHead(302, { location: '/' }).end();
    if (request.url === '/large') return void response.end('x'.repeat(3 * 1024 * 1024));
    response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] });
    request.pipe(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const create = () => createHttp({ allowHost: hostRule(['127.0.0.1:*']) });

test.each([
  'http://localhost:1/',
  'http://169.254.169.254/',
  'http://[::1]/',
  'ftp://127.0.0.1/',
  'http://user:pw@127.0.0.1:80/',
  'http://127.0.0.1.evil.example/',
  'not an address',
])('no connection is made to %s', async (address) => {
  const before = calls;
  await expect(create().request({ method: 'GET', url: address })).rejects.toMatchObject({
    kind: 'refused_host',
    sent: false,
  });
  expect(calls).toBe(before);
});

test('redirects are answers, headers that came twice are joined', async () => {
  const http = create();
  expect((await http.request({ method: 'GET', url: `${url}/redirect` })).status).toBe(302);
  expect((await http.request({ method: 'GET', url })).headers['set-cookie']).toBe('a=1, b=2');
});

test('an answer without end is cut off, and a dropped connection says that something may have happened', async () => {
  const http = create();
  await expect(http.request({ method: 'GET', url: `${url}/large` })).rejects.toMatchObject({ kind: 'too_large' });
  await expect(http.request({ method: 'POST', url: `${url}/drop` })).rejects.toMatchObject({
    kind: 'unreachable',
    sent: true,
  });
  await expect(http.request({ method: 'POST', url: 'http://127.0.0.1:9/' })).rejects.toMatchObject({
    kind: 'unreachable',
    sent: false,
  });
});

test('a host that keeps failing is left alone', async () => {
  const http = create();
  for (let tries = 0; tries < 10; tries += 1)
    await http.request({ method: 'GET', url: `${url}/drop` }).catch(() => undefined);
  const before = calls;
  await expect(http.request({ method: 'GET', url })).rejects.toMatchObject({ kind: 'open_circuit', sent: false });
  expect(calls).toBe(before);
});

test('as a fetch it takes what libraries give it', async () => {
  const { fetch } = create();
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ a: 'b c' }) });
  expect([response.status, await response.text()]).toEqual([200, 'a=b+c']);
});

test('host patterns match whole hosts only', () => {
  const rule = hostRule(['slack.com', '*.slack.com', 'localhost:*']);
  const allowed = ['https://slack.com/', 'https://hooks.slack.com/x', 'http://localhost:4000/'].map((address) =>
    rule(new URL(address)),
  );
  const refused = ['https://evilslack.com/', 'https://slack.com.evil.example/', 'https://slack.com:8443/'].map(
    (address) => rule(new URL(address)),
  );
  expect([allowed, refused]).toEqual([
    [true, true, true],
    [false, false, false],
  ]);
});
