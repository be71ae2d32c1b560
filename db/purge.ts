import type { Database } from './database.ts';

/** What is kept how long, and deleted in batches, so that no table grows with the age of the service. */
const rules = [
  `delete from invocation where id in (select id from invocation
     where state in ('done', 'failed', 'abandoned') and finished_at < $1::timestamptz - interval '7 days' limit 1000)`,
  `delete from invocation where id in (select id from invocation
     where state = 'waiting' and accepted_at < $1::timestamptz - interval '1 day' limit 1000)`,
  `delete from effect where id in (select id from effect where created_at < $1::timestamptz - interval '30 days' limit 1000)`,
  `delete from ticket where id in (select id from ticket where expires_at < $1::timestamptz - interval '1 day' limit 1000)`,
  `delete from sign_in_prompt where (platform, workspace_id, user_id, conversation) in (
     select platform, workspace_id, user_id, conversation from sign_in_prompt
     where asked_at < $1::timestamptz - interval '1 day' limit 1000)`,
  `delete from sign_in_try where key in (select key from sign_in_try
     where expire < extract(epoch from $1::timestamptz - interval '1 hour') * 1000 limit 1000)`,
  `update link set sealed_token = null where id in (select id from link
     where sealed_token is not null and token_expires_at < $1::timestamptz limit 1000)`,
];

/** Deletes what is past its time; bounded, so that a backlog is worked off over several runs. */
export async function purge({ pool }: Pick<Database, 'pool'>, now: Date): Promise<void> {
  for (const rule of rules) {
    for (let batch = 0; batch < 50; batch += 1) {
      const { rowCount } = await pool.query(rule, [now]);
      if (!rowCount || rowCount < 1000) break;
    }
  }
}
