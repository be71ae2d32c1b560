import { z } from 'zod';
import {
  givenId,
  id,
  listing,
  nothing,
  number,
  optionalFlag,
  optionalId,
  optionalNumber,
  optionalPart,
  optionalText,
  serviceTime,
} from './fields.ts';
import { appTypes, route } from './route.ts';

/** Currency code → amount: the sample's `{ currency: Float }` may mean either (inconsistency 18). */
const price = optionalPart(z.record(z.string(), optionalNumber));
const store = optionalPart(z.looseObject({ data_unit: optionalNumber, price }));

/** A customer's plan for one application, with its limits (S3). Minutes and people are whole numbers. */
export const subscription = z.looseObject({
  subscription_id: id,
  customer_id: id,
  plan_id: optionalId,
  app_const: optionalText,
  plan_name: optionalText,
  settings: optionalPart(
    z.looseObject({
      recording: optionalFlag,
      audio_only: optionalFlag,
      audio_video: optionalFlag,
      participants: optionalNumber,
      duration: optionalNumber,
      stream_qlty: optionalText,
      record_qlty: optionalText,
    }),
  ),
  subscription: optionalPart(
    z.looseObject({
      base: optionalText,
      base_ex: optionalText,
      trial: optionalFlag,
      allow_meeting_overlap: optionalFlag,
      prepaid: optionalFlag,
      postpaid: optionalFlag,
      subsxn_date: optionalText,
      expiry_date: optionalText,
      currency: optionalText,
      status: optionalText,
      status_ex: optionalText,
    }),
  ),
  features: optionalPart(
    z.looseObject({ screenshare: optionalFlag, whiteboard: optionalFlag, livestreaming: optionalFlag }),
  ),
  user_license: optionalPart(z.looseObject({ qty: number, unit_price: price, total_price: price })),
  connect: optionalPart(z.looseObject({ price })),
  records: store,
  download: store,
  storage: store,
});

const shared = { group: 'subscriptions', access: 'account', roles: ['admin', 'reseller'], appType: 'none' } as const;
const inferred = {
  ...shared,
  standing: 'inferred',
  grade: 'M',
  capability: 'subscription editing',
  feature: 'changing subscriptions from here',
  source: 'S3 (contents); body inferred',
} as const;
const wishes = z.object({
  user_license: z.object({ qty: z.number().int().min(1).max(100_000) }),
  expiry_date: serviceTime.optional(),
  trial: z.boolean().optional(),
  allow_meeting_overlap: z.boolean().optional(),
});

export const listSubscriptions = route({
  ...shared,
  name: 'listSubscriptions',
  summary: 'Subscriptions of customers under the caller',
  method: 'GET',
  path: '/subscriptions',
  request: listing,
  response: z.looseObject({ subscriptions: z.array(subscription) }),
  rows: 'subscriptions',
  searchBy: ['subscription_id', 'customer_id', 'plan_id', 'app_const', 'status'],
  standing: 'documented',
  source: 'S3; answer inferred',
});

export const getSubscription = route({
  ...shared,
  name: 'getSubscription',
  summary: 'One subscription, with what its plan allows',
  method: 'GET',
  path: '/subscriptions/{subscription_id}',
  request: nothing,
  response: z.looseObject({ subscription }),
  standing: 'documented',
  source: 'S3',
});

export const addSubscription = route({
  ...inferred,
  name: 'addSubscription',
  summary: 'Give a customer a plan',
  method: 'POST',
  path: '/subscriptions',
  request: wishes.extend({ customer_id: givenId, plan_id: givenId, app_const: z.enum(appTypes).optional() }),
  response: z.looseObject({ subscription: subscription.partial().extend({ subscription_id: id }) }),
});

export const updateSubscription = route({
  ...inferred,
  name: 'updateSubscription',
  summary: 'Change plan, seats or expiry, or suspend (`status` S) and activate (A)',
  method: 'PATCH',
  path: '/subscriptions/{subscription_id}',
  request: wishes.extend({ plan_id: givenId, status: z.enum(['A', 'S']) }).partial(),
  response: z.looseObject({ subscription: optionalPart(subscription.partial()) }),
});
