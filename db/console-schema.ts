import {
  bigserial,
  boolean,
  customType,
  foreignKey,
  index,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { FieldErrors, Form } from '../src/core/form.ts';
import type { Reply } from '../src/core/reply.ts';
import { at, person } from './columns.ts';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** Half an hour of somebody in the console, in one browser: of what the browser holds, only the digest is kept. */
export const consoleSession = pgTable(
  'console_session',
  {
    id: uuid().primaryKey(),
    secretDigest: text('secret_digest').notNull().unique(),
    ...person,
    personName: text('person_name').notNull(),
    workspaceName: text('workspace_name').notNull(),
    locale: text(),
    timeZone: text('time_zone'),
    hour12: boolean(),
    openedAt: at('opened_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [
    index('console_session_person').on(table.platform, table.workspaceId, table.userId),
    index('console_session_expires').on(table.expiresAt),
  ],
);

/** What was asked in the console: a page that was looked at, a button, a form or a file. */
export const consoleRequest = pgTable(
  'console_request',
  {
    id: uuid().primaryKey(),
    sessionId: uuid('session_id').notNull(),
    /** Under which of the tasks it stands. */
    task: text().notNull(),
    /** Of the page from which it came: what is asked on one page, and then on its answers, is one conversation. */
    conversation: text().notNull(),
    /** What was typed, or what the pressed button says. */
    line: text().notNull(),
    /** What was answered at once. */
    now: jsonb().$type<{ readonly form?: Form; readonly errors?: FieldErrors; readonly reply?: Reply }>(),
    /** A file that came with it, until it is over. */
    file: bytes(),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    index('console_request_session').on(table.sessionId),
    foreignKey({ columns: [table.sessionId], foreignColumns: [consoleSession.id] }).onDelete('cascade'),
  ],
);

/** What was answered later. */
export const consoleMessage = pgTable(
  'console_message',
  {
    id: uuid().primaryKey().defaultRandom(),
    sequence: bigserial({ mode: 'number' }).notNull(),
    requestId: uuid('request_id').notNull(),
    effectId: uuid('effect_id').notNull(),
    reply: jsonb().$type<Reply>().notNull(),
  },
  (table) => [
    unique('console_message_effect').on(table.requestId, table.effectId),
    foreignKey({ columns: [table.requestId], foreignColumns: [consoleRequest.id] }).onDelete('cascade'),
  ],
);
