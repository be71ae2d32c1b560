import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Asked } from '../src/core/live/asked.ts';
import type { LifeState, SessionPresence } from '../src/core/live/life.ts';
import type { Waiting } from '../src/core/ucaas.ts';
import { at, tenant } from './columns.ts';
import { meeting } from './schema.ts';

/** How a meeting that was started is doing, as far as it was seen. */
export const life = pgTable(
  'life',
  {
    meetingId: uuid('meeting_id')
      .primaryKey()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    ...tenant,
    /** Where it was started; empty for a planned one. */
    conversation: text().notNull(),
    /** Of a planned meeting, the occurrence that this is about (RECURRENCE-ID). */
    occurrence: at('occurrence'),
    expectedAt: at('expected_at').notNull(),
    awaitedUntil: at('awaited_until').notNull(),
    /** With which others it is looked at; null: nobody may look. */
    watch: text(),
    state: text().$type<LifeState>().notNull().default('starting'),
    invited: jsonb().$type<readonly Asked[]>().notNull(),
    /** Whose it is at the service. */
    accountId: text('account_id'),
    hasLobby: boolean('has_lobby').notNull().default(false),
    /** Its channel or group, where that is known; and whether the members of that come straight in. */
    place: text(),
    membersIn: boolean('members_in').notNull().default(false),
    /** Who waits to be let in; null: not known. Times are ISO 8601. */
    waiting: jsonb().$type<readonly StoredWaiting[]>(),
    sessionId: text('session_id'),
    liveSince: at('live_since'),
    endedAt: at('ended_at'),
    /** Times are ISO 8601. */
    presences: jsonb().$type<readonly StoredPresence[]>(),
    presencesAsOf: at('presences_as_of'),
    asOf: at('as_of').notNull(),
    unknownSince: at('unknown_since'),
    isClosed: boolean('is_closed').notNull().default(false),
    isFollowed: boolean('is_followed').notNull(),
    version: integer().notNull().default(0),
    newsAt: at('news_at').notNull(),
    /** When the cards are to be made anew, and when they last were. */
    cardsDueAt: at('cards_due_at'),
    shownAt: at('shown_at'),
    /** When somebody is to be reminded who said that they come in some minutes. */
    soonDueAt: at('soon_due_at'),
    /** When the host is to be told who waits, when that was last done, and by which message, as its effect, where it still says so. */
    promptDueAt: at('prompt_due_at'),
    promptedAt: at('prompted_at'),
    promptId: uuid('prompt_id'),
    /** The recording of this time, by the key of our link to it, and whether more people than its host see it. */
    recordingKey: text('recording_key'),
    recordingShared: boolean('recording_shared').notNull().default(false),
  },
  (table) => [
    index('life_followed').on(table.watch).where(sql`is_followed`),
    index('life_cards_due').on(table.cardsDueAt).where(sql`cards_due_at is not null`),
    index('life_prompt_due').on(table.promptDueAt).where(sql`prompt_due_at is not null`),
    index('life_soon_due').on(table.soonDueAt).where(sql`soon_due_at is not null`),
    index('life_here').on(table.platform, table.workspaceId, table.conversation).where(sql`state <> 'ended'`),
    index('life_news').on(table.newsAt),
  ],
);

/** Whom our link has just let through, who is to be let in: no name and no person, and gone after some minutes. */
export const entryMark = pgTable(
  'entry_mark',
  {
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => life.meetingId, { onDelete: 'cascade' }),
    mark: text().notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.mark] }), index('entry_mark_expires').on(table.expiresAt)],
);

export type StoredPresence = Omit<SessionPresence, 'since' | 'left'> & {
  readonly since: string;
  readonly left?: string;
};

export type StoredWaiting = Omit<Waiting, 'since'> & { readonly since?: string };

/** Where somebody is about to start a meeting: of several at the same moment, one does. */
export const start = pgTable(
  'start',
  {
    ...tenant,
    conversation: text().notNull(),
    invocationId: uuid('invocation_id').notNull(),
    until: at('until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.platform, table.workspaceId, table.conversation] }),
    index('start_until').on(table.until),
  ],
);

/** Meetings that are looked at together. */
export const watch = pgTable(
  'watch',
  {
    key: text().primaryKey(),
    /** When it is looked at next; null: there is nothing to look at. */
    dueAt: at('due_at'),
    /** It may not be looked at before, whatever begins: that would cost too much. */
    notBefore: at('not_before'),
    goodAt: at('good_at').notNull(),
    failures: integer().notNull().default(0),
    /** When a recording is looked for next; null: none is waited for. */
    searchAt: at('search_at'),
  },
  (table) => [
    index('watch_due').on(table.dueAt).where(sql`due_at is not null`),
    index('watch_search').on(table.searchAt).where(sql`search_at is not null`),
  ],
);

/** Events of the service that were taken, by the digests of their ids: for longer than one of them may be late. */
export const eventSeen = pgTable(
  'event_seen',
  { digest: text().primaryKey(), seenAt: at('seen_at').notNull() },
  (table) => [index('event_seen_at').on(table.seenAt)],
);
