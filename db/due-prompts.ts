import { and, eq, inArray, like, lte, ne } from 'drizzle-orm';
import type { MessageReference } from '../src/core/address.ts';
import type { Intervals } from '../src/core/intervals.ts';
import type { DueEffect, DuePrompt, HandedOver } from '../src/core/stores.ts';
import { life } from './life-schema.ts';
import { readLives } from './life-store.ts';
import { putWithin } from './outbox.ts';
import type { Change } from './schedule-row.ts';
import { effect } from './schema.ts';

/**
 * Hosts who are to be told who waits. Each has one message at a time that says so, which is edited, until nobody waits any more: the next one
 * is a new message. One that is on its way has no place yet where it could be edited: it is looked at again soon.
 */
export async function handPrompts(
  change: Change,
  at: Date,
  limit: number,
  decide: (due: DuePrompt) => DueEffect | undefined,
  { onItsWayMilliseconds }: Pick<Intervals, 'onItsWayMilliseconds'>,
): Promise<HandedOver> {
  const rows = await change
    .select({ id: life.meetingId, promptId: life.promptId })
    .from(life)
    .where(lte(life.promptDueAt, at))
    .orderBy(life.promptDueAt)
    .limit(limit)
    .for('update', { skipLocked: true });
  const ids = rows.map(({ id }) => id);
  const lives = ids.length > 0 ? await readLives(change, inArray(life.meetingId, ids), ids.length) : [];
  const put: string[] = [];
  for (const { id, promptId } of rows) {
    const known = lives.find(({ meeting }) => meeting.id === id);
    const stands = promptId === null ? undefined : await standing(change, promptId);
    if (stands === 'on its way') {
      await note(id, { promptDueAt: new Date(at.getTime() + onItsWayMilliseconds) });
      continue;
    }
    const made = known && decide({ life: known, message: stands });
    const isOpen = (known?.waiting ?? []).length > 0;
    // What was to be said before is not true any more.
    const isOld = and(eq(effect.invocationId, id), like(effect.key, 'prompt %'), eq(effect.state, 'pending'));
    await change.delete(effect).where(promptId === null ? isOld : and(isOld, ne(effect.id, promptId)));
    put.push(...(await putWithin(change, made ? [made] : [])));
    const first = stands ? promptId : (made?.id ?? null);
    await note(id, { promptDueAt: null, promptedAt: at, promptId: isOpen ? first : null });
  }
  return { taken: rows.length, put };

  async function note(meetingId: string, changes: Partial<typeof life.$inferInsert>): Promise<void> {
    await change.update(life).set(changes).where(eq(life.meetingId, meetingId));
  }
}

/** Where the message stands; undefined where it did not get through. */
async function standing(change: Change, id: string): Promise<MessageReference | 'on its way' | undefined> {
  const [found] = await change
    .select({ state: effect.state, reference: effect.reference })
    .from(effect)
    .where(eq(effect.id, id));
  if (found?.reference) return found.reference as MessageReference;
  return found?.state === 'pending' ? 'on its way' : undefined;
}
