import { or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Identity } from '../src/core/invocation.ts';
import { isOf } from './columns.ts';
import { identity } from './schema.ts';

/** The columns name this person, or another identity of the same human. */
export function isOfHuman(
  columns: Readonly<Record<'platform' | 'workspaceId' | 'userId', PgColumn>>,
  person: Identity,
): SQL | undefined {
  const { platform, workspaceId, userId } = person;
  return or(
    isOf(columns, person),
    sql`(${columns.platform}, ${columns.workspaceId}, ${columns.userId}) in (
      select also.platform, also.workspace_id, also.user_id from ${identity} me
      join ${identity} also on also.human_id = me.human_id
      where me.platform = ${platform} and me.workspace_id = ${workspaceId} and me.user_id = ${userId})`,
  );
}
