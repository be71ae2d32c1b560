import { and, eq, sql } from 'drizzle-orm';
import type { DepartureStore } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { identity, isOf, link } from './schema.ts';

/** When it was last looked whether linked people are still in their workspaces, and who was found to have left. */
export function createDepartureStore({
  database: { orm },
}: {
  readonly database: Pick<Database, 'orm'>;
}): DepartureStore {
  return {
    async due(before, most) {
      const isLinked = sql`exists (select from ${link} where ${link.platform} = ${identity.platform}
        and ${link.workspaceId} = ${identity.workspaceId} and ${link.userId} = ${identity.userId})`;
      const rows = await orm
        .select({
          person: { platform: identity.platform, workspaceId: identity.workspaceId, userId: identity.userId },
          ...{ name: identity.name, locale: identity.locale, lookedAt: identity.lookedAt, leftAt: identity.leftAt },
        })
        .from(identity)
        .where(and(sql`(${identity.lookedAt} is null or ${identity.lookedAt} < ${before})`, isLinked))
        .orderBy(sql`${identity.lookedAt} nulls first`)
        .limit(most);
      return rows.map(({ locale, lookedAt, leftAt, ...row }) => ({
        ...row,
        ...{ locale: locale ?? undefined, lookedAt: lookedAt ?? undefined, hasLeft: leftAt !== null },
      }));
    },

    async looked(person, at, hasLeft) {
      const leftAt = hasLeft === undefined ? undefined : hasLeft ? sql`coalesce(${identity.leftAt}, ${at})` : null;
      await orm
        .update(identity)
        .set({ lookedAt: at, leftAt })
        .where(and(isOf(identity, person), eq(identity.platform, person.platform)));
    },
  };
}
