import { z } from 'zod';
import {
  done,
  emailAddress,
  givenId,
  id,
  listing,
  nothing,
  optionalPart,
  optionalText,
  password,
  text,
} from './fields.ts';
import { roles, route } from './route.ts';

/** A user as listings give it: the fields of Add User, without the password (inferred). */
export const user = z.looseObject({
  user_id: id,
  customer_id: id.nullish(),
  user_type: optionalText,
  first_name: optionalText,
  middle_name: optionalText,
  last_name: optionalText,
  name: optionalText,
  email: optionalText,
  status: optionalText,
  status_ex: optionalText,
  department: optionalText,
  designation: optionalText,
});

/** Fields as documented (S4). The values of `user_type` are not published. */
const wishes = z.object({
  user_type: text,
  first_name: text,
  middle_name: z.string().max(200).optional(),
  last_name: z.string().max(200).optional(),
  email: emailAddress,
  password: password.optional(),
  /** `A`: active (default), `S`: suspended. */
  status: z.enum(['A', 'S']).optional(),
  department: z.string().max(200).optional(),
  designation: z.string().max(200).optional(),
});

const shared = { group: 'users', access: 'account', appType: 'none' } as const;
const provisioning = { ...shared, roles: ['admin', 'reseller', 'customer'] } as const;
/** S4 prints a number here, and text everywhere else (inconsistency 11). */
const short = z.looseObject({ user_id: id, name: optionalText });

export const listUsers = route({
  ...shared,
  name: 'listUsers',
  summary: 'Users under the caller',
  method: 'GET',
  path: '/users',
  roles,
  request: listing,
  response: z.looseObject({ users: z.array(user) }),
  rows: 'users',
  searchBy: ['user_id', 'customer_id', 'user_type', 'first_name', 'last_name', 'email', 'status', 'department'],
  standing: 'inferred',
  grade: 'M',
  capability: 'user listing',
  feature: 'listing users',
  source: 'S4 (paths of the same group), listings as in S8',
});

export const getUser = route({
  ...shared,
  name: 'getUser',
  summary: 'One user',
  method: 'GET',
  path: '/users/{user_id}',
  roles,
  request: nothing,
  response: z.looseObject({ user }),
  standing: 'inferred',
  grade: 'M',
  capability: 'user listing',
  feature: 'listing users',
  source: 'S4 (paths of the same group)',
});

export const addUser = route({
  ...provisioning,
  name: 'addUser',
  summary: 'Add a user; without a password the service makes one',
  method: 'POST',
  path: '/users',
  request: wishes.extend({
    send_welcome_mail: z.boolean().optional(),
    /** Inferred, grade L: for which customer. Absent: the caller's own. */
    customer_id: givenId.optional(),
  }),
  response: z.looseObject({ user: short }),
  standing: 'documented',
  source: 'S4',
});

export const editUser = route({
  ...provisioning,
  name: 'editUser',
  summary: 'Change a user, or suspend it (`status` S) and activate it (A)',
  method: 'PATCH',
  path: '/users/{user_id}',
  request: wishes.partial(),
  response: z.looseObject({ user: optionalPart(short.partial()) }),
  standing: 'documented',
  source: 'S4; fields and answer inferred',
});

export const deleteUser = route({
  ...provisioning,
  name: 'deleteUser',
  summary: 'Delete a user with everything that is its own',
  method: 'DELETE',
  path: '/users/{user_id}',
  request: nothing,
  response: done,
  standing: 'inferred',
  grade: 'M',
  capability: 'user removal',
  feature: 'deleting users from here',
  source: 'S4 (paths of the same group)',
});

export const changeUserCustomer = route({
  ...shared,
  name: 'changeUserCustomer',
  summary: 'Move a user to another customer',
  method: 'PATCH',
  path: '/users/{user_id}/customer',
  alternatives: [{ path: '/users/{user_id}/change-customer' }],
  roles: ['admin', 'reseller'],
  request: z.object({ customer_id: givenId }),
  response: z.looseObject({ user: optionalPart(short.partial()) }),
  standing: 'inferred',
  grade: 'L',
  capability: 'customer change',
  feature: 'moving users between customers',
  source: 'nothing but the hierarchy (S0)',
});
