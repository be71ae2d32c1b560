import { stat, statfs } from 'node:fs/promises';
import type { Database } from '../../db/database.ts';
import { secretsByKey } from '../../db/key-rotation.ts';
import { migrationsLeft, ownMigrations } from '../../db/migrate.ts';
import type { Config } from '../config.ts';
import { startFailure } from '../start-failure.ts';
import type { OperatorCheck, OperatorFinding } from './finding.ts';

const leastVersion = 14;
const leastFreeBytes = 1024 ** 3;

/** The runtime, the database and what is sealed in it. `database` is absent where the embedded one serves. */
export function insideChecks(
  config: Config,
  database: Database | undefined,
  dataDirectory: string,
): readonly OperatorCheck[] {
  return [
    { name: 'Node', look: async () => ({ state: 'good', said: process.version }) },
    ...(database ? databaseChecks(config, database) : [embedded(dataDirectory)]),
  ];
}

function databaseChecks(config: Config, database: Database): readonly OperatorCheck[] {
  return [
    { name: 'Database', look: () => answers(database) },
    { name: 'Migrations', look: () => migrations(database) },
    { name: 'Keys', look: () => keys(config, database) },
    { name: 'Audit', look: () => audit(database) },
  ];
}

async function answers({ pool }: Database): Promise<OperatorFinding> {
  try {
    const { rows } = await pool.query<{ version: number; name: string; skew: number }>(
      `select current_setting('server_version_num')::int / 10000 as version, current_database() as name,
        extract(epoch from now())::float8 as skew`,
    );
    const [{ version = 0, name = '', skew = 0 } = {}] = rows;
    if (version < leastVersion)
      return { state: 'bad', said: `PostgreSQL ${version}`, cure: `use PostgreSQL ${leastVersion} or newer` };
    const apart = Math.abs(skew - Date.now() / 1_000);
    if (apart > 30)
      return {
        ...{ state: 'bad', said: `its clock is ${Math.round(apart)} seconds from that of this machine` },
        cure: 'set both by NTP: leases and reminders are judged by the clock of the database',
      };
    return { state: 'good', said: `PostgreSQL ${version}, ${name}` };
  } catch (error) {
    return { state: 'bad', said: 'it does not answer', cure: startFailure(error) };
  }
}

async function migrations(database: Database): Promise<OperatorFinding | undefined> {
  const left = await migrationsLeft(database, ownMigrations).catch(() => undefined);
  if (left === undefined) return undefined;
  if (left.isAhead)
    return { state: 'bad', said: 'the database is newer than this program', cure: 'run the release that made it' };
  if (left.missing === 0) return { state: 'good', said: 'all applied' };
  return {
    ...{ state: 'warning', said: `${left.missing} of ${left.all} are not applied` },
    cure: 'npm start applies them, as a role that may make tables',
  };
}

/** Which keys are still needed, and whether one is gone. */
async function keys({ encryptionKeys = [] }: Config, database: Database): Promise<OperatorFinding | undefined> {
  const counts = await secretsByKey(database).catch(() => undefined);
  if (counts === undefined) return undefined;
  const gone = counts.filter(({ key }) => !encryptionKeys.some(({ id }) => id === key));
  const lost = gone.reduce((sum, { secrets }) => sum + secrets, 0);
  if (lost > 0)
    return {
      ...{
        state: 'bad',
        said: `${lost} secrets are sealed with ${[...new Set(gone.map(({ key }) => key))].join(', ')}, not among ENCRYPTION_KEYS`,
      },
      cure: 'put that key back at the end of ENCRYPTION_KEYS, then npm run keys -- rotate',
    };
  const sealed = counts.reduce((sum, { secrets }) => sum + secrets, 0);
  return { state: 'good', said: `${encryptionKeys.length} known, ${sealed} secrets sealed` };
}

async function audit({ pool }: Database): Promise<OperatorFinding | undefined> {
  const { rows } = await pool
    .query<{ may: boolean }>(
      `select has_table_privilege('audit', 'update') or has_table_privilege('audit', 'delete') as may
       from pg_class where oid = to_regclass('audit')`,
    )
    .catch(() => ({ rows: [] }));
  const [row] = rows;
  if (!row) return undefined;
  return row.may
    ? { state: 'warning', said: 'this role owns its lines', cure: 'let another role own the tables (docs/audit.md)' }
    : { state: 'good', said: 'this role can only add to it' };
}

/** Nothing is started: whoever asks how things are changes nothing. */
function embedded(dataDirectory: string): OperatorCheck {
  return {
    name: 'Database',
    async look() {
      const there = await stat(`${dataDirectory}/data`).then(
        () => true,
        () => false,
      );
      const { bavail, bsize } = await statfs('.');
      const free = bavail * bsize;
      if (free < leastFreeBytes)
        return {
          ...{ state: 'bad', said: `the embedded one, with ${Math.round(free / 1024 ** 2)} MB left on its disk` },
          cure: 'make room, or set DATABASE_URL',
        };
      return there
        ? { state: 'good', said: 'the embedded one, under .meetwire/' }
        : { state: 'good', said: 'the embedded one; npm start makes it' };
    },
  };
}
