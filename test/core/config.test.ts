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

const installing = {
  SLACK_CLIENT_ID: '1234.5678',
  SLACK_CLIENT_SECRET: '0123456789abcdef',
  SLACK_STATE_SECRET: 'long enough to sign the state of an installation',
};
const signed = { SLACK_SIGNING_SECRET: 'a signing secret of a test' };

test('Slack is on with a way in and somewhere to act, each of them in one of two ways or in both', () => {
  const token = { SLACK_BOT_TOKEN: 'xoxb-0123456789' };
  const socket = { SLACK_APP_TOKEN: 'xapp-0123456789' };
  expect(readConfig({ ...signed, ...installing }).slack).toMatchObject({
    wayIn: { signingSecret: signed.SLACK_SIGNING_SECRET },
    install: { clientId: '1234.5678', authorizeUrl: 'https://slack.com/oauth/v2/authorize' },
  });
  expect(readConfig({ ...signed, ...installing, ...token }).slack).toMatchObject({
    botToken: token.SLACK_BOT_TOKEN,
    install: { clientId: '1234.5678' },
  });
  expect(readConfig({ ...socket, ...token }).slack).toMatchObject({ wayIn: { appToken: socket.SLACK_APP_TOKEN } });
  expect(readConfig({ ...socket, ...signed, ...installing }).slack?.wayIn).toEqual({ appToken: 'xapp-0123456789' });
});

test('for GovSlack, people agree on the host that is called, unless another one is named', () => {
  const gov = { ...signed, ...installing, SLACK_API_URL: 'https://slack-gov.com/api' };
  expect(readConfig(gov).slack?.install?.authorizeUrl).toBe('https://slack-gov.com/oauth/v2/authorize');
  const named = { ...gov, SLACK_AUTHORIZE_URL: 'https://login.example.com/authorize' };
  expect(readConfig(named).slack?.install?.authorizeUrl).toBe('https://login.example.com/authorize');
});

test('empty variables count as not set', () => expect(problems({ PORT: '', SLACK_BOT_TOKEN: ' ' })).toEqual([]));

test('hosts may be named by an address on them', () => {
  expect(readConfig({ UCAAS_JOIN_HOSTS: 'https://meet.example.com/x, *.example.org' }).joinHosts).toEqual([
    'meet.example.com',
    '*.example.org',
  ]);
});

test('secrets of events are one or two, whsec_ and enough bytes', () => {
  const [one, two] = [1, 2].map((byte) => Buffer.alloc(32, byte));
  const written = (key: Buffer | undefined) => `whsec_${key?.toString('base64')}`;
  expect(readConfig({ UCAAS_EVENT_SECRETS: `${written(one)}, ${written(two)}` }).eventSecrets).toEqual([one, two]);
  expect(readConfig({}).eventSecrets).toEqual([]);
  const wrong = [
    written(Buffer.alloc(8)),
    'whsec_!',
    one?.toString('base64') ?? '',
    Array(3).fill(written(one)).join(','),
  ];
  for (const secrets of wrong)
    expect(problems({ UCAAS_EVENT_SECRETS: secrets }).join()).toContain('must be whsec_ and base64 of 24 to 64 bytes');
});

test('a file of routes goes with the service that it speaks of', () => {
  expect(readConfig({ UCAAS_API_ID: 'an-api-id', UCAAS_ROUTES: '/etc/routes.json' }).ucaas).toMatchObject({
    apiId: 'an-api-id',
    routesPath: '/etc/routes.json',
  });
});

const teams = {
  TEAMS_APP_ID: '11111111-2222-4333-8444-555555555555',
  TEAMS_APP_PASSWORD: 'a password of a test app',
  TEAMS_TENANT_ID: 'AAAAAAAA-bbbb-4ccc-8ddd-eeeeeeeeeeee',
};

