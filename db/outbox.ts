import { sql } from 'drizzle-orm';
import type { Clock } from '../src/core/ports.ts';
import type { Delivery, DueEffect, Outbox } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { toEffectRow, toStoredEffect } from './invocation-store.ts';
import { toJson } from './json.ts';

/** Whoever takes an effect has this long to deliver it before somebody else may try. */
const takenSeconds = 60;

/** Each is written down once per invocation id and key. */
const putEffects = `
  insert into effect (id, invocation_id, key, position, platform, workspace_id, user_id, caller_id, visible_to, body, state,
                      attempts, due_at)
  select e.id, e."invocationId", e.key, e.position, e.platform, e."workspaceId", e."userId", e."callerId", e."visibleTo",
         e.body, 'pending', 0, e."dueAt"
  from jsonb_to_recordset($1::jsonb) as e (id uuid, "invocationId" uuid, key text, position int, platform text,
    "workspaceId" text, "userId" text, "callerId" text, "visibleTo" text, body jsonb, "dueAt" timestamptz)
  on conflict (invocation_id, key) do nothing
  returning id`;

/**
 * Of one workspace only so many are taken as its platform takes at once, those that are being delivered included: many messages
 * for one workspace hold up no other one.
 */
const takeDue = `
  with busy as (
    select * from jsonb_to_recordset($5::jsonb) as b (platform text, "workspaceId" text, count int)),
  due as (
    select id, platform, workspace_id, due_at,
      row_number() over (partition by platform, workspace_id order by due_at, position, id) as nth
    from effect where state = 'pending' and due_at <= $1::timestamptz),
  next as (
    select due.id from due
    left join busy on busy.platform = due.platform and busy."workspaceId" = due.workspace_id
    where due.nth + coalesce(busy.count, 0) <= $4::int
    order by due.due_at limit $3),
  mine as materialized (
    select id from effect
    where state = 'pending' and due_at <= $1::timestamptz and id in (select id from next)
    for update skip locked)
  update effect set attempts = attempts + 1, due_at = $1::timestamptz + make_interval(secs => $2)
  where id in (select id from mine)
  returning id as effect_id, invocation_id, platform, workspace_id, caller_id, body, attempts`;

function toRows(effects: readonly DueEffect[]): string {
  return toJson(
    effects.map((effect, position) => ({
      ...toEffectRow(effect, position),
      invocationId: effect.invocationId,
      dueAt: effect.dueAt,
    })),
  );
}

/** The same within a transaction. Resolves to the ids of those that were not there yet. */
export async function putWithin(
  change: Pick<Database['orm'], 'execute'>,
  effects: readonly DueEffect[],
): Promise<readonly string[]> {
  if (effects.length === 0) return [];
  const [before = '', after = ''] = putEffects.split('$1');
  const { rows } = await change.execute<{ id: string }>(sql`${sql.raw(before)}${toRows(effects)}${sql.raw(after)}`);
  return rows.map(({ id }) => id);
}

/**
 * Effects that are delivered outside of an invocation: those that a chat platform did not take the first time, and those that no
 * invocation brings about. What is due is judged by the clock of this process.
 */
export function createOutbox({
  database: { pool },
  clock,
}: {
  readonly database: Pick<Database, 'pool'>;
  readonly clock: Clock;
}): Outbox {
  return {
    async put(effects) {
      const { rows } = await pool.query<{ id: string }>(putEffects, [toRows(effects)]);
      return rows.map(({ id }) => id);
    },

    async takeDue(limit, mostOfOne, busy) {
      const { rows } = await pool.query({
        name: 'outbox take due',
        text: takeDue,
        values: [clock(), takenSeconds, limit, mostOfOne, toJson(busy)],
      });
      return rows.map(toStoredEffect);
    },

    async note(delivery) {
      const { state, reference, dueAt, error, meetingId } = { ...blank, ...delivery };
      await pool.query(
        `with delivered as (
           update effect set state = $2, reference = $3, due_at = $4, error = $5
           where id = $1 and state = 'pending' returning id, platform, workspace_id, key),
         outdated as (
           update life set cards_due_at = coalesce(life.cards_due_at, life.as_of)
           where life.meeting_id = $6::uuid and $3::text is not null and life.version > 0 and life.occurrence is null
             and not exists (select from delivered where key like 'cards %')),
         outdated_plan as (
           -- What has no row any more was overtaken by something newer, and may stand in place of it.
           update schedule set cards_due_at = coalesce(cards_due_at, changed_at)
           where meeting_id = $6::uuid and $3::text is not null and not exists (select from delivered))
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
