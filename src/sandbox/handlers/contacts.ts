import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../db/database.ts';
import { isDuplicate, refusals } from '../answers.ts';
import { type Account, sees } from '../caller.ts';
import { listed } from '../listing.ts';
import { account, contact, contactGroup, membership } from '../schema.ts';
import { objectId, type World } from '../world.ts';
import { type Handlers, isChange } from './handler.ts';

type Contact = typeof contact.$inferSelect;

export const contactColumns = {
  contact_id: contact.contactId,
  user_id: contact.userId,
  name: contact.name,
  email: contact.email,
  company: contact.company,
  designation: contact.designation,
};

export const contacts: Handlers<'listContacts' | 'getContact' | 'addContact' | 'editContact' | 'deleteContact'> = {
  async listContacts({ world, caller, input }) {
    const { where, orderBy, limit, offset } = listed(input, contactColumns, asc(contact.contactId), asc(contact.name));
    const rows = await selectContacts(world)
      .where(and(mayRead(caller, contact.shared), where))
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset);
    return { search: input, contacts: rows.map(toContact) };
  },

  async getContact({ world, caller, parameters }) {
    const id = eq(contact.contactId, parameters.contact_id ?? '');
    const [found] = await selectContacts(world).where(and(id, mayRead(caller, contact.shared)));
    if (!found) throw refusals.notFound('The contact');
    return { contact: toContact(found) };
  },

  async addContact({ world, caller, input }) {
    const contactId = objectId();
    await world.orm.transaction(async (change) => {
      const groups = await ownGroups(change, caller, input.group_ids ?? []);
      const added = await change
        .insert(contact)
        .values({
          contactId,
          userId: caller.id,
          name: input.name,
          email: input.email.toLowerCase(),
          company: input.company,
          designation: input.designation,
          shared: input.shared,
          createdAt: world.clock(),
        })
        .onConflictDoNothing()
        .returning({ id: contact.contactId });
      if (added.length === 0) throw taken(input.email);
      if (groups.length > 0) await change.insert(membership).values(groups.map((groupId) => ({ groupId, contactId })));
    });
    return {
      msg: `${input.name} has been added to Contact List`,
      contact: { contact_id: contactId, name: input.name },
    };
  },

  async editContact({ world, caller, parameters, input }) {
    const { contact: found, groupIds } = await contactOf(world, caller, parameters.contact_id ?? '');
    const changes = { ...input, email: input.email?.toLowerCase() };
    const [changed = found] = isChange(changes)
      ? await world.orm
          .update(contact)
          .set(changes)
          .where(eq(contact.contactId, found.contactId))
          .returning()
          .catch((error: unknown) => {
            throw isDuplicate(error) ? taken(input.email ?? '') : error;
          })
      : [];
    return { msg: `${changed.name} has been changed`, contact: toContact({ contact: changed, groupIds }) };
  },

  async deleteContact({ world, caller, parameters }) {
    const { contact: found } = await contactOf(world, caller, parameters.contact_id ?? '');
    await world.orm.delete(contact).where(eq(contact.contactId, found.contactId));
    return { msg: `${found.name} has been removed from Contact List` };
  },
};

/** One's own, those of everybody one sees, and what colleagues share. A condition on rows that are joined to `account`. */
export function mayRead(caller: Account, shared: typeof contact.shared | typeof contactGroup.shared): SQL | undefined {
  return or(sees(caller), and(eq(shared, true), eq(account.organisationId, caller.organisationId)));
}

const groupIds = sql<string[]>`array(select ${membership.groupId} from ${membership}
  where ${membership.contactId} = ${contact.contactId} order by 1)`;

export function selectContacts(world: World) {
  return world.orm
    .select({ contact, groupIds })
    .from(contact)
    .innerJoin(account, eq(account.id, contact.userId))
    .$dynamic();
}

export function toContact({ contact: found, groupIds: ids }: { contact: Contact; groupIds: readonly string[] }) {
  return {
    contact_id: found.contactId,
    user_id: found.userId,
    name: found.name,
    email: found.email,
    company: found.company,
    designation: found.designation,
    shared: found.shared,
    group_ids: ids,
  };
}

/** A contact that the caller may change: sharing it does not let others do so. */
async function contactOf(world: World, caller: Account, contactId: string) {
  const [found] = await selectContacts(world).where(and(eq(contact.contactId, contactId), sees(caller)));
  if (!found) throw refusals.notFound('The contact');
  return found;
}

async function ownGroups(
  change: Pick<Database['orm'], 'select'>,
  caller: Account,
  wanted: readonly string[],
): Promise<readonly string[]> {
  if (wanted.length === 0) return [];
  const ids = [...new Set(wanted)];
  const found = await change
    .select({ id: contactGroup.groupId })
    .from(contactGroup)
    .where(and(inArray(contactGroup.groupId, ids), eq(contactGroup.userId, caller.id)));
  if (found.length < ids.length) throw refusals.invalid({ group_ids: 'one of them does not exist' });
  return ids;
}

function taken(email: string) {
  return refusals.duplicate({ email }, 'Email Address is already in the contact list');
}
