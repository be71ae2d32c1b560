import type { z } from 'zod';
import type { Subscription, SubscriptionFields, Subscriptions } from '../core/ucaas.ts';
import { positive } from './limits.ts';
import { appTypeOf, firstOf, type Own, unless, unlessTaken } from './own.ts';
import type { Routes } from './routes/index.ts';
import { toDate, toServiceTime } from './times.ts';

/** A card shows so many at once. */
const subscriptionsPerPage = 10;
const usersPerPage = 100;
const mostCounted = 1_000;

type SubscriptionRow = z.output<Routes['getSubscription']['response']>['subscription'];

/** The subscriptions of the customers below one account. */
export function subscriptionsOf({ api }: Own): Subscriptions {
  const one = async (subscriptionId: string) => {
    const asked = api.getSubscription({ subscription_id: subscriptionId });
    return unless(['not_found'], asked, () => undefined);
  };

  return {
    async subscriptions(page, customerId) {
      const of = customerId === undefined ? {} : { search_by: 'customer_id', search_string: customerId };
      const { subscriptions } = await api.listSubscriptions({ ...of, page, page_length: subscriptionsPerPage });
      return {
        subscriptions: subscriptions.map(toSubscription),
        isLast: subscriptions.length < subscriptionsPerPage,
      };
    },

    async subscription(subscriptionId) {
      const found = await one(subscriptionId);
      return found && toSubscription(found.subscription);
    },

    async seatsTaken(customerId) {
      const query = { search_by: 'customer_id', search_string: customerId, page_length: usersPerPage };
      const users = await firstOf(api.each('listUsers', query), mostCounted + 1);
      if (users.length > mostCounted) return undefined;
      return users.filter((user) => user.customer_id === customerId && user.status?.toUpperCase() !== 'S').length;
    },

    async addSubscription(customerId, { planId, ...wish }) {
      const asked = { customer_id: customerId, plan_id: planId, user_license: { qty: wish.seats } };
      const added = await unlessTaken(api.addSubscription({ ...toRow(wish), ...asked }));
      if (!added) return undefined;
      const found = await one(added.subscription.subscription_id);
      return found && toSubscription(found.subscription);
    },

    async changeSubscription(subscriptionId, changes) {
      await api.updateSubscription({ subscription_id: subscriptionId, ...toRow(changes) });
    },

    async setSubscriptionSuspended(subscriptionId, isSuspended) {
      await api.updateSubscription({ subscription_id: subscriptionId, status: isSuspended ? 'S' : 'A' });
    },
  };
}

function toSubscription(row: SubscriptionRow): Subscription {
  const { settings, subscription: terms } = row;
  return {
    subscriptionId: row.subscription_id,
    customerId: row.customer_id,
    planId: row.plan_id || undefined,
    planName: row.plan_name || row.plan_id || row.subscription_id,
    application: applicationOf(row.app_const),
    seats: positive(row.user_license?.qty),
    participants: positive(settings?.participants),
    minutes: positive(settings?.duration),
    recording: settings?.recording,
    trial: terms?.trial,
    allowOverlap: terms?.allow_meeting_overlap,
    startedAt: toDate(terms?.subsxn_date),
    expiresAt: toDate(terms?.expiry_date),
    suspended: terms?.status?.toUpperCase() === 'S',
  };
}

function applicationOf(appType: string | undefined): Subscription['application'] {
  return (['meeting', 'webinar'] as const).find((application) => appTypeOf[application] === appType?.toLowerCase());
}

function toRow(fields: Partial<SubscriptionFields>) {
  return {
    plan_id: fields.planId,
    user_license: fields.seats === undefined ? undefined : { qty: fields.seats },
    expiry_date: fields.expiresAt && toServiceTime(fields.expiresAt),
    trial: fields.trial,
    allow_meeting_overlap: fields.allowOverlap,
  };
}
