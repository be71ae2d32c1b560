import { sql } from 'drizzle-orm';
import { identityKey } from '../src/core/invocation.ts';
import type { Log } from '../src/core/ports.ts';
import type { Link, TicketStore } from '../src/core/stores.ts';
import { record } from './audit.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { passwordContext, tokenContext, toSettings } from './link-row.ts';
import { patiently } from './patiently.ts';
import { account, identity, invocation, isOf, link, signInPrompt, workspace } from './schema.ts';
import type { SecretBox } from './secret-box.ts';
import { useTicket } from './use-ticket.ts';

/** Uses a link to our sign-in page up: account and link are saved, and what goes on in chat is written down with them. */
export function createRedeem(deps: {
  readonly database: Pick<Database, 'orm'>;
  readonly box: SecretBox;
  readonly instanceId: string;
  readonly leaseSeconds: number;
  /** The API id that accounts are reached by. */
  readonly service: string;
  readonly log: Log;
}): TicketStore['redeem'] {
  const { orm } = deps.database;
  return (proven, { password, ...signedIn }, followUp, at) =>
    patiently(orm, async (change): Promise<Link | false> => {
      if (!(await useTicket(change, proven.id, at))) return false;
      const { person } = proven;
      const { platform, workspaceId } = person;
      const name = toText(proven.personName);
      const [place] = await change
        .insert(workspace)
        .values({ platform, workspaceId, name: toText(proven.workspaceName) })
        .onConflictDoUpdate({
          target: [workspace.platform, workspace.workspaceId],
          set: { name: sql`excluded.name` },
        })
        .returning();
      if (!place) throw new Error(`the workspace of ${identityKey(person)} was not saved`);
      const profile = {
        name,
        email: proven.personEmail ?? null,
        locale: proven.origin.locale,
        timeZone: proven.origin.timeZone,
      };
      await change
        .insert(identity)
        .values({ ...person, ...profile })
        .onConflictDoUpdate({ target: [identity.platform, identity.workspaceId, identity.userId], set: profile });
      // The person's links before the account, as a renewal holds them.
      await change.select({ id: link.id }).from(link).where(isOf(link, person)).orderBy(link.id).for('update');
      const { userId: serviceUserId, ...known } = signedIn.account;
      const [holder] = await change
        .insert(account)
        .values({ service: deps.service, serviceUserId, ...known })
        .onConflictDoUpdate({ target: [account.service, account.serviceUserId], set: known })
        .returning({ id: account.id });
      if (!holder) throw new Error(`the account of ${identityKey(person)} was not saved`);
      const stays = password !== undefined && place.tokenMode === 'stay_signed_in';
      const held = {
        accountId: holder.id,
        sealedToken: deps.box.seal(signedIn.token, tokenContext(person, holder.id)),
        sealedPassword: stays ? deps.box.seal(password, passwordContext(person, holder.id)) : null,
        tokenExpiresAt: signedIn.expiresAt,
        linkedAt: at,
        chosen: true,
      };
      // Who signs in with another account wants to go on with that one.
      await change.update(link).set({ chosen: false }).where(isOf(link, person));
      const [saved] = await change
        .insert(link)
        .values({ id: proven.id, ...person, ...held })
        .onConflictDoUpdate({ target: [link.platform, link.workspaceId, link.userId, link.accountId], set: held })
        .returning({ id: link.id });
      if (!saved) throw new Error(`the link of ${identityKey(person)} was not saved`);
      await change.delete(signInPrompt).where(isOf(signInPrompt, person));
      await record(change, person, 'account.link', { role: signedIn.account.role, stays: String(stays) });
      await change.insert(invocation).values({
        id: followUp.id,
        ...person,
        deliveryId: followUp.invocation.deliveryId,
        conversation: followUp.invocation.conversation,
        body: followUp.invocation,
        state: 'running',
        attempts: 1,
        leaseOwner: deps.instanceId,
        leaseUntil: sql`now() + make_interval(secs => ${deps.leaseSeconds})`,
      });
      return {
        id: saved.id,
        identity: person,
        account: signedIn.account,
        token: signedIn.token,
        tokenExpiresAt: signedIn.expiresAt,
        linkedAt: at,
        chosen: true,
        stays,
        workspace: settingsOf(place),
      };
    });

  function settingsOf({
    customerId,
    customerName,
    apiId,
    sealedApiKey,
    tokenMode,
    ...key
  }: typeof workspace.$inferSelect) {
    const row = {
      platform: key.platform,
      workspace_id: key.workspaceId,
      token_mode: tokenMode,
      customer_id: customerId,
      customer_name: customerName,
      api_id: apiId,
      sealed_api_key: sealedApiKey,
    };
    return toSettings(row, deps.box, deps.log);
  }
}
