import { and, eq, gt, sql } from 'drizzle-orm';
import { sameIdentity } from '../src/core/invocation.ts';
import type { BrowserStore } from '../src/core/stores.ts';
import { knownBrowser } from './browser-schema.ts';
import type { Database } from './database.ts';
import { isOfHuman } from './same-human.ts';
import { identity, isOf, link } from './schema.ts';

/** Browsers that have shown whom they belong to. */
export function createBrowserStore({ database: { orm } }: { readonly database: Pick<Database, 'orm'> }): BrowserStore {
  return {
    async remember(digest, { platform, workspaceId, userId }, at, until) {
      const isLinked = sql`exists (select from ${link} where ${link.platform} = ${platform}
        and ${link.workspaceId} = ${workspaceId} and ${link.userId} = ${userId})`;
      await orm.execute(sql`
        insert into ${knownBrowser} (digest, platform, workspace_id, user_id, created_at, expires_at)
        select ${digest}, ${platform}, ${workspaceId}, ${userId}, ${at}, ${until} where ${isLinked}
        on conflict (digest) do update set platform = excluded.platform, workspace_id = excluded.workspace_id,
          user_id = excluded.user_id, created_at = excluded.created_at, expires_at = excluded.expires_at`);
    },

    async find(digest, at, until) {
      const [known] = await orm
        .update(knownBrowser)
        .set({ expiresAt: until })
        .where(and(eq(knownBrowser.digest, digest), gt(knownBrowser.expiresAt, at)))
        .returning();
      if (!known) return undefined;
      const { platform, workspaceId, userId } = known;
      const isThis = and(
        ...[eq(identity.platform, platform), eq(identity.workspaceId, workspaceId), eq(identity.userId, userId)],
      );
      const [who] = await orm.select({ name: identity.name }).from(identity).where(isThis);
      return who && { identity: { platform, workspaceId, userId }, name: who.name };
    },

    async isSame(one, other) {
      if (sameIdentity(one, other)) return true;
      const { platform, workspaceId, userId } = identity;
      const isOne = and(eq(platform, one.platform), eq(workspaceId, one.workspaceId), eq(userId, one.userId));
      const rows = await orm
        .select({ userId })
        .from(identity)
        .where(and(isOne, isOfHuman({ platform, workspaceId, userId }, other)));
      return rows.length > 0;
    },

    async forgetAll(person) {
      const gone = await orm
        .delete(knownBrowser)
        .where(isOf(knownBrowser, person))
        .returning({ digest: knownBrowser.digest });
      return gone.length;
    },

    async forget(digest) {
      await orm.delete(knownBrowser).where(eq(knownBrowser.digest, digest));
    },
  };
}
