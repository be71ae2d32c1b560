import {
  boolean,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AppType, Role } from '../ucaas/routes/index.ts';

/** The tables of the sandbox, in a schema of their own: it shares nothing with Meetwire but the server. */
export const sandbox = pgSchema('sandbox');

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** `T`: the tenant at the root, `R`: a reseller, `C`: a customer. */
export type OrganisationType = 'T' | 'R' | 'C';
/** `A`: active, `S`: suspended (S4). */
export type Status = 'A' | 'S';
export type PostalAddress = Readonly<Record<string, string | undefined>>;

/** Whom accounts belong to. `path` holds the ids from the root down to this one, which is how subtrees are found. */
export const organisation = sandbox.table(
  'organisation',
  {
    id: text().primaryKey(),
    path: text().array().notNull(),
    type: text().$type<OrganisationType>().notNull(),
    name: text().notNull(),
    legalName: text('legal_name').notNull().default(''),
    code: text().notNull().default(''),
    individual: boolean().notNull().default(false),
    contactName: text('contact_name').notNull(),
    contactEmail: text('contact_email').notNull().unique(),
    officeAddress: jsonb('office_address').$type<PostalAddress>().notNull().default({}),
    billingAddress: jsonb('billing_address').$type<PostalAddress>().notNull().default({}),
    status: text().$type<Status>().notNull().default('A'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [index('organisation_path').using('gin', table.path)],
);

/** Everybody in the hierarchy. `path` repeats the organisation's, so that one condition decides who sees whom. */
export const account = sandbox.table(
  'account',
  {
    id: text().primaryKey(),
    role: text().$type<Role>().notNull(),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    path: text().array().notNull(),
    email: text().notNull().unique(),
    passwordHash: text('password_hash').notNull(),
    firstName: text('first_name').notNull(),
    middleName: text('middle_name').notNull().default(''),
    lastName: text('last_name').notNull().default(''),
    department: text().notNull().default(''),
    designation: text().notNull().default(''),
    status: text().$type<Status>().notNull().default('A'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [index('account_path').using('gin', table.path), index('account_organisation').on(table.organisationId)],
);

const ownerId = () =>
  text('user_id')
    .notNull()
    .references(() => account.id, { onDelete: 'cascade' });

/** API Access ID and Key: they act with the role of the account that owns them. */
export const credential = sandbox.table('credential', {
  apiId: text('api_id').primaryKey(),
  apiKeyDigest: text('api_key_digest').notNull(),
  accountId: text('account_id')
    .notNull()
    .references(() => account.id, { onDelete: 'cascade' }),
});

export const accessToken = sandbox.table('access_token', {
  digest: text().primaryKey(),
  accountId: text('account_id')
    .notNull()
    .references(() => account.id, { onDelete: 'cascade' }),
  expiresAt: at('expires_at').notNull(),
});

export const resetKey = sandbox.table('reset_key', {
  digest: text().primaryKey(),
  accountId: text('account_id')
    .notNull()
    .references(() => account.id, { onDelete: 'cascade' }),
  expiresAt: at('expires_at').notNull(),
});

/** A customer's plan for one application. What the plan itself says stands in `plans.ts`. */
export const subscription = sandbox.table(
  'subscription',
  {
    id: text().primaryKey(),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    appType: text('app_type').$type<AppType>().notNull(),
    planId: text('plan_id').notNull(),
    seats: integer().notNull(),
    trial: boolean().notNull().default(false),
    allowMeetingOverlap: boolean('allow_meeting_overlap').notNull().default(true),
    status: text().$type<Status>().notNull().default('A'),
    startedAt: at('started_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [unique('subscription_once').on(table.organisationId, table.appType)],
);

/** A room: permanent (one per user and application), or the one of a meeting. */
export const room = sandbox.table(
  'room',
  {
    roomId: text('room_id').primaryKey(),
    appType: text('app_type').$type<AppType>().notNull(),
    userId: ownerId(),
    roomName: text('room_name').notNull(),
    desc: text().notNull().default(''),
    mpin: text().notNull().unique(),
    ppin: text().notNull().unique(),
    duration: integer().notNull().default(60),
    waitForModerator: boolean('wait_for_moderator').notNull().default(false),
    knock: boolean().notNull().default(false),
    autoRecording: boolean('auto_recording').notNull().default(false),
    moderators: integer().notNull().default(1),
    participants: integer().notNull().default(50),
    permanent: boolean().notNull(),
  },
  (table) => [index('room_user').on(table.userId, table.appType)],
);

export const meeting = sandbox.table(
  'meeting',
  {
    meetingId: text('meeting_id').primaryKey(),
    roomId: text('room_id')
      .notNull()
      .unique()
      .references(() => room.roomId, { onDelete: 'cascade' }),
    userId: ownerId(),
    startTime: at('start_time').notNull(),
    timezoneId: text('timezone_id'),
    recurrence: text().notNull().default(''),
    invitees: text().array().notNull().default([]),
    createdAt: at('created_at').notNull(),
  },
  (table) => [index('meeting_user').on(table.userId, table.createdAt)],
);

/** One running call in a room, from the first person in to the last one out. It outlives room and meeting. */
export const session = sandbox.table(
  'session',
  {
    sessionId: text('session_id').primaryKey(),
    roomId: text('room_id').notNull(),
    meetingId: text('meeting_id'),
    userId: ownerId(),
    customerId: text('customer_id'),
    appType: text('app_type').$type<AppType>().notNull(),
    recorded: boolean().notNull().default(false),
    locked: boolean().notNull().default(false),
    startedAt: at('started_at').notNull(),
    endedAt: at('ended_at'),
  },
  (table) => [index('session_room').on(table.roomId, table.startedAt), index('session_user').on(table.userId)],
);

export const participant = sandbox.table(
  'participant',
  {
    id: uuid().primaryKey().defaultRandom(),
    sessionId: text('session_id')
      .notNull()
      .references(() => session.sessionId, { onDelete: 'cascade' }),
    name: text().notNull(),
    role: text().$type<'moderator' | 'participant'>().notNull(),
    muted: boolean().notNull().default(false),
    joinedAt: at('joined_at').notNull(),
    leftAt: at('left_at'),
  },
  (table) => [index('participant_session').on(table.sessionId)],
);

/** Somebody at the door. Whoever is let in becomes a participant with the same id. */
export const waiting = sandbox.table(
  'waiting',
  {
    id: uuid().primaryKey().defaultRandom(),
    roomId: text('room_id')
      .notNull()
      .references(() => room.roomId, { onDelete: 'cascade' }),
    name: text().notNull(),
    since: at('since').notNull(),
    decision: text().$type<'admitted' | 'denied'>(),
  },
  (table) => [index('waiting_room').on(table.roomId, table.since)],
);

/** What `POST /sessions/join` gave somebody, to go in with once. */
export const entryToken = sandbox.table('entry_token', {
  token: text().primaryKey(),
  roomId: text('room_id')
    .notNull()
    .references(() => room.roomId, { onDelete: 'cascade' }),
  name: text().notNull(),
  role: text().$type<'moderator' | 'participant'>().notNull(),
  createdAt: at('created_at').notNull(),
});

export const poll = sandbox.table(
  'poll',
  {
    pollId: text('poll_id').primaryKey(),
    roomId: text('room_id')
      .notNull()
      .references(() => room.roomId, { onDelete: 'cascade' }),
    question: text().notNull(),
    options: text().array().notNull(),
    status: text().$type<'draft' | 'open' | 'closed'>().notNull().default('draft'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [index('poll_room').on(table.roomId, table.createdAt)],
);

/** One vote of one participant; a second one replaces the first. */
export const vote = sandbox.table(
  'vote',
  {
    pollId: text('poll_id')
      .notNull()
      .references(() => poll.pollId, { onDelete: 'cascade' }),
    participantId: uuid('participant_id').notNull(),
    option: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.pollId, table.participantId] })],
);

export const recording = sandbox.table(
  'recording',
  {
    recordingId: text('recording_id').primaryKey(),
    sessionId: text('session_id')
      .notNull()
      .references(() => session.sessionId, { onDelete: 'cascade' }),
    startedAt: at('started_at').notNull(),
    seconds: integer().notNull(),
  },
  (table) => [index('recording_session').on(table.sessionId)],
);

export const contact = sandbox.table(
  'contact',
  {
    contactId: text('contact_id').primaryKey(),
    userId: ownerId(),
    name: text().notNull(),
    email: text().notNull(),
    company: text().notNull().default(''),
    designation: text().notNull().default(''),
    shared: boolean().notNull().default(false),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [unique('contact_once').on(table.userId, table.email)],
);

export const contactGroup = sandbox.table(
  'contact_group',
  {
    groupId: text('group_id').primaryKey(),
    userId: ownerId(),
    name: text().notNull(),
    shared: boolean().notNull().default(false),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [unique('contact_group_once').on(table.userId, table.name)],
);

export const membership = sandbox.table(
  'membership',
  {
    groupId: text('group_id')
      .notNull()
      .references(() => contactGroup.groupId, { onDelete: 'cascade' }),
    contactId: text('contact_id')
      .notNull()
      .references(() => contact.contactId, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.contactId] }),
    index('membership_contact').on(table.contactId),
  ],
);

/** What a real service would have mailed. */
export const mail = sandbox.table(
  'mail',
  {
    id: uuid().primaryKey().defaultRandom(),
    to: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    sentAt: at('sent_at').notNull(),
  },
  (table) => [index('mail_sent').on(table.sentAt)],
);