test('Teams serves its own tenant in the public cloud, until others are listed', () => {
  expect(readConfig(teams).teams).toMatchObject({
    tenantId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
    allowedTenants: [],
    appType: 'single',
    cloud: 'public',
  });
  const listed = { TEAMS_ALLOWED_TENANTS: 'BBBBBBBB-cccc-4ddd-8eee-ffffffffffff, ', TEAMS_APP_TYPE: 'multi' };
  expect(readConfig({ ...teams, ...listed, TEAMS_CLOUD: 'gcchigh' }).teams).toMatchObject({
    allowedTenants: ['bbbbbbbb-cccc-4ddd-8eee-ffffffffffff'],
    appType: 'multi',
    cloud: 'gcchigh',
  });
  expect(readConfig({ ...teams, TEAMS_ALLOWED_TENANTS: '*' }).teams?.allowedTenants).toBe('*');
});

test.each([
  [{ TEAMS_ALLOWED_TENANTS: 'acme.example' }, 'TEAMS_ALLOWED_TENANTS must be GUIDs'],
  [{ TEAMS_ALLOWED_TENANTS: '*,bbbbbbbb-cccc-4ddd-8eee-ffffffffffff' }, 'TEAMS_ALLOWED_TENANTS must be GUIDs'],
  [{ TEAMS_APP_TYPE: 'MultiTenant' }, 'TEAMS_APP_TYPE must be single or multi'],
  [{ TEAMS_CLOUD: 'mars' }, 'TEAMS_CLOUD must be one of public, gcc, gcchigh, dod, china'],
  [{ TEAMS_TENANT_ID: 'acme.example' }, 'TEAMS_TENANT_ID must be the GUID'],
])('Teams with %j is refused by name', (environment: Record<string, string>, wanted) => {
  expect(problems({ ...teams, ...environment }).some((line) => line.startsWith(wanted))).toBe(true);
});

