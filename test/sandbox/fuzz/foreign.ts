import type { TestDatabase } from '../../support/database.ts';

/** In every text of the other reseller's subtree: whoever is not above it must never read it. */
export const canary = 'canary-of-southwind';

/** The other reseller's subtree, whose names change when the canaries are planted: its organisations, accounts and rooms. */
const organisations =
  "(select o.id from sandbox.organisation o join sandbox.organisation top on top.name like '%Southwind' and top.id = any(o.path))";
const accounts = `(select id from sandbox.account where organisation_id in ${organisations})`;
const rooms = `(select room_id from sandbox.room where user_id in ${accounts})`;
const sessions = `(select session_id from sandbox.session where user_id in ${accounts})`;

/** What there is in it, table by table: which rows, by which key, and which of their texts get a canary. */
const tables: Readonly<
  Record<string, { readonly where: string; readonly key: string; readonly texts: readonly string[] }>
> = {
  account: { where: `id in ${accounts}`, key: 'id', texts: ['first_name', 'department'] },
  room: { where: `user_id in ${accounts}`, key: 'room_id', texts: ['room_name', '"desc"'] },
  meeting: { where: `user_id in ${accounts}`, key: 'meeting_id', texts: [] },
  session: { where: `user_id in ${accounts}`, key: 'session_id', texts: [] },
  participant: { where: `session_id in ${sessions}`, key: 'id', texts: ['name'] },
  recording: { where: `session_id in ${sessions}`, key: 'recording_id', texts: [] },
  waiting: { where: `room_id in ${rooms}`, key: 'id', texts: ['name'] },
  poll: { where: `room_id in ${rooms}`, key: 'poll_id', texts: ['question'] },
  contact: { where: `user_id in ${accounts}`, key: 'contact_id', texts: ['name', 'company'] },
  contact_group: { where: `user_id in ${accounts}`, key: 'group_id', texts: ['name'] },
  subscription: { where: `organisation_id in ${organisations}`, key: 'id', texts: [] },
  organisation: { where: `id in ${organisations}`, key: 'id', texts: ['name', 'contact_name'] },
};

/** What belongs to the other reseller's subtree, of which nobody who calls may see or change anything. */
export interface Foreign {
  /** True for an id that only somebody above it may be told. */
  owns(id: string): boolean;
  /** Everything that there is now. */
  rows(): Promise<readonly unknown[]>;
}

/** Plants the canaries, and remembers every id. */
export async function plantCanaries({ database: { pool } }: TestDatabase): Promise<Foreign> {
  for (const [table, { where, texts }] of Object.entries(tables)) {
    const changes = texts.map((name) => `${name} = '${canary} ' || ${name}`);
    if (changes.length > 0) await pool.query(`update sandbox.${table} set ${changes.join(', ')} where ${where}`);
  }
  const rows = () =>
    Promise.all(
      Object.entries(tables).map(async ([table, { where, key }]) => {
        const found = await pool.query(`select * from sandbox.${table} where ${where} order by ${key}`);
        return { table, rows: found.rows as Readonly<Record<string, unknown>>[] };
      }),
    );
  const all = await rows();
  const ids = new Set(
    all.flatMap(({ table, rows: found }) => found.map((row) => String(row[tables[table]?.key ?? '']))),
  );
  const empty = all.filter(({ rows: found }) => found.length === 0).map(({ table }) => table);
  if (empty.length > 0) throw new Error(`there is no foreign ${empty.join(' and no ')} to be found out`);
  return { owns: (id) => ids.has(id), rows };
}
