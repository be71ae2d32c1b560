import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const problems = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n');
  }
};
const key = Buffer.alloc(32, 3).toString('base64');
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://meet.example.com/',
  DATABASE_URL: 'postgres://db/meetwire',
  ENCRYPTION_KEYS: `k2:${key},k1:${key}`,
  SESSION_SECRET: 'long enough to be a secret of a session',
  UCAAS_API_ID: 'an-api-id',
};

test('without any variable, everything to try it out is on, on loopback only', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    sandbox: true,
    playground: true,
  });
});

test('in production, sandbox and playground are off', () => {
  const config = readConfig(production);
  expect(config).toMatchObject({ sandbox: false, playground: false, publicUrl: 'https://meet.example.com' });
  expect(config.encryptionKeys?.map(({ id }) => id)).toEqual(['k2', 'k1']);
});

test('a chat platform switches the playground off, a service the sandbox; either can be kept on', () => {
  const slack = { SLACK_SIGNING_SECRET: 'a signing secret of a test', SLACK_BOT_TOKEN: 'xoxb-0123456789' };
  expect(readConfig(slack)).toMatchObject({
    playground: false,
    sandbox: true,
    slack: { apiUrl: 'https://slack.com/api/' },
  });
  expect(readConfig({ ...slack, PLAYGROUND: 'on' }).playground).toBe(true);
  expect(readConfig({ UCAAS_API_ID: 'an-api-id' })).toMatchObject({ playground: true, sandbox: false });
});

test('empty variables count as not set', () => expect(problems({ PORT: '', SLACK_BOT_TOKEN: ' ' })).toEqual([]));

test('hosts may be named by an address on them', () => {
  expect(readConfig({ UCAAS_JOIN_HOSTS: 'https://meet.example.com/x, *.example.org' }).joinHosts).toEqual([
    'meet.example.com',
    '*.example.org',
  ]);
});

test('a file of routes goes with the service that it speaks of', () => {
  expect(readConfig({ UCAAS_API_ID: 'an-api-id', UCAAS_ROUTES: '/etc/routes.json' }).ucaas).toMatchObject({
    apiId: 'an-api-id',
    routesPath: '/etc/routes.json',
  });
});

test.each([
  [{ SLACK_BOT_TOKEN: 'xoxb-0123456789' }, 'SLACK_SIGNING_SECRET is missing'],
  [
    { SLACK_SIGNING_SECRET: 'your-signing-secret-goes-here', SLACK_BOT_TOKEN: 'xoxb-0123456789' },
    'SLACK_SIGNING_SECRET looks like a placeholder',
  ],
  [{ SLACK_SIGNING_SECRET: 'short', SLACK_BOT_TOKEN: 'xoxb-0123456789' }, 'SLACK_SIGNING_SECRET must have at least'],
  [{ TEAMS_APP_ID: crypto.randomUUID() }, 'TEAMS_APP_PASSWORD is missing'],
  [{ ...production, SESSION_SECRET: 'x'.repeat(40) }, 'SESSION_SECRET looks like a placeholder'],
  [{ ...production, ENCRYPTION_KEYS: 'k1:c2hvcnQ=' }, 'ENCRYPTION_KEYS must be id:base64'],
  [{ ...production, PUBLIC_URL: 'http://meet.example.com' }, 'PUBLIC_URL must begin with https'],
  [{ ...production, SANDBOX: 'on' }, 'SANDBOX must not be on'],
  [{ SANDBOX: 'off' }, 'UCAAS_API_ID is missing'],
  [{ UCAAS_ROUTES: 'routes.json' }, 'UCAAS_API_ID is missing'],
  [{ SANDBOX: 'maybe' }, 'SANDBOX must be on, off or auto'],
  [{ PORT: '70000' }, 'PORT must be at most'],
  [{ DATABASE_URL: 'mysql://x/y' }, 'DATABASE_URL must begin with'],
])('%j is refused by name', (environment: Record<string, string>, wanted) => {
  expect(problems(environment).some((line) => line.startsWith(wanted))).toBe(true);
});

test('who somebody is at their identity provider is asked by https, except on loopback, and only with a whole client', () => {
  const guid = '11111111-2222-4333-8444-555555555555';
  const teams = { TEAMS_APP_ID: guid, TEAMS_APP_PASSWORD: 'a password of a test', TEAMS_TENANT_ID: guid };
  expect(readConfig(teams).teams?.signInAuthority).toBeUndefined();
  expect(readConfig({ ...teams, TEAMS_SIGN_IN: 'on' }).teams?.signInAuthority).toBe(
    `https://login.microsoftonline.com/${guid}/v2.0`,
  );
  expect(readConfig({ SLACK_OPENID_ISSUER: 'http://127.0.0.1:4000' }).slackOpenIdIssuer).toBe('http://127.0.0.1:4000');
  expect(problems({ SLACK_OPENID_ISSUER: 'http://slack.com' })).toEqual([
    'SLACK_OPENID_ISSUER must begin with https:// unless it is on loopback',
  ]);
  expect(problems({ TEAMS_SIGN_IN: 'on' })).toEqual(['TEAMS_APP_ID is missing: TEAMS_SIGN_IN cannot work without it']);
  expect(problems({ SLACK_CLIENT_ID: '1.2' })).toEqual([
    'SLACK_CLIENT_SECRET is missing: SLACK_CLIENT_ID cannot work without it',
  ]);
});
