import { and, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import type { Routes } from '../../ucaas/routes/index.ts';
import { refusals } from '../answers.ts';
import type { Account } from '../caller.ts';
import { account, contact, contactGroup, mail, type meeting, membership, type room } from '../schema.ts';
import type { World } from '../world.ts';
import { mayRead } from './contacts.ts';
import type { Reader } from './locks.ts';

/** How a meeting is wished for. */
export type Wishes = z.output<Routes['patchMeeting']['request']>;

/** Emails as given, of contacts and of groups; only of those that the caller may use. Throws 406 for others. */
export async function inviteesOf(orm: Reader, caller: Account, wishes: Wishes): Promise<readonly string[]> {
  const { emails = [], contact_ids: contactIds = [], group_ids: groupIds = [] } = wishes;
  const contacts = await orm
    .select({ id: contact.contactId, email: contact.email })
    .from(contact)
    .innerJoin(account, eq(account.id, contact.userId))
    .where(and(inArray(contact.contactId, contactIds), mayRead(caller, contact.shared)));
  if (contacts.length < new Set(contactIds).size) throw refusals.invalid({ contact_ids: 'one of them does not exist' });
  const members = await orm
    .select({ id: contactGroup.groupId, email: contact.email })
    .from(contactGroup)
    .innerJoin(account, eq(account.id, contactGroup.userId))
    .leftJoin(membership, eq(membership.groupId, contactGroup.groupId))
    .leftJoin(contact, eq(contact.contactId, membership.contactId))
    .where(and(inArray(contactGroup.groupId, groupIds), mayRead(caller, contactGroup.shared)));
  const groups = new Set(members.map(({ id }) => id));
  if (groups.size < new Set(groupIds).size) throw refusals.invalid({ group_ids: 'one of them does not exist' });
  const found = [...contacts, ...members].flatMap(({ email }) => (email === null ? [] : [email]));
  return [...new Set([...emails.map((email) => email.toLowerCase()), ...found])];
}

/** Mails what there is to know of a meeting. */
export async function tell(
  world: World,
  { meeting: held, room: place }: { meeting: typeof meeting.$inferSelect; room: typeof room.$inferSelect },
  to: readonly string[],
  subject: string,
): Promise<void> {
  if (to.length === 0) return;
  const when = held.startTime.toISOString();
  const body = `${place.roomName}, ${when}. Join at ${world.directUrl(place.roomId)} with the PIN ${place.ppin}`;
  const sentAt = world.clock();
  await world.orm.insert(mail).values(to.map((email) => ({ to: email, subject, body, sentAt })));
}
