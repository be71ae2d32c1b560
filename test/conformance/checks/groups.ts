import assert from 'node:assert/strict';
import type { AccountApi } from '../../../src/ucaas/api.ts';
import type { Check } from '../context.ts';
import { all, listsWell, mapped, refuses, refusesBadQueries, unknownId } from '../expect.ts';
import { makeContact, makeGroup, makeMeeting, makeStranger, makeUser, mark } from '../things.ts';

/** The group, which this account has to see by itself and in the list. */
async function seenBy(api: AccountApi, group_id: string) {
  const { groups: rows } = await api.listGroups({ search_by: 'group_id', search_string: group_id });
  assert.deepEqual(
    rows.map((row) => row.group_id),
    [group_id],
  );
  return (await api.getGroup({ group_id })).group;
}

/** For this account the group does not exist. */
async function isHidden(api: AccountApi, group_id: string) {
  const { groups: rows } = await api.listGroups({ search_by: 'group_id', search_string: group_id });
  assert.deepEqual(rows, []);
  await refuses(api.getGroup({ group_id }), 404);
  await refuses(api.listGroupContacts({ group_id }), 404);
  await isFixed(api, group_id, unknownId);
}

/** This account can change neither the group nor who is in it. */
async function isFixed(api: AccountApi, group_id: string, contact_id: string) {
  await refuses(api.editGroup({ group_id, name: 'Taken over' }), 404);
  await refuses(api.addGroupContacts({ group_id, contact_ids: [contact_id] }), 404);
  await refuses(api.removeGroupContact({ group_id, contact_id }), 404);
  await refuses(api.deleteGroup({ group_id }), 404);
}

/** The ids of those in a group, in their order. */
async function membersOf(api: AccountApi, group_id: string) {
  return (await all(api.each('listGroupContacts', { group_id }))).map((row) => row.contact_id).toSorted();
}

