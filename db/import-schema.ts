import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { MessageReference } from '../src/core/address.ts';
import type { RowWish } from '../src/core/commands/admin/import/row.ts';
import type { ImportRow, RowPlan, RowState, UserImport } from '../src/core/stores.ts';
import { at, person } from './columns.ts';

/** Users that somebody imports from a file or a channel; `purge` deletes it after a week. */
export const userImport = pgTable(
  'user_import',
  {
    id: uuid().primaryKey(),
    ...person,
    name: text().notNull(),
    customerId: text('customer_id'),
    customerName: text('customer_name').notNull(),
    state: text().$type<UserImport['state']>().notNull(),
    /** Where its progress is shown. */
    progress: jsonb().$type<MessageReference>(),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    index('user_import_person').on(table.platform, table.workspaceId, table.userId),
    index('user_import_created').on(table.createdAt),
  ],
);

export const userImportRow = pgTable(
  'user_import_row',
  {
    importId: uuid('import_id').notNull(),
    /** Its line in the file. */
    number: integer().notNull(),
    shown: text().notNull(),
    plan: text().$type<RowPlan>().notNull(),
    state: text().$type<RowState>().notNull(),
    problem: text().$type<ImportRow['problem']>(),
    said: text(),
    wish: jsonb().$type<RowWish>(),
    /** Of the service: whom it changes, or who was made. */
    accountId: text('account_id'),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.number] }),
    index('user_import_row_state').on(table.importId, table.state, table.number),
    foreignKey({ columns: [table.importId], foreignColumns: [userImport.id] }).onDelete('cascade'),
  ],
);
