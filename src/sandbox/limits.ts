import { and, count, eq } from 'drizzle-orm';
import type { AppType } from '../ucaas/routes/index.ts';
import { refusals } from './answers.ts';
import type { Organisation } from './handlers/customers.ts';
import type { Reader } from './handlers/locks.ts';
import { type Plan, planById } from './plans.ts';
import { account, organisation, subscription } from './schema.ts';

/** What the subscription of an account's customer allows. */
export interface Limits {
  readonly plan: Plan;
  readonly allowMeetingOverlap: boolean;
}

/**
 * Undefined for accounts of the tenant and of resellers, who need no subscription. Throws 1002 where a customer has none
 * for this application, or it is suspended or expired.
 */
export async function limitsOf(
  orm: Reader,
  now: Date,
  organisationId: string,
  appType: AppType,
): Promise<Limits | undefined> {
  const [found] = await orm
    .select({ type: organisation.type, subscription })
    .from(organisation)
    .leftJoin(subscription, and(eq(subscription.organisationId, organisation.id), eq(subscription.appType, appType)))
    .where(eq(organisation.id, organisationId));
  if (found?.type !== 'C') return undefined;
  const held = found.subscription;
  const plan = held && planById(held.planId);
  if (!plan || held.status !== 'A' || held.expiresAt <= now) {
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
 * Throws 406 where one more active user would be one more than the customer has seats for. Seats are bought, whether the
 * subscription is active or not. The organisation is held, so that two at once do not both take the last seat.
 */
export async function oneMoreSeat(orm: Reader, { id, type }: Organisation, field: string): Promise<void> {
  if (type !== 'C') return;
  const held = await orm
    .select({ seats: subscription.seats })
    .from(subscription)
    .where(eq(subscription.organisationId, id));
  if (held.length === 0) return;
  const seats = Math.max(...held.map((one) => one.seats));
  const [users] = await orm
    .select({ all: count() })
    .from(account)
    .where(and(eq(account.organisationId, id), eq(account.status, 'A')));
  if ((users?.all ?? 0) >= seats) {
    throw refusals.invalid({ [field]: `all ${seats} ${seats === 1 ? 'seat is' : 'seats are'} taken` });
  }
}
