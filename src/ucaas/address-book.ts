import type { z } from 'zod';
import { ServiceError } from '../core/errors.ts';
import type { AddressBook, Contact, ContactGroup } from '../core/ucaas.ts';
import { firstOf, type Own, unless, unlessGone, unlessTaken } from './own.ts';
import type { Routes } from './routes/index.ts';

const mostShown = 200;
/** Whoever administers others sees their contacts as well; so many rows are looked through for one's own and the shared ones. */
const mostLookedAt = 1_000;
const rowsPerPage = 100;

type ContactRow = z.output<Routes['getContact']['response']>['contact'];
type GroupRow = z.output<Routes['getGroup']['response']>['group'];

/** The address book of one account: what is its own, and what colleagues share, never what is private to somebody else. */
export function addressBookOf({ api, userId, onBehalf }: Own): AddressBook {
  const toContact = (row: ContactRow): Contact => ({
    contactId: row.contact_id,
    name: row.name,
    email: row.email || undefined,
    company: row.company || undefined,
    shared: row.shared ?? false,
    mine: isMine(row),
  });
  const toGroup = (row: GroupRow): ContactGroup => ({
    groupId: row.group_id,
    name: row.name,
    size: row.contacts,
    shared: row.shared ?? false,
    mine: isMine(row),
  });

  return {
    async contacts(search) {
      if (search === undefined) return gathered(toContact, 'contactId', (by) => api.each('listContacts', by));
      const text = search.slice(0, 200);
      const listings = ['name', 'email', 'company'].map((search_by) =>
        gathered(toContact, 'contactId', (by) => api.each('listContacts', { ...by, search_by, search_string: text })),
      );
      const found = (await Promise.all(listings)).flat();
      return sorted([...new Map(found.map((contact) => [contact.contactId, contact])).values()]).slice(0, mostShown);
    },

    async contact(contactId) {
      const found = await unless(['not_found'], api.getContact({ contact_id: contactId }), () => undefined);
      const contact = found && toContact(found.contact);
      return contact && isForMe(contact) ? contact : undefined;
    },

    async addContact(wish) {
      allowChange();
      const added = await unlessTaken(api.addContact({ ...wish }));
      if (!added) return undefined;
      const { name, email, company, shared = false } = wish;
      return { contactId: added.contact.contact_id, name, email, company: company || undefined, shared, mine: true };
    },

    async changeContact(contactId, changes) {
      allowChange();
      return (await unlessTaken(api.editContact({ contact_id: contactId, ...changes }))) !== undefined;
    },

    async removeContact(contactId) {
      allowChange();
      await unlessGone(api.deleteContact({ contact_id: contactId }));
    },

    async shareContact(contactId, shared) {
      allowChange();
      await api.editContact({ contact_id: contactId, shared });
    },

    groups: () => gathered(toGroup, 'groupId', (by) => api.each('listGroups', by)),

    async addGroup(name) {
      allowChange();
      const added = await unlessTaken(api.addGroup({ name }));
      return added && { groupId: added.group.group_id, name, size: 0, shared: false, mine: true };
    },

    async renameGroup(groupId, name) {
      allowChange();
      return (await unlessTaken(api.editGroup({ group_id: groupId, name }))) !== undefined;
    },

    async removeGroup(groupId) {
      allowChange();
      await unlessGone(api.deleteGroup({ group_id: groupId }));
    },

    async groupContacts(groupId) {
      // Whoever may see the group may see who is in it.
      const all = await firstOf(
        api.each('listGroupContacts', { group_id: groupId, page_length: rowsPerPage }),
        mostShown,
      );
      return sorted(all.map(toContact));
    },

    async addToGroup(groupId, contactIds) {
      allowChange();
      if (contactIds.length === 0) return;
      await api.addGroupContacts({ group_id: groupId, contact_ids: [...contactIds] });
    },

    async removeFromGroup(groupId, contactId) {
      allowChange();
      await unlessGone(api.removeGroupContact({ group_id: groupId, contact_id: contactId }));
    },
  };

  /** Where a row does not say whose it is, it is the caller's, which a server's credentials are not. */
  function isMine({ user_id: owner }: { readonly user_id?: string }): boolean {
    return owner === undefined || userId === undefined ? !onBehalf : owner === userId;
  }

  /** There is no way to say for whom: it would be done to the address book of whoever has the server's credentials. */
  function allowChange(): void {
    if (onBehalf) {
      const said = 'changing the address book of somebody else';
      throw new ServiceError('not_offered', 'an address book is changed by its owner only', { said });
    }
  }

  async function gathered<Row extends { readonly user_id?: string }, Item extends ContactLike>(
    toItem: (row: Row) => Item,
    key: keyof Item,
    list: (by: { page_length: number }) => AsyncIterable<Row>,
  ): Promise<readonly Item[]> {
    const found = new Map<unknown, Item>();
    let lookedAt = 0;
    for await (const row of list({ page_length: rowsPerPage })) {
      const item = toItem(row);
      if (isForMe(item)) found.set(item[key], item);
      lookedAt += 1;
      if (found.size >= mostShown || lookedAt >= mostLookedAt) break;
    }
    return sorted([...found.values()]);
  }
}

type ContactLike = Pick<Contact, 'name' | 'mine' | 'shared'>;

function isForMe({ mine, shared }: ContactLike): boolean {
  return mine || shared;
}

function sorted<Item extends ContactLike>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((one, other) => collator.compare(one.name, other.name));
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
