import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { typedCommands as commands } from '../src/core/commands/index.ts';
import { switches } from '../src/sandbox/switches.ts';
import { routes } from '../src/ucaas/routes/index.ts';
import { withCredentials } from './credentials.ts';
import { withCommands } from './readme.ts';
import { withSwitches } from './sandbox-switches.ts';
import { type SlackUse, slackManifest } from './slack.ts';
import { teamsManifest } from './teams.ts';
import { ucaasRoutesDocument } from './ucaas-routes.ts';

/** What the committed manifests are made with. */
const defaults = { publicUrl: 'https://meetwire.example.com', appId: '00000000-0000-0000-0000-000000000000' };

// The script in package.json passes PUBLIC_URL and TEAMS_APP_ID first; a shell that does not know them passes their names.
const [url = '', app = '', platform, ...others] = process.argv.slice(2);
const publicUrl = (/^https?:/.test(url) ? url : defaults.publicUrl).replace(/\/+$/, '');
const appId = /^[0-9a-f-]{36}$/i.test(app) ? app : defaults.appId;
const folder = new URL('./teams/', import.meta.url);

const [use = 'one', ...more] = others;

if (platform === 'slack' && isUse(use) && more.length === 0) {
  process.stdout.write(`${JSON.stringify(slackManifest({ publicUrl, commands }, use), null, 2)}\n`);
} else if (platform === 'teams' && others.length === 0) {
  await writeTeams();
} else if (platform === 'all') {
  for (const [name, slackUse] of [
    ['slack.json', 'one'],
    ['slack-many.json', 'many'],
  ] as const) {
    const json = `${JSON.stringify(slackManifest(defaultsWith(), slackUse), null, 2)}\n`;
    await writeFile(new URL(name, import.meta.url), json);
  }
  await writeFile(new URL('manifest.json', folder), `${JSON.stringify(teamsManifest(defaultsWith()), null, 2)}\n`);
  const readme = new URL('../README.md', import.meta.url);
  await writeFile(readme, withCommands(await readFile(readme, 'utf8'), commands));
  const sandbox = new URL('../docs/ucaas-sandbox.md', import.meta.url);
  await writeFile(sandbox, withSwitches(await readFile(sandbox, 'utf8'), switches));
  const permissions = new URL('../docs/permissions.md', import.meta.url);
  await writeFile(permissions, withCredentials(await readFile(permissions, 'utf8')));
  await writeFile(new URL('../docs/ucaas-routes.md', import.meta.url), ucaasRoutesDocument(Object.values(routes)));
} else {
  process.stderr.write(
    'Say which one: npm run manifest -- slack (for one workspace; or slack many, or slack socket), or npm run manifest -- teams. PUBLIC_URL and TEAMS_APP_ID go into it.\n',
  );
  process.exitCode = 1;
}

function isUse(word: string): word is SlackUse {
  return ['one', 'many', 'socket'].includes(word);
}

function defaultsWith() {
  return { ...defaults, commands };
}

/** The package that is uploaded: the manifest and its two icons. */
async function writeTeams(): Promise<void> {
  const json = `${JSON.stringify(teamsManifest({ publicUrl, commands, appId }), null, 2)}\n`;
  const zip = zipSync({
    'manifest.json': Buffer.from(json),
    'color.png': await readFile(new URL('color.png', folder)),
    'outline.png': await readFile(new URL('outline.png', folder)),
  });
  const path = '.meetwire/meetwire-teams.zip';
  await mkdir('.meetwire', { recursive: true });
  await writeFile(path, zip);
  process.stdout.write(`${path}\n`);
  if (appId === defaults.appId || publicUrl === defaults.publicUrl) {
    process.stderr.write('It is made for an example: set PUBLIC_URL and TEAMS_APP_ID to make your own.\n');
  }
}
