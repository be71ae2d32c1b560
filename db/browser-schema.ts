import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { at, person } from './columns.ts';

/** Browsers that have shown whom they belong to, and go into meetings under that name. Only the digest of what they hold is kept. */
export const knownBrowser = pgTable(
  'known_browser',
  {
    digest: text().primaryKey(),
    ...person,
    createdAt: at('created_at').notNull(),
    /** Moved on by each use. */
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [
    index('known_browser_person').on(table.platform, table.workspaceId, table.userId),
    index('known_browser_expires').on(table.expiresAt),
  ],
);
