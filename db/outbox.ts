import type { Delivery, Outbox } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { toStoredEffect } from './invocation-store.ts';

/** Whoever takes an effect has this long to deliver it before somebody else may try. */
const takenSeconds = 60;

/** Effects that a chat platform did not take the first time. */
export function createOutbox({ database: { pool } }: { readonly database: Pick<Database, 'pool'> }): Outbox {
  return {
    async take(effectId) {
      const { rows } = await pool.query(
        `update effect set attempts = attempts + 1, due_at = now() + make_interval(secs => $2)
         where id = $1 and state = 'pending' and due_at <= now() + interval '1 second'
         returning id as effect_id, invocation_id, platform, workspace_id, caller_id, body, attempts`,
        [effectId, takenSeconds],
      );
      return rows[0] && toStoredEffect(rows[0]);
    },

    async due(limit) {
      const { rows } = await pool.query<{ id: string }>(
        `select id from effect where state = 'pending' and due_at <= now() order by due_at limit $1`,
        [limit],
      );
      return rows.map(({ id }) => id);
    },

    async note(delivery) {
      const { state, reference, dueAt, error, meetingId } = { ...blank, ...delivery };
      await pool.query(
        `with delivered as (
           update effect set state = $2, reference = $3, due_at = $4, error = $5
           where id = $1 and state = 'pending' returning id, platform, workspace_id)
         insert into card (meeting_id, effect_id, platform, workspace_id, reference)
         select $6::uuid, id, platform, workspace_id, $3 from delivered
         where $6::uuid is not null and $3::text is not null
         on conflict (effect_id) do nothing`,
        [delivery.effectId, state, reference, dueAt, error, meetingId],
      );
    },
  };
}

const blank: { [key in 'reference' | 'dueAt' | 'error' | 'meetingId']: null } & Pick<Delivery, 'state'> = {
  state: 'done',
  reference: null,
  dueAt: null,
  error: null,
  meetingId: null,
};
