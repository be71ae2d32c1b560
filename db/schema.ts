import { sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core';
import type { AuditedValues, AuditOutcome, AuditWay } from '../src/core/audit.ts';
import type { Effect } from '../src/core/effect.ts';
import type { Invocation, Platform } from '../src/core/invocation.ts';
import type { Application, NewMeeting } from '../src/core/meeting.ts';
import type { SignInOrigin } from '../src/core/reply.ts';
import type { InvocationState, TicketPurpose } from '../src/core/stores.ts';
import type { Role } from '../src/core/ucaas.ts';
import type { TokenMode } from '../src/core/workspace.ts';
import { at, person, tenant } from './columns.ts';

export { isOf } from './columns.ts';

export const workspace = pgTable(
  'workspace',
  {
    ...tenant,
    name: text().notNull(),
    tokenMode: text('token_mode').$type<TokenMode>().notNull().default('ask_again'),
    /** The customer that this workspace is bound to, by one of its administrators; null until then. */
    customerId: text('customer_id'),
    customerName: text('customer_name'),
    boundAt: at('bound_at'),
    /** Credentials of the customer's server. The key is sealed under this row. */
    apiId: text('api_id'),
    sealedApiKey: text('sealed_api_key'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.workspaceId] })],
);

export const identity = pgTable(
  'identity',
  {
    ...person,
    name: text().notNull(),
    email: text(),
    locale: text(),
    timeZone: text('time_zone'),
    /** When it was last looked whether this person is still in the workspace, and since when they are known not to be. */
    lookedAt: at('looked_at'),
    leftAt: at('left_at'),
    /** The same for identities that a person has confirmed to be one human, on both sides; else each has its own. */
    humanId: uuid('human_id').notNull().defaultRandom(),
  },
  (table) => [
    primaryKey({ columns: [table.platform, table.workspaceId, table.userId] }),
    index('identity_human').on(table.humanId),
    foreignKey({
      columns: [table.platform, table.workspaceId],
      foreignColumns: [workspace.platform, workspace.workspaceId],
    }),
  ],
);

/** A UCaaS user. `service` is the API id it was reached by: ids of two services never mix. */
export const account = pgTable(
  'account',
  {
    id: uuid().primaryKey().defaultRandom(),
    service: text().notNull(),
    serviceUserId: text('service_user_id').notNull(),
    customerId: text('customer_id'),
    email: text().notNull(),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
  },
  (table) => [unique('account_service_user').on(table.service, table.serviceUserId)],
);

export const link = pgTable(
  'link',
  {
    id: uuid().primaryKey(),
    ...person,
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
    /** Of the accounts that one person has linked, the one that is used unless another one is named. */
    chosen: boolean().notNull().default(true),
    /** Sealed under the link's own row; null once rejected or expired. */
    sealedToken: text('sealed_token'),
    tokenExpiresAt: at('token_expires_at').notNull(),
    /** Only where the workspace allows to stay signed in and the person wants it; deleted once it is rejected. */
    sealedPassword: text('sealed_password'),
    linkedAt: at('linked_at').notNull(),
  },
  (table) => [
    unique('link_person_account').on(table.platform, table.workspaceId, table.userId, table.accountId),
    uniqueIndex('link_chosen').on(table.platform, table.workspaceId, table.userId).where(sql`chosen`),
    index('link_account').on(table.accountId),
    foreignKey({
      columns: [table.platform, table.workspaceId, table.userId],
      foreignColumns: [identity.platform, identity.workspaceId, identity.userId],
    }),
  ],
);

export const ticket = pgTable(
  'ticket',
  {
    id: uuid().primaryKey(),
    nonceDigest: text('nonce_digest').notNull().unique(),
    ...person,
    purpose: text().$type<TicketPurpose>().notNull().default('sign_in'),
    personName: text('person_name').notNull(),
    /** As the chat platform knows it, to be compared with the account's. */
    personEmail: text('person_email'),
    workspaceName: text('workspace_name').notNull(),
    origin: jsonb().$type<SignInOrigin>().notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    browserDigest: text('browser_digest'),
    boundAt: at('bound_at'),
    codeTries: integer('code_tries').notNull().default(0),
    provenAt: at('proven_at'),
    passwordTries: integer('password_tries').notNull().default(0),
    usedAt: at('used_at'),
  },
  (table) => [index('ticket_person').on(table.platform, table.workspaceId, table.userId, table.createdAt)],
);

