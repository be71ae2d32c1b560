import type { Log } from '../src/core/ports.ts';
import type { Database } from './database.ts';

/** Months for which there is a partition before they begin: a service that is down for a while still has one. */
const monthsAhead = 2;

/**
 * Makes partitions of the audit for the months to come, and drops those that ended more than `keepMonths` months ago: the only way in
 * which lines of it go. A role that does not own the table can do neither; the rows of a month without a partition are kept all the same.
 */
export async function keepAuditMonths(
  { pool }: Pick<Database, 'pool'>,
  { now, keepMonths, log }: { readonly now: Date; readonly keepMonths: number; readonly log: Log },
): Promise<void> {
  const { rows: owned } = await pool.query<{ mine: boolean }>(
    `select pg_has_role(current_user, relowner, 'usage') as mine from pg_class where oid = 'audit'::regclass`,
  );
  if (!owned[0]?.mine) {
    log.info({}, 'the months of the audit are for the owner of its table to look after');
    return;
  }
  for (let ahead = 0; ahead <= monthsAhead; ahead += 1) {
    await pool.query('select audit_month(($1::timestamptz + make_interval(months => $2)))', [now, ahead]);
  }
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'audit'::regclass and c.relname ~ '^audit_\\d{4}_\\d{2}$'
       and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= $1::timestamptz - make_interval(months => $2)`,
    [now, keepMonths],
  );
  for (const { name } of rows) {
    await pool.query(`drop table ${name}`);
    log.info({ partition: name }, 'a month of the audit that is past its time was dropped');
  }
}
