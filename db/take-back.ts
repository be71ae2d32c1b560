import { and, eq, inArray } from 'drizzle-orm';
import { lastEnd } from '../src/core/occurrences.ts';
import type { Planned } from '../src/core/schedule.ts';
import { replanReminders } from './reminder-rows.ts';
import { type Change, readPlanned } from './schedule-row.ts';
import { invitee, occurrenceChange, schedule } from './schedule-schema.ts';
import { meeting } from './schema.ts';

const changeable = [
  'state',
  'title',
  'localStart',
  'timeZone',
  'minutes',
  'recurrence',
  'lobby',
  'recording',
] as const satisfies readonly (keyof Planned)[];

/**
 * Takes a change back: the plan is as `before` again, number and all. Answers, and who was invited by others meanwhile, stay. False,
 * with nothing changed, where what was changed has been changed again.
 */
export async function takeBack(change: Change, made: Planned, before: Planned, at: Date): Promise<boolean> {
  const { meetingId } = made;
  const own = eq(schedule.meetingId, meetingId);
  await change.select({ id: schedule.meetingId }).from(schedule).where(own).for('update');
  const [now] = await readPlanned(change, own);
  if (!now || changeable.some((name) => now[name] !== made[name])) return false;
  const { state, localStart, timeZone, startsAt, minutes, recurrence = null, lobby, recording } = before;
  const { changedBy, changedAt } = before;
  const isLatest = now.sequence === made.sequence;
  await change.update(meeting).set({ title: before.title }).where(eq(meeting.id, meetingId));
  await change
    .update(schedule)
    .set({
      ...{ state, localStart, timeZone, startsAt, minutes, recurrence, lobby, recording, changedBy, changedAt },
      sequence: isLatest ? before.sequence : now.sequence + 1,
      endsAt: lastEnd(before) ?? null,
      // Cards may have been made of what is taken back.
      ...{ cardsDueAt: at, hostDueAt: at, opensAt: at },
    })
    .where(own);
  await putOccurrences(change, made, before);
  await putInvitees(change, made, before, at);
  const [after] = await readPlanned(change, own);
  if (after) await replanReminders(change, after, at);
  return true;
}

async function putOccurrences(change: Change, made: Planned, before: Planned): Promise<void> {
  const named = ({ changes }: Planned) => JSON.stringify(changes.map((one) => JSON.stringify(one)).sort());
  if (named(made) === named(before)) return;
  const { meetingId, changes } = before;
  await change.delete(occurrenceChange).where(eq(occurrenceChange.meetingId, meetingId));
  if (changes.length > 0) await change.insert(occurrenceChange).values(changes.map((one) => ({ meetingId, ...one })));
}

async function putInvitees(change: Change, made: Planned, before: Planned, at: Date): Promise<void> {
  const without = (all: Planned, others: Planned) =>
    all.invitees.filter(({ id }) => !others.invitees.some((one) => one.id === id)).map(({ id }) => id);
  const set = (ids: readonly string[], removedAt: Date | null) =>
    change
      .update(invitee)
      .set({ removedAt, removedBy: null })
      .where(and(eq(invitee.meetingId, made.meetingId), inArray(invitee.id, [...ids])));
  await set(without(made, before), at);
  await set(without(before, made), null);
}
