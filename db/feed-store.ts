import { eq, sql } from 'drizzle-orm';
import type { Secrets } from '../src/core/ports.ts';
import type { FeedStore } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { preference } from './schedule-schema.ts';

/** Ids of private calendars, each beside what its person has set. */
export function createFeedStore({
  database: { orm },
  secrets,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly secrets: Pick<Secrets, 'id'>;
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
      const [row] = await orm
        .insert(preference)
        .values({ platform, workspaceId, userId, feedId: made })
        .onConflictDoUpdate({
          target: [preference.platform, preference.workspaceId, preference.userId],
          set: { feedId: fresh ? made : sql`coalesce(${preference.feedId}, excluded.feed_id)` },
        })
        .returning({ feedId: preference.feedId });
      if (!row?.feedId) throw new Error('a calendar address was not kept');
      return row.feedId;
    },
  };
}
