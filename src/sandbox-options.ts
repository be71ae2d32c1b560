import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseSeed, type Seed } from './sandbox/seed-file.ts';
import { type Dialect, dialectSchema, switched, switches } from './sandbox/switches.ts';

/** How a sandbox that stands alone is started. */
export interface SandboxOptions {
  readonly host: string;
  readonly port: number;
  /** How others reach it, without a slash at the end: it stands in the addresses of rooms. */
  readonly publicUrl: string;
  /** Who there is at the beginning; the demo unless given. */
  readonly seed?: Seed;
  /** Whatever there was is deleted first. */
  readonly fresh: boolean;
  readonly dialect: Dialect;
  /** Where events go, and what they are signed with. */
  readonly events?: { readonly url: string; readonly secret: Buffer };
}

/** What is wrong with the options, one line each. */
export class OptionsError extends Error {
  constructor(lines: readonly string[], options?: ErrorOptions) {
    super(lines.join('\n'), options);
    this.name = 'OptionsError';
  }
}

export const sandboxUsage = `npm run sandbox -- [options]

  --port N            where it listens (4000)
  --host ADDRESS      on which address (127.0.0.1)
  --public-url URL    how others reach it (http://localhost:PORT)
  --seed FILE         who there is at the beginning: docs/ucaas-sandbox.md; the demo unless given
  --fresh             delete whatever there was, and begin anew
  --events-url URL    where it sends what happens in rooms, signed with --events-secret (whsec_…)
  --switch NAME=VALUE how it speaks and what goes wrong on purpose; may come several times
  --help

Switches:
${switches.map(({ name, description, choices }) => `  ${name.padEnd(18)}  ${description}${choices.length > 0 ? `: ${choices.join(', ')}` : ''}`).join('\n')}

DATABASE_URL names a PostgreSQL server; without it, one of its own runs in .meetwire/sandbox.
`;

/** Reads a command line; undefined where it asks for help. Throws `OptionsError`. */
export async function readSandboxOptions(line: readonly string[]): Promise<SandboxOptions | undefined> {
  const values = parsed(line);
  if (values.help) return undefined;
  const problems: string[] = [];
  const port = Number(values.port ?? 4_000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) problems.push('--port is a number from 1 to 65535');
  const given = values['public-url'];
  if (given !== undefined && !/^https?:$/.test(URL.parse(given)?.protocol ?? ''))
    problems.push('--public-url is an http(s) address');
  const publicUrl = (given ?? `http://localhost:${port}`).replace(/\/+$/, '');
  const [dialect, dialectProblem] = attempt(() => switched(dialectSchema.parse({}), wishesOf(values.switch ?? [])));
  if (dialectProblem) problems.push(`--switch ${dialectProblem}`);
  const [seed, seedProblem] = await seedFrom(values.seed);
  if (seedProblem) problems.push(`--seed names ${values.seed}, which is not right: ${seedProblem}`);
  const { 'events-url': url, 'events-secret': signedWith } = values;
  const secret = Buffer.from(signedWith?.replace(/^whsec_/u, '') ?? '', 'base64');
  const isHttp = url !== undefined && /^https?:$/.test(URL.parse(url)?.protocol ?? '');
  if ((url !== undefined || signedWith !== undefined) && (!isHttp || secret.length < 24))
    problems.push(
      '--events-url is an http(s) address, and --events-secret goes with it: whsec_ and base64 of 24 bytes at least',
    );
  const events = isHttp && url ? { url, secret } : undefined;
  if (problems.length > 0 || !dialect) throw new OptionsError(problems);
  return { host: values.host ?? '127.0.0.1', port, publicUrl, seed, fresh: values.fresh ?? false, dialect, events };
}

function parsed(line: readonly string[]) {
  try {
    return parseArgs({
      args: [...line],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'public-url': { type: 'string' },
        seed: { type: 'string' },
        fresh: { type: 'boolean' },
        'events-url': { type: 'string' },
        'events-secret': { type: 'string' },
        switch: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new OptionsError([reason(error)], { cause: error });
  }
}

/** `faults=drop,busy` is a list; everything else is one value. */
function wishesOf(given: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    given.map((one) => {
      const [name = '', value = ''] = one.split(/=(.*)/s);
      return [name, name === 'faults' ? value.split(',').map((kind) => kind.trim()) : value];
    }),
  );
}

async function seedFrom(path: string | undefined): Promise<[Seed | undefined, string | undefined]> {
  if (path === undefined) return [undefined, undefined];
  const [text, unreadable] = await readFile(path, 'utf8').then(
    (found) => [found, undefined] as const,
    (error: unknown) => [undefined, reason(error)] as const,
  );
  return text === undefined ? [undefined, unreadable] : attempt(() => parseSeed(text));
}

function attempt<Result>(work: () => Result): [Result | undefined, string | undefined] {
  try {
    return [work(), undefined];
  } catch (error) {
    return [undefined, reason(error)];
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
