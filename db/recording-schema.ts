import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';
import { meeting } from './schema.ts';

/**
 * Meetings that have ended, one row for each time they took place: whether they were recorded is looked for, and then told. Whose they are
 * and what they are called stands in their meeting alone. Where a recording is, the service says at the click.
 */
export const recording = pgTable(
  'recording',
  {
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    /** Of a planned meeting, the occurrence (RECURRENCE-ID); of a channel’s room, when the call began; else when it was started. */
    heldAt: at('held_at').notNull(),
    /** With which others it is looked for; null: nobody may look. */
    watch: text(),
    /** Whose it is at the service. */
    accountId: text('account_id'),
    /** The service’s sessions that were this meeting. */
    sessions: text().array().notNull(),
    liveSince: at('live_since').notNull(),
    endedAt: at('ended_at').notNull(),
    /** How often it was looked for, and when it is again; null: not any more. */
    looks: integer().notNull().default(0),
    dueAt: at('due_at'),
    /** The unguessable part of `/r/…`, once there is one. */
    linkKey: text('link_key').unique(),
    /** Whether those see it who see the meeting’s cards; else its host alone. */
    isShared: boolean('is_shared').notNull().default(false),
    /** When it is to be told. */
    tellAt: at('tell_at'),
  },
  (table) => [
    primaryKey({ columns: [table.meetingId, table.heldAt] }),
    index('recording_due').on(table.watch, table.dueAt).where(sql`due_at is not null`),
    index('recording_tell').on(table.tellAt).where(sql`tell_at is not null`),
    index('recording_ended').on(table.endedAt),
  ],
);
