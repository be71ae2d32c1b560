import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import pLimit from 'p-limit';
import { tokenMarginMilliseconds } from '../src/core/accounts.ts';
import { ServiceError, type ServiceErrorKind } from '../src/core/errors.ts';
import { passwordGone } from '../src/core/password-gone.ts';
import type { Clock, Log } from '../src/core/ports.ts';
import type { LinkStore, Renewal } from '../src/core/stores.ts';
import { record } from './audit.ts';
import type { Database } from './database.ts';
import { openOrNothing, passwordContext, tokenContext } from './link-row.ts';
import { putWithin } from './outbox.ts';
import { account, link, workspace } from './schema.ts';
import type { SecretBox } from './secret-box.ts';

/** Each holds a connection while the service is asked: the others are for everybody else. */
const mostAtOnce = 4;
/** After these, a kept password is not tried again. */
const rejections: readonly ServiceErrorKind[] = ['wrong_password', 'refused'];

/**
 * Renews tokens. The link's row is held while the service is asked, so that over all replicas one asks, and whoever comes
 * second finds the new token there; a disconnect waits, and then deletes that one as well. That a password is rejected is told to its
 * person by the outbox, in the same transaction as it is deleted.
 */
export function createRenewal(deps: {
  readonly database: Pick<Database, 'orm'>;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly log: Log;
}): LinkStore['renew'] {
  const { box, log } = deps;
  const limit = pLimit(mostAtOnce);
  const running = new Map<string, Promise<Renewal>>();

  return async (linkId, rejected, fetch) => {
    if (!fetch) return limit(() => renew(linkId, rejected, undefined));
    const key = `${linkId} ${rejected ?? ''}`;
    const begun = running.get(key);
    // That a password is gone is told to the one who found out.
    if (begun)
      return begun.then((renewal) => (renewal.state === 'password_rejected' ? { state: 'impossible' } : renewal));
    const mine = limit(() => renew(linkId, rejected, fetch)).finally(() => running.delete(key));
    running.set(key, mine);
    return mine;
  };

  function renew(...[linkId, rejected, fetch]: Parameters<LinkStore['renew']>): Promise<Renewal> {
    return deps.database.orm.transaction(async (change): Promise<Renewal> => {
      const [held] = await change
        .select({
          link,
          email: account.email,
          serviceUserId: account.serviceUserId,
          tokenMode: workspace.tokenMode,
        })
        .from(link)
        .innerJoin(account, eq(account.id, link.accountId))
        .innerJoin(workspace, and(eq(workspace.platform, link.platform), eq(workspace.workspaceId, link.workspaceId)))
        .where(eq(link.id, linkId))
        .for('update', { of: link });
      if (!held) return { state: 'impossible' };
      const { accountId, sealedToken, sealedPassword, tokenExpiresAt } = held.link;
      const token = opened(sealedToken, tokenContext(held.link, accountId));
      const ends = tokenExpiresAt.getTime() - tokenMarginMilliseconds;
      if (token !== undefined && token !== rejected && ends > deps.clock().getTime())
        return { state: 'renewed', token };
      const password = opened(sealedPassword, passwordContext(held.link, accountId));
      if (!fetch || password === undefined || held.tokenMode !== 'stay_signed_in') return { state: 'impossible' };
      try {
        const fresh = await fetch(held.email, password);
        const { userId, ...known } = fresh.account;
        // The address belongs to somebody else by now, with the same password.
        if (userId !== held.serviceUserId) throw new ServiceError('wrong_password', 'another user signed in');
        const sealed = box.seal(fresh.token, tokenContext(held.link, accountId));
        await change
          .update(link)
          .set({ sealedToken: sealed, tokenExpiresAt: fresh.expiresAt })
          .where(eq(link.id, linkId));
        await change.update(account).set(known).where(eq(account.id, accountId));
        return { state: 'renewed', token: fresh.token };
      } catch (error) {
        // Any refusal counts: a password that is tried again and again may lock the account.
        if (!(error instanceof ServiceError) || !rejections.includes(error.kind)) throw error;
        await change.update(link).set({ sealedToken: null, sealedPassword: null }).where(eq(link.id, linkId));
        await record(change, held.link, 'account.password_rejected');
        const { id, platform, workspaceId, userId, linkedAt } = held.link;
        const gone = { id, person: { platform, workspaceId, userId }, linkedAt };
        await putWithin(change, [passwordGone(gone, { id: randomUUID(), at: deps.clock() })]);
        return { state: 'password_rejected' };
      }
    });
  }

  function opened(sealed: string | null, context: string): string | undefined {
    return openOrNothing(sealed, context, box, log);
  }
}
