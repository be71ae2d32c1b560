import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { NativeCallState } from '../src/core/live/native-call.ts';
import { at, tenant } from './columns.ts';
import { meeting } from './schema.ts';

/** A meeting as a chat platform shows calls itself, in one workspace: what it was told last. */
export const nativeCall = pgTable(
  'native_call',
  {
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    ...tenant,
    /** Of all calls that this meeting was there, the last one: each has a name of its own. */
    round: integer().notNull().default(0),
    /** The service's session that it is; null: none yet. */
    sessionId: text('session_id'),
    /** The platform's id of it; null: not begun. */
    callId: text('call_id'),
    state: text().$type<NativeCallState>().notNull().default('ended'),
    /** Who is in it as far as the platform knows, by the service's ids of their coming; nobody's name. */
    told: jsonb().$type<readonly string[]>().notNull().default([]),
    /** Tries since something last got through. */
    attempts: integer().notNull().default(0),
    /** When there is something to tell; null: nothing. */
    dueAt: at('due_at'),
    /** One process has it until then. To the millisecond, as a process knows it: it is what it is recognised by. */
    heldUntil: timestamp('held_until', { withTimezone: true, mode: 'date', precision: 3 }),
  },
  (table) => [
    primaryKey({ columns: [table.meetingId, table.platform, table.workspaceId] }),
    index('native_call_due').on(table.dueAt).where(sql`due_at is not null`),
  ],
);
