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
