import { and, eq, type SQL } from 'drizzle-orm';
import { type PgColumn, text, timestamp } from 'drizzle-orm/pg-core';
import type { Identity, Platform } from '../src/core/invocation.ts';

/** What columns of several tables have in common. */

export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
export const tenant = { platform: text().$type<Platform>().notNull(), workspaceId: text('workspace_id').notNull() };
export const person = { ...tenant, userId: text('user_id').notNull() };

/** The rows of one person, in any table that has whom a row is about. */
export function isOf(table: PersonColumns, { platform, workspaceId, userId }: Identity): SQL | undefined {
  return and(eq(table.platform, platform), eq(table.workspaceId, workspaceId), eq(table.userId, userId));
}

type PersonColumns = Readonly<Record<'platform' | 'workspaceId' | 'userId', PgColumn>>;