/** Who was asked to sign in, where, and by which invocation: of many that need it at once, one asks. */
export const signInPrompt = pgTable(
  'sign_in_prompt',
  {
    ...person,
    conversation: text().notNull(),
    invocationId: uuid('invocation_id').notNull(),
    askedAt: at('asked_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.platform, table.workspaceId, table.userId, table.conversation] }),
    index('sign_in_prompt_asked').on(table.askedAt),
  ],
);

/** Tries to sign in, as `rate-limiter-flexible` keeps them: `key` is a digest, `expire` in milliseconds since 1970. */
export const signInTry = pgTable(
  'sign_in_try',
  {
    key: varchar({ length: 255 }).primaryKey(),
    points: integer().notNull().default(0),
    expire: bigint({ mode: 'number' }),
  },
  (table) => [index('sign_in_try_expire').on(table.expire)],
);

export const invocation = pgTable(
  'invocation',
  {
    id: uuid().primaryKey(),
    ...person,
    deliveryId: text('delivery_id').notNull(),
    conversation: text().notNull(),
    body: jsonb().$type<Invocation>().notNull(),
    state: text().$type<InvocationState>().notNull(),
    /** The state that comes once the effects of a decided invocation are done. */
    thenState: text('then_state').$type<'done' | 'waiting' | 'failed'>(),
    attempts: integer().notNull(),
    leaseOwner: text('lease_owner').notNull(),
    leaseUntil: at('lease_until').notNull(),
    acceptedAt: at('accepted_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
  },
  (table) => [
    unique('invocation_delivery').on(table.platform, table.workspaceId, table.deliveryId),
    index('invocation_lease').on(table.leaseUntil).where(sql`state in ('running', 'decided')`),
    index('invocation_waiting')
      .on(table.platform, table.workspaceId, table.userId, table.conversation, table.acceptedAt)
      .where(sql`state = 'waiting'`),
    index('invocation_finished').on(table.finishedAt),
  ],
);

/** The person is whom the message is for: the caller, or whoever is spoken to directly. */
export const effect = pgTable(
  'effect',
  {
    id: uuid().primaryKey(),
    invocationId: uuid('invocation_id').notNull(),
    key: text().notNull(),
    position: integer().notNull(),
    ...person,
    callerId: text('caller_id').notNull(),
    visibleTo: text('visible_to').$type<'everyone' | 'caller'>().notNull(),
    body: jsonb().$type<Effect>().notNull(),
    /** `intended` belongs to its invocation's lease, `pending` to the outbox. */
    state: text().$type<'intended' | 'pending' | 'done' | 'failed'>().notNull(),
    attempts: integer().notNull(),
    dueAt: at('due_at'),
    reference: text(),
    error: text(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [
    unique('effect_key').on(table.invocationId, table.key),
    index('effect_due').on(table.dueAt).where(sql`state = 'pending'`),
    index('effect_created').on(table.createdAt),
    // The cards of one draft.
    index('effect_draft').on(sql`(body -> 'draft' ->> 'id')`).where(sql`body ? 'draft'`),
  ],
);

export const meeting = pgTable(
  'meeting',
  {
    id: uuid().primaryKey(),
    joinKey: text('join_key').notNull().unique(),
    kind: text().$type<NewMeeting['kind']>().notNull(),
    application: text().$type<Application>().notNull(),
    title: text().notNull(),
    ...tenant,
    hostId: text('host_id').notNull(),
    hostName: text('host_name').notNull(),
    serviceMeetingId: text('service_meeting_id'),
    serviceRoomId: text('service_room_id'),
    joinUrl: text('join_url').notNull(),
    startedAt: at('started_at').notNull(),
    /** From when on our link leads nowhere; null: it leads on. */
    linkEndsAt: at('link_ends_at'),
  },
  (table) => [
    index('meeting_host').on(table.platform, table.workspaceId, table.hostId),
    index('meeting_service_meeting').on(table.platform, table.workspaceId, table.serviceMeetingId),
    index('meeting_service_room').on(table.platform, table.workspaceId, table.serviceRoomId),
  ],
);

/** Where a meeting's card stands, so that it can be kept true. */
export const card = pgTable(
  'card',
  {
    id: uuid().primaryKey().defaultRandom(),
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => meeting.id),
    effectId: uuid('effect_id').notNull().unique(),
    ...tenant,
    reference: text().notNull(),
    version: integer().notNull().default(1),
    postedAt: at('posted_at').notNull().defaultNow(),
  },
  (table) => [index('card_meeting').on(table.meetingId)],
);

/** Two identities that hold the same account: whether they are one human is asked on both sides, and never assumed. */
export const sameHuman = pgTable(
  'same_human',
  {
    id: uuid().primaryKey(),
    ...person,
    otherPlatform: text('other_platform').$type<Platform>().notNull(),
    otherWorkspaceId: text('other_workspace_id').notNull(),
    otherUserId: text('other_user_id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    askedAt: at('asked_at').notNull(),
    /** When each side said that it is so. */
    confirmedAt: at('confirmed_at'),
    otherConfirmedAt: at('other_confirmed_at'),
    declinedAt: at('declined_at'),
  },
  (table) => [
    unique('same_human_pair').on(
      table.platform,
      table.workspaceId,
      table.userId,
      table.otherPlatform,
      table.otherWorkspaceId,
      table.otherUserId,
    ),
    index('same_human_other').on(table.otherPlatform, table.otherWorkspaceId, table.otherUserId),
  ],
);

/** Who is meant by a pseudonym of the audit: deleting the row leaves the audit whole, and about nobody. */
export const pseudonym = pgTable('pseudonym', { ...person, id: uuid().notNull().unique().defaultRandom() }, (table) => [
  primaryKey({ columns: [table.platform, table.workspaceId, table.userId] }),
]);

/**
 * What was done, by whom under a pseudonym, to what, and what came of it. `detail`, `before` and `after` hold nothing that names a person.
 * Rows are never changed or deleted: a trigger refuses it. Partitioned by month; old months are dropped as a whole (`audit-months.ts`).
 */
export const audit = pgTable(
  'audit',
  {
    sequence: bigserial({ mode: 'number' }).notNull(),
    at: at('at').notNull().defaultNow(),
    ...tenant,
    pseudonym: uuid().notNull(),
    action: text().notNull(),
    detail: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    /** `user 42`, say: a kind of thing and its id at the service. */
    subject: text(),
    /** How it was asked for. */
    way: text().$type<AuditWay>(),
    before: jsonb().$type<AuditedValues>(),
    after: jsonb().$type<AuditedValues>(),
    outcome: text().$type<AuditOutcome>().notNull().default('done'),
    /** The invocation that did it, as its person was told it. */
    reference: text(),
  },
  (table) => [
    primaryKey({ columns: [table.sequence, table.at] }),
    index('audit_workspace').on(table.platform, table.workspaceId, table.at),
    index('audit_pseudonym').on(table.pseudonym),
  ],
);

/** A Slack team or Enterprise Grid organisation that has installed the app, and how to act in it. Tokens are sealed. */
export const slackInstallation = pgTable('slack_installation', {
  /** The team's id, or the organisation's where it was installed for all of it. */
  workspaceId: text('workspace_id').primaryKey(),
  name: text().notNull(),
  enterpriseId: text('enterprise_id'),
  isEnterpriseInstall: boolean('is_enterprise_install').notNull().default(false),
  appId: text('app_id').notNull(),
  botUserId: text('bot_user_id').notNull(),
  scopes: text().array().notNull(),
  sealedBotToken: text('sealed_bot_token').notNull(),
  /** Only where tokens rotate. */
  sealedRefreshToken: text('sealed_refresh_token'),
  tokenExpiresAt: at('token_expires_at'),
  installedBy: text('installed_by').notNull(),
  installedAt: at('installed_at').notNull(),
});

/** Where the Teams app is installed: personal chats, group chats and teams of each tenant. */
export const teamsInstallation = pgTable(
  'teams_installation',
  {
    tenantId: text('tenant_id').notNull(),
    conversation: text().notNull(),
    kind: text().$type<'personal' | 'group' | 'team'>().notNull(),
    serviceUrl: text('service_url').notNull(),
    botId: text('bot_id').notNull(),
    name: text(),
    installedAt: at('installed_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.conversation] })],
);

/** What is said in the playground: the only chat whose messages are ours to keep. */
export const playgroundMessage = pgTable(
  'playground_message',
  {
    sequence: bigserial({ mode: 'number' }).primaryKey(),
    id: uuid().notNull().unique().defaultRandom(),
    conversation: text().notNull(),
    author: text().notNull(),
    authorName: text('author_name').notNull(),
    visibleTo: text('visible_to'),
    body: jsonb().notNull(),
    effectId: uuid('effect_id').unique(),
    version: integer().notNull().default(1),
    createdAt: at('created_at').notNull(),
  },
  (table) => [index('playground_conversation').on(table.conversation, table.sequence)],
);

/** How to speak first to somebody on a platform that needs to be told (Teams). */
export const conversationReference = pgTable(
  'conversation_reference',
  {
    tenantId: text('tenant_id').notNull(),
    userId: text('user_id').notNull(),
    memberId: text('member_id').notNull(),
    name: text().notNull(),
    serviceUrl: text('service_url').notNull(),
    botId: text('bot_id').notNull(),
    conversation: text(),
    savedAt: at('saved_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.userId] })],
);
