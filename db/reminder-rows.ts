import { and, eq, inArray, sql } from 'drizzle-orm';
import { mailLead, mayBeSent, planReminders, type Reminded } from '../src/core/reminders/plan.ts';
import type { Planned } from '../src/core/schedule.ts';
import type { ReminderPlan } from '../src/core/stores.ts';
import { type PreferenceRow, preferencesOf, toPreferences } from './preference-row.ts';
import type { Change } from './schedule-row.ts';
import { reminder } from './schedule-schema.ts';
import { effect } from './schema.ts';

/** PostgreSQL takes 65,535 parameters in one statement. */
const mostAtOnce = 5_000;

/**
 * Makes the reminders of a meeting anew, as the meeting and its people are now; those of some invitees alone where they are given.
 * Whoever calls has read `planned` while holding the row of the schedule, or nobody else knows it yet.
 */
export async function replanReminders(
  change: Change,
  planned: Planned,
  now: Date,
  inviteeIds?: readonly string[],
): Promise<void> {
  const { meetingId } = planned;
  const theirs = and(eq(reminder.meetingId, meetingId), inviteeIds && inArray(reminder.inviteeId, [...inviteeIds]));
  // Whoever hands one of them over at this moment is waited for: what was handed over has moved on then.
  const before = await change
    .select()
    .from(reminder)
    .where(theirs)
    .orderBy(reminder.inviteeId, reminder.lead)
    .for('update');
  const people = await remindedOf(change, meetingId, planned.mailer === 'ours', inviteeIds);
  const after = planReminders(planned, people, before, now);
  const [known, wanted] = [new Set(before.map(nameOf)), new Set(after.map(nameOf))];
  const gone = before.filter((row) => !wanted.has(nameOf(row)));
  const fresh = after.filter((row) => !known.has(nameOf(row)));
  if (gone.length > 0)
    await change.execute(sql`
      delete from reminder r using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as g ("inviteeId" uuid, lead smallint)
      where r.invitee_id = g."inviteeId" and r.lead = g.lead`);
  const tenants = new Map(planned.invitees.map(({ id, identity }) => [id, identity ?? planned.host]));
  for (let first = 0; first < fresh.length; first += mostAtOnce) {
    const rows = fresh.slice(first, first + mostAtOnce).map((row) => {
      const { platform, workspaceId } = tenants.get(row.inviteeId) ?? planned.host;
      return { ...row, meetingId, platform, workspaceId };
    });
    await change
      .insert(reminder)
      .values(rows)
      .onConflictDoUpdate({
        target: [reminder.inviteeId, reminder.lead],
        set: { occurrence: sql`excluded.occurrence`, dueAt: sql`excluded.due_at` },
      });
  }
  await takeBack(planned);

  /** What was handed over early and is not sent yet: what is true of it has its row again, and is handed over anew. */
  async function takeBack(meeting: Planned): Promise<void> {
    const isWaiting = and(eq(effect.invocationId, meetingId), eq(effect.state, 'pending'), eq(effect.attempts, 0));
    const waiting = await change.select({ id: effect.id, key: effect.key }).from(effect).where(isWaiting);
    const reminded = new Set(people.map(({ inviteeId }) => inviteeId));
    const untrue = waiting
      .filter(({ key }) => !inviteeIds || inviteeIds.includes(key.split(' ')[1] ?? ''))
      .filter(({ key }) => mayBeSent(key, meeting, reminded, now) === false);
    if (untrue.length > 0)
      await change.delete(effect).where(
        and(
          inArray(
            effect.id,
            untrue.map(({ id }) => id),
          ),
          isWaiting,
        ),
      );
  }
}

function nameOf({ inviteeId, lead, occurrence, dueAt }: ReminderPlan): string {
  return [inviteeId, lead, occurrence.getTime(), dueAt.getTime()].join(' ');
}

/** Who is reminded, and when: nobody who is taken off or does not come, and each human by one identity. */
async function remindedOf(
  change: Change,
  meetingId: string,
  mailIsOurs: boolean,
  inviteeIds?: readonly string[],
): Promise<readonly Reminded[]> {
  const { rows } = await change.execute<{ id: string; user_id: string | null; preferences: PreferenceRow[] }>(sql`
    select i.id, i.user_id, ${sql.raw(preferencesOf('i'))} as preferences
    from invitee i
    where i.meeting_id = ${meetingId} and i.removed_at is null and (i.answer is null or i.answer <> 'no')
      and not exists (
        select from identity me
        join identity also on also.human_id = me.human_id
        join invitee o on o.platform = also.platform and o.workspace_id = also.workspace_id and o.user_id = also.user_id
        where me.platform = i.platform and me.workspace_id = i.workspace_id and me.user_id = i.user_id
          and o.meeting_id = i.meeting_id and o.id < i.id and o.removed_at is null and (o.answer is null or o.answer <> 'no'))`);
  return rows
    .filter(({ id }) => !inviteeIds || inviteeIds.includes(id))
    .flatMap(({ id: inviteeId, user_id: userId, preferences }) => {
      if (userId === null) return mailIsOurs ? [{ inviteeId, leads: [mailLead] }] : [];
      return [{ inviteeId, leads: toPreferences(preferences).leads }];
    });
}
