import { expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.ts';
import { parseSeed } from '../../src/sandbox/seed-file.ts';
import { testDatabase } from '../support/database.ts';

const boss = (email: string) => ({ email, first_name: 'Boss', role: 'admin' });
const tenant = { name: 'Top', type: 'tenant', people: [boss('boss@top.example')] };
const customer = (fields: object) => ({ name: 'Low', ...fields });
const parsed = (...organisations: object[]) =>
  parseSeed(JSON.stringify({ password: 'a password', organisations: [tenant, ...organisations] }));

test.each([
  [
    'two plans for one application',
    [customer({ subscriptions: [{ plan: 'vc-basic' }, { plan: 'vc-business' }] })],
    /Low: there are two subscriptions for vc/,
  ],
  [
    'one plan twice',
    [customer({ subscriptions: [{ plan: 'wb-standard' }, { plan: 'wb-standard' }] })],
    /Low: .*for wb/,
  ],
  [
    'one contact address twice',
    [customer({ contact_email: 'a@x.example' }), { name: 'Other', contact_email: 'A@x.example' }],
    /Other: the contact email a@x\.example belongs to Low/,
  ],
  [
    'the contact address that another has by default',
    [customer({ contact_email: 'boss@top.example' })],
    /Low: the contact email boss@top\.example belongs to Top/,
  ],
  [
    'a default that another has been given',
    [customer({ contact_email: 'b@x.example' }), { name: 'Other', people: [boss('b@x.example')] }],
    /Other: the contact email b@x\.example belongs to Low/,
  ],
  [
    'one person twice',
    [customer({ people: [boss('BOSS@top.example')] })],
    /Low: the email boss@top\.example belongs to Top/,
  ],
  [
    'one API id twice',
    [
      customer({
        people: [boss('l@x.example')],
        api: [
          { id: 'one', key: 'long enough' },
          { id: 'one', key: 'long enough' },
        ],
      }),
    ],
    /Low: the API id one belongs to Low/,
  ],
  ['a NUL in a name', [customer({ people: [{ ...boss('l@x.example'), last_name: 'a\0b' }] })], /Low: people: .*NUL/],
  [
    'a NUL in a key',
    [customer({ people: [boss('l@x.example')], api: [{ id: 'one', key: 'long\0enough' }] })],
    /Low: api: .*NUL/,
  ],
  ['a customer under a customer', [customer({}), { name: 'Lower', under: 'Low' }], /Lower: Low is a customer/],
  [
    'a reseller under a customer',
    [customer({}), { name: 'Lower', type: 'reseller', under: 'Low' }],
    /Lower: Low is a customer/,
  ],
  ['one name twice', [customer({}), customer({})], /Low: there are two of this name/],
])('a seed file with %s is refused, and the organisation is named', (_what, organisations, message) => {
  expect(() => parsed(...organisations)).toThrow(message);
});

test('a NUL in everybody’s password is refused', () => {
  expect(() => parseSeed(JSON.stringify({ password: 'pass\0word', organisations: [tenant] }))).toThrow(
    /^password: .*NUL/,
  );
});

test('what is not refused can be planted', async () => {
  const seed = parsed(
    { name: 'Middle', type: 'reseller', people: [boss('m@x.example')] },
    {
      name: 'Low',
      under: 'Middle',
      contact_email: 'LOW@x.example',
      subscriptions: [{ plan: 'vc-basic' }, { plan: 'wb-standard' }],
    },
    { name: 'Nobody' },
    { name: 'Also nobody' },
  );
  const { database, drop } = await testDatabase();
  const guard = async () => undefined;
  const sandbox = createSandbox({ database, publicUrl: 'http://localhost:1', clock: () => new Date(), seed, guard });
  expect(await sandbox.seed()).toBe(true);
  const { rows } = await database.pool.query("select contact_email from sandbox.organisation where name = 'Low'");
  expect(rows).toEqual([{ contact_email: 'low@x.example' }]);
  await drop();
});
