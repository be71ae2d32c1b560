import assert from 'node:assert/strict';
import type { Check } from '../context.ts';
import { all, listsWell, mapped, refuses, refusesBadQueries, unknownId } from '../expect.ts';
import { freshEmail, makeCustomer, makeUser, mark, ownRoom } from '../things.ts';

/** Users: who they are, who may sign in, and whose they are. */
export const users: readonly Check[] = [
  {
    name: 'A user sees nobody but itself',
    group: 'users',
    routes: ['listUsers', 'getUser'],
    writes: false,
    async run(context) {
      const user = await context.as('user');
      await refusesBadQueries((query) => user.listUsers(query));
      const { email } = context.people.user;
      for (const row of await all(user.each('listUsers'))) assert.equal(row.email?.toLowerCase(), email.toLowerCase());
      const { user_id } = await ownRoom(context, user);
      if (user_id !== undefined) assert.equal((await user.getUser({ user_id })).user.user_id, user_id);
      await refuses(user.getUser({ user_id: unknownId }), 404);
    },
  },
  {
    name: 'A user adds, changes and deletes nobody',
    group: 'users',
    routes: ['addUser', 'editUser', 'deleteUser', 'changeUserCustomer'],
    writes: true,
    async run(context) {
      const user = await context.as('user');
      await refuses(makeUser(context, user), 1002);
      await refuses(user.editUser({ user_id: unknownId, department: 'Sales' }), 1002);
      await refuses(user.deleteUser({ user_id: unknownId }), 1002);
      await refuses(user.changeUserCustomer({ user_id: unknownId, customer_id: unknownId }), 1002);
    },
  },
  {
    name: 'A user is added, found, changed and deleted',
    group: 'users',
    routes: ['addUser', 'listUsers', 'getUser', 'editUser', 'deleteUser'],
    writes: true,
    roles: ['customer'],
    async run(context) {
      const customer = await context.as('customer');
      const last_name = mark();
      const names = ['Aaron', 'Berta', 'Cesar'];
      for (const first_name of names.toReversed()) await makeUser(context, customer, { first_name, last_name });
      await listsWell({
        list: async (query) => (await customer.listUsers(query)).users.map((row) => row.first_name ?? ''),
        each: (query) => mapped(customer.each('listUsers', query), (row) => row.first_name ?? ''),
        search: { search_by: 'last_name', search_string: last_name },
        orderBy: 'first_name',
        expected: names,
      });
      const { userId: user_id, email } = await makeUser(context, customer, { department: 'Sales' });
      assert.equal(typeof user_id, 'string');
      const { user: before } = await customer.getUser({ user_id });
      assert.equal(before.user_id, user_id, 'the id of the answer is the id of the user');
      assert.equal(before.email?.toLowerCase(), email);
      assert.equal(before.department, 'Sales');
      await customer.editUser({ user_id, first_name: 'Another', designation: 'Head' });
      const { user } = await customer.getUser({ user_id });
      assert.deepEqual([user.first_name, user.designation, user.department], ['Another', 'Head', 'Sales']);
      await customer.deleteUser({ user_id });
      await refuses(customer.getUser({ user_id }), 404);
      await refuses(customer.editUser({ user_id, first_name: 'Gone' }), 404);
      await refuses(customer.deleteUser({ user_id }), 404);
    },
  },
  {
    name: 'An email belongs to one user',
    group: 'users',
    routes: ['addUser', 'editUser'],
    writes: true,
    roles: ['customer'],
    async run(context) {
      const customer = await context.as('customer');
      const { email } = await makeUser(context, customer);
      const again = customer.addUser({ user_type: 'user', first_name: 'Double', email });
      await refuses(again, { result: 1504, field: 'email' });
      const { userId: user_id } = await makeUser(context, customer);
      await refuses(customer.editUser({ user_id, email }), { result: 1504, field: 'email' });
    },
  },
  {
    name: 'What is wrong with a new user is named',
    group: 'users',
    routes: ['addUser', 'editUser'],
    writes: true,
    roles: ['customer'],
    async run(context) {
      const customer = await context.as('customer');
      const wrong = { email: 'nobody', password: 'short', first_name: '', status: 'X' as 'S' };
      for (const [field, value] of Object.entries(wrong)) {
        const added = customer.addUser({ user_type: 'user', first_name: 'Wrong', email: freshEmail(), [field]: value });
        await refuses(added, { result: 406, field });
      }
      const { userId: user_id } = await makeUser(context, customer);
      await refuses(customer.editUser({ user_id, email: 'nobody' }), { result: 406, field: 'email' });
    },
  },
  {
    name: 'A suspended user cannot sign in until it is activated, nor with an old password',
    group: 'users',
    routes: ['editUser', 'login'],
    writes: true,
    roles: ['customer'],
    async run(context) {
      const customer = await context.as('customer');
      const { userId: user_id, email, password } = await makeUser(context, customer);
      await context.signIn({ email, password });
      await customer.editUser({ user_id, status: 'S' });
      await refuses(context.signIn({ email, password }), { kinds: ['wrong_password'] });
      await customer.editUser({ user_id, status: 'A' });
      await context.signIn({ email, password });
      const changed = `${password} changed`;
      await customer.editUser({ user_id, password: changed });
      await refuses(context.signIn({ email, password }), { kinds: ['wrong_password'] });
      await context.signIn({ email, password: changed });
    },
  },
  {
    name: 'A user without a password gets one by mail',
    group: 'users',
    routes: ['addUser'],
    writes: true,
    roles: ['customer'],
    needs: 'sandbox',
    async run(context) {
      const customer = await context.as('customer');
      const { email } = await makeUser(context, customer, { password: undefined, send_welcome_mail: true });
      const [mail] = await context.hands.mailsTo(email);
      const password = mail?.body.match(/password (\S+)/)?.[1] ?? '';
      await context.signIn({ email, password });
    },
  },
  {
    name: 'The administrator and the reseller add users for a customer',
    group: 'users',
    routes: ['addUser', 'getUser'],
    writes: true,
    roles: ['admin', 'reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { customerId: customer_id } = await makeCustomer(context, reseller);
      for (const above of [reseller, await context.as('admin')]) {
        const { userId: user_id } = await makeUser(context, above, { customer_id });
        assert.equal((await reseller.getUser({ user_id })).user.customer_id, customer_id);
      }
      await refuses(makeUser(context, reseller, { customer_id: unknownId }), 404);
    },
  },
  {
    name: 'A customer does not see a user of another customer',
    group: 'users',
    routes: ['getUser', 'editUser', 'deleteUser', 'getRoomOfUser', 'listUsers'],
    writes: true,
    roles: ['reseller', 'customer'],
    async run(context) {
      const [reseller, customer] = [await context.as('reseller'), await context.as('customer')];
      const { customerId: customer_id } = await makeCustomer(context, reseller);
      const { userId: user_id, email } = await makeUser(context, reseller, { customer_id });
      await refuses(customer.getUser({ user_id }), 404);
      await refuses(customer.editUser({ user_id, first_name: 'Taken over' }), 404);
      await refuses(customer.deleteUser({ user_id }), 404);
      await refuses(customer.getRoomOfUser({ user_id }, context.app), 404);
      assert.deepEqual((await customer.listUsers({ search_by: 'email', search_string: email })).users, []);
    },
  },
  {
    name: 'A user moves to another customer and back, by the hand of who is above both',
    group: 'users',
    routes: ['changeUserCustomer', 'getUser'],
    writes: true,
    roles: ['reseller', 'customer'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { customerId: home } = await makeCustomer(context, reseller);
      const { customerId: elsewhere } = await makeCustomer(context, reseller);
      const { userId: user_id } = await makeUser(context, reseller, { customer_id: home });
      for (const customer_id of [elsewhere, home]) {
        await reseller.changeUserCustomer({ user_id, customer_id });
        assert.equal((await reseller.getUser({ user_id })).user.customer_id, customer_id);
      }
      await refuses(reseller.changeUserCustomer({ user_id, customer_id: unknownId }), 404);
      const customer = await context.as('customer');
      await refuses(customer.changeUserCustomer({ user_id, customer_id: elsewhere }), 1002);
    },
  },
];
