import { z } from 'zod';
import { flag, givenId, id, listing, nothing, number, optionalText, serviceTime } from './fields.ts';
import { appTypes, route } from './route.ts';

/** Currency code → amount: the sample's `{ currency: Float }` may mean either (inconsistency 18). */
const price = z.record(z.string(), number).nullish();
const store = z.looseObject({ data_unit: number.optional(), price }).nullish();

/** A customer's plan for one application, with its limits (S3). Minutes and people are whole numbers. */
export const subscription = z.looseObject({
  subscription_id: id,
  customer_id: id,
  plan_id: id.optional(),
  app_const: optionalText,
  plan_name: optionalText,
  settings: z
    .looseObject({
      recording: flag.optional(),
      audio_only: flag.optional(),
      audio_video: flag.optional(),
      participants: number.optional(),
      duration: number.optional(),
      stream_qlty: optionalText,
      record_qlty: optionalText,
    })
    .optional(),
  subscription: z
    .looseObject({
      base: optionalText,
      base_ex: optionalText,
      trial: flag.optional(),
      allow_meeting_overlap: flag.optional(),
      prepaid: flag.optional(),
      postpaid: flag.optional(),
      subsxn_date: optionalText,
      expiry_date: optionalText,
      currency: optionalText,
      status: optionalText,
      status_ex: optionalText,
    })
    .optional(),
  features: z
    .looseObject({ screenshare: flag.optional(), whiteboard: flag.optional(), livestreaming: flag.optional() })
    .optional(),
  user_license: z.looseObject({ qty: number, unit_price: price, total_price: price }).optional(),
  connect: z.looseObject({ price }).nullish(),
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
  response: z.looseObject({ subscription: subscription.partial().optional() }),
});
