import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, person } from './columns.ts';

/** Whose status is kept, by whose own token. Its person is nobody once they are forgotten: what is left is given back. */
export const slackStatus = pgTable(
  'slack_status',
  {
    id: uuid().primaryKey(),
    ...person,
    /** Sealed under the id of the row. */
    sealedToken: text('sealed_token').notNull(),
    /** Only where tokens rotate. */
    sealedRefreshToken: text('sealed_refresh_token'),
    tokenEndsAt: at('token_ends_at'),
    givenAt: at('given_at').notNull(),
    /** When something was last done with it. */
    usedAt: at('used_at').notNull(),
    /** By which name our link led them into which meeting last. */
    enteredMeetingId: uuid('entered_meeting_id'),
    enteredName: text('entered_name'),
    /** What is to be given back; null: nothing was taken. Times are ISO 8601. */
    taken: jsonb().$type<StoredTaken>(),
    isYielded: boolean('is_yielded').notNull().default(false),
    isEnding: boolean('is_ending').notNull().default(false),
    attempts: integer().notNull().default(0),
    /** When there is something to do; null: nothing. */
    dueAt: at('due_at'),
    /** One process has it until then. To the millisecond, as a process knows it: it is what it is recognised by. */
    heldUntil: timestamp('held_until', { withTimezone: true, mode: 'date', precision: 3 }),
  },
  (table) => [
    uniqueIndex('slack_status_person').on(table.platform, table.workspaceId, table.userId).where(sql`user_id <> ''`),
    index('slack_status_entered').on(table.enteredMeetingId),
    index('slack_status_due').on(table.dueAt).where(sql`due_at is not null`),
  ],
);

interface StoredTaken {
  readonly before: { readonly text: string; readonly emoji: string; readonly until?: string };
  readonly until: string;
  readonly isShown: boolean;
}
