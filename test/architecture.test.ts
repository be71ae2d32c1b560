import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Who may import what: a folder, and the prefixes of everything it may import. The longest matching folder decides. */
const may: Readonly<Record<string, readonly string[]>> = {
  'src/core': [
    'src/core',
    'zod',
    'fastest-levenshtein',
    'ical-generator',
    'ghtml',
    'rrule-temporal',
    'temporal-polyfill',
    'chrono-node',
    'csv-parse',
    'csv-stringify',
    'gender-detection-from-name',
  ],
  'src/http': ['src/http', 'undici', 'cockatiel', 'node:events'],
  'src/ucaas': ['src/ucaas', 'src/core', 'src/http', 'zod', 'cockatiel'],
  'src/sandbox': [
    'src/sandbox',
    'src/ucaas/routes',
    'db/database',
    'drizzle-orm',
    'fastify',
    '@fastify',
    'ghtml',
    'zod',
    'rrule-temporal',
    'temporal-polyfill',
    'countries-list',
    'node:',
  ],
  'src/mail': ['src/mail', 'src/core', 'nodemailer'],
  'src/jobs': ['src/jobs', 'src/core', 'pg-boss'],
  src: ['src', 'adapters', 'db', 'fastify', '@fastify/rate-limit', 'pino', 'zod', 'node:'],
  'adapters/adapter.ts': ['src/core', 'fastify', 'zod'],
  'adapters/refusals.ts': ['src/core'],
  'adapters/constant-time.ts': ['node:'],
  'adapters/page.ts': ['fastify', 'ghtml'],
  'adapters/openid.ts': ['adapters/adapter', 'src/core', 'src/http/http', 'openid-client'],
  'adapters/slack': [
    'adapters/slack',
    'adapters/adapter',
    'adapters/constant-time',
    'adapters/openid',
    'adapters/page',
    'adapters/refusals',
    'src/core',
    'src/http/http',
    'fastify',
    '@fastify/cookie',
    'ghtml',
    'zod',
    '@slack',
    'node:',
  ],
  'adapters/teams': [
    'adapters/teams',
    'adapters/adapter',
    'adapters/openid',
    'adapters/page',
    'adapters/refusals',
    'src/core',
    'src/http/http',
    'fastify',
    'zod',
    'jose',
    'botbuilder',
    'htmlparser2',
    'node:',
  ],
  'adapters/web': [
    'adapters/web',
    'adapters/adapter',
    'adapters/constant-time',
    'adapters/page',
    'adapters/refusals',
    'src/core',
    'src/http/http',
    'fastify',
    '@fastify',
    'ghtml',
    'zod',
    'node:',
  ],
  db: ['db', 'src/core', 'drizzle-orm', 'pg', 'dataloader', 'p-limit', 'rate-limiter-flexible', 'zod', 'node:'],
  manifest: [
    'manifest',
    'src/core',
    'adapters/slack/scopes',
    'adapters/slack/meet-about-id',
    'adapters/teams/meet-about-id',
    'src/ucaas/routes',
    'src/sandbox/switches',
    'zod',
    'fflate',
    'node:',
  ],
};

/** Packages that stand for a choice: each in one place, so that another choice costs one folder. */
const home: Readonly<Record<string, readonly string[]>> = {
  '@slack/bolt': ['adapters/slack'],
  botbuilder: ['adapters/teams'],
  'openid-client': ['adapters/openid'],
  undici: ['src/http'],
  pg: ['db'],
  'drizzle-orm': ['db', 'src/sandbox'],
  'pg-boss': ['src/jobs'],
  nodemailer: ['src/mail'],
  'ical-generator': ['src/core/calendar'],
};

const files = ['src', 'adapters', 'db', 'manifest']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => name.endsWith('.ts'));

const imports = files.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:^|\s)(?:from|import)\s*\(?\s*'([^'\s]+)'/gm)].map(
    ([, target = '']) => ({
      file,
      target: target.startsWith('.') ? normalize(join(dirname(file), target)) : target,
    }),
  ),
);

const within = (path: string, prefix: string) =>
  path === prefix ||
  path.startsWith(`${prefix}/`) ||
  (prefix.endsWith(':') && path.startsWith(prefix)) ||
  path.startsWith(`${prefix}.`);

test('there are imports to judge', () => {
  expect(imports.length).toBeGreaterThan(300);
});

test('every import is one that its folder may have', () => {
  const strangers = imports.filter(({ file, target }) => {
    const folder = Object.keys(may)
      .filter((prefix) => within(file, prefix))
      .sort((one, other) => other.length - one.length)[0];
    return !folder || !may[folder]?.some((prefix) => within(target, prefix));
  });
  expect(strangers).toEqual([]);
});

test('a package that stands for a choice appears in its own folder only', () => {
  const away = imports.filter(({ file, target }) => {
    const folders = Object.entries(home).find(([name]) => within(target, name))?.[1];
    return folders && !folders.some((folder) => within(file, folder));
  });
  expect(away).toEqual([]);
});

test('nothing imports the files that tie everything together, but each other and the tests', () => {
  const tying = /^src\/(main|app|sandbox-main|keys-main)\.ts$/;
  const back = imports.filter(({ file, target }) => tying.test(target) && file !== 'src/main.ts');
  expect(back).toEqual([]);
});

test('the environment is read where a program begins, and nowhere else', () => {
  const reading = files.filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'));
  expect(reading.sort()).toEqual(['src/doctor-main.ts', 'src/keys-main.ts', 'src/main.ts', 'src/sandbox-main.ts']);
});
