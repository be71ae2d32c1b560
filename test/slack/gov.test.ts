import { expect, test } from 'vitest';
import { createSecretBox } from '../../db/secret-box.ts';
import { configuredAdapters } from '../../src/adapters.ts';
import { readConfig } from '../../src/config.ts';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { testKeys } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';
import { installing } from '../support/slack/oauth.ts';
import { signingSecret } from '../support/slack/signer.ts';

test.each([
  ['https://slack.com/api', 'https://hooks.slack.com/commands/1', 'https://hooks.slack-gov.com/commands/1'],
  ['https://slack-gov.com/api', 'https://hooks.slack-gov.com/commands/1', 'https://hooks.slack.com/commands/1'],
])('with %s, answers go to that Slack and to no other', async (SLACK_API_URL, here, there) => {
  const { database, drop } = await testDatabase();
  const allowed: ((url: URL) => boolean)[] = [];
  const http = (hosts: readonly string[]) => {
    allowed.push(hostRule(hosts));
    return createHttp({ allowHost: hostRule(hosts) });
  };
  const config = readConfig({ SLACK_SIGNING_SECRET: signingSecret, ...installing, SLACK_API_URL });
  const workspaces = { removed: async () => undefined };
  const box = createSecretBox(testKeys.encryptionKeys);
  await configuredAdapters(config, { http, database, box, workspaces, clock: () => new Date(), log });
  const [isAllowed] = allowed;
  expect(isAllowed?.(new URL(SLACK_API_URL))).toBe(true);
  expect(isAllowed?.(new URL(here))).toBe(true);
  expect(isAllowed?.(new URL(there))).toBe(false);
  await drop();
});
