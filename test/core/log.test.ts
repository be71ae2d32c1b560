import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';

test('secrets are cut out by name, errors keep their cause, and each event is one line', () => {
  let written = '';
  const _sink = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  const log = createLog(
    'info',
    new Writable({ write: (chunk, _encoding, done) => done(void (written += String(chunk))) }),
  );
  const secret = 'canary-4711';
  log.error(
    {
      token: secret,
      request: { headers: { authorization: secret, cookie: secret } },
      body: { password: secret },
      error: new Error('outer\nline', { cause: new Error('inner') }),
    },
    'failed',
  );
  expect(written).not.toContain(secret);
  expect(written).toContain('inner');
  expect(written.trim().split('\n')).toHaveLength(1);
});
