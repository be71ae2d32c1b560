import { parseArgs } from 'node:util';
import { sandboxMigrations } from '../../src/sandbox/migrations.ts';
import { scratchDatabases } from '../support/scratch.ts';
import { runLive } from './live.ts';
import { checksReport, summaryOf, tally } from './report.ts';
import { conformanceOf } from './sandbox.ts';
import { variants } from './variants.ts';

const usage = `npm run conformance -- [options]

Without options: every check against our sandbox, with every switch in every position.

  --live               against a real service, reading only
  --credentials FILE   who may do what there (conformance.json); docs/ucaas-client.md shows one
  --routes FILE        where it differs from the route table, as for UCAAS_ROUTES
  --write              goes on to the checks that make things of their own, change and delete them
  --help
`;

/** While one waits for its database, another one computes. */
const atOnce = 3;

const print = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const { values } = parseArgs({
    options: {
      live: { type: 'boolean' },
      credentials: { type: 'string' },
      routes: { type: 'string' },
      write: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) print(usage);
  else if (values.live) {
    const { credentials: credentialsPath = 'conformance.json', routes: routesPath, write = false } = values;
    end(await runLive({ credentialsPath, routesPath, write, print }));
  } else end(await runSandbox());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}

/** The suite once for each variant of the sandbox: some at once, each on a database of its own, and all told of in their order. */
async function runSandbox(): Promise<Record<string, unknown>> {
  const scratch = await scratchDatabases(process.env.DATABASE_URL, atOnce, sandboxMigrations);
  const results = variants.map(() => Promise.withResolvers<Awaited<ReturnType<typeof conformanceOf>>>());
  const left = variants.entries();
  const summaries: Record<string, unknown>[] = [];
  const lanes = Promise.all(
    scratch.databases.map(async (database) => {
      for (const [index, variant] of left) results[index]?.resolve(await conformanceOf(database, variant));
    }),
  );
  try {
    for (const [index, { name }] of variants.entries()) {
      const result = await Promise.race([results[index]?.promise, lanes.then(() => results[index]?.promise)]);
      if (!result) throw new Error(`nothing came of ${name}`);
      print(`${name.padEnd(48)} ${tally(result.checks)}`);
      const failed = result.checks.filter(({ outcome }) => outcome === 'failed');
      if (failed.length > 0) print(checksReport(failed));
      summaries.push({ ...summaryOf(result), failed: failed.length + result.failures.length });
    }
  } finally {
    await lanes.catch(() => undefined);
    await scratch.drop();
  }
  const sum = (name: string) => summaries.reduce((all, one) => all + Number(one[name]), 0);
  return { variants: summaries.length, checks: sum('checks'), passed: sum('passed'), failed: sum('failed') };
}

function end(summary: Record<string, unknown>): void {
  print(JSON.stringify(summary));
  if (summary.failed !== 0) process.exitCode = 1;
}
