import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { SignInOrigin } from '../src/core/reply.ts';
import type { AccessRequest } from '../src/core/stores.ts';
import { at, person } from './columns.ts';

/** What people without an account have asked the administrators of their workspace for; `purge` deletes it after a month. */
export const accessRequest = pgTable(
  'access_request',
  {
    id: uuid().primaryKey(),
    ...person,
    name: text().notNull(),
    email: text().notNull(),
    note: text().notNull(),
    state: text().$type<AccessRequest['state']>().notNull(),
    /** Where it was asked for, so that what was interrupted there goes on there. */
    origin: jsonb().$type<SignInOrigin>().notNull(),
    createdAt: at('created_at').notNull(),
    /** Who decided, in the same workspace; null until then, and once that person is forgotten. */
    decidedBy: text('decided_by'),
    decidedAt: at('decided_at'),
    /** Why it was declined, as the person is told. */
    reason: text(),
  },
  (table) => [
    uniqueIndex('access_request_open')
      .on(table.platform, table.workspaceId, table.userId)
      .where(sql`state in ('open', 'deciding')`),
    index('access_request_created').on(table.createdAt),
  ],
);
