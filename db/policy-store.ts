import { and, count, eq } from 'drizzle-orm';
import { scopeKey } from '../src/core/policy/scope.ts';
import type { Clock } from '../src/core/ports.ts';
import type { PolicyStore } from '../src/core/stores.ts';
import type { WorkspaceKey } from '../src/core/workspace.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { patiently } from './patiently.ts';
import { toRule } from './policy-row.ts';
import { policyRule } from './policy-schema.ts';
import { replanWorkspace } from './replan-workspace.ts';

/** Rules of one workspace: nobody reads through more of them. */
const mostRules = 500;

/** The rules of workspaces. */
export function createPolicyStore({
  database: { orm },
  clock,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly clock: Clock;
}): PolicyStore {
  return {
    async of(workspace) {
      const rows = await orm.select().from(policyRule).where(inside(workspace));
      return rows.map(toRule);
    },

    async set(workspace, { setting, scope, value }) {
      const done = await patiently(orm, async (change) => {
        const { platform, workspaceId } = workspace;
        const key = scopeKey(scope);
        const isThis = and(inside(workspace), eq(policyRule.setting, setting), eq(policyRule.scope, key));
        const [old] = await change.select({ value: policyRule.value }).from(policyRule).where(isThis).for('update');
        if (value === undefined) await change.delete(policyRule).where(isThis);
        else {
          const [all] = await change.select({ rules: count() }).from(policyRule).where(inside(workspace));
          if (!old && (all?.rules ?? 0) >= mostRules) return 'full' as const;
          const { role, kind: placeKind, place } = scope;
          const placeName = place && toText(place.name);
          await change
            .insert(policyRule)
            .values({
              ...{ platform, workspaceId, setting, scope: key, role, placeKind, placeId: place?.id, placeName, value },
            })
            .onConflictDoUpdate({
              target: [policyRule.platform, policyRule.workspaceId, policyRule.setting, policyRule.scope],
              set: { value, placeName },
            });
        }
        return { before: old?.value };
      });
      if (done !== 'full' && setting === 'reminders') await replanWorkspace(orm, workspace, clock());
      return done;
    },
  };
}

function inside({ platform, workspaceId }: WorkspaceKey) {
  return and(eq(policyRule.platform, platform), eq(policyRule.workspaceId, workspaceId));
}
