import type { AppType } from '../ucaas/routes/index.ts';
import type { Dialect } from './switches.ts';

/** What a plan allows. Minutes and people are whole numbers; prices are per seat and month. */
export interface Plan {
  readonly planId: string;
  readonly name: string;
  readonly appType: AppType;
  readonly participants: number;
  readonly minutes: number;
  readonly recording: boolean;
  readonly quality: 'SD' | 'HD';
  readonly whiteboard: boolean;
  readonly livestreaming: boolean;
  readonly seatPrice: number;
}

export const currency = 'USD';

export const plans: readonly Plan[] = [
  plan('vc-basic', 'Meetings Basic', 'vc', { participants: 25, minutes: 60, recording: false, seatPrice: 4 }),
  plan('vc-business', 'Meetings Business', 'vc', { participants: 100, minutes: 480, recording: true, seatPrice: 12 }),
  plan('wb-standard', 'Webinar Standard', 'wb', { participants: 500, minutes: 240, recording: true, seatPrice: 30 }),
];

/** Undefined where there is no such plan. */
export function planById(planId: string): Plan | undefined {
  return plans.find((one) => one.planId === planId);
}

/** An amount, under whatever name this dialect gives its currency (18). */
export function priceOf(amount: number, { priceAs }: Pick<Dialect, 'priceAs'>): Readonly<Record<string, number>> {
  return { [priceAs === 'code' ? currency : 'currency']: amount };
}

function plan(
  planId: string,
  name: string,
  appType: AppType,
  limits: Pick<Plan, 'participants' | 'minutes' | 'recording' | 'seatPrice'>,
): Plan {
  const large = limits.recording;
  return {
    planId,
    name,
    appType,
    ...limits,
    quality: large ? 'HD' : 'SD',
    whiteboard: large,
    livestreaming: appType === 'wb',
  };
}
