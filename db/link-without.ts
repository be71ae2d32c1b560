import { and, eq } from 'drizzle-orm';
import type { AccessRequest } from '../src/core/stores.ts';
import type { Account } from '../src/core/ucaas.ts';
import { record } from './audit.ts';
import { toText } from './json.ts';
import type { Change } from './schedule-row.ts';
import { account, identity, isOf, link } from './schema.ts';

/**
 * Connects somebody with an account that was made for them just now, without a sign-in of theirs: there is no token, and nothing but the
 * credentials of the workspace's server acts for them. What they have connected by themselves meanwhile stays what is used.
 */
export async function linkWithout(
  change: Change,
  {
    id,
    account: { userId: serviceUserId, ...known },
    request: { person, name, origin },
    service,
    at,
  }: {
    readonly id: string;
    readonly account: Account;
    readonly request: AccessRequest;
    readonly service: string;
    readonly at: Date;
  },
): Promise<void> {
  const { platform, workspaceId, userId } = person;
  const mine = { platform, workspaceId, userId };
  const profile = { name: toText(name), locale: origin.locale, timeZone: origin.timeZone };
  await change
    .insert(identity)
    .values({ ...mine, ...profile })
    .onConflictDoNothing();
  await change.select({ id: link.id }).from(link).where(isOf(link, person)).orderBy(link.id).for('update');
  const { customerId, email, name: called, role } = known;
  const shown = { customerId, email: toText(email), name: toText(called), role };
  const [holder] = await change
    .insert(account)
    .values({ service, serviceUserId, ...shown })
    .onConflictDoUpdate({ target: [account.service, account.serviceUserId], set: shown })
    .returning({ id: account.id });
  if (!holder) throw new Error('the account of a request was not saved');
  const used = await change.$count(link, and(isOf(link, person), eq(link.chosen, true)));
  await change
    .insert(link)
    .values({ id, ...mine, accountId: holder.id, tokenExpiresAt: at, linkedAt: at, chosen: used === 0 })
    .onConflictDoNothing();
  await record(change, person, 'account.link', { role, by: 'access.approve' });
}
