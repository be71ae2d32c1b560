import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { RoomChoice } from '../src/core/preferences.ts';
import type { Answer, Mailer } from '../src/core/schedule.ts';
import { at, person, tenant } from './columns.ts';
import { meeting } from './schema.ts';

/** Of a planned meeting, what it has beside any other meeting. */
export const schedule = pgTable(
  'schedule',
  {
    meetingId: uuid('meeting_id')
      .primaryKey()
      .references(() => meeting.id, { onDelete: 'cascade' }),
    ...tenant,
    /** On the wall clock of `timeZone`, `2026-12-04T15:00`; `startsAt` is the same moment. */
    localStart: text('local_start').notNull(),
    timeZone: text('time_zone').notNull(),
    startsAt: at('starts_at').notNull(),
    minutes: integer().notNull(),
    /** An RRULE without its name; null: once. */
    recurrence: text(),
    /** When the last occurrence ends; null: never. */
    endsAt: at('ends_at'),
    lobby: boolean().notNull(),
    recording: boolean().notNull(),
    sequence: integer().notNull().default(0),
    state: text().$type<'scheduled' | 'cancelled'>().notNull().default('scheduled'),
    mailer: text().$type<Mailer>().notNull(),
    locale: text().notNull(),
    /** The service's id of the account that planned it: no other account reaches it there. Null: not known. */
    hostAccountId: text('host_account_id'),
    /** IANA name, when it was planned. Null: not known. */
    hostTimeZone: text('host_time_zone'),
    changedBy: uuid('changed_by').notNull(),
    createdAt: at('created_at').notNull(),
    changedAt: at('changed_at').notNull(),
    /** When the cards are to show new answers, and when the host is to hear of them; null: there are none. */
    cardsDueAt: at('cards_due_at'),
    hostDueAt: at('host_due_at'),
    /** When all cards that were known then were made anew last, by the clock of the database; null: never yet. */
    cardsShownAt: at('cards_shown_at'),
    /** When it is looked at next whether it begins, and from when on who is in; null: never again. */
    opensAt: at('opens_at'),
  },
  (table) => [
    index('schedule_cards_due').on(table.cardsDueAt).where(sql`cards_due_at is not null`),
    index('schedule_host_due').on(table.hostDueAt).where(sql`host_due_at is not null`),
    index('schedule_opens').on(table.opensAt).where(sql`opens_at is not null`),
    index('schedule_ended').on(table.endsAt).where(sql`state = 'scheduled'`),
    index('schedule_cancelled').on(table.changedAt).where(sql`state = 'cancelled'`),
  ],
);

/** One occurrence of a series that is not as the rule says. */
export const occurrenceChange = pgTable(
  'occurrence_change',
  {
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => schedule.meetingId, { onDelete: 'cascade' }),
    /** When it would have begun (RECURRENCE-ID). */
    occurrence: at('occurrence').notNull(),
    /** Null: it does not take place. */
    startsAt: at('starts_at'),
    minutes: integer(),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.occurrence] })],
);

/** Who is invited, the host among them: by a chat identity of the meeting's workspace, or by an address. */
export const invitee = pgTable(
  'invitee',
  {
    id: uuid().primaryKey(),
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => schedule.meetingId, { onDelete: 'cascade' }),
    ...tenant,
    userId: text('user_id'),
    /** In lower case. */
    email: text(),
    name: text().notNull(),
    isHost: boolean('is_host').notNull().default(false),
    answer: text().$type<Answer>(),
    /** What the host was told. */
    toldAnswer: text('told_answer').$type<Answer>(),
    answeredAt: at('answered_at'),
    addedBy: uuid('added_by').notNull(),
    /** Set once somebody is taken off. */
    removedAt: at('removed_at'),
    /** The `reference` of the invocation that took them off. */
    removedBy: uuid('removed_by'),
  },
  (table) => [
    unique('invitee_person').on(table.meetingId, table.userId),
    uniqueIndex('invitee_email').on(table.meetingId, table.email).where(sql`user_id is null`),
    index('invitee_of_person').on(table.platform, table.workspaceId, table.userId),
  ],
);

/** The next reminder of one invitee for each lead. Handed to the outbox at its time, then set to the next occurrence, or deleted. */
export const reminder = pgTable(
  'reminder',
  {
    inviteeId: uuid('invitee_id')
      .notNull()
      .references(() => invitee.id, { onDelete: 'cascade' }),
    /** Minutes before the beginning; -1: put off by its person. */
    lead: smallint().notNull(),
    meetingId: uuid('meeting_id').notNull(),
    ...tenant,
    occurrence: at('occurrence').notNull(),
    dueAt: at('due_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.inviteeId, table.lead] }),
    index('reminder_due').on(table.dueAt),
    index('reminder_meeting').on(table.meetingId),
  ],
);

/** How one person likes things. Null: not set here. */
export const preference = pgTable(
  'preference',
  {
    ...person,
    timeZone: text('time_zone'),
    hour12: boolean(),
    firstDayOfWeek: smallint('first_day_of_week'),
    /** Minutes before a meeting; an empty array: no reminders. */
    leads: smallint().array(),
    quietFrom: text('quiet_from'),
    quietTo: text('quiet_to'),
    /** What the chat platform said last; kept from the first quiet hours, agenda, zone or clock on, and followed where no zone is set. */
    heardZone: text('heard_zone'),
    heardLocale: text('heard_locale'),
    agendaTime: text('agenda_time'),
    agendaDays: text('agenda_days').$type<'daily' | 'weekdays'>(),
    /** Large channels in which nothing is asked before a card is posted. */
    unaskedIn: text('unasked_in').array(),
    /** True: they are not called into running meetings. */
    callsOff: boolean('calls_off'),
    /** Where meetings that they start take place; null: as is usual in the workspace. */
    room: text().$type<RoomChoice>(),
    /** When the next agenda is due. */
    agendaDueAt: at('agenda_due_at'),
    /** Names the private calendar feed; another one is another address. */
    feedId: uuid('feed_id').unique(),
  },
  (table) => [
    primaryKey({ columns: [table.platform, table.workspaceId, table.userId] }),
    index('preference_agenda_due').on(table.agendaDueAt).where(sql`agenda_due_at is not null`),
  ],
);

/** What is being talked about in one conversation with one person. */
export const talk = pgTable(
  'talk',
  {
    ...person,
    conversation: text().notNull(),
    id: uuid().notNull(),
    version: integer().notNull(),
    body: jsonb(),
    /** What was asked last about a meeting that there is, and can be answered with a word. */
    question: jsonb(),
    spokenOf: uuid('spoken_of'),
    changedAt: at('changed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.platform, table.workspaceId, table.userId, table.conversation] }),
    index('talk_id').on(table.id),
    index('talk_changed').on(table.changedAt),
  ],
);
