import { inArray, lte } from 'drizzle-orm';
import type { Platform } from '../src/core/invocation.ts';
import type { DueEffect, HandedOver, StaleLife } from '../src/core/stores.ts';
import { cardsOf, withdrawCards } from './card-places.ts';
import { life } from './life-schema.ts';
import { readLives } from './life-store.ts';
import { dueNativeCalls } from './native-call-store.ts';
import { putWithin } from './outbox.ts';
import type { Change } from './schedule-row.ts';

/** Cards that do not show how a meeting is doing. What waits in the outbox to replace them with something older is not sent. `platforms`: those with calls of their own. */
export async function handLives(
  change: Change,
  at: Date,
  limit: number,
  decide: (stale: readonly StaleLife[]) => readonly DueEffect[],
  platforms: readonly Platform[],
): Promise<HandedOver> {
  const rows = await change
    .select({ id: life.meetingId, dueAt: life.cardsDueAt })
    .from(life)
    .where(lte(life.cardsDueAt, at))
    .orderBy(life.cardsDueAt)
    .limit(limit)
    .for('update', { skipLocked: true });
  if (rows.length === 0) return { taken: 0, put: [] };
  const due = new Map(rows.map(({ id, dueAt }) => [id, dueAt ?? at]));
  const ids = [...due.keys()];
  await change.update(life).set({ cardsDueAt: null, shownAt: at }).where(inArray(life.meetingId, ids));
  await withdrawCards(change, ids);
  await dueNativeCalls(change, ids, platforms, at);
  const stale: StaleLife[] = [];
  for (const known of await readLives(change, inArray(life.meetingId, ids), ids.length)) {
    const { id } = known.meeting;
    stale.push({ life: known, dueAt: due.get(id) ?? at, cards: await cardsOf(change, id) });
  }
  return { taken: rows.length, put: await putWithin(change, decide(stale)) };
}
