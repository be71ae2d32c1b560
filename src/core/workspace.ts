import type { Platform } from './invocation.ts';
import type { Customer, ServerCredentials } from './ucaas.ts';

/** Whatever was installed: a Slack team or organisation, an Entra tenant, the playground. */
export interface WorkspaceKey {
  readonly platform: Platform;
  readonly workspaceId: string;
}

/**
 * How a workspace comes by what the service wants to see.
 * - `ask_again`: a token lives for 15 minutes, then the person signs in again
 * - `stay_signed_in`: whoever wants it has the password sealed, and a new token is fetched with it
 * - `on_behalf`: the customer's server credentials act for the linked person; we decide what that person may do
 */
export const tokenModes = ['ask_again', 'stay_signed_in', 'on_behalf'] as const;

export type TokenMode = (typeof tokenModes)[number];

/** What a workspace is bound to, and how its people act. */
export interface WorkspaceSettings {
  readonly tokenMode: TokenMode;
  /** Absent until an administrator of that customer has bound the workspace. */
  readonly customer?: Customer;
  /** Of the customer's server. Sealed at rest; here they are open. */
  readonly server?: ServerCredentials;
}

/** What chat platforms tell us about workspaces, apart from what people ask. */
export interface Workspaces {
  /**
   * The app is gone from there: links, server credentials, sealed secrets and open sign-in pages of that workspace are
   * deleted, with whatever was to be sent there: reminders, agendas, conversations. Meetings and plans stay, so that their links
   * keep leading to them. Safe to call twice.
   */
  removed(workspace: WorkspaceKey): Promise<void>;
}