test.each([
  [{ SLACK_BOT_TOKEN: 'xoxb-0123456789' }, 'SLACK_SIGNING_SECRET is missing'],
  [
    { SLACK_SIGNING_SECRET: 'your-signing-secret-goes-here', SLACK_BOT_TOKEN: 'xoxb-0123456789' },
    'SLACK_SIGNING_SECRET looks like a placeholder',
  ],
  [{ SLACK_SIGNING_SECRET: 'short', SLACK_BOT_TOKEN: 'xoxb-0123456789' }, 'SLACK_SIGNING_SECRET must have at least'],
  [signed, 'SLACK_BOT_TOKEN is missing'],
  [installing, 'SLACK_SIGNING_SECRET is missing'],
  [{ ...signed, ...installing, SLACK_STATE_SECRET: '' }, 'SLACK_STATE_SECRET is missing'],
  [{ ...signed, ...installing, SLACK_STATE_SECRET: 'short' }, 'SLACK_STATE_SECRET must have at least'],
  [{ SLACK_APP_TOKEN: 'xapp-0123456789' }, 'SLACK_BOT_TOKEN is missing'],
  [{ SLACK_APP_TOKEN: 'xoxb-0123456789', SLACK_BOT_TOKEN: 'xoxb-0123456789' }, 'SLACK_APP_TOKEN must begin with xapp-'],
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

const smtp = { SMTP_URL: 'smtp://user:secret@mail.example.com:587', MAIL_FROM: 'Meetwire <meet@example.com>' };

test('mail is ours with a server for it, else of the service, unless it is said otherwise', () => {
  expect(readConfig({}).mail).toEqual({ mailer: 'service', from: undefined, smtp: undefined });
  expect(readConfig(smtp).mail).toEqual({
    mailer: 'ours',
    from: { name: 'Meetwire', address: 'meet@example.com' },
    smtp: { url: smtp.SMTP_URL },
  });
  expect(readConfig({ ...smtp, MAIL_BY: 'smtp' }).mail.mailer).toBe('ours');
  expect(readConfig({ ...smtp, MAIL_BY: 'service' }).mail).toMatchObject({ mailer: 'service', smtp: undefined });
  expect(readConfig({ ...smtp, MAIL_BY: 'off' }).mail).toMatchObject({ mailer: 'nobody', smtp: undefined });
  expect(readConfig({ MAIL_BY: 'off' }).mail.mailer).toBe('nobody');
});

test.each([
  ['meet@example.com', { name: 'Meetwire', address: 'meet@example.com' }],
  [' <meet@example.com>', undefined],
  ['Acme Meetings <meet@example.com>', { name: 'Acme Meetings', address: 'meet@example.com' }],
  ['"Acme, Inc." <meet@localhost>', { name: 'Acme, Inc.', address: 'meet@localhost' }],
  ['Acme, Inc. <meet@example.com>', undefined],
  ['Acme <meet@example.com>, b@example.com', undefined],
  ['Acme <meet@example.com>\r\nBcc: <b@example.com>', undefined],
  ['meet', undefined],
])('%j is a mailbox or none', (written, mailbox) => {
  const refused = problems({ ...smtp, MAIL_FROM: written });
  if (mailbox) expect(readConfig({ ...smtp, MAIL_FROM: written }).mail.from).toEqual(mailbox);
  else expect(refused).toEqual([expect.stringMatching(/^MAIL_FROM must be an address/)]);
});

test.each([
  [{ SMTP_URL: smtp.SMTP_URL }, 'MAIL_FROM is missing'],
  [{ MAIL_BY: 'smtp' }, 'SMTP_URL is missing: MAIL_BY=smtp'],
  [{ ...smtp, SMTP_URL: 'https://mail.example.com' }, 'SMTP_URL must be smtp://'],
  [{ ...smtp, MAIL_BY: 'pigeon' }, 'MAIL_BY must be auto, smtp, service or off'],
])('mail with %j is refused by name', (environment: Record<string, string>, wanted) => {
  expect(problems(environment)).toEqual([expect.stringContaining(wanted)]);
});

test('who somebody is at their identity provider is asked by https, except on loopback, and only with a whole client', () => {
  const guid = '11111111-2222-4333-8444-555555555555';
  const teams = { TEAMS_APP_ID: guid, TEAMS_APP_PASSWORD: 'a password of a test', TEAMS_TENANT_ID: guid };
  expect(readConfig(teams).teams?.signIn).toBe(false);
  expect(readConfig({ ...teams, TEAMS_SIGN_IN: 'on' }).teams).toMatchObject({
    signIn: true,
    signInAuthority: undefined,
  });
  const slack = { SLACK_SIGNING_SECRET: 'a signing secret of a test', SLACK_BOT_TOKEN: 'xoxb-a-token-of-a-test' };
  const client = { SLACK_CLIENT_ID: '111.222', SLACK_CLIENT_SECRET: 'a client secret of a test' };
  expect(readConfig(slack).slack?.signIn).toBeUndefined();
  expect(readConfig({ ...slack, ...client }).slack).toMatchObject({
    signIn: { client: { id: '111.222' }, issuer: 'https://slack.com' },
    install: undefined,
  });
  const issuer = 'http://127.0.0.1:4000';
  expect(readConfig({ ...slack, ...client, SLACK_OPENID_ISSUER: issuer }).slack?.signIn?.issuer).toBe(issuer);
  const government = { ...slack, ...client, SLACK_API_URL: 'https://slack-gov.com/api' };
  expect(readConfig(government).slack?.signIn?.issuer).toBe('https://slack-gov.com');
  expect(problems({ SLACK_OPENID_ISSUER: 'http://slack.com' })).toEqual([
    'SLACK_OPENID_ISSUER must begin with https:// unless it is on loopback',
  ]);
  expect(problems({ TEAMS_SIGN_IN: 'on' })).toEqual(['TEAMS_APP_ID is missing: TEAMS_SIGN_IN cannot work without it']);
  expect(problems({ ...slack, SLACK_CLIENT_ID: '111.222' })).toEqual([
    expect.stringMatching(/^SLACK_CLIENT_SECRET is missing/),
  ]);
});
