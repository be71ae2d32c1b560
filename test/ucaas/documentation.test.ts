import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zoneOffsets } from '../../src/sandbox/zones.ts';
import { type RouteName, routes } from '../../src/ucaas/routes/index.ts';
import { sandboxHands } from '../conformance/sandbox-hands.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startSandbox } from '../support/sandbox.ts';

let database: TestDatabase;
let service: Awaited<ReturnType<typeof startSandbox>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let page = '';

beforeAll(async () => {
  folder = await temporaryFolder('documentation');
  database = await testDatabase();
  service = await startSandbox(database.database);
  // Seconds of work on a busy machine: the page's program does not wait for that.
  await zoneOffsets();
  page = await readFile(new URL('../../docs/ucaas-client.md', import.meta.url), 'utf8');
});
afterAll(async () => {
  await service.close();
  await database.drop();
  await folder.remove();
});

/** All the code of the page as one module, for this sandbox and from this folder. */
function program(last: string): string {
  const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  const source = new URL('../../src/', import.meta.url).pathname;
  return `${blocks.join('\n')}\n${last}\nawait http.close();\n`
    .replaceAll("'../src/", `'${source}`)
    .replaceAll('localhost:4000', new URL(service.root).host);
}

test('everything on the page about the client runs against the sandbox as it stands there', async () => {
  const hands = sandboxHands(service);
  const { rows } = await database.database.pool.query<{ room_id: string }>(
    "select room_id from sandbox.room r join sandbox.account a on a.id = r.user_id where a.email = 'ada@acme.example' and app_type = 'vc'",
  );
  await hands.enterByPage(rows[0]?.room_id ?? '', 'Guest who was early');
  const file = join(folder.path, 'client.ts');
  const last = 'process.stdout.write(JSON.stringify({ running, results, contacts, users, madrid, entry, firstPage }));';
  await writeFile(file, program(last));
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  expect(JSON.parse(stdout)).toMatchObject({
    running: { room_id: rows[0]?.room_id },
    results: [{ option: 'Yes', votes: 0 }, { option: 'No' }],
    contacts: [{ name: 'Zoe Zander', shared: true }],
    users: [{ first_name: 'Ulla', department: 'Sales', status: 'S' }],
    madrid: { zone_name: 'Europe/Madrid' },
    entry: { user: { role: 'participant' } },
    firstPage: [{ customer_name: 'Acme' }, { customer_name: 'Globex' }],
  });
});

test('the page has code for every group, and names no method that is not there', () => {
  const used = [...program('').matchAll(/\b(?:api|ada|acme|northwind)\.(?:each\('(\w+)'|(\w+)\()/g)]
    .map(([, listing, method]) => listing ?? method ?? '')
    .filter((name) => name !== 'as');
  expect(used.filter((name) => !(name in routes))).toEqual([]);
  const groups = new Set(used.map((name) => routes[name as RouteName].group));
  expect(groups).toEqual(new Set(Object.values(routes).map(({ group }) => group)));
});
