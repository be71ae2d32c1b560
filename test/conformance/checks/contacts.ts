import assert from 'node:assert/strict';
import type { AccountApi } from '../../../src/ucaas/api.ts';
import type { Check } from '../context.ts';
import { listsWell, mapped, refuses, refusesBadQueries, unknownId } from '../expect.ts';
import { freshEmail, makeContact, makeGroup, makeMeeting, makeStranger, makeUser, mark } from '../things.ts';

/** The contact, which this account has to see by itself and in the list. */
async function seenBy(api: AccountApi, contact_id: string) {
  const { contacts: rows } = await api.listContacts({ search_by: 'contact_id', search_string: contact_id });
  assert.deepEqual(
    rows.map((row) => row.contact_id),
    [contact_id],
  );
  return (await api.getContact({ contact_id })).contact;
}

/** For this account the contact does not exist. */
async function isHidden(api: AccountApi, contact_id: string) {
  await refuses(api.getContact({ contact_id }), 404);
  const { contacts: rows } = await api.listContacts({ search_by: 'contact_id', search_string: contact_id });
  assert.deepEqual(rows, []);
  await isFixed(api, contact_id);
}

/** This account cannot change the contact. */
async function isFixed(api: AccountApi, contact_id: string) {
  await refuses(api.editContact({ contact_id, name: 'Taken over' }), 404);
  await refuses(api.deleteContact({ contact_id }), 404);
}

