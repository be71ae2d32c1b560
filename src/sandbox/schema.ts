import { boolean, index, integer, pgSchema, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { AppType } from '../ucaas/routes/index.ts';

/** The tables of the sandbox, in a schema of their own: it shares nothing with Meetwire but the server. */
export const sandbox = pgSchema('sandbox');

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export type AccountRole = 'admin' | 'reseller' | 'customer' | 'user';

/** Everybody in the hierarchy. `above` holds the ids of whoever is above, top first. */
export const account = sandbox.table('account', {
  id: text().primaryKey(),
  role: text().$type<AccountRole>().notNull(),
  above: text().array().notNull(),
  customerId: text('customer_id'),
  email: text().notNull().unique(),
  passwordHash: text('password_hash').notNull(),
  firstName: text('first_name').notNull(),
  lastName: text('last_name').notNull(),
  status: text().$type<'A' | 'S'>().notNull(),
});

/** API Access ID and Key: they act with the role of the account that owns them. */
export const credential = sandbox.table('credential', {
  apiId: text('api_id').primaryKey(),
  apiKeyDigest: text('api_key_digest').notNull(),
  accountId: text('account_id')
    .notNull()
    .references(() => account.id),
});

export const accessToken = sandbox.table('access_token', {
  digest: text().primaryKey(),
  accountId: text('account_id')
    .notNull()
    .references(() => account.id, { onDelete: 'cascade' }),
  expiresAt: at('expires_at').notNull(),
});

const roomColumns = {
  appType: text('app_type').$type<AppType>().notNull(),
  userId: text('user_id')
    .notNull()
    .references(() => account.id),
  roomName: text('room_name').notNull(),
  desc: text().notNull().default(''),
  mpin: text().notNull().unique(),
  ppin: text().notNull().unique(),
  duration: integer().notNull().default(60),
  waitForModerator: boolean('wait_for_moderator').notNull().default(false),
  knock: boolean().notNull().default(false),
  autoRecording: boolean('auto_recording').notNull().default(false),
};

/** A room: permanent (one per user and application), or the one of a meeting. */
export const room = sandbox.table(
  'room',
  {
    roomId: text('room_id').primaryKey(),
    ...roomColumns,
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
    userId: text('user_id').notNull(),
    startTime: at('start_time').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (table) => [index('meeting_user').on(table.userId, table.createdAt)],
);

/** One running call in a room, from the first person in to the last one out. */
export const session = sandbox.table(
  'session',
  {
    sessionId: text('session_id').primaryKey(),
    roomId: text('room_id').notNull(),
    meetingId: text('meeting_id'),
    userId: text('user_id').notNull(),
    customerId: text('customer_id'),
    appType: text('app_type').$type<AppType>().notNull(),
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
    joinedAt: at('joined_at').notNull(),
    leftAt: at('left_at'),
  },
  (table) => [index('participant_session').on(table.sessionId)],
);

/** What a real service would have mailed. */
export const invitation = sandbox.table(
  'invitation',
  {
    id: uuid().primaryKey().defaultRandom(),
    roomId: text('room_id').notNull(),
    email: text().notNull(),
    ppin: text().notNull(),
    directUrl: text('direct_url').notNull(),
    sentAt: at('sent_at').notNull(),
  },
  (table) => [unique('invitation_once').on(table.roomId, table.email)],
);
