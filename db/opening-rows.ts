import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { LifeStore, Opening } from '../src/core/stores.ts';
import { life } from './life-schema.ts';
import { type Change, readPlanned } from './schedule-row.ts';
import { schedule } from './schedule-schema.ts';
import { joinWatch } from './watch-statement.ts';

/** One replica has this long for one of them. */
const heldMilliseconds = 30_000;

/** Planned meetings that begin, or that were changed, so that it has to be seen anew when they do. */
export async function takeOpenings(change: Change, at: Date, most: number): Promise<readonly Opening[]> {
  const heldUntil = new Date(at.getTime() + heldMilliseconds);
  const due = await change
    .select({ id: schedule.meetingId })
    .from(schedule)
    .where(sql`${schedule.opensAt} <= ${at}`)
    .orderBy(schedule.opensAt)
    .limit(most)
    .for('update', { skipLocked: true });
  if (due.length === 0) return [];
  const mine = inArray(
    schedule.meetingId,
    due.map(({ id }) => id),
  );
  await change.update(schedule).set({ opensAt: heldUntil }).where(mine);
  return (await readPlanned(change, mine, most)).map((planned) => ({ planned, heldUntil }));
}

export async function openPlanned(
  change: Change,
  { planned: { meetingId, host, hostAccountId, lobby: hasLobby }, heldUntil }: Opening,
  { at, next, begins, watch }: Parameters<LifeStore['open']>[1],
): Promise<void> {
  const own = eq(life.meetingId, meetingId);
  // In the order in which everybody takes these rows.
  await change.select({ id: life.meetingId }).from(life).where(own).for('update');
  const [held] = await change
    .update(schedule)
    .set({ opensAt: next ?? null })
    .where(and(eq(schedule.meetingId, meetingId), eq(schedule.opensAt, heldUntil)))
    .returning({ id: schedule.meetingId });
  // It was changed meanwhile, and is looked at anew for that.
  if (!held) return;
  if (!begins) {
    // Moved away, or cancelled: nobody is waited for any more.
    const left = { isFollowed: false, awaitedUntil: at, version: sql`${life.version} + 1` };
    await change
      .update(life)
      .set(left)
      .where(and(own, eq(life.state, 'starting')));
    return;
  }
  const { original: occurrence, start: expectedAt, awaitedUntil } = begins;
  const { platform, workspaceId } = host;
  const fresh: Omit<typeof life.$inferInsert, 'meetingId'> = {
    ...{ platform, workspaceId, conversation: '', watch: watch ?? null, occurrence, expectedAt, awaitedUntil },
    ...{ asOf: at, newsAt: at, isFollowed: watch !== undefined, isClosed: false, accountId: hostAccountId ?? null },
    ...{ sessionId: null, liveSince: null, endedAt: null, presences: null, presencesAsOf: null, unknownSince: null },
    ...{ hasLobby, waiting: null, promptDueAt: at, recordingKey: null, recordingShared: false },
    state: 'starting',
    invited: [],
  };
  const opened = await change
    .insert(life)
    .values({ meetingId, ...fresh })
    .onConflictDoUpdate({
      target: life.meetingId,
      set: { ...fresh, version: sql`${life.version} + 1` },
      // What is known of this very occurrence stays known.
      setWhere: sql`${life.occurrence} is distinct from ${occurrence} or ${life.expectedAt} <> ${expectedAt}`,
    })
    .returning({ id: life.meetingId });
  if (opened.length === 0) {
    const isLonger = and(own, ne(life.awaitedUntil, awaitedUntil));
    await change
      .update(life)
      .set({ awaitedUntil, version: sql`${life.version} + 1` })
      .where(isLonger);
    return;
  }
  const [before = '', middle = '', after = ''] = joinWatch('select $1, $2').split(/\$\d/);
  await change.execute(
    sql`${sql.raw(before)}${watch ?? null}::text${sql.raw(middle)}${at}::timestamptz${sql.raw(after)}`,
  );
}
