import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { WorkspaceKey } from '../src/core/workspace.ts';
import type { Database } from './database.ts';
import { patiently } from './patiently.ts';
import { replanReminders } from './reminder-rows.ts';
import { readPlanned } from './schedule-row.ts';
import { schedule } from './schedule-schema.ts';

/** Meetings whose rows are held at the same time. */
const atOnce = 50;

/**
 * The reminders of everybody in one workspace, in each meeting that is still to come, some meetings at a time. Whoever is interrupted
 * begins anew, and makes the same of them.
 */
export async function replanWorkspace(orm: Database['orm'], workspace: WorkspaceKey, now: Date): Promise<void> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const ids = await replanSome(orm, workspace, now, last);
    last = ids.at(-1) ?? last;
    if (ids.length < atOnce) return;
  }
}

function replanSome(
  orm: Database['orm'],
  { platform, workspaceId }: WorkspaceKey,
  now: Date,
  after: string,
): Promise<readonly string[]> {
  return patiently(orm, async (change) => {
    const isInvited = sql`exists (select from invitee v where v.meeting_id = ${schedule.meetingId}
      and v.platform = ${platform} and v.workspace_id = ${workspaceId} and v.removed_at is null)`;
    const isToCome = and(eq(schedule.state, 'scheduled'), or(isNull(schedule.endsAt), gt(schedule.endsAt, now)));
    const rows = await change
      .select({ id: schedule.meetingId })
      .from(schedule)
      .where(and(gt(schedule.meetingId, after), isToCome, isInvited))
      .orderBy(asc(schedule.meetingId))
      .limit(atOnce)
      .for('update');
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return ids;
    for (const planned of await readPlanned(change, inArray(schedule.meetingId, ids), ids.length)) {
      const theirs = planned.invitees.filter(
        ({ identity }) => identity?.platform === platform && identity.workspaceId === workspaceId,
      );
      await replanReminders(
        change,
        planned,
        now,
        theirs.map(({ id }) => id),
      );
    }
    return ids;
  });
}
