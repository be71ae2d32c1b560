import assert from 'node:assert/strict';
import type { Check } from '../context.ts';
import { listsWell, mapped, refuses, refusesBadQueries, unknownId } from '../expect.ts';
import { freshEmail, makeCustomer, makeUser, mark } from '../things.ts';

const refused: Check = {
  name: 'Users and customers have no customers',
  group: 'customers',
  routes: ['listCustomers', 'getCustomer'],
  writes: false,
  roles: ['user'],
  async run(context) {
    const user = await context.as('user');
    await refuses(user.listCustomers({}), 1002);
    await refuses(user.getCustomer({ customer_id: unknownId }), 1002);
  },
};

/** Customers, and resellers as the administrator sees them. */
export const customers: readonly Check[] = [
  refused,
  {
    ...refused,
    roles: ['customer'],
    name: 'A customer has no customers of its own',
    async run(context) {
      await refuses((await context.as('customer')).listCustomers({}), 1002);
    },
  },
  {
    name: 'The list of customers says what is wrong with a query',
    group: 'customers',
    routes: ['listCustomers'],
    writes: false,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      await refusesBadQueries((query) => reseller.listCustomers(query));
    },
  },
  {
    name: 'A customer that is not there is not found',
    group: 'customers',
    routes: ['getCustomer', 'editCustomer', 'deleteCustomer'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      await refuses(reseller.getCustomer({ customer_id: unknownId }), 404);
      await refuses(reseller.editCustomer({ customer_id: unknownId, contact_name: 'Nobody' }), 404);
      await refuses(reseller.deleteCustomer({ customer_id: unknownId }), 404);
    },
  },
  {
    name: 'A customer is added, found, changed and deleted',
    group: 'customers',
    routes: ['addCustomer', 'listCustomers', 'getCustomer', 'editCustomer', 'deleteCustomer'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      const family = mark();
      const names = [`${family} a`, `${family} b`, `${family} c`];
      for (const customer_name of names.toReversed()) await makeCustomer(context, reseller, { customer_name });
      await listsWell({
        list: async (query) => (await reseller.listCustomers(query)).customers.map((row) => row.customer_name),
        each: (query) => mapped(reseller.each('listCustomers', query), (row) => row.customer_name),
        search: { search_by: 'customer_name', search_string: family },
        orderBy: 'customer_name',
        expected: names,
      });
      const office_address = { address_1: 'High Street 1', city: 'Springfield', zipcode: '12345' };
      const { customerId, contact_email } = await makeCustomer(context, reseller, { office_address });
      const before = (await reseller.getCustomer({ customer_id: customerId })).customer;
      assert.equal(before.customer_id, customerId);
      assert.equal(before.contact_email, contact_email);
      assert.equal(before.office_address?.city, 'Springfield');
      await reseller.editCustomer({ customer_id: customerId, contact_name: 'Another', customer_code: 'C-1' });
      const { customer } = await reseller.getCustomer({ customer_id: customerId });
      assert.equal(customer.contact_name, 'Another');
      assert.equal(customer.customer_code, 'C-1');
      assert.equal(customer.contact_email, contact_email, 'what is not sent stays as it is');
      await reseller.deleteCustomer({ customer_id: customerId });
      await refuses(reseller.getCustomer({ customer_id: customerId }), 404);
    },
  },
  {
    name: 'The email of a customer’s contact is used once',
    group: 'customers',
    routes: ['addCustomer', 'editCustomer'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { contact_email } = await makeCustomer(context, reseller);
      await refuses(makeCustomer(context, reseller, { contact_email }), { result: 1504, field: 'contact_email' });
      const { customerId } = await makeCustomer(context, reseller);
      const taken = reseller.editCustomer({ customer_id: customerId, contact_email });
      await refuses(taken, { result: 1504, field: 'contact_email' });
    },
  },
  {
    name: 'What is wrong with a new customer is named',
    group: 'customers',
    routes: ['addCustomer'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      await refuses(makeCustomer(context, reseller, { customer_name: '' }), { result: 406, field: 'customer_name' });
      const noEmail = makeCustomer(context, reseller, { contact_email: 'nobody' });
      await refuses(noEmail, { result: 406, field: 'contact_email' });
    },
  },
  {
    name: 'Users of a suspended customer cannot sign in until it is activated',
    group: 'customers',
    routes: ['editCustomer', 'getCustomer'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { customerId } = await makeCustomer(context, reseller);
      const person = await makeUser(context, reseller, { customer_id: customerId });
      await context.signIn(person);
      await reseller.editCustomer({ customer_id: customerId, status: 'S' });
      assert.equal((await reseller.getCustomer({ customer_id: customerId })).customer.status, 'S');
      await refuses(context.signIn(person), { kinds: ['wrong_password'] });
      await reseller.editCustomer({ customer_id: customerId, status: 'A' });
      await context.signIn(person);
    },
  },
  {
    name: 'A customer that has users cannot be deleted',
    group: 'customers',
    routes: ['deleteCustomer'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { customerId } = await makeCustomer(context, reseller);
      const { userId } = await makeUser(context, reseller, { customer_id: customerId });
      await refuses(reseller.deleteCustomer({ customer_id: customerId }), 406);
      await reseller.deleteUser({ user_id: userId });
      await reseller.deleteCustomer({ customer_id: customerId });
    },
  },
  {
    name: 'Only the administrator adds resellers',
    group: 'customers',
    routes: ['addCustomer', 'getCustomer'],
    writes: true,
    roles: ['admin', 'reseller'],
    async run(context) {
      const admin = await context.as('admin');
      const refusal = makeCustomer(context, await context.as('reseller'), { customer_type: 'R' });
      await refuses(refusal, { result: 406, field: 'customer_type' });
      const { customerId } = await makeCustomer(context, admin, { customer_type: 'R' });
      assert.equal((await admin.getCustomer({ customer_id: customerId })).customer.customer_type, 'R');
    },
  },
  {
    name: 'A reseller does not see a customer that is not its own',
    group: 'customers',
    routes: ['listCustomers', 'getCustomer', 'editCustomer', 'deleteCustomer'],
    writes: true,
    roles: ['admin', 'reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { customerId, customer_name: name } = await makeCustomer(context, await context.as('admin'), {
        contact_email: freshEmail(),
      });
      const { customers: found } = await reseller.listCustomers({ search_by: 'customer_name', search_string: name });
      assert.deepEqual(found, []);
      await refuses(reseller.getCustomer({ customer_id: customerId }), 404);
      await refuses(reseller.editCustomer({ customer_id: customerId, contact_name: 'Taken over' }), 404);
      await refuses(reseller.deleteCustomer({ customer_id: customerId }), 404);
    },
  },
];
