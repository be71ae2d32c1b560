import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { createHttp, hostRule } from '../../src/http/create-http.ts';
import { readRouteOverrides } from '../../src/route-overrides.ts';
import { createApi } from '../../src/ucaas/api.ts';
import { appTypes } from '../../src/ucaas/routes/index.ts';
import { silentLog as log } from '../support/log.ts';
import { checksReport, resultLine, routesReport, summaryOf } from './report.ts';
import { runConformance } from './suite.ts';

const person = z.strictObject({ email: z.string().min(1), password: z.string().min(1) });
const server = z.strictObject({ apiId: z.string().min(1), apiKey: z.string().min(1) });

/** Who may do what at the live service: `docs/ucaas-client.md` shows such a file. */
const credentialsSchema = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).default('https://api.enablex.io/ucaas/v1'),
  apiId: z.string().min(1),
  people: z.strictObject({
    user: person,
    customer: person.optional(),
    reseller: person.optional(),
    admin: person.optional(),
  }),
  /** Where they are there, resellers and customers act by them instead of by a sign-in. */
  servers: z.strictObject({ customer: server.optional(), reseller: server.optional() }).optional(),
  appTypes: z.tuple([z.enum(appTypes)], z.enum(appTypes)).default(['vc', 'wb']),
});

export interface LiveOptions {
  readonly credentialsPath: string;
  /** Where the service differs from the table: a file as for `UCAAS_ROUTES`. */
  readonly routesPath?: string;
  /** Goes on to the checks that make, change and delete things of their own. */
  readonly write: boolean;
  print(line: string): void;
}

/**
 * Runs the suite against a real service: what only reads first, then, if that is wanted, what writes. Resolves to the
 * summary; its `failed` is 0 if all is well. Throws an `Error` with one sentence for a file that is not right.
 */
export async function runLive({ credentialsPath, routesPath, write, print }: LiveOptions) {
  const { baseUrl: given, apiId, people, servers, appTypes: applications } = await readCredentials(credentialsPath);
  const baseUrl = given.replace(/\/+$/, '');
  const overrides = await readRouteOverrides(routesPath);
  const notes = new Map<string, number>();
  const http = createHttp({ allowHost: hostRule([new URL(baseUrl).host]) });
  const clock = () => new Date();
  print(`Conformance of ${baseUrl}, ${write ? 'reading first, then writing' : 'reading only'}\n`);
  try {
    const result = await runConformance(
      {
        api: createApi({ http, baseUrl, apiId, overrides, clock, log }),
        mode: servers ? 'basic' : 'token',
        people,
        basic: servers,
        appTypes: applications,
        note: (text) => void notes.set(text, (notes.get(text) ?? 0) + 1),
      },
      { writes: write, repeatTransient: 2, onResult: (result) => print(`  ${resultLine(result)}`) },
    );
    for (const [text, times] of notes) print(`\n  note: ${text}${times > 1 ? ` (${times} times)` : ''}`);
    print(`\n${checksReport(result.checks)}\n\n${routesReport(result.routes)}\n`);
    if (!write)
      print('Nothing was changed. --write also runs the checks that make things of their own and delete them.\n');
    return summaryOf(result);
  } finally {
    await http.close();
  }
}

async function readCredentials(path: string): Promise<z.output<typeof credentialsSchema>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`${path} cannot be read: name a file with --credentials.`, { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is not JSON.`, { cause });
  }
  const parsed = credentialsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path: at, message }) => `${at.join('.') || 'it'}: ${message}`);
  throw new Error(`${path} is not right: ${wrong.join('; ')}`);
}
