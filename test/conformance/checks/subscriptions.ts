import assert from 'node:assert/strict';
import { appTypes } from '../../../src/ucaas/routes/index.ts';
import type { Check } from '../context.ts';
import { instant, listsWell, mapped, refuses, refusesBadQueries, serviceTimeIn, unknownId } from '../expect.ts';
import { makeCustomer, makeSubscribedCustomer, makeUser, plansFor } from '../things.ts';

const bottom: Check = {
  name: 'A user sees no subscriptions',
  group: 'subscriptions',
  routes: ['listSubscriptions', 'getSubscription'],
  writes: false,
  roles: ['user'],
  async run(context) {
    const user = await context.as('user');
    await refuses(user.listSubscriptions({}), 1002);
    await refuses(user.getSubscription({ subscription_id: unknownId }), 1002);
  },
};

/** Plans of customers, and the seats that they give. */
export const subscriptions: readonly Check[] = [
  bottom,
  {
    ...bottom,
    name: 'A customer does not handle subscriptions',
    roles: ['customer'],
    async run(context) {
      await refuses((await context.as('customer')).listSubscriptions({}), 1002);
    },
  },
  {
    name: 'The list of subscriptions says what is wrong with a query, and each of its rows can be had alone',
    group: 'subscriptions',
    routes: ['listSubscriptions', 'getSubscription'],
    writes: false,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      await refusesBadQueries((query) => reseller.listSubscriptions(query));
      const { subscriptions: rows } = await reseller.listSubscriptions({ page_length: 2 });
      for (const { subscription_id } of rows) {
        const { subscription } = await reseller.getSubscription({ subscription_id });
        assert.equal(subscription.subscription_id, subscription_id);
      }
      await refuses(reseller.getSubscription({ subscription_id: unknownId }), 404);
    },
  },
  {
    name: 'A customer gets a plan for each application, and both are listed',
    group: 'subscriptions',
    routes: ['addSubscription', 'listSubscriptions'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { customerId } = await makeCustomer(context, reseller);
      const expected: string[] = [];
      for (const application of appTypes) {
        const [plan] = await plansFor(context, reseller, application);
        if (!plan) continue;
        const wishes = { customer_id: customerId, plan_id: plan.plan_id, user_license: { qty: 3 } };
        const { subscription } = await reseller.addSubscription(wishes);
        expected.push(subscription.app_const ?? application);
      }
      assert.ok(expected.length > 0, 'there is a plan');
      const search = { search_by: 'customer_id', search_string: customerId };
      await listsWell({
        list: async (query) =>
          (await reseller.listSubscriptions(query)).subscriptions.map((row) => row.app_const ?? ''),
        each: (query) => mapped(reseller.each('listSubscriptions', query), (row) => row.app_const ?? ''),
        search,
        orderBy: 'app_const',
        expected,
      });
    },
  },
  {
    name: 'Seats, expiry and overlap of a subscription change, and it is suspended and activated',
    group: 'subscriptions',
    routes: ['getSubscription', 'updateSubscription'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { customerId, subscriptionId } = await makeSubscribedCustomer(context, reseller, {
        seats: 7,
        overlap: false,
      });
      const one = { subscription_id: subscriptionId };
      const { subscription: before } = await reseller.getSubscription(one);
      assert.equal(before.customer_id, customerId);
      assert.equal(before.user_license?.qty, 7);
      assert.equal(before.subscription?.allow_meeting_overlap, false);
      assert.ok((before.settings?.duration ?? 0) > 0, 'the plan says how long a meeting may be');
      const expiry_date = serviceTimeIn(90);
      await reseller.updateSubscription({
        ...one,
        user_license: { qty: 8 },
        allow_meeting_overlap: true,
        trial: true,
        expiry_date,
        status: 'S',
      });
      const { subscription: after } = await reseller.getSubscription(one);
      assert.equal(after.user_license?.qty, 8);
      assert.equal(after.subscription?.allow_meeting_overlap, true);
      assert.equal(after.subscription?.trial, true);
      assert.equal(after.subscription?.status, 'S');
      assert.equal(instant(after.subscription?.expiry_date), instant(expiry_date));
      assert.equal(after.plan_id, before.plan_id, 'what is not sent stays as it is');
      await reseller.updateSubscription({ ...one, status: 'A' });
      assert.equal((await reseller.getSubscription(one)).subscription.subscription?.status, 'A');
    },
  },
  {
    name: 'A customer has no more users than seats',
    group: 'subscriptions',
    routes: ['addSubscription', 'updateSubscription'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { customerId, subscriptionId } = await makeSubscribedCustomer(context, reseller, { seats: 1 });
      await makeUser(context, reseller, { customer_id: customerId });
      await refuses(makeUser(context, reseller, { customer_id: customerId }), 406);
      await reseller.updateSubscription({ subscription_id: subscriptionId, user_license: { qty: 2 } });
      await makeUser(context, reseller, { customer_id: customerId });
    },
  },
  {
    name: 'What is wrong with a subscription is named',
    group: 'subscriptions',
    routes: ['addSubscription', 'updateSubscription'],
    writes: true,
    roles: ['reseller'],
    async run(context) {
      const reseller = await context.as('reseller');
      const { customerId, subscriptionId } = await makeSubscribedCustomer(context, reseller);
      const one = { subscription_id: subscriptionId };
      const noSeats = reseller.updateSubscription({ ...one, user_license: { qty: 0 } });
      await refuses(noSeats, { result: 406, field: 'user_license' });
      const noDate = reseller.updateSubscription({ ...one, expiry_date: 'some day' });
      await refuses(noDate, { result: 406, field: 'expiry_date' });
      const noPlan = { customer_id: customerId, plan_id: unknownId, user_license: { qty: 1 } };
      await refuses(reseller.addSubscription(noPlan), { result: 406, field: 'plan_id' });
      await refuses(reseller.updateSubscription({ subscription_id: unknownId, trial: true }), 404);
    },
  },
];
