import type { PolicyRule } from '../policy/rules.ts';
import type { PolicyScope } from '../policy/scope.ts';
import type { PolicySetting } from '../policy/settings.ts';
import type { WorkspaceKey } from '../workspace.ts';

/** What workspaces have decided about meetings: one rule for each setting and scope. */
export interface PolicyStore {
  /** All of one workspace. */
  of(workspace: WorkspaceKey): Promise<readonly PolicyRule[]>;
  /**
   * Makes or changes a rule; without a value, takes it away. Resolves to the value that was there before. `full`: there are as many
   * rules as a workspace may have.
   */
  set(
    workspace: WorkspaceKey,
    rule: { readonly setting: PolicySetting; readonly scope: PolicyScope; readonly value: string | undefined },
  ): Promise<{ readonly before: string | undefined } | 'full'>;
}
