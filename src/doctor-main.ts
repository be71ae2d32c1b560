import { resolve } from 'node:path';
import { connect } from '../db/database.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { silent } from './log.ts';
import { lookAt, type OperatorFinding, reportOf } from './operator/finding.ts';
import { insideChecks } from './operator/inside.ts';
import { outsideChecks } from './operator/outside.ts';
import { readRouteOverrides } from './route-overrides.ts';

/** `npm run doctor`: how a deployment is doing, from its settings alone. It changes nothing. */
const config = settings();
const found = 'problems' in config ? config.problems : await examined(config.config);
const { text, isBad } = reportOf(found, process.stdout.isTTY === true);
process.stdout.write(`${text}\n`);
process.exitCode = isBad ? 1 : 0;

type Found = readonly (OperatorFinding & { readonly name: string })[];

/** Without right settings, nothing else can be looked at. */
function settings(): { readonly config: Config } | { readonly problems: Found } {
  try {
    return { config: readConfig(process.env) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      problems: error.message
        .split('\n')
        .map((said) => ({ name: 'Settings', state: 'bad', said, cure: 'set it, then run this again' })),
    };
  }
}

async function examined(of: Config): Promise<Found> {
  const problems: (OperatorFinding & { readonly name: string })[] = [];
  const overrides = await readRouteOverrides(of.ucaas?.routesPath).catch((error: unknown) => {
    problems.push({ name: 'Settings', state: 'bad', said: String(error instanceof Error ? error.message : error) });
    return undefined;
  });
  const database = of.databaseUrl
    ? connect({ connection: { connectionString: of.databaseUrl }, log: silent, max: 4 })
    : undefined;
  const outside = outsideChecks(of, overrides);
  try {
    const mode = of.production ? 'for production' : 'for trying out (NODE_ENV is not production)';
    const complete: Found =
      problems.length > 0 ? problems : [{ name: 'Settings', state: 'good', said: `complete, ${mode}` }];
    return [...complete, ...(await lookAt([...insideChecks(of, database, resolve('.meetwire')), ...outside.checks]))];
  } finally {
    await Promise.allSettled([database?.close(), outside.close()]);
  }
}
