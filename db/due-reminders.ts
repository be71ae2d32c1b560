import { inArray, sql } from 'drizzle-orm';
import type { Planned } from '../src/core/schedule.ts';
import type { DoneReminder, DueReminder, HandedOver, Pace, ReminderPlan } from '../src/core/stores.ts';
import { toJson } from './json.ts';
import { putWithin } from './outbox.ts';
import { type PreferenceRow, preferencesOf, toPreferences, zoneIn, zoneOf } from './preference-row.ts';
import { type Change, readPlanned } from './schedule-row.ts';
import { schedule } from './schedule-schema.ts';

/** Takes due reminders, and writes what is made of them. Whoever calls commits, or nothing has happened. */
export async function handReminders(
  change: Change,
  at: Date,
  limit: number,
  pace: Pace,
  decide: (due: readonly DueReminder[]) => readonly DoneReminder[],
): Promise<HandedOver> {
  const rows = await claim(change, at, limit, pace);
  if (rows.length === 0) return { taken: 0, put: [] };
  const due = await withMeetings(change, rows);
  const done = decide(due);
  const put = await putWithin(
    change,
    done.flatMap(({ effect }) => effect ?? []),
  );
  // Those whose meeting is gone have nothing to be done with but to go as well.
  const decided = new Map(done.map((one) => [nameOf(one.done), one]));
  const next = rows.flatMap((row) => decided.get(nameOf(row))?.next ?? []);
  const moved = new Set(next.map(nameOf));
  await remove(
    change,
    rows.filter((row) => !moved.has(nameOf(row))),
  );
  await move(change, next);
  return { taken: rows.length, put };
}

function nameOf({ inviteeId, lead }: ReminderPlan): string {
  return `${inviteeId} ${lead}`;
}

interface Row extends ReminderPlan {
  readonly meetingId: string;
  readonly isSuperseded: boolean;
  readonly preferences: readonly PreferenceRow[];
  readonly timeZone: string | null;
}

/**
 * Each workspace takes one message at a time, a gap apart: where many are due at once, the first ones begin so much earlier that
 * the last one is in time. `slot` is the latest moment for that, and what is due within a minute after counts.
 */
async function claim(change: Change, at: Date, limit: number, pace: Pace): Promise<readonly Row[]> {
  const early = pace.mostEarlyMilliseconds;
  const { rows } = await change.execute<Record<string, unknown>>(sql`
    with gap as (
      select key as platform, make_interval(secs => value::float8 / 1000) as gap
      from jsonb_each_text(${JSON.stringify(pace.gaps)}::jsonb)),
    near as (
      select r.invitee_id, r.lead, r.due_at, r.platform, r.workspace_id, gap.gap,
        row_number() over (partition by r.platform, r.workspace_id order by r.due_at, r.invitee_id, r.lead) as nth
      from reminder r join gap on gap.platform = r.platform
      where r.due_at <= ${at}::timestamptz + make_interval(secs => ${(2 * early) / 1000}::float8)),
    slots as (
      select invitee_id, lead, due_at, min(due_at - nth * gap) over (
        partition by platform, workspace_id order by nth rows between current row and unbounded following
      ) + nth * gap as slot
      from near),
    due as (
      select invitee_id, lead from slots
      where greatest(slot, due_at - make_interval(secs => ${early / 1000}::float8)) <= ${at}::timestamptz
      order by due_at, invitee_id, lead limit ${limit}),
    mine as materialized (
      select r.* from reminder r where (r.invitee_id, r.lead) in (select invitee_id, lead from due)
      for update skip locked)
    select m.invitee_id, m.lead, m.meeting_id, m.occurrence, m.due_at,
      exists (select from reminder o where o.invitee_id = m.invitee_id and o.occurrence = m.occurrence
        and o.due_at > m.due_at and o.due_at <= ${at}::timestamptz) as superseded,
      ${sql.raw(preferencesOf('i'))} as preferences, ${sql.raw(zoneOf('i'))} as time_zone
    from mine m join invitee i on i.id = m.invitee_id
    order by m.due_at, m.invitee_id, m.lead`);
  return rows.map((row) => ({
    inviteeId: row.invitee_id as string,
    lead: row.lead as number,
    meetingId: row.meeting_id as string,
    occurrence: moment(row.occurrence),
    dueAt: moment(row.due_at),
    isSuperseded: row.superseded as boolean,
    preferences: row.preferences as readonly PreferenceRow[],
    timeZone: row.time_zone as string | null,
  }));
}

async function withMeetings(change: Change, rows: readonly Row[]): Promise<readonly DueReminder[]> {
  const ids = [...new Set(rows.map(({ meetingId }) => meetingId))];
  const found = await readPlanned(change, inArray(schedule.meetingId, ids), ids.length);
  const meetings = new Map<string, Planned>(found.map((planned) => [planned.meetingId, planned]));
  const invitees = new Map(found.flatMap(({ invitees }) => invitees.map((one) => [one.id, one])));
  return rows.flatMap(({ meetingId, preferences, timeZone, ...row }) => {
    const [planned, invitee] = [meetings.get(meetingId), invitees.get(row.inviteeId)];
    if (!planned || !invitee) return [];
    const liked = toPreferences(preferences);
    return [{ ...row, planned, invitee, preferences: liked, timeZone: zoneIn(liked, timeZone) }];
  });
}

async function remove(change: Change, rows: readonly ReminderPlan[]): Promise<void> {
  if (rows.length === 0) return;
  await change.execute(sql`
    delete from reminder r using jsonb_to_recordset(${toJson(rows.map(({ inviteeId, lead }) => ({ inviteeId, lead })))}::jsonb)
      as g ("inviteeId" uuid, lead smallint)
    where r.invitee_id = g."inviteeId" and r.lead = g.lead`);
}

async function move(change: Change, rows: readonly ReminderPlan[]): Promise<void> {
  if (rows.length === 0) return;
  await change.execute(sql`
    update reminder r set occurrence = n.occurrence, due_at = n."dueAt"
    from jsonb_to_recordset(${toJson(rows)}::jsonb)
      as n ("inviteeId" uuid, lead smallint, occurrence timestamptz, "dueAt" timestamptz)
    where r.invitee_id = n."inviteeId" and r.lead = n.lead`);
}

/** drizzle hands moments of raw statements over as PostgreSQL writes them. */
function moment(value: unknown): Date {
  return value instanceof Date ? value : new Date(String(value));
}