/** The address book. */
export const contacts: readonly Check[] = [
  {
    name: 'The list of contacts says what is wrong with a query, and each of its rows can be had alone',
    group: 'contacts',
    routes: ['listContacts', 'getContact'],
    writes: false,
    async run(context) {
      const user = await context.as('user');
      await refusesBadQueries((query) => user.listContacts(query));
      const { contacts: rows } = await user.listContacts({ page_length: 2 });
      for (const { contact_id, name } of rows) {
        const { contact } = await user.getContact({ contact_id });
        assert.deepEqual([contact.contact_id, contact.name], [contact_id, name]);
      }
      await refuses(user.getContact({ contact_id: unknownId }), 404);
    },
  },
  {
    name: 'Adding a contact is answered with its name, in a sentence too, and the contact can be changed',
    group: 'contacts',
    routes: ['addContact', 'editContact'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const answers: Awaited<ReturnType<AccountApi['addContact']>>[] = [];
      const addContact: AccountApi['addContact'] = async (...given) => {
        const answer = await user.addContact(...given);
        answers.push(answer);
        return answer;
      };
      const { contactId, name } = await makeContact(context, { ...user, addContact });
      assert.partialDeepStrictEqual(answers, [
        { msg: `${name} has been added to Contact List`, contact: { contact_id: contactId, name } },
      ]);
      const renamed = mark();
      const { contact } = await user.editContact({ contact_id: contactId, name: renamed });
      if (contact?.name !== undefined) assert.equal(contact.name, renamed);
    },
  },
  {
    name: 'A contact is added, found, changed and deleted',
    group: 'contacts',
    routes: ['addContact', 'listContacts', 'getContact', 'editContact', 'deleteContact'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const company = mark();
      const names = [`${company} a`, `${company} b`, `${company} c`];
      for (const name of names.toReversed()) await makeContact(context, user, { name, company });
      await listsWell({
        list: async (query) => (await user.listContacts(query)).contacts.map((row) => row.name),
        each: (query) => mapped(user.each('listContacts', query), (row) => row.name),
        search: { search_by: 'company', search_string: company },
        orderBy: 'name',
        expected: names,
      });
      const {
        contactId: contact_id,
        name,
        email,
      } = await makeContact(context, user, { company, designation: 'Clerk' });
      const expected = { contact_id, name, email, company, designation: 'Clerk', shared: false };
      assert.partialDeepStrictEqual(await seenBy(user, contact_id), expected);
      const changes = { name: mark(), email: freshEmail(), company: 'Another', designation: 'Head', shared: true };
      for (const [field, value] of Object.entries(changes)) {
        await user.editContact({ contact_id, [field]: value });
        Object.assign(expected, { [field]: value });
        assert.partialDeepStrictEqual(await seenBy(user, contact_id), expected, `after a change of ${field}`);
      }
      await user.deleteContact({ contact_id });
      await isHidden(user, contact_id);
    },
  },
  {
    name: 'An email is once in an address book, and may be in those of others',
    group: 'contacts',
    routes: ['addContact', 'editContact'],
    writes: true,
    roles: ['user', 'customer'],
    async run(context) {
      const user = await context.as('user');
      const duplicate = { result: 1504, field: 'email' };
      const { email } = await makeContact(context, user);
      await refuses(makeContact(context, user, { email }), duplicate);
      const { contactId: contact_id } = await makeContact(context, user);
      await refuses(user.editContact({ contact_id, email }), duplicate);
      const colleague = await context.signIn(await makeUser(context, await context.as('customer')));
      await makeContact(context, colleague, { email });
    },
  },
  {
    name: 'What is wrong with a contact is named',
    group: 'contacts',
    routes: ['addContact', 'editContact'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      const { contactId: contact_id } = await makeContact(context, user);
      for (const [field, value] of Object.entries({ name: '', email: 'nobody' })) {
        const added = user.addContact({ name: mark(), email: freshEmail(), [field]: value }).then(({ contact }) => {
          context.after(() => user.deleteContact({ contact_id: contact.contact_id }));
        });
        await refuses(added, { result: 406, field });
        await refuses(user.editContact({ contact_id, [field]: value }), { result: 406, field });
      }
      await refuses(makeContact(context, user, { email: undefined }), { result: 406, field: 'email' });
    },
  },
  {
    name: 'A contact is added to groups, but only to one’s own',
    group: 'contacts',
    routes: ['addContact', 'getContact', 'listGroupContacts'],
    writes: true,
    roles: ['user', 'customer'],
    async run(context) {
      const user = await context.as('user');
      const groups = [await makeGroup(context, user), await makeGroup(context, user)];
      const group_ids = groups.map(({ groupId }) => groupId).toSorted();
      const { contactId: contact_id } = await makeContact(context, user, { group_ids });
      assert.deepEqual((await seenBy(user, contact_id)).group_ids?.toSorted(), group_ids);
      for (const group_id of group_ids) {
        const { contacts: members } = await user.listGroupContacts({ group_id });
        assert.deepEqual(
          members.map((row) => row.contact_id),
          [contact_id],
        );
      }
      const colleague = await context.signIn(await makeUser(context, await context.as('customer')));
      const { groupId: foreign } = await makeGroup(context, colleague);
      for (const wrong of [foreign, unknownId]) {
        const name = mark();
        const added = makeContact(context, user, { name, group_ids: [...group_ids, wrong] });
        await refuses(added, { result: 406, field: 'group_ids' });
        const found = await user.listContacts({ search_by: 'name', search_string: name });
        assert.deepEqual(found.contacts, [], 'nothing of it is done');
      }
    },
  },
  {
    name: 'A shared contact is read by everybody of the customer, and changed by its owner only',
    group: 'contacts',
    routes: ['listContacts', 'getContact', 'editContact', 'deleteContact'],
    writes: true,
    roles: ['reseller', 'customer'],
    async run(context) {
      const customer = await context.as('customer');
      const owner = await context.signIn(await makeUser(context, customer));
      const colleague = await context.signIn(await makeUser(context, customer));
      const { contactId: contact_id, name } = await makeContact(context, owner);
      await isHidden(colleague, contact_id);
      await owner.editContact({ contact_id, shared: true });
      assert.partialDeepStrictEqual(await seenBy(colleague, contact_id), { name, shared: true });
      await isFixed(colleague, contact_id);
      await isHidden(await makeStranger(context), contact_id);
      await owner.editContact({ contact_id, shared: false });
      await isHidden(colleague, contact_id);
      const { contactId: sharedFromTheStart } = await makeContact(context, owner, { shared: true });
      await seenBy(colleague, sharedFromTheStart);
    },
  },
  {
    name: 'A customer sees the contacts of its users, and not those of others',
    group: 'contacts',
    routes: ['listContacts', 'getContact'],
    writes: true,
    roles: ['reseller', 'customer'],
    async run(context) {
      const customer = await context.as('customer');
      const person = await makeUser(context, customer);
      const { contactId, name } = await makeContact(context, await context.signIn(person));
      assert.partialDeepStrictEqual(await seenBy(customer, contactId), { name, user_id: person.userId });
      await isHidden(customer, (await makeContact(context, await makeStranger(context))).contactId);
    },
  },
  {
    name: 'Contacts are invited to a meeting, each once, and none of those that one does not see',
    group: 'meetings',
    routes: ['createMeeting', 'patchMeeting'],
    writes: true,
    roles: ['user', 'customer'],
    async run(context) {
      const user = await context.as('user');
      const [one, two] = [await makeContact(context, user), await makeContact(context, user)];
      const contact_ids = [one.contactId, two.contactId];
      const { invitees } = await makeMeeting(context, user, { contact_ids, emails: [one.email] });
      assert.deepEqual(invitees?.toSorted(), [one.email, two.email].toSorted());
      const { meeting_id } = await makeMeeting(context, user);
      const colleague = await context.signIn(await makeUser(context, await context.as('customer')));
      const { contactId: foreign } = await makeContact(context, colleague);
      for (const wrong of [foreign, unknownId]) {
        const refusal = { result: 406, field: 'contact_ids' };
        await refuses(makeMeeting(context, user, { contact_ids: [...contact_ids, wrong] }), refusal);
        await refuses(user.patchMeeting({ meeting_id, contact_ids: [wrong] }, context.app), refusal);
      }
    },
  },
];
