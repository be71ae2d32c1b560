import { and, asc, eq } from 'drizzle-orm';
import { refusals } from '../answers.ts';
import { type Account, isBelow } from '../caller.ts';
import { listed } from '../listing.ts';
import { currency, type Plan, planById, priceOf } from '../plans.ts';
import { organisation, subscription } from '../schema.ts';
import { fromServiceTime } from '../times.ts';
import { objectId, type World } from '../world.ts';
import { customerBelow } from './customers.ts';
import { type Handlers, isChange } from './handler.ts';
import { holdOrganisation } from './locks.ts';

type Subscription = typeof subscription.$inferSelect;

const columns = {
  subscription_id: subscription.id,
  customer_id: subscription.organisationId,
  plan_id: subscription.planId,
  app_const: subscription.appType,
  status: subscription.status,
};
const yearMilliseconds = 365 * 24 * 3_600_000;

export const subscriptions: Handlers<
  'listSubscriptions' | 'getSubscription' | 'addSubscription' | 'updateSubscription'
> = {
  async listSubscriptions({ world, caller, input }) {
    const { where, orderBy, limit, offset } = listed(input, columns, asc(subscription.id), asc(subscription.startedAt));
    const rows = await select(world)
      .where(and(isBelow(caller), where))
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset);
    return { search: input, subscriptions: rows.map((row) => toSubscription(world, row.subscription)) };
  },

  getSubscription: async ({ world, caller, parameters }) => ({
    subscription: toSubscription(world, await find(world, caller, parameters.subscription_id ?? '')),
  }),

  async addSubscription({ world, caller, input }) {
    const { id: organisationId } = await customerBelow(world, caller, input.customer_id);
    const plan = knownPlan(input.plan_id);
    if (input.app_const && input.app_const !== plan.appType) {
      throw refusals.invalid({ app_const: `the plan ${plan.name} is for ${plan.appType}` });
    }
    const now = world.clock();
    const row = {
      id: objectId(),
      organisationId,
      appType: plan.appType,
      planId: plan.planId,
      seats: input.user_license.qty,
      trial: input.trial,
      allowMeetingOverlap: input.allow_meeting_overlap,
      startedAt: now,
      expiresAt: expiry(world, input.expiry_date) ?? new Date(now.getTime() + yearMilliseconds),
    };
    const [added] = await world.orm.transaction(async (change) => {
      await holdOrganisation(change, organisationId);
      return change.insert(subscription).values(row).onConflictDoNothing().returning();
    });
    if (!added)
      throw refusals.duplicate({ plan_id: plan.planId }, `There is a subscription for ${plan.appType} already`);
    return { subscription: toSubscription(world, added) };
  },

  async updateSubscription({ world, caller, parameters, input }) {
    const found = await find(world, caller, parameters.subscription_id ?? '');
    const plan = input.plan_id === undefined ? undefined : knownPlan(input.plan_id);
    if (plan && plan.appType !== found.appType) {
      throw refusals.invalid({ plan_id: `the plan ${plan.name} is for ${plan.appType}` });
    }
    const changes = {
      planId: plan?.planId,
      seats: input.user_license?.qty,
      trial: input.trial,
      allowMeetingOverlap: input.allow_meeting_overlap,
      expiresAt: expiry(world, input.expiry_date),
      status: input.status,
    };
    const [changed = found] = isChange(changes)
      ? await world.orm.update(subscription).set(changes).where(eq(subscription.id, found.id)).returning()
      : [];
    return { subscription: toSubscription(world, changed) };
  },
};

function select(world: World) {
  return world.orm
    .select({ subscription })
    .from(subscription)
    .innerJoin(organisation, eq(organisation.id, subscription.organisationId))
    .$dynamic();
}

async function find(world: World, caller: Account, subscriptionId: string): Promise<Subscription> {
  const [found] = await select(world).where(and(eq(subscription.id, subscriptionId), isBelow(caller)));
  if (!found) throw refusals.notFound('The subscription');
  return found.subscription;
}

function knownPlan(planId: string): Plan {
  const plan = planById(planId);
  if (!plan) throw refusals.invalid({ plan_id: 'no such plan' });
  return plan;
}

function expiry(world: World, given: string | undefined): Date | undefined {
  if (given === undefined) return undefined;
  const at = fromServiceTime(given);
  if (at <= world.clock()) throw refusals.invalid({ expiry_date: 'is past' });
  return at;
}

/** Field for field as documented (S3). */
function toSubscription(world: World, found: Subscription) {
  const plan = planById(found.planId);
  const seatPrice = plan?.seatPrice ?? 0;
  const price = (amount: number) => priceOf(amount, world.dialect);
  const expired = found.expiresAt <= world.clock();
  return {
    subscription_id: found.id,
    customer_id: found.organisationId,
    plan_id: found.planId,
    app_const: found.appType,
    plan_name: plan?.name ?? '',
    settings: {
      recording: plan?.recording ?? false,
      audio_only: true,
      audio_video: true,
      participants: plan?.participants ?? 0,
      duration: plan?.minutes ?? 0,
      stream_qlty: plan?.quality ?? 'SD',
      record_qlty: plan?.quality ?? 'SD',
    },
    subscription: {
      base: 'M',
      base_ex: 'Monthly',
      trial: found.trial,
      allow_meeting_overlap: found.allowMeetingOverlap,
      prepaid: true,
      postpaid: false,
      subsxn_date: found.startedAt,
      expiry_date: found.expiresAt,
      currency,
      status: found.status,
      status_ex: found.status === 'S' ? 'Suspended' : expired ? 'Expired' : 'Active',
    },
    features: { screenshare: true, whiteboard: plan?.whiteboard ?? false, livestreaming: plan?.livestreaming ?? false },
    user_license: { qty: found.seats, unit_price: price(seatPrice), total_price: price(seatPrice * found.seats) },
    connect: { price: price(0) },
    records: { data_unit: 1, price: price(0.05) },
    download: { data_unit: 1, price: price(0.1) },
    storage: { data_unit: 1, price: price(0.02) },
  };
}
