import { and, arrayContains, eq, gt, lt, sql } from 'drizzle-orm';
import { refusals } from '../answers.ts';
import { type Account, isActive } from '../caller.ts';
import { accessToken, account, mail, resetKey } from '../schema.ts';
import { checkPassword, digest, hashPassword, secret, type World } from '../world.ts';
import type { Handlers } from './handler.ts';

/** How long a link to reset a password is good for. */
const resetMinutes = 60;
/** Of no password; checked where there is no account, so that both take the same time. */
const nobodysHash = await hashPassword(secret());

export const access: Handlers<'login' | 'requestPasswordReset' | 'validateResetKey' | 'resetPassword'> = {
  async login({ world, organisationId, input }) {
    const wanted = and(
      eq(account.email, input.email.trim().toLowerCase()),
      arrayContains(account.path, [organisationId]),
    );
    const [found] = await world.orm.select({ account, active: isActive }).from(account).where(wanted);
    const right = await checkPassword(input.password, found?.account.passwordHash ?? nobodysHash);
    if (!found?.active || !right) throw refusals.headerInvalid();
    const token = secret();
    const now = world.clock();
    const expiresAt = new Date(now.getTime() + world.dialect.tokenMinutes * 60_000);
    // Whoever lost the password, or the account, while it was checked, gets no token.
    const unchanged = and(wanted, isActive, eq(account.passwordHash, found.account.passwordHash));
    const made = await world.orm.insert(accessToken).select((query) =>
      query
        .select({
          digest: sql<string>`${digest(token)}::text`.as('digest'),
          accountId: account.id,
          expiresAt: sql<Date>`${sql.param(expiresAt, accessToken.expiresAt)}::timestamptz`.as('expires_at'),
        })
        .from(account)
        .where(unchanged)
        .for('share'),
    );
    if (made.rowCount === 0) throw refusals.headerInvalid();
    // A day later nobody needs to be told "expired" instead of "not valid" any more.
    const forgotten = new Date(now.getTime() - 24 * 3_600_000);
    await world.orm
      .delete(accessToken)
      .where(and(eq(accessToken.accountId, found.account.id), lt(accessToken.expiresAt, forgotten)));
    if (world.dialect.loginGives === 'token') return { token };
    return { token, user: { ...toUser(found.account), role: found.account.role } };
  },

  /** The same answer whether there is such an account or not. */
  async requestPasswordReset({ world, organisationId, input }) {
    const [found] = await world.orm
      .select({ account, active: isActive })
      .from(account)
      .where(and(eq(account.email, input.email.toLowerCase()), arrayContains(account.path, [organisationId])));
    if (found?.active) {
      const key = secret();
      const sentAt = world.clock();
      const expiresAt = new Date(sentAt.getTime() + resetMinutes * 60_000);
      await world.orm.insert(resetKey).values({ digest: digest(key), accountId: found.account.id, expiresAt });
      const body = `Use this key within ${resetMinutes} minutes to set a new password: ${key}`;
      await world.orm.insert(mail).values({ to: found.account.email, subject: 'Reset your password', body, sentAt });
    }
    return { msg: 'If there is such an account, a link is on its way' };
  },

  async validateResetKey({ world, organisationId, parameters }) {
    await ownerOf(world, organisationId, parameters.reset_key ?? '');
    return { msg: 'The key is good' };
  },

  async resetPassword({ world, organisationId, parameters, input }) {
    const owner = await ownerOf(world, organisationId, parameters.reset_key ?? '');
    const passwordHash = await hashPassword(input.password);
    await world.orm.transaction(async (change) => {
      // The account first: who deletes it holds it before its keys.
      await change.update(account).set({ passwordHash }).where(eq(account.id, owner));
      const used = await change
        .delete(resetKey)
        .where(eq(resetKey.digest, digest(parameters.reset_key ?? '')))
        .returning({ accountId: resetKey.accountId });
      if (used.length === 0) throw refusals.notFound('The key');
      // Whoever knew the old password is signed out, and older links die.
      await change.delete(accessToken).where(eq(accessToken.accountId, owner));
      await change.delete(resetKey).where(eq(resetKey.accountId, owner));
    });
    return { msg: 'The password has been changed' };
  },
};

/** The user object as the join page of the documentation prints it (S7). */
export function toUser(found: Account) {
  return {
    customer_id: found.organisationId,
    user_id: found.id,
    first_name: found.firstName,
    middle_name: found.middleName,
    last_name: found.lastName,
    email: found.email,
    profile_pic: '',
  };
}

async function ownerOf(world: World, organisationId: string, key: string): Promise<string> {
  const [found] = await world.orm
    .select({ accountId: resetKey.accountId })
    .from(resetKey)
    .innerJoin(account, eq(account.id, resetKey.accountId))
    .where(
      and(
        eq(resetKey.digest, digest(key)),
        gt(resetKey.expiresAt, world.clock()),
        arrayContains(account.path, [organisationId]),
      ),
    );
  if (!found) throw refusals.notFound('The key');
  return found.accountId;
}
