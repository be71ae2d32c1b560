import { and, eq, inArray, sql } from 'drizzle-orm';
import type { DueAgenda, DueEffect, HandedOver } from '../src/core/stores.ts';
import { putWithin } from './outbox.ts';
import { identitiesOf, type PreferenceRow, preferencesOf, toPreferences, zoneIn, zoneOf } from './preference-row.ts';
import { type Change, readPlanned } from './schedule-row.ts';
import { preference, schedule } from './schedule-schema.ts';
import { isOf } from './schema.ts';

/** More meetings than that on one day would be no list to read. */
const mostMeetings = 2_000;

/** Takes due agendas, sets when the next ones are due, and writes what is made of them. */
export async function handAgendas(
  change: Change,
  at: Date,
  limit: number,
  decide: (due: readonly DueAgenda[]) => readonly { readonly nextDue: Date; readonly effect?: DueEffect }[],
): Promise<HandedOver> {
  const { rows } = await change.execute<Record<string, unknown>>(sql`
    with mine as materialized (
      select * from preference where agenda_due_at <= ${at} and agenda_time is not null
      order by agenda_due_at limit ${limit} for update skip locked)
    select i.platform, i.workspace_id, i.user_id, i.agenda_time, i.agenda_days, i.agenda_due_at,
      ${sql.raw(preferencesOf('i'))} as preferences, ${sql.raw(zoneOf('i'))} as time_zone,
      array(
        select v.meeting_id from ${sql.raw(identitiesOf('i'))} w
        join invitee v on v.platform = w.platform and v.workspace_id = w.workspace_id and v.user_id = w.user_id
        join schedule s on s.meeting_id = v.meeting_id
        where v.removed_at is null and (v.answer is null or v.answer <> 'no') and s.state = 'scheduled'
          and s.starts_at < ${at}::timestamptz + interval '2 days'
          and (s.ends_at is null or s.ends_at > ${at}::timestamptz - interval '2 days')) as meeting_ids
    from mine i`);
  if (rows.length === 0) return { taken: 0, put: [] };
  const ids = [...new Set(rows.flatMap((row) => row.meeting_ids as string[]))];
  const found = ids.length === 0 ? [] : await readPlanned(change, inArray(schedule.meetingId, ids), mostMeetings);
  const due = rows.map((row): DueAgenda => {
    const preferences = toPreferences(row.preferences as readonly PreferenceRow[]);
    const mine = new Set(row.meeting_ids as string[]);
    return {
      person: {
        platform: row.platform as DueAgenda['person']['platform'],
        workspaceId: row.workspace_id as string,
        userId: row.user_id as string,
      },
      preferences,
      timeZone: zoneIn(preferences, row.time_zone as string | null) ?? 'UTC',
      agenda: { time: row.agenda_time as string, days: (row.agenda_days ?? 'daily') as 'daily' | 'weekdays' },
      dueAt: new Date(String(row.agenda_due_at)),
      meetings: found.filter(({ meetingId }) => mine.has(meetingId)),
    };
  });
  const decided = decide(due);
  for (const [index, { person }] of due.entries())
    await change
      .update(preference)
      .set({ agendaDueAt: decided[index]?.nextDue ?? null })
      .where(and(isOf(preference, person), eq(preference.agendaTime, due[index]?.agenda.time ?? '')));
  const put = await putWithin(
    change,
    decided.flatMap(({ effect }) => effect ?? []),
  );
  return { taken: due.length, put };
}
