import type { Identity } from '../invocation.ts';
import type { Customer, ServerCredentials } from '../ucaas.ts';
import type { TokenMode, WorkspaceKey, WorkspaceSettings } from '../workspace.ts';

/** Workspaces as a whole. */
export interface WorkspaceStore {
  find(workspace: WorkspaceKey): Promise<WorkspaceSettings | undefined>;
  /**
   * Binds the workspace, with an audit row. Passwords are deleted where staying signed in is not allowed any more, server
   * credentials where the customer is another one or they are not used any more.
   */
  bind(by: Identity, settings: { readonly customer: Customer; readonly tokenMode: TokenMode }): Promise<void>;
  /**
   * Uses the ticket up and saves credentials that were tried, sealed, with an audit row, in one transaction. Nothing is saved
   * where the ticket was used, or the workspace is bound otherwise by now.
   */
  giveCredentials(
    by: Identity,
    given: {
      readonly customerId: string;
      readonly server: ServerCredentials;
      readonly ticketId: string;
      readonly at: Date;
    },
  ): Promise<'saved' | 'used' | 'bound_otherwise'>;
  /** Back to how it was before: every secret that hangs on the binding is deleted, with an audit row. */
  unbind(by: Identity): Promise<void>;
}
