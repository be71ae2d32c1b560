import { z } from 'zod';
import { id, optionalText, route } from './route.ts';

/** The user in answers to login and join (S7; for login inferred by analogy). */
export const user = z.looseObject({
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
  method: 'POST',
  path: '/login',
  access: 'api-id',
  appType: false,
  request: z.object({ email: z.string().min(1), password: z.string().min(1) }),
  response: z.looseObject({ token: z.string().min(1), user: user.optional() }),
  standing: 'documented',
  source: 'S0, S1, S10',
});
