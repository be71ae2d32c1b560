import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { PlaceKind, PolicyRole } from '../src/core/policy/scope.ts';
import type { PolicySetting } from '../src/core/policy/settings.ts';
import { tenant } from './columns.ts';

/** What a workspace has decided about meetings. It says nothing about anybody: who decided it stands in the audit. */
export const policyRule = pgTable(
  'policy_rule',
  {
    ...tenant,
    setting: text().$type<PolicySetting>().notNull(),
    /** `scopeKey` of the three below. */
    scope: text().notNull(),
    role: text().$type<PolicyRole>(),
    placeKind: text('place_kind').$type<PlaceKind>(),
    placeId: text('place_id'),
    placeName: text('place_name'),
    value: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.platform, table.workspaceId, table.setting, table.scope] })],
);
