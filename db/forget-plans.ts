import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Identity } from '../src/core/invocation.ts';
import { isHost, isInvited, isPlanOf } from './person-plans.ts';
import { planAgendas, replanOf } from './preference-store.ts';
import type { Change } from './schedule-row.ts';
import { invitee, preference, schedule, talk } from './schedule-schema.ts';
import { card, effect, identity, isOf, meeting } from './schema.ts';
import type { Traces } from './unnamed.ts';

/** What was known of somebody whose identity is deleted already. */
export type Forgotten = Pick<typeof identity.$inferSelect, 'name' | 'email' | 'humanId'>;

/**
 * Deletes settings, conversations, plans and invitations of a person, and what is on its way because of them. Resolves to what may
 * still be said of this person elsewhere.
 */
export async function forgetPlans(
  change: Change,
  person: Identity,
  known: Forgotten | undefined,
  at: Date,
): Promise<Traces> {
  // In the order in which everybody takes these rows: settings, plans by their ids, then what hangs on plans.
  await change.delete(preference).where(isOf(preference, person));
  await change.delete(talk).where(isOf(talk, person));
  const { joinKey, hostName } = meeting;
  const hosted = await change
    .select({ id: meeting.id, joinKey, name: hostName })
    .from(schedule)
    .innerJoin(meeting, eq(meeting.id, schedule.meetingId))
    .where(isHost(person));
  const invited = await change
    .select({ id: meeting.id, joinKey, name: invitee.name })
    .from(invitee)
    .innerJoin(meeting, eq(meeting.id, invitee.meetingId))
    .where(isInvited(person, known?.email));
  const others = known ? await change.select().from(identity).where(eq(identity.humanId, known.humanId)) : [];
  // What this human has set elsewhere holds from now on.
  for (const other of others) await planAgendas(change, other, at);
  await hold(change, [...hosted, ...invited, ...(await meetingsOf(change, others))]);

  const ids = hosted.map(({ id }) => id);
  await change.delete(card).where(inArray(card.meetingId, ids));
  await change.delete(schedule).where(isPlanOf(person));
  const invitations = await change
    .delete(invitee)
    .where(isInvited(person, known?.email))
    .returning({ id: invitee.id, meetingId: invitee.meetingId });
  await showOnCards(
    change,
    invitations.map(({ meetingId }) => meetingId),
    at,
  );
  // Another identity of the same human is reminded in place of this one.
  for (const other of others) await replanOf(change, other, at);
  await callBack(
    change,
    person,
    ids,
    invitations.map(({ id }) => id),
  );
  const about = [...hosted, ...invited];
  return {
    names: [known?.name ?? '', known?.email ?? '', known?.email?.toLowerCase() ?? '', ...about.map(({ name }) => name)],
    meetings: [...new Set(about.flatMap(({ id, joinKey: key }) => [id, key]))],
  };
}

/** The meetings to which these identities are invited. */
async function meetingsOf(change: Change, people: readonly Identity[]): Promise<readonly { readonly id: string }[]> {
  const found = [];
  for (const who of people)
    found.push(...(await change.select({ id: invitee.meetingId }).from(invitee).where(isInvited(who, undefined))));
  return found;
}

/** By their ids, so that of two who hold several one waits for the other. */
async function hold(change: Change, plans: readonly { readonly id: string }[]): Promise<void> {
  const ids = [...new Set(plans.map(({ id }) => id))];
  await change
    .select({ id: schedule.meetingId })
    .from(schedule)
    .where(inArray(schedule.meetingId, ids))
    .orderBy(schedule.meetingId)
    .for('update');
}

/** Cards of meetings that are still to come are made anew, without whoever is not invited any more. */
async function showOnCards(change: Change, meetingIds: readonly string[], at: Date): Promise<void> {
  await change
    .update(schedule)
    .set({ cardsDueAt: sql`coalesce(${schedule.cardsDueAt}, ${at})` })
    .where(
      and(
        inArray(schedule.meetingId, [...new Set(meetingIds)]),
        eq(schedule.state, 'scheduled'),
        or(isNull(schedule.endsAt), gt(schedule.endsAt, at)),
      ),
    );
}

/**
 * Deletes what was handed over for meetings that have no plan any more, and what is said to an invitee, by chat or mail. Their
 * keys name the invitee: `invite …`, `changed …`, `reminder …`.
 */
async function callBack(
  change: Change,
  { platform, workspaceId }: Identity,
  meetingIds: readonly string[],
  inviteeIds: readonly string[],
): Promise<void> {
  const inside = and(eq(effect.platform, platform), eq(effect.workspaceId, workspaceId));
  const isForThem = inArray(sql`split_part(${effect.key}, ' ', 2)`, [...inviteeIds]);
  await change.delete(effect).where(or(inArray(effect.invocationId, [...meetingIds]), and(inside, isForThem)));
}
