import { and, eq, lte, or, sql } from 'drizzle-orm';
import type { DueEffect, DueRecording, HandedOver } from '../src/core/stores.ts';
import { putWithin } from './outbox.ts';
import { cardsOfThoseIn, isHeld, toRecorded } from './recording-rows.ts';
import { recording } from './recording-schema.ts';
import type { Change } from './schedule-row.ts';
import { meeting } from './schema.ts';

/**
 * Recordings that are to be told of. A call in the room of a channel that was a meeting of its own as well is told of as that meeting.
 */
export async function handRecordings(
  change: Change,
  at: Date,
  limit: number,
  decide: (due: DueRecording) => readonly DueEffect[],
): Promise<HandedOver> {
  const rows = await change
    .select()
    .from(recording)
    .innerJoin(meeting, eq(meeting.id, recording.meetingId))
    .where(lte(recording.tellAt, at))
    .orderBy(recording.tellAt)
    .limit(limit)
    .for('update', { of: recording, skipLocked: true });
  if (rows.length === 0) return { taken: 0, put: [] };
  await change
    .update(recording)
    .set({ tellAt: null })
    .where(or(...rows.map((row) => isHeld(row.recording.meetingId, row.recording.heldAt))));
  const put: string[] = [];
  for (const row of rows) {
    const recorded = toRecorded(row);
    if (!recorded || (recorded.meeting.kind === 'room' && (await isOfMeeting(recorded.sessions)))) continue;
    put.push(...(await putWithin(change, decide({ recorded, cards: await cardsOfThoseIn(change, recorded.meeting) }))));
  }
  return { taken: rows.length, put };

  async function isOfMeeting(sessions: readonly string[]): Promise<boolean> {
    const found = await change
      .select({ id: recording.meetingId })
      .from(recording)
      .innerJoin(meeting, eq(meeting.id, recording.meetingId))
      .where(
        and(
          sql`${recording.sessions} && ${sql.param([...sessions], recording.sessions)}`,
          sql`${meeting.kind} <> 'room'`,
        ),
      )
      .limit(1);
    return found.length > 0;
  }
}
