import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';

test('secrets are cut out by name, errors keep their cause, and each event is one line', () => {
  const written: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  const secret = 'canary-4711';
  createLog('info', sink).error(
    {
      token: secret,
      request: { headers: { authorization: secret, cookie: secret } },
      body: { password: secret },
      error: new Error('outer\nline', { cause: new Error('inner') }),
    },
    'failed',
  );
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0] ?? '')).toMatchObject({
    replica: expect.stringMatching(/^[0-9a-f]{8}$/),
    time: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(written[0]).not.toContain(secret);
  expect(written[0]).toContain('inner');
  expect(written[0]?.trim().split('\n')).toHaveLength(1);
});

test('what the database repeats of its rows is not written, and what helps to find the fault is', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const refused = Object.assign(new Error('duplicate key value violates unique constraint "account_service_user"'), {
    severity: 'ERROR',
    code: '23505',
    detail: 'Key (email)=(canary@acme.example) already exists.',
    constraint: 'account_service_user',
  });
  const query = { query: 'insert into "account" values ($1)', params: ['canary@acme.example'] };
  const failed = Object.assign(
    new Error(`Failed query: ${query.query}\nparams: ${query.params}`, { cause: refused }),
    query,
  );
  log.error({ error: new Error('a sign-in failed', { cause: failed }) }, 'a request failed');
  const value = Object.assign(new Error('invalid input syntax for type uuid: "canary@acme.example"'), {
    severity: 'ERROR',
    code: '22P02',
  });
  log.error({ error: value }, 'a request failed');
  expect(lines.join()).not.toContain('canary@acme.example');
  for (const help of ['a sign-in failed', 'insert into', '23505', 'account_service_user', '22P02', 'log.test.ts'])
    expect(lines.join()).toContain(help);
});
