import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { AppsManifestCreateArguments } from '@slack/web-api';
import draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { withCredentials } from '../manifest/credentials.ts';
import { withCommands } from '../manifest/readme.ts';
import { withSwitches } from '../manifest/sandbox-switches.ts';
import { slackManifest } from '../manifest/slack.ts';
import { teamsManifest } from '../manifest/teams.ts';
import { ucaasRoutesDocument } from '../manifest/ucaas-routes.ts';
import { typedCommands as commands } from '../src/core/commands/index.ts';
import { credentialsFor } from '../src/core/credentials.ts';
import { switches } from '../src/sandbox/switches.ts';
import { type Route, routes } from '../src/ucaas/routes/index.ts';

const publicUrl = 'https://meetwire.example.com';
const appId = '00000000-0000-0000-0000-000000000000';
const read = async (path: string) =>
  JSON.parse(await readFile(new URL(`../manifest/${path}`, import.meta.url), 'utf8')) as unknown;
const run = (...args: string[]) => promisify(execFile)(process.execPath, ['manifest/build.ts', ...args]);

test('the committed manifests are the ones that the command table gives', async () => {
  expect(await read('slack.json')).toEqual(slackManifest({ publicUrl, commands }));
  expect(await read('slack-many.json')).toEqual(slackManifest({ publicUrl, commands }, 'many'));
  expect(await read('teams/manifest.json')).toEqual(teamsManifest({ publicUrl, appId, commands }));
});

test('the README has the commands as they are, and every variable that can be set', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toBe(withCommands(readme, commands));
  const config = await readFile(new URL('../src/config.ts', import.meta.url), 'utf8');
  const names = [...config.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) expect(readme).toContain(`\`${name}\``);
});

test('the page of permissions has the table of credentials as it is', async () => {
  const page = await readFile(new URL('../docs/permissions.md', import.meta.url), 'utf8');
  expect(page).toBe(withCredentials(page));
  for (const purpose of Object.keys(credentialsFor)) expect(page).toContain(`| \`${purpose}\` |`);
});

test('the page of the routes is the one that the route table gives, and has a row for each of them', async () => {
  const page = await readFile(new URL('../docs/ucaas-routes.md', import.meta.url), 'utf8');
  expect(page).toBe(ucaasRoutesDocument(Object.values(routes)));
  const all: readonly Route[] = Object.values(routes);
  for (const { name, method, path } of all) expect(page).toContain(`| \`${name}\` | \`${method} ${path}\``);
  for (const source of new Set(all.flatMap((route) => route.source.match(/S\d+/g) ?? [])))
    expect(page).toContain(`| ${source} | https://`);
});

test('the page of the sandbox has every switch as it is', async () => {
  const page = await readFile(new URL('../docs/ucaas-sandbox.md', import.meta.url), 'utf8');
  expect(page).toBe(withSwitches(page, switches));
  expect(switches.length).toBeGreaterThan(8);
  for (const { name } of switches) expect(page).toContain(`| \`${name}\` |`);
});

test('what stands in a cell cannot end it', () => {
  const page = ucaasRoutesDocument([{ ...routes.login, summary: 'one | other' }]);
  expect(page).toContain('| one \\| other |');
});

test('the Slack manifest has the shape of the SDK, and asks for no scope twice', () => {
  // The compiler is the judge of the shape: a wrong event, scope or key does not pass the type check.
  const made = slackManifest({ publicUrl, commands }) satisfies AppsManifestCreateArguments['manifest'];
  const { bot, bot_optional: optional } = made.oauth_config.scopes;
  expect(new Set([...bot, ...optional]).size).toBe(bot.length + optional.length);
  expect(made.features.slash_commands[0]?.usage_hint).toContain('now | join | room');
});

test('tokens rotate where workspaces install the app by themselves, and never where a bot token stands in the settings', async () => {
  const [one, many, socket] = (['one', 'many', 'socket'] as const).map((use) =>
    slackManifest({ publicUrl, commands }, use),
  );
  expect([one, many, socket].map((made) => made?.settings.token_rotation_enabled)).toEqual([false, true, false]);
  expect(many?.oauth_config).toMatchObject({
    redirect_urls: [
      `${publicUrl}/connect/proof/slack`,
      `${publicUrl}/slack/status`,
      `${publicUrl}/slack/oauth_redirect`,
    ],
  });
  expect(many?.settings.org_deploy_enabled).toBe(true);
  expect(one?.settings.event_subscriptions.bot_events).toEqual(
    expect.arrayContaining(['app_uninstalled', 'tokens_revoked']),
  );
  // In socket mode there may be no address for Slack to call at all.
  expect(JSON.stringify(socket)).not.toContain('https://');
  const { stdout } = await run(publicUrl, '', 'slack', 'socket');
  expect(JSON.parse(stdout)).toEqual(socket);
});

test('the Teams manifest is valid against the published schema, and the schema would notice a fault', async () => {
  const path = createRequire(import.meta.url).resolve('@microsoft/app-manifest');
  const schemaPath = path.replace(
    /(app-manifest)[\\/].*/,
    '$1/build/json-schemas/teams/v1.19/MicrosoftTeams.schema.json',
  );
  const ajv = new draft04.default({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(await readFile(schemaPath, 'utf8')) as object);
  const made = teamsManifest({ publicUrl, appId, commands });
  expect(validate(made), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...made, bots: [{ ...made.bots[0], scopes: ['everywhere'] }] })).toBe(false);
});

test('the package for Teams holds the manifest and both icons, made for the address that is given', async () => {
  const { stdout } = await run('https://meet.acme.example', '11111111-2222-4333-8444-555555555555', 'teams');
  const files = unzipSync(await readFile(stdout.trim()));
  expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString()) as { validDomains: string[] };
  expect(manifest.validDomains).toEqual(['meet.acme.example']);
});

test('without a platform, the script says what to type', async () => {
  await expect(run('', '')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('npm run manifest -- slack'),
  });
});

test.each(['security', 'asvs'])('every test that docs/%s.md names is there', async (name) => {
  const root = new URL('../', import.meta.url);
  const page = await readFile(new URL(`docs/${name}.md`, root), 'utf8');
  const named = [...page.matchAll(/`(test\/[\w/.-]+\.ts)`\s+"([^"]+)"/g)].map(([, file = '', words = '']) => ({
    file,
    words,
  }));
  expect(named.length).toBeGreaterThan(20);
  for (const { file, words } of named) expect(await readFile(new URL(file, root), 'utf8'), file).toContain(words);
});

test('the counts of the ASVS page are those of its rows', async () => {
  const page = await readFile(new URL('../docs/asvs.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| \d+\.\d+\.\d+ \|.*? \| (met|not applicable|open) \|/gm)].map(
    ([, verdict]) => verdict,
  );
  const count = (verdict: string) => rows.filter((row) => row === verdict).length;
  expect(rows.length).toBeGreaterThan(80);
  expect(page).toContain(`| all | ${count('met')} | ${count('not applicable')} | ${count('open')} |`);
});
