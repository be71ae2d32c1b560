import type { Platform } from '../src/core/invocation.ts';
import type { DoctorStore } from '../src/core/stores.ts';
import type { TokenMode } from '../src/core/workspace.ts';
import type { Database } from './database.ts';

/** What the doctor asks: numbers of one workspace, each by its own index or over some days alone. */
export function createDoctorStore({ database: { pool } }: { readonly database: Pick<Database, 'pool'> }): DoctorStore {
  return {
    async traffic({ platform, workspaceId, userId }, invocationId) {
      const { rows } = await pool.query<TrafficRow>(
        `select
           (select max(accepted_at) from invocation
            where platform = $1 and workspace_id = $2 and user_id = $3 and id <> $4) as heard_at,
           (select max(accepted_at) from invocation where platform = $1 and workspace_id = $2 and id <> $4) as heard_here_at,
           count(*) filter (where state = 'pending')::int as waiting, count(*) filter (where state = 'failed')::int as lost
         from effect
         where platform = $1 and workspace_id = $2 and user_id = $3 and created_at > now() - interval '7 days'`,
        [platform, workspaceId, userId, invocationId],
      );
      const [row] = rows;
      return {
        ...{ heardAt: row?.heard_at ?? undefined, heardHereAt: row?.heard_here_at ?? undefined },
        ...{ waiting: row?.waiting ?? 0, lost: row?.lost ?? 0 },
      };
    },

    async board({ platform, workspaceId }, customerIds, most) {
      const { rows } = await pool.query<BoardRow>(
        `select w.platform, w.workspace_id, w.name, w.customer_id, w.customer_name, w.token_mode,
           w.sealed_api_key is not null as has_server,
           (select count(*) from link l where l.platform = w.platform and l.workspace_id = w.workspace_id)::int as linked,
           (select count(*) from link l where l.platform = w.platform and l.workspace_id = w.workspace_id
            and l.sealed_password is null and (l.sealed_token is null or l.token_expires_at <= now()))::int as signed_out,
           (select count(*) from effect e where e.platform = w.platform and e.workspace_id = w.workspace_id
            and e.state = 'failed' and e.created_at > now() - interval '1 day')::int as lost,
           (select count(*) from access_request a where a.platform = w.platform and a.workspace_id = w.workspace_id
            and a.state in ('open', 'deciding'))::int as requests,
           (select max(i.accepted_at) from invocation i
            where i.platform = w.platform and i.workspace_id = w.workspace_id) as heard_at
         from workspace w
         where w.customer_id = any ($3::text[]) and (w.platform, w.workspace_id) <> ($1, $2)
         order by w.name, w.platform, w.workspace_id limit $4`,
        [platform, workspaceId, customerIds, most],
      );
      return rows.map((row) => ({
        ...{
          platform: row.platform,
          workspaceId: row.workspace_id,
          name: row.name,
          linked: row.linked,
          lost: row.lost,
        },
        ...{ customerId: row.customer_id, customerName: row.customer_name ?? '', tokenMode: row.token_mode },
        ...{ hasServer: row.has_server, signedOut: row.signed_out, requests: row.requests },
        heardAt: row.heard_at ?? undefined,
      }));
    },

    async state({ platform, workspaceId }) {
      const { rows } = await pool.query<StateRow>(
        `with mine as (select $1::text as platform, $2::text as workspace_id),
         recent as (
           select e.state, e.error, e.created_at from effect e, mine
           where e.platform = mine.platform and e.workspace_id = mine.workspace_id
             and e.created_at > now() - interval '7 days' and e.state in ('pending', 'failed')),
         linked as (
           select l.* from link l, mine where l.platform = mine.platform and l.workspace_id = mine.workspace_id)
         select (select count(*) from linked)::int as linked,
           (select count(*) from linked
            where sealed_password is null and (sealed_token is null or token_expires_at <= now()))::int as signed_out,
           (select count(*) from linked where sealed_password is not null)::int as staying,
           (select count(*) from recent where state = 'pending')::int as waiting,
           (select min(created_at) from recent where state = 'pending') as waiting_since,
           (select count(*) from recent where state = 'failed' and created_at > now() - interval '1 day')::int as lost,
           (select error from recent where state = 'failed' and created_at > now() - interval '1 day'
            order by created_at desc limit 1) as lost_why,
           (select count(*) from life v, mine where v.platform = mine.platform and v.workspace_id = mine.workspace_id
            and v.unknown_since is not null and v.state not in ('ended'))::int as unknown_meetings,
           (select count(*) from user_import i, mine where i.platform = mine.platform
            and i.workspace_id = mine.workspace_id and i.state = 'running')::int as imports,
           (select count(*) from access_request a, mine where a.platform = mine.platform
            and a.workspace_id = mine.workspace_id and a.state in ('open', 'deciding'))::int as requests,
           (select count(*) from policy_rule r, mine where r.platform = mine.platform
            and r.workspace_id = mine.workspace_id)::int as rules`,
        [platform, workspaceId],
      );
      const [row] = rows;
      if (!row) throw new Error('the database told nothing');
      const { signed_out: signedOut, waiting_since: since, lost_why: why, unknown_meetings: unknownMeetings } = row;
      return { ...row, signedOut, waitingSince: since ?? undefined, lostWhy: why ?? undefined, unknownMeetings };
    },
  };
}

interface BoardRow {
  readonly platform: Platform;
  readonly workspace_id: string;
  readonly name: string;
  readonly customer_id: string;
  readonly customer_name: string | null;
  readonly token_mode: TokenMode;
  readonly has_server: boolean;
  readonly linked: number;
  readonly signed_out: number;
  readonly lost: number;
  readonly requests: number;
  readonly heard_at: Date | null;
}

interface TrafficRow {
  readonly heard_at: Date | null;
  readonly heard_here_at: Date | null;
  readonly waiting: number;
  readonly lost: number;
}

interface StateRow {
  readonly linked: number;
  readonly signed_out: number;
  readonly staying: number;
  readonly waiting: number;
  readonly waiting_since: Date | null;
  readonly lost: number;
  readonly lost_why: string | null;
  readonly unknown_meetings: number;
  readonly imports: number;
  readonly requests: number;
  readonly rules: number;
}
