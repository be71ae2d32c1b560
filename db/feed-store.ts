import { eq, sql } from 'drizzle-orm';
import type { Secrets } from '../src/core/ports.ts';
import type { FeedStore } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { preference } from './schedule-schema.ts';
import { type By, whileThere } from './while-there.ts';

/** Ids of private calendars, each beside what its person has set. */
export function createFeedStore({
  database: { orm },
  secrets,
  by,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly secrets: Pick<Secrets, 'id'>;
  readonly by?: By;
}): FeedStore {
  return {
    async owner(feedId) {
      const { platform, workspaceId, userId } = preference;
      const [row] = await orm
        .select({ platform, workspaceId, userId })
        .from(preference)
        .where(eq(preference.feedId, feedId));
      return row;
    },

    async feedId({ platform, workspaceId, userId }, fresh = false) {
      const made = secrets.id();
      const rows = await whileThere(orm, by, (change) =>
        change
          .insert(preference)
          .values({ platform, workspaceId, userId, feedId: made })
          .onConflictDoUpdate({
            target: [preference.platform, preference.workspaceId, preference.userId],
            set: { feedId: fresh ? made : sql`coalesce(${preference.feedId}, excluded.feed_id)` },
          })
          .returning({ feedId: preference.feedId }),
      );
      const [row] = rows ?? [];
      if (!row?.feedId) throw new Error('a calendar address was not kept');
      return row.feedId;
    },
  };
}
