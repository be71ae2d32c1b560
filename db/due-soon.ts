import { eq, inArray, lte } from 'drizzle-orm';
import type { Asked } from '../src/core/live/asked.ts';
import type { Life } from '../src/core/live/life.ts';
import type { DueEffect, HandedOver } from '../src/core/stores.ts';
import { life } from './life-schema.ts';
import { readLives } from './life-store.ts';
import { putWithin } from './outbox.ts';
import type { Change } from './schedule-row.ts';

/** Those who said that they come in some minutes, once those are over. */
export async function handSoon(
  change: Change,
  at: Date,
  limit: number,
  decide: (life: Life) => {
    readonly effects: readonly DueEffect[];
    readonly invited: readonly Asked[];
    readonly next: Date | undefined;
  },
): Promise<HandedOver> {
  const rows = await change
    .select({ id: life.meetingId })
    .from(life)
    .where(lte(life.soonDueAt, at))
    .orderBy(life.soonDueAt)
    .limit(limit)
    .for('update', { skipLocked: true });
  const ids = rows.map(({ id }) => id);
  const lives = ids.length > 0 ? await readLives(change, inArray(life.meetingId, ids), ids.length) : [];
  const put: string[] = [];
  for (const id of ids) {
    const known = lives.find(({ meeting }) => meeting.id === id);
    const made = known && decide(known);
    put.push(...(await putWithin(change, made?.effects ?? [])));
    const isChanged = made && known && made.invited !== known.invited;
    await change
      .update(life)
      .set({
        soonDueAt: made?.next ?? null,
        ...(isChanged && { invited: made.invited, version: known.version + 1, cardsDueAt: at }),
      })
      .where(eq(life.meetingId, id));
  }
  return { taken: rows.length, put };
}
