import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { SignInOrigin } from '../src/core/reply.ts';
import type { AccessState } from '../src/core/stores.ts';
import { at, person } from './columns.ts';

/** Somebody who has no account and asks for one; `purge` deletes it 30 days after it was settled. */
export const accessRequest = pgTable(
  'access_request',
  {
    id: uuid().primaryKey(),
    ...person,
    /** The invocation whose effects are the administrators' cards. */
    invocationId: uuid('invocation_id'),
    /** What the chat calls this person, who may have written down any other name. */
    chatName: text('chat_name').notNull().default(''),
    name: text().notNull(),
    email: text().notNull(),
    /** Whether the chat knows this person by another address. */
    hasOtherEmail: boolean('has_other_email').notNull().default(false),
    note: text().notNull(),
    /** Where what was interrupted goes on. */
    origin: jsonb().$type<SignInOrigin>().notNull(),
    state: text().$type<AccessState>().notNull(),
    createdAt: at('created_at').notNull(),
    decidedAt: at('decided_at'),
    /** Who decides, or has decided; empty once that one is forgotten. */
    decidedBy: text('decided_by'),
    deciderName: text('decider_name'),
    /** The invocation that decides, and since when it does. */
    claim: uuid(),
    claimedAt: at('claimed_at'),
    /** The address that an account was last asked for with: it may be there though nobody has said so. */
    tried: text(),
    reason: text(),
    outcome: text().$type<'made' | 'had' | 'linked'>(),
  },
  (table) => [
    uniqueIndex('access_request_open')
      .on(table.platform, table.workspaceId, table.userId)
      .where(sql`state in ('open', 'deciding')`),
    index('access_request_person').on(table.platform, table.workspaceId, table.userId, table.createdAt),
    index('access_request_undecided').on(table.createdAt).where(sql`state in ('open', 'deciding')`),
    index('access_request_decided').on(table.decidedAt),
  ],
);
