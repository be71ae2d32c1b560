import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { MessageReference } from '../src/core/address.ts';
import type { Effect } from '../src/core/effect.ts';
import type { Identity } from '../src/core/invocation.ts';
import type { CardPlace, ReminderPlace } from '../src/core/stores.ts';
import type { Change, Reader } from './schedule-row.ts';
import { card, effect } from './schema.ts';

/** Where the cards of a meeting stand. A message that was replaced is one card, as it was replaced last. */
export async function cardsOf(orm: Reader, meetingId: string): Promise<readonly CardPlace[]> {
  // Each edit leaves a row: what is read is the last one of each message.
  const rows = await orm
    .selectDistinctOn([card.reference], { card, effect })
    .from(card)
    .innerJoin(effect, eq(effect.id, card.effectId))
    .where(eq(card.meetingId, meetingId))
    .orderBy(card.reference, desc(card.postedAt));
  return rows.map(({ card: { reference }, effect: row }) => {
    const { platform, workspaceId, userId, callerId, visibleTo } = row;
    const body = row.body as Effect;
    const caller: Identity = { platform, workspaceId, userId: callerId };
    const shownTo = visibleTo === 'everyone' ? ('everyone' as const) : { platform, workspaceId, userId };
    return {
      reference: reference as MessageReference,
      shownTo,
      caller,
      to: 'to' in body ? body.to : undefined,
      note: 'note' in body ? body.note : undefined,
    };
  });
}

/** The reminders of a meeting that were sent, each as it was replaced last. */
export async function remindersShown(orm: Reader, meetingId: string): Promise<readonly ReminderPlace[]> {
  const { platform, workspaceId, userId, reference, body } = effect;
  const rows = await orm
    .selectDistinctOn([reference], { person: { platform, workspaceId, userId }, reference, body })
    .from(effect)
    .where(
      and(
        eq(effect.invocationId, meetingId),
        eq(effect.state, 'done'),
        isNotNull(reference),
        sql`${body} ? 'reminder'`,
      ),
    )
    .orderBy(reference, desc(effect.createdAt));
  return rows.flatMap(({ person, reference: place, body: sent }) =>
    place !== null && 'reminder' in sent && sent.reminder
      ? [{ person, reference: place as MessageReference, shown: sent.reminder }]
      : [],
  );
}

/**
 * What waits in the outbox to replace cards of these meetings, tried or not, is not sent: something newer is. What is on its way at this
 * moment has no row any more when it gets there, which `Outbox.note` takes for a card that has to be made anew.
 */
export async function withdrawCards(change: Change, meetingIds: readonly string[]): Promise<void> {
  await change.execute(sql`
    delete from effect where invocation_id = any (${`{${meetingIds.join(',')}}`}::uuid[]) and key like 'cards %'
      and state = 'pending'`);
}