/** Groups of contacts, and who is in them. */
export const groups: readonly Check[] = [
  {
    name: 'The list of groups says what is wrong with a query, and each of its rows can be had alone',
    group: 'groups',
    routes: ['listGroups', 'getGroup', 'listGroupContacts'],
    writes: false,
    async run(context) {
      const user = await context.as('user');
      await refusesBadQueries((query) => user.listGroups(query));
      const { groups: rows } = await user.listGroups({ page_length: 2 });
      for (const { group_id, name } of rows) {
        const { group } = await user.getGroup({ group_id });
        assert.deepEqual([group.group_id, group.name], [group_id, name]);
        await refusesBadQueries((query) => user.listGroupContacts({ group_id, ...query }));
      }
      await refuses(user.getGroup({ group_id: unknownId }), 404);
      await refuses(user.listGroupContacts({ group_id: unknownId }), 404);
    },
  },
  {
    name: 'A group is added, found, renamed, shared and deleted',
    group: 'groups',
    routes: ['addGroup', 'listGroups', 'getGroup', 'editGroup', 'deleteGroup'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const family = mark();
      const names = [`${family} a`, `${family} b`, `${family} c`];
      for (const name of names.toReversed()) await makeGroup(context, user, { name });
      await listsWell({
        list: async (query) => (await user.listGroups(query)).groups.map((row) => row.name),
        each: (query) => mapped(user.each('listGroups', query), (row) => row.name),
        search: { search_by: 'name', search_string: family },
        orderBy: 'name',
        expected: names,
      });
      const { groupId: group_id, name } = await makeGroup(context, user);
      assert.partialDeepStrictEqual(await seenBy(user, group_id), { group_id, name, shared: false });
      const renamed = mark();
      await user.editGroup({ group_id, name: renamed });
      assert.partialDeepStrictEqual(await seenBy(user, group_id), { name: renamed, shared: false });
      await user.editGroup({ group_id, shared: true });
      assert.partialDeepStrictEqual(await seenBy(user, group_id), { name: renamed, shared: true });
      await user.deleteGroup({ group_id });
      await isHidden(user, group_id);
    },
  },
  {
    name: 'A name belongs to one group of a user, is not empty, and may be used by others',
    group: 'groups',
    routes: ['addGroup', 'editGroup'],
    writes: true,
    roles: ['user', 'customer'],
    async run(context) {
      const user = await context.as('user');
      const duplicate = { result: 1504, field: 'name' };
      const { name } = await makeGroup(context, user);
      await refuses(makeGroup(context, user, { name }), duplicate);
      const { groupId: group_id } = await makeGroup(context, user);
      await refuses(user.editGroup({ group_id, name }), duplicate);
      const nameless = user.addGroup({ name: '' }).then(({ group: unwanted }) => {
        context.after(() => user.deleteGroup({ group_id: unwanted.group_id }));
      });
      await refuses(nameless, { result: 406, field: 'name' });
      await refuses(user.editGroup({ group_id, name: '' }), { result: 406, field: 'name' });
      const colleague = await context.signIn(await makeUser(context, await context.as('customer')));
      await makeGroup(context, colleague, { name });
    },
  },
  {
    name: 'Contacts are put into a group, listed there, and taken out again',
    group: 'groups',
    routes: ['addGroupContacts', 'listGroupContacts', 'removeGroupContact', 'getContact', 'getGroup'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const { groupId: group_id } = await makeGroup(context, user);
      const { groupId: other } = await makeGroup(context, user);
      assert.deepEqual(await membersOf(user, group_id), []);
      const company = mark();
      const names = [`${company} a`, `${company} b`, `${company} c`];
      const ids: string[] = [];
      for (const name of names) ids.push((await makeContact(context, user, { name, company })).contactId);
      await makeContact(context, user, { company });
      await user.addGroupContacts({ group_id, contact_ids: ids.slice(1) });
      await user.addGroupContacts({ group_id, contact_ids: ids.slice(0, 1) });
      const inGroup = (query: object) => ({ group_id, ...query });
      await refusesBadQueries((query) => user.listGroupContacts(inGroup(query)));
      await listsWell({
        list: async (query) => (await user.listGroupContacts(inGroup(query))).contacts.map((row) => row.name),
        each: (query) => mapped(user.each('listGroupContacts', inGroup(query)), (row) => row.name),
        search: { search_by: 'company', search_string: company },
        orderBy: 'name',
        expected: names,
      });
      const [contact_id = '', ...others] = ids;
      await user.addGroupContacts({ group_id: other, contact_ids: [contact_id] });
      const groupsOf = async () => (await user.getContact({ contact_id })).contact.group_ids?.toSorted();
      assert.deepEqual(await groupsOf(), [group_id, other].toSorted());
      await user.removeGroupContact({ group_id, contact_id });
      assert.deepEqual(await membersOf(user, group_id), others.toSorted());
      assert.deepEqual(await groupsOf(), [other], 'it stays in the other group');
      await refuses(user.removeGroupContact({ group_id, contact_id }), 404);
      const { contacts: count } = (await user.getGroup({ group_id })).group;
      if (count !== undefined) assert.equal(count, others.length);
    },
  },
  {
    name: 'Deleting a group leaves its contacts, and deleting a contact leaves its groups',
    group: 'groups',
    routes: ['deleteGroup', 'deleteContact', 'getContact', 'listGroupContacts'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const [gone, kept] = [await makeGroup(context, user), await makeGroup(context, user)];
      const group_ids = [gone.groupId, kept.groupId];
      const { contactId: contact_id } = await makeContact(context, user, { group_ids });
      await user.deleteGroup({ group_id: gone.groupId });
      assert.deepEqual((await user.getContact({ contact_id })).contact.group_ids, [kept.groupId]);
      assert.deepEqual(await membersOf(user, kept.groupId), [contact_id]);
      await user.deleteContact({ contact_id });
      assert.deepEqual(await membersOf(user, kept.groupId), []);
    },
  },
  {
    name: 'Contacts of others are not put into a group',
    group: 'groups',
    routes: ['addGroupContacts', 'listGroupContacts'],
    writes: true,
    roles: ['user', 'customer'],
    async run(context) {
      const user = await context.as('user');
      const { groupId: group_id } = await makeGroup(context, user);
      const { contactId: own } = await makeContact(context, user);
      const colleague = await context.signIn(await makeUser(context, await context.as('customer')));
      const { contactId: foreign } = await makeContact(context, colleague);
      for (const wrong of [foreign, unknownId]) {
        const added = user.addGroupContacts({ group_id, contact_ids: [own, wrong] });
        await refuses(added, { result: 406, field: 'contact_ids' });
      }
      const nobody = user.addGroupContacts({ group_id, contact_ids: [] });
      await refuses(nobody, { result: 406, field: 'contact_ids' });
      assert.deepEqual(await membersOf(user, group_id), [], 'nothing of it is done');
    },
  },
  {
    name: 'A shared group is read by everybody of the customer, and changed by its owner only',
    group: 'groups',
    routes: ['listGroups', 'getGroup', 'editGroup', 'listGroupContacts', 'addGroupContacts', 'removeGroupContact'],
    writes: true,
    roles: ['reseller', 'customer'],
    async run(context) {
      const customer = await context.as('customer');
      const owner = await context.signIn(await makeUser(context, customer));
      const colleague = await context.signIn(await makeUser(context, customer));
      const { groupId: group_id, name } = await makeGroup(context, owner);
      const { contactId: contact_id } = await makeContact(context, owner, { group_ids: [group_id] });
      await isHidden(colleague, group_id);
      await owner.editGroup({ group_id, shared: true });
      assert.partialDeepStrictEqual(await seenBy(colleague, group_id), { name, shared: true });
      assert.deepEqual(await membersOf(colleague, group_id), [contact_id]);
      await isFixed(colleague, group_id, contact_id);
      await isHidden(await makeStranger(context), group_id);
      await owner.editGroup({ group_id, shared: false });
      await isHidden(colleague, group_id);
      assert.deepEqual(await membersOf(owner, group_id), [contact_id]);
    },
  },
  {
    name: 'A customer sees the groups of its users, and not those of others',
    group: 'groups',
    routes: ['listGroups', 'getGroup', 'listGroupContacts'],
    writes: true,
    roles: ['reseller', 'customer'],
    async run(context) {
      const customer = await context.as('customer');
      const person = await makeUser(context, customer);
      const user = await context.signIn(person);
      const { groupId: group_id, name } = await makeGroup(context, user);
      const { contactId } = await makeContact(context, user, { group_ids: [group_id] });
      assert.partialDeepStrictEqual(await seenBy(customer, group_id), { name, user_id: person.userId });
      assert.deepEqual(await membersOf(customer, group_id), [contactId]);
      await isHidden(customer, (await makeGroup(context, await makeStranger(context))).groupId);
    },
  },
  {
    name: 'Everybody in a group is invited to a meeting, and nobody of a group that one does not see',
    group: 'meetings',
    routes: ['createMeeting', 'patchMeeting'],
    writes: true,
    roles: ['user', 'customer'],
    async run(context) {
      const user = await context.as('user');
      const { groupId } = await makeGroup(context, user);
      const inGroup = { group_ids: [groupId] };
      const [one, two] = [await makeContact(context, user, inGroup), await makeContact(context, user, inGroup)];
      const { invitees } = await makeMeeting(context, user, { ...inGroup, contact_ids: [two.contactId] });
      assert.deepEqual(invitees?.toSorted(), [one.email, two.email].toSorted());
      const { meeting_id } = await makeMeeting(context, user);
      const colleague = await context.signIn(await makeUser(context, await context.as('customer')));
      const { groupId: foreign } = await makeGroup(context, colleague);
      for (const wrong of [foreign, unknownId]) {
        const refusal = { result: 406, field: 'group_ids' };
        await refuses(makeMeeting(context, user, { group_ids: [groupId, wrong] }), refusal);
        await refuses(user.patchMeeting({ meeting_id, group_ids: [wrong] }, context.app), refusal);
      }
    },
  },
];
