import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Identity } from '../src/core/invocation.ts';
import type { Forgotten } from './forget-plans.ts';
import { life } from './life-schema.ts';
import { dueNativeCalls } from './native-call-store.ts';
import { isAskedTo } from './person-lives.ts';
import { isHost } from './person-plans.ts';
import { recording } from './recording-schema.ts';
import type { Change } from './schedule-row.ts';
import { schedule } from './schedule-schema.ts';
import { meeting } from './schema.ts';
import { nobody, type Traces } from './unnamed.ts';

/**
 * Deletes how the meetings went that this person started, and takes the person out of those of others: who was asked, and who came
 * under the name that the chat platform has. Their cards are made anew. Resolves to what may still be said of this person elsewhere.
 */
export async function forgetLives(
  change: Change,
  person: Identity,
  known: Pick<Forgotten, 'name'> | undefined,
  at: Date,
): Promise<Traces> {
  const { platform, workspaceId } = person;
  const names = [known?.name ?? ''].filter((name) => name !== '');
  const hosted = change.select({ id: meeting.id }).from(meeting).where(isHost(person));
  const gone = await change.delete(life).where(inArray(life.meetingId, hosted)).returning({ id: life.meetingId });
  // Where a platform shows such a meeting as a call, it hears that it is over.
  await dueNativeCalls(
    change,
    gone.map(({ id }) => id),
    [],
    at,
  );
  await change.delete(recording).where(inArray(recording.meetingId, hosted));
  const came = names.map((name) => sql`${life.presences} @> ${JSON.stringify([{ name }])}::jsonb`);
  const inside = and(eq(life.platform, platform), eq(life.workspaceId, workspaceId));
  const others = await change
    .select()
    .from(life)
    .where(or(isAskedTo(person), ...came.map((name) => and(inside, name))))
    .orderBy(life.meetingId)
    .for('update');
  for (const { meetingId, invited, presences, version, occurrence, cardsDueAt } of others) {
    if (occurrence) await change.update(schedule).set({ cardsDueAt: at }).where(eq(schedule.meetingId, meetingId));
    await change
      .update(life)
      .set({
        invited: invited.filter(({ person: { userId } }) => userId !== person.userId),
        presences: presences?.map((one) => (names.includes(one.name) ? { ...one, name: nobody } : one)) ?? null,
        version: version + 1,
        cardsDueAt: occurrence ? cardsDueAt : at,
      })
      .where(eq(life.meetingId, meetingId));
  }
  const ids = [...gone.map(({ id }) => id), ...others.map(({ meetingId }) => meetingId)];
  const { id, joinKey, hostName, hostId } = meeting;
  const about = await change.select({ id, joinKey, hostName, hostId }).from(meeting).where(inArray(id, ids));
  const own = about.filter((one) => one.hostId === person.userId);
  return {
    names: [...names, ...own.map((one) => one.hostName)],
    meetings: about.flatMap((one) => [one.id, one.joinKey]),
  };
}
