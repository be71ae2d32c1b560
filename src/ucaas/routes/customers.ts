import { z } from 'zod';
import {
  done,
  emailAddress,
  id,
  listing,
  longText,
  nothing,
  optionalFlag,
  optionalPart,
  optionalText,
  text,
} from './fields.ts';
import { route } from './route.ts';

const address = z.looseObject({
  address_1: optionalText,
  address_2: optionalText,
  address_3: optionalText,
  city: optionalText,
  state: optionalText,
  country: optionalText,
  zipcode: optionalText,
  country_id: id.nullish(),
});

/** A customer, or a reseller as the administrator sees it. Open-ended: the printed answer is cut (S2). */
export const customer = z.looseObject({
  customer_id: id,
  customer_name: z.string(),
  customer_legal_name: optionalText,
  customer_code: optionalText,
  customer_type: optionalText,
  customer_type_ex: optionalText,
  individual: optionalFlag,
  contact_name: optionalText,
  contact_email: optionalText,
  status: optionalText,
  status_ex: optionalText,
  office_address: optionalPart(address),
  billing_address: optionalPart(address),
});

const line = z.string().max(200).optional();
const givenAddress = z.object({
  address_1: line,
  address_2: line,
  address_3: line,
  city: line,
  state: line,
  country: line,
  zipcode: line,
  country_id: line,
});

const wishes = z.object({
  customer_name: text,
  customer_legal_name: longText.optional(),
  customer_code: z.string().max(40).optional(),
  /** `R`: reseller, which only an administrator may add; `C`: customer. */
  customer_type: z.enum(['R', 'C']).optional(),
  individual: z.boolean().optional(),
  contact_name: text,
  contact_email: emailAddress,
  office_address: givenAddress.optional(),
  billing_address: givenAddress.optional(),
});

const shared = { group: 'customers', access: 'account', roles: ['admin', 'reseller'], appType: 'none' } as const;
const inferred = {
  ...shared,
  standing: 'inferred',
  grade: 'M',
  capability: 'customer editing',
  feature: 'changing customers from here',
  source: 'S2 (intro), verbs as elsewhere',
} as const;

export const listCustomers = route({
  ...shared,
  name: 'listCustomers',
  summary: 'Customers under the caller; the administrator also sees resellers',
  method: 'GET',
  path: '/customers',
  request: listing,
  response: z.looseObject({ customers: z.array(customer) }),
  rows: 'customers',
  searchBy: ['customer_id', 'customer_name', 'customer_code', 'contact_name', 'contact_email', 'status'],
  standing: 'documented',
  source: 'S0 (example); answer inferred',
});

export const getCustomer = route({
  ...shared,
  name: 'getCustomer',
  summary: 'One customer',
  method: 'GET',
  path: '/customers/{customer_id}',
  alternatives: [{ method: 'POST' }],
  request: nothing,
  response: z.looseObject({ customer }),
  standing: 'documented',
  source: 'S2',
});

export const addCustomer = route({
  ...shared,
  name: 'addCustomer',
  summary: 'Add a customer under the caller',
  method: 'POST',
  path: '/customers',
  request: wishes,
  response: z.looseObject({ customer: z.looseObject({ customer_id: id, customer_name: optionalText }) }),
  standing: 'documented',
  source: 'S0, S11 (example); body and answer inferred',
});

export const editCustomer = route({
  ...inferred,
  name: 'editCustomer',
  summary: 'Change what is known of a customer, or suspend it (`status` S) and activate it (A)',
  method: 'PATCH',
  path: '/customers/{customer_id}',
  request: wishes
    .omit({ customer_type: true })
    .extend({ status: z.enum(['A', 'S']) })
    .partial(),
  response: z.looseObject({ customer: optionalPart(customer.partial()) }),
});

export const deleteCustomer = route({
  ...inferred,
  name: 'deleteCustomer',
  summary: 'Delete a customer without users',
  method: 'DELETE',
  path: '/customers/{customer_id}',
  request: nothing,
  response: done,
});
