import { z } from 'zod';
import { done, emailAddress, id, nothing, optionalPart, optionalText, password } from './fields.ts';
import { route } from './route.ts';

/** The user in answers to login and join (S7; for login inferred by analogy). */
export const signedInUser = z.looseObject({
  user_id: id,
  customer_id: id.nullish(),
  first_name: optionalText,
  middle_name: optionalText,
  last_name: optionalText,
  email: optionalText,
  profile_pic: optionalText,
  role: optionalText,
  user_type: optionalText,
});

export const login = route({
  name: 'login',
  group: 'access',
  summary: 'Sign in: email and password give a token for 15 to 20 minutes',
  method: 'POST',
  path: '/login',
  access: 'api-id',
  roles: [],
  appType: 'none',
  request: z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) }),
  response: z.looseObject({ token: z.string().min(1), user: optionalPart(signedInUser) }),
  standing: 'documented',
  source: 'S0, S1, S10',
});

const inferred = {
  group: 'access',
  access: 'api-id',
  roles: [],
  appType: 'none',
  response: done,
  standing: 'inferred',
  grade: 'L',
  capability: 'password reset',
  feature: 'resetting a password from here',
  source: 'S1 (names of the three routes), S2 (a reset key as path parameter)',
} as const;

export const requestPasswordReset = route({
  ...inferred,
  name: 'requestPasswordReset',
  summary: 'Have a link to reset the password mailed',
  method: 'POST',
  path: '/forgot-password',
  request: z.object({ email: emailAddress }),
});

export const validateResetKey = route({
  ...inferred,
  name: 'validateResetKey',
  summary: 'Is this reset key still good?',
  method: 'GET',
  path: '/reset-password/{reset_key}',
  request: nothing,
});

export const resetPassword = route({
  ...inferred,
  name: 'resetPassword',
  summary: 'Set a new password with a reset key, which is then used up',
  method: 'POST',
  path: '/reset-password/{reset_key}',
  alternatives: [{ method: 'PATCH' }],
  request: z.object({ password }),
});
