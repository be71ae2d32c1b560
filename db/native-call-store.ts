import { inArray, type SQL, sql } from 'drizzle-orm';
import { type Intervals, usualIntervals } from '../src/core/intervals.ts';
import type { Platform } from '../src/core/invocation.ts';
import type { NativeCall } from '../src/core/live/native-call.ts';
import type { DueNativeCall, NativeCallStore } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { toJson } from './json.ts';
import { dueAfter } from './life-cards-due.ts';
import { life } from './life-schema.ts';
import { readLives } from './life-store.ts';
import type { Change } from './schedule-row.ts';
import { dueStatuses } from './status-store.ts';

/** One process has this long to tell what there is to tell. */
const heldSeconds = 60;

/** What chat platforms were told of calls. */
export function createNativeCallStore({
  database: { orm },
  intervals = usualIntervals,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly intervals?: Pick<Intervals, 'cardMilliseconds'>;
}): NativeCallStore {
  return {
    async take(at, most) {
      const heldUntil = new Date(at.getTime() + heldSeconds * 1_000);
      const { rows } = await orm.execute<TakenRow>(sql`
        with due as (
          select meeting_id, platform, workspace_id from native_call
          where due_at <= ${at} and (held_until is null or held_until <= ${at})
          order by due_at limit ${most} for update skip locked),
        taken as (
          update native_call c set held_until = ${heldUntil}, due_at = ${heldUntil}
          from due where (c.meeting_id, c.platform, c.workspace_id) = (due.meeting_id, due.platform, due.workspace_id)
          returning c.*)
        select taken.*, coalesce(nullif(m.host_id, ''), (
          select e.user_id from card join effect e on e.id = card.effect_id
          where card.meeting_id = taken.meeting_id and card.platform = taken.platform and card.workspace_id = taken.workspace_id
          order by card.posted_at limit 1), '') as by_id
        from taken left join meeting m on m.id = taken.meeting_id and m.platform = taken.platform
          and m.workspace_id = taken.workspace_id`);
      if (rows.length === 0) return [];
      const ids = rows.map((row) => row.meeting_id);
      const lives = await readLives(orm, inArray(life.meetingId, ids), ids.length);
      return rows.map((row) =>
        toDue(
          row,
          heldUntil,
          lives.find(({ meeting }) => meeting.id === row.meeting_id),
        ),
      );
    },

    async note({ heldUntil }, { meetingId, workspace, told, ...call }, at) {
      const { round, state, attempts, callId = null, sessionId = null } = call;
      const { rows } = await orm.execute(sql`
        with before as (select ${shownId} as shown from native_call join meeting m on m.id = native_call.meeting_id
          where ${isRow({ meetingId, workspace })}),
        noted as (
          update native_call set round = ${round}, state = ${state}, attempts = ${attempts}, call_id = ${callId},
            session_id = ${sessionId}, told = ${toJson(told)}::jsonb
          from meeting m
          where m.id = native_call.meeting_id and ${isRow({ meetingId, workspace })} and held_until = ${heldUntil}
          returning native_call.meeting_id, ${shownId} as shown),
        changed as (select meeting_id from noted, before where noted.shown is distinct from before.shown),
        cards as (
          update life set cards_due_at = ${dueAfter(sql`life.cards_due_at`, sql`life.shown_at`, at, intervals)}
          from changed where life.meeting_id = changed.meeting_id and life.occurrence is null),
        planned as (
          update schedule set cards_due_at = coalesce(schedule.cards_due_at, ${at}::timestamptz)
          from changed where schedule.meeting_id = changed.meeting_id)
        select from noted`);
      return rows.length > 0;
    },

    async release({ call, heldUntil }, again) {
      // What became due meanwhile stays due.
      await orm.execute(sql`
        update native_call set held_until = null,
          due_at = case when due_at = ${heldUntil} then ${again ?? null}::timestamptz else due_at end
        where ${isRow(call)} and held_until = ${heldUntil}`);
    },

    async shownIn({ platform, workspaceId }, meetingId) {
      const { rows } = await orm.execute<{ shown: string | null }>(sql`
        select ${shownId} as shown from native_call join meeting m on m.id = native_call.meeting_id
        where ${isRow({ meetingId, workspace: { platform, workspaceId } })}`);
      return rows[0]?.shown ?? undefined;
    },
  };
}

/**
 * Platforms with calls of their own are to hear how these meetings are doing, in each workspace where one of their cards stands: as soon as
 * somebody is in, and then of each change. So are the statuses of those who are in them.
 */
export async function dueNativeCalls(
  change: Change,
  meetingIds: readonly string[],
  platforms: readonly Platform[],
  at: Date,
): Promise<void> {
  if (meetingIds.length === 0) return;
  const ids = sql`${`{${meetingIds.join(',')}}`}::uuid[]`;
  await dueStatuses(change, ids, at);
  if (platforms.length > 0)
    await change.execute(sql`
    insert into native_call as known (meeting_id, platform, workspace_id, due_at)
    select distinct c.meeting_id, c.platform, c.workspace_id, ${at}::timestamptz
    from card c join life l on l.meeting_id = c.meeting_id
    where c.meeting_id = any (${ids}) and c.platform = any (${`{${platforms.join(',')}}`}::text[]) and l.state = 'live'
    on conflict (meeting_id, platform, workspace_id) do update set due_at = least(known.due_at, excluded.due_at)`);
  await change.execute(sql`
    update native_call set due_at = least(due_at, ${at}::timestamptz)
    where meeting_id = any (${ids}) and state <> 'ended'`);
}

/** What is over stays on the card of that one meeting; the card of a room or a series is about the next one then. */
const shownId = sql`case when native_call.state = 'open' or native_call.state = 'ended' and m.kind = 'instant'
  then native_call.call_id end`;

function isRow({ meetingId, workspace: { platform, workspaceId } }: Pick<NativeCall, 'meetingId' | 'workspace'>): SQL {
  return sql`native_call.meeting_id = ${meetingId} and native_call.platform = ${platform} and native_call.workspace_id = ${workspaceId}`;
}

interface TakenRow extends Record<string, unknown> {
  readonly meeting_id: string;
  readonly platform: Platform;
  readonly workspace_id: string;
  readonly round: number;
  readonly session_id: string | null;
  readonly call_id: string | null;
  readonly state: NativeCall['state'];
  readonly told: readonly string[];
  readonly attempts: number;
  readonly by_id: string;
}

function toDue(row: TakenRow, heldUntil: Date, known: DueNativeCall['life']): DueNativeCall {
  const { meeting_id: meetingId, platform, workspace_id: workspaceId, round, state, told, attempts } = row;
  const workspace = { platform, workspaceId };
  return {
    call: {
      ...{ meetingId, workspace, round, state, told, attempts },
      sessionId: row.session_id ?? undefined,
      callId: row.call_id ?? undefined,
    },
    heldUntil,
    life: known,
    by: { ...workspace, userId: row.by_id },
  };
}
