import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startProcess } from '../support/process.ts';
import { json, startService } from '../support/service.ts';
import { startSlackStandIn, workspace } from '../support/slack/stand-in.ts';
import { startSmtp } from '../support/smtp.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  temporary = await temporaryFolder('doctor');
});
afterAll(() => temporary.remove());

const keys = {
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  SESSION_SECRET: 'a session secret that is only for tests',
};

/** What `npm run doctor` says with these settings: its lines, and the sums at its end. */
async function examined(environment: Readonly<Record<string, string>>) {
  const { code, out, err } = await startProcess(environment, temporary.path, ['src/doctor-main.ts']).ended;
  expect(err).toBe('');
  const lines = out.trimEnd().split('\n');
  const sums = JSON.parse(lines.at(-1) ?? '') as { checks: number; good: number; warnings: number; bad: number };
  return { code, out, lines, sums };
}

test('with no settings at all, it says what would serve, and makes nothing', async () => {
  const { code, out, sums } = await examined({});
  expect(out).toMatch(/✓ Settings +complete, for trying out/);
  expect(out).toMatch(/✓ Database +the embedded one; npm start makes it/);
  expect(out).toMatch(/✓ UCaaS +the sandbox stands in for it/);
  expect(out).toMatch(/! Public URL +http:\/\/localhost:3000 does not answer from here/);
  expect(out).toMatch(/✓ Slack +off/);
  expect(sums.bad).toBe(0);
  expect(sums.checks).toBe(sums.good + sums.warnings);
  expect(code).toBe(0);
  expect(await readdir(temporary.path)).toEqual([]);
});

test('of bad settings it names all at once, each with what to do, and no secret', async () => {
  const secret = 'xoxb-a-secret-that-nobody-may-see';
  const { code, out, sums } = await examined({ PORT: 'http', SLACK_BOT_TOKEN: secret, DATABASE_URL: 'mysql://x' });
  expect(out).toMatch(/✗ Settings +PORT must be a number/);
  expect(out).toMatch(/✗ Settings +DATABASE_URL must begin with postgres/);
  expect(out).toContain('SLACK_SIGNING_SECRET');
  expect(out).not.toContain(secret);
  expect(sums.bad).toBeGreaterThan(2);
  expect(code).toBe(1);
});

test('a database that is away is one finding, and hides no other', async () => {
  const { code, out } = await examined({ ...keys, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x' });
  expect(out).toMatch(/✗ Database +it does not answer\n +→ The database cannot be reached \(ECONNREFUSED\)/);
  expect(out).toMatch(/✓ UCaaS/);
  expect(out).not.toMatch(/Migrations|Keys +/);
  expect(code).toBe(1);
});

describe('with a database', () => {
  let scratch: TestDatabase;
  let url = '';
  beforeAll(async () => {
    scratch = await testDatabase();
    url = scratch.url;
  });
  afterAll(() => scratch.drop());

  test('it sees what is applied, which keys are needed, and one that is gone', async () => {
    const well = await examined({ ...keys, DATABASE_URL: url });
    expect(well.out).toMatch(/✓ Database +PostgreSQL \d+, /);
    expect(well.out).toMatch(/✓ Migrations +all applied/);
    expect(well.out).toMatch(/✓ Keys +1 known, 0 secrets sealed/);
    expect(well.out).toMatch(/! Audit +this role owns its lines/);
    await scratch.database.pool.query(
      `insert into workspace (platform, workspace_id, name, api_id, sealed_api_key)
       values ('slack', 'T1', 'Acme', 'id', 'gone:AAAA:AAAA:AAAA')`,
    );
    const lost = await examined({ ...keys, DATABASE_URL: url });
    expect(lost.out).toMatch(
      /✗ Keys +1 secrets are sealed with .*gone.*, not among ENCRYPTION_KEYS\n +→ put that key back/,
    );
    await scratch.database.pool.query(
      `delete from migrations.meetwire where created_at = (select max(created_at) from migrations.meetwire)`,
    );
    expect((await examined({ ...keys, DATABASE_URL: url })).out).toMatch(/! Migrations +1 of \d+ are not applied/);
    await scratch.database.pool.query(
      `insert into migrations.meetwire (hash, created_at) values ('later', 9999999999999)`,
    );
    expect((await examined({ ...keys, DATABASE_URL: url })).out).toMatch(/✗ Migrations +the database is newer/);
  });
});

describe('with everything that is talked to', () => {
  let service: Awaited<ReturnType<typeof startService>>;
  let slack: Awaited<ReturnType<typeof startSlackStandIn>>;
  let smtp: Awaited<ReturnType<typeof startSmtp>>;
  beforeAll(async () => {
    [service, slack, smtp] = await Promise.all([startService(), startSlackStandIn(), startSmtp()]);
  });
  afterAll(() => Promise.all([service.close(), slack.close(), smtp.close()]));

  test('it tries each, and says what is wrong with which', async () => {
    const environment = {
      ...{ ...service.environment, UCAAS_API_KEY: 'the-api-key-of-the-deployment' },
      ...{
        SLACK_SIGNING_SECRET: 'a signing secret for tests',
        SLACK_BOT_TOKEN: workspace.botToken,
        SLACK_API_URL: slack.apiUrl,
      },
      ...{ SMTP_URL: smtp.url, MAIL_FROM: 'Meetwire <meet@acme.example>' },
    };
    service.on('GET /timezones', (_asked, response) => json(response, { result: 1, timezones: [] }));
    service.on('GET /users', (_asked, response) => json(response, { result: 1, users: [] }));
    const well = await examined(environment);
    expect(well.out).toMatch(/✓ UCaaS +http:\/\/127\.0\.0\.1:\d+ answers in \d+ ms/);
    expect(well.out).toMatch(/✓ UCaaS +UCAAS_API_KEY works/);
    expect(well.out).toMatch(/✓ Slack +on; the bot token works/);
    expect(well.out).toMatch(/✓ Mail +127\.0\.0\.1 takes us/);
    service.on('GET /timezones', (_asked, response) => json(response, { result: 1001 }, 401));
    slack.grants.scopes = 'commands';
    const wrong = await examined(environment);
    expect(wrong.out).toMatch(/✗ UCaaS +UCAAS_API_KEY is not taken/);
    expect(wrong.out).toMatch(/✗ Slack +scopes are missing: app_mentions:read, /);
    slack.failNext('auth.test', { body: { ok: false, error: 'invalid_auth' } });
    await smtp.close();
    const away = await examined(environment);
    expect(away.out).toMatch(/✗ Slack +Slack does not take SLACK_BOT_TOKEN: invalid_auth/);
    expect(away.out).toMatch(/✗ Mail +no mail could be handed to the mail server \(\w+\)\n +→ check SMTP_URL/);
    for (const { out } of [well, wrong, away]) {
      expect(out).not.toContain('the-api-key-of-the-deployment');
      expect(out).not.toContain(workspace.botToken);
    }
    expect(join(...away.lines).length).toBeGreaterThan(0);
  });
});
