import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { isDuplicate, refusals } from '../answers.ts';
import { type Account, sees } from '../caller.ts';
import { listed } from '../listing.ts';
import { account, contact, contactGroup, membership } from '../schema.ts';
import { objectId, type World } from '../world.ts';
import { contactColumns, mayRead, selectContacts, toContact } from './contacts.ts';
import { type Handlers, isChange } from './handler.ts';

type Group = typeof contactGroup.$inferSelect;

const columns = { group_id: contactGroup.groupId, user_id: contactGroup.userId, name: contactGroup.name };
const { user_id: _userId, ...memberColumns } = contactColumns;

export const groups: Handlers<
  | 'listGroups'
  | 'getGroup'
  | 'addGroup'
  | 'editGroup'
  | 'deleteGroup'
  | 'listGroupContacts'
  | 'addGroupContacts'
  | 'removeGroupContact'
> = {
  async listGroups({ world, caller, input }) {
    const { where, orderBy, limit, offset } = listed(input, columns, asc(contactGroup.groupId), asc(contactGroup.name));
    const rows = await select(world)
      .where(and(mayRead(caller, contactGroup.shared), where))
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset);
    return { search: input, groups: rows.map(toGroup) };
  },

  getGroup: async ({ world, caller, parameters }) => ({
    group: toGroup(await readable(world, caller, parameters.group_id ?? '')),
  }),

  async addGroup({ world, caller, input }) {
    const row = { groupId: objectId(), userId: caller.id, ...input, createdAt: world.clock() };
    const [added] = await world.orm.insert(contactGroup).values(row).onConflictDoNothing().returning();
    if (!added) throw taken(input.name);
    return { msg: `${added.name} has been added`, group: toGroup({ group: added, contacts: 0 }) };
  },

  async editGroup({ world, caller, parameters, input }) {
    const found = await changeable(world, caller, parameters.group_id ?? '');
    const [changed = found.group] = isChange(input)
      ? await world.orm
          .update(contactGroup)
          .set(input)
          .where(eq(contactGroup.groupId, found.group.groupId))
          .returning()
          .catch((error: unknown) => {
            throw isDuplicate(error) ? taken(input.name ?? '') : error;
          })
      : [];
    return { group: toGroup({ ...found, group: changed }) };
  },

  async deleteGroup({ world, caller, parameters }) {
    const { group } = await changeable(world, caller, parameters.group_id ?? '');
    await world.orm.delete(contactGroup).where(eq(contactGroup.groupId, group.groupId));
    return { msg: `${group.name} has been removed` };
  },

  async listGroupContacts({ world, caller, parameters, input }) {
    const { group } = await readable(world, caller, parameters.group_id ?? '');
    const { where, orderBy, limit, offset } = listed(input, memberColumns, asc(contact.contactId), asc(contact.name));
    const inside = world.orm
      .select({ id: membership.contactId })
      .from(membership)
      .where(eq(membership.groupId, group.groupId));
    const rows = await selectContacts(world)
      .where(and(inArray(contact.contactId, inside), where))
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset);
    return { search: input, contacts: rows.map(toContact) };
  },

  async addGroupContacts({ world, caller, parameters, input }) {
    const { group } = await changeable(world, caller, parameters.group_id ?? '');
    const ids = [...new Set(input.contact_ids)];
    // Only contacts of the group's owner: a group must not show what its reader could not see by itself.
    const found = await world.orm
      .select({ id: contact.contactId })
      .from(contact)
      .where(and(inArray(contact.contactId, ids), eq(contact.userId, group.userId)));
    if (found.length < ids.length) throw refusals.invalid({ contact_ids: 'one of them does not exist' });
    const rows = ids.map((contactId) => ({ groupId: group.groupId, contactId }));
    const added = await world.orm.insert(membership).values(rows).onConflictDoNothing().returning();
    return { msg: `${added.length} added to ${group.name}` };
  },

  async removeGroupContact({ world, caller, parameters }) {
    const { group } = await changeable(world, caller, parameters.group_id ?? '');
    const gone = await world.orm
      .delete(membership)
      .where(and(eq(membership.groupId, group.groupId), eq(membership.contactId, parameters.contact_id ?? '')))
      .returning();
    if (gone.length === 0) throw refusals.notFound('The contact');
    return { msg: `Taken out of ${group.name}` };
  },
};

const size = sql<number>`(select count(*)::int from ${membership} where ${membership.groupId} = ${contactGroup.groupId})`;

function select(world: World) {
  return world.orm
    .select({ group: contactGroup, contacts: size })
    .from(contactGroup)
    .innerJoin(account, eq(account.id, contactGroup.userId))
    .$dynamic();
}

async function readable(world: World, caller: Account, groupId: string) {
  const [found] = await select(world).where(
    and(eq(contactGroup.groupId, groupId), mayRead(caller, contactGroup.shared)),
  );
  if (!found) throw refusals.notFound('The group');
  return found;
}

async function changeable(world: World, caller: Account, groupId: string) {
  const [found] = await select(world).where(and(eq(contactGroup.groupId, groupId), sees(caller)));
  if (!found) throw refusals.notFound('The group');
  return found;
}

function toGroup({ group, contacts }: { group: Group; contacts: number }) {
  return { group_id: group.groupId, user_id: group.userId, name: group.name, shared: group.shared, contacts };
}

function taken(name: string) {
  return refusals.duplicate({ name }, 'There is a group of this name already');
}
