import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Platform } from '../src/core/invocation.ts';
import type { DueEffect, HandedOver, NewAnswers, StaleCards } from '../src/core/stores.ts';
import { cardsOf, remindersShown, withdrawCards } from './card-places.ts';
import { dueNativeCalls } from './native-call-store.ts';
import { putWithin } from './outbox.ts';
import { type Change, readPlanned, toInvitee } from './schedule-row.ts';
import { invitee, schedule } from './schedule-schema.ts';

/** Cards that do not show the newest answers yet. What waits in the outbox to replace them with something older is not sent. `platforms`: those with calls of their own. */
export async function handCards(
  change: Change,
  at: Date,
  limit: number,
  decide: (stale: readonly StaleCards[]) => readonly DueEffect[],
  platforms: readonly Platform[],
): Promise<HandedOver> {
  const due = await claim(change, 'cardsDueAt', at, limit);
  if (due.size === 0) return { taken: 0, put: [] };
  const ids = [...due.keys()];
  await withdrawCards(change, ids);
  await dueNativeCalls(change, ids, platforms, at);
  const stale: StaleCards[] = [];
  for (const planned of await readPlanned(change, inArray(schedule.meetingId, ids), ids.length)) {
    const cards = await cardsOf(change, planned.meetingId);
    const reminders = await remindersShown(change, planned.meetingId);
    stale.push({ planned, dueAt: due.get(planned.meetingId) ?? at, cards, reminders });
  }
  return { taken: due.size, put: await putWithin(change, decide(stale)) };
}

/** Answers that the host has not heard of; from now on, he has. */
export async function handAnswers(
  change: Change,
  at: Date,
  limit: number,
  decide: (news: readonly NewAnswers[]) => readonly DueEffect[],
): Promise<HandedOver> {
  const due = await claim(change, 'hostDueAt', at, limit);
  if (due.size === 0) return { taken: 0, put: [] };
  const ids = [...due.keys()];
  const changed = await change
    .update(invitee)
    .set({ toldAnswer: invitee.answer })
    .where(
      and(
        inArray(invitee.meetingId, ids),
        eq(invitee.isHost, false),
        sql`removed_at is null and answer is distinct from told_answer`,
      ),
    )
    .returning();
  const news = (await readPlanned(change, inArray(schedule.meetingId, ids), ids.length)).map((planned) => ({
    planned,
    dueAt: due.get(planned.meetingId) ?? at,
    changed: changed
      .filter(({ meetingId }) => meetingId === planned.meetingId)
      .map(toInvitee)
      .flatMap(({ answer, ...one }) => (answer ? [{ ...one, answer }] : [])),
  }));
  return { taken: due.size, put: await putWithin(change, decide(news)) };
}

/** Meetings that are due, with when they were; they are not any more. */
async function claim(
  change: Change,
  name: 'cardsDueAt' | 'hostDueAt',
  at: Date,
  limit: number,
): Promise<ReadonlyMap<string, Date>> {
  const rows = await change
    .select({ id: schedule.meetingId, dueAt: schedule[name] })
    .from(schedule)
    .where(lte(schedule[name], at))
    .orderBy(schedule[name])
    .limit(limit)
    .for('update', { skipLocked: true });
  const due = new Map(rows.map(({ id, dueAt }) => [id, dueAt ?? at]));
  if (due.size > 0)
    await change
      .update(schedule)
      .set({ [name]: null, ...(name === 'cardsDueAt' && { cardsShownAt: sql`now()` }) })
      .where(inArray(schedule.meetingId, [...due.keys()]));
  return due;
}
