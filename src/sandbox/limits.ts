import { and, count, eq, gt } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import type { AppType } from '../ucaas/routes/index.ts';
import { refusals } from './answers.ts';
import { type Plan, planById } from './plans.ts';
import { account, organisation, subscription } from './schema.ts';
import type { World } from './world.ts';

/** What the subscription of an account's customer allows. */
export interface Limits {
  readonly plan: Plan;
  readonly allowMeetingOverlap: boolean;
}

/**
 * Undefined for accounts of the tenant and of resellers, who need no subscription. Throws 1002 where a customer has none
 * for this application, or it is suspended or expired.
 */
export async function limitsOf(world: World, organisationId: string, appType: AppType): Promise<Limits | undefined> {
  const [found] = await world.orm
    .select({ type: organisation.type, subscription })
    .from(organisation)
    .leftJoin(subscription, and(eq(subscription.organisationId, organisation.id), eq(subscription.appType, appType)))
    .where(eq(organisation.id, organisationId));
  if (found?.type !== 'C') return undefined;
  const held = found.subscription;
  const plan = held && planById(held.planId);
  if (!plan || held.status !== 'A' || held.expiresAt <= world.clock()) {
    throw refusals.notNow(`There is no active subscription for ${appType === 'vc' ? 'meetings' : 'webinars'}`);
  }
  return { plan, allowMeetingOverlap: held.allowMeetingOverlap };
}

/** Throws 406 where a wish goes beyond the plan. */
export function withinPlan(
  limits: Limits | undefined,
  wishes: { readonly duration?: number; readonly participants?: number; readonly auto_recording?: boolean },
): void {
  if (!limits) return;
  const { plan } = limits;
  if ((wishes.duration ?? 0) > plan.minutes) {
    throw refusals.invalid({ duration: `the plan ${plan.name} allows ${plan.minutes} minutes` });
  }
  if ((wishes.participants ?? 0) > plan.participants) {
    throw refusals.invalid({ participants: `the plan ${plan.name} allows ${plan.participants} participants` });
  }
  if (wishes.auto_recording && !plan.recording) {
    throw refusals.invalid({ auto_recording: `the plan ${plan.name} has no recording` });
  }
}

/**
 * Throws 406 where one more active user would be one more than the customer has seats for. Holds the organisation until
 * the end of the transaction, so that two at once do not both take the last seat.
 */
export async function oneMoreSeat(
  change: Pick<Database['orm'], 'select'>,
  organisationId: string,
  now: Date,
  field: string,
): Promise<void> {
  const [held] = await change.select().from(organisation).where(eq(organisation.id, organisationId)).for('update');
  if (held?.type !== 'C') return;
  const active = await change
    .select({ seats: subscription.seats })
    .from(subscription)
    .where(
      and(
        eq(subscription.organisationId, organisationId),
        eq(subscription.status, 'A'),
        gt(subscription.expiresAt, now),
      ),
    );
  if (active.length === 0) return;
  const seats = Math.max(...active.map((one) => one.seats));
  const [users] = await change
    .select({ all: count() })
    .from(account)
    .where(and(eq(account.organisationId, organisationId), eq(account.status, 'A')));
  if ((users?.all ?? 0) >= seats) {
    throw refusals.invalid({ [field]: `all ${seats} ${seats === 1 ? 'seat is' : 'seats are'} taken` });
  }
}
