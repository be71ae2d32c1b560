import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { routes } from '../../ucaas/routes/index.ts';
import { refusals } from '../answers.ts';
import type { Account } from '../caller.ts';
import { accessToken, account } from '../schema.ts';
import { checkPassword, digest } from '../world.ts';
import type { Handler } from './handler.ts';

export const login: Handler<z.output<typeof routes.login.request>> = async ({ world, input }) => {
  const [found] = await world.orm.select().from(account).where(eq(account.email, input.email.trim().toLowerCase()));
  const right = await checkPassword(input.password, found?.passwordHash ?? '');
  if (!found || !right || found.status !== 'A') throw refusals.headerInvalid();
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(world.clock().getTime() + world.dialect.tokenMinutes * 60_000);
  await world.orm.insert(accessToken).values({ digest: digest(token), accountId: found.id, expiresAt });
  return { token, user: { ...toUser(found), role: found.role } };
};

/** The user object as the join page of the documentation prints it (S7). */
export function toUser(found: Account) {
  return {
    customer_id: found.customerId ?? '',
    user_id: found.id,
    first_name: found.firstName,
    middle_name: '',
    last_name: found.lastName,
    email: found.email,
    profile_pic: '',
  };
}
