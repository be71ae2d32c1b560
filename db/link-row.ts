import { identityKey, type Platform } from '../src/core/invocation.ts';
import type { Log } from '../src/core/ports.ts';
import type { Link } from '../src/core/stores.ts';
import type { Role } from '../src/core/ucaas.ts';
import type { TokenMode, WorkspaceKey, WorkspaceSettings } from '../src/core/workspace.ts';
import type { SecretBox } from './secret-box.ts';

/** A link joined with its account and workspace, as the queries of this folder select it; all null where there is none. */
export interface LinkRow extends SettingsRow {
  readonly link_id: string | null;
  readonly user_id: string;
  readonly chosen: boolean;
  readonly sealed_token: string | null;
  readonly token_expires_at: Date;
  readonly stays: boolean;
  readonly linked_at: Date;
  readonly account_id: string;
  readonly service_user_id: string;
  readonly account_customer_id: string | null;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** What a workspace is bound to. */
export interface SettingsRow {
  readonly platform: Platform;
  readonly workspace_id: string;
  readonly token_mode: TokenMode;
  readonly customer_id: string | null;
  readonly customer_name: string | null;
  readonly api_id: string | null;
  readonly sealed_api_key: string | null;
}

export const settingsColumns =
  's.platform, s.workspace_id, s.token_mode, s.customer_id, s.customer_name, s.api_id, s.sealed_api_key';

export const linkColumns = `l.id as link_id, l.user_id, l.chosen, l.sealed_token, l.token_expires_at,
  l.sealed_password is not null as stays, l.linked_at, l.account_id, a.service_user_id,
  a.customer_id as account_customer_id, a.email, a.name, a.role, ${settingsColumns}`;

/** Where the columns come from. */
export const linkTables = `link l join account a on a.id = l.account_id
  join workspace s on s.platform = l.platform and s.workspace_id = l.workspace_id`;

/** What a sealed token is bound to: moved to another row, it does not open. */
export function tokenContext(person: Link['identity'], accountId: string): string {
  return `link/${identityKey(person)}/${accountId}/token`;
}

export function passwordContext(person: Link['identity'], accountId: string): string {
  return `link/${identityKey(person)}/${accountId}/password`;
}

export function apiKeyContext({ platform, workspaceId }: WorkspaceKey): string {
  return `workspace/${[platform, workspaceId].map(encodeURIComponent).join('/')}/api-key`;
}

/** A token that does not open (its key is gone) counts as none: the person signs in again. */
export function toLink(row: LinkRow | undefined, box: SecretBox, log: Log): Link | undefined {
  if (!row?.link_id) return undefined;
  const identity = { platform: row.platform, workspaceId: row.workspace_id, userId: row.user_id };
  return {
    id: row.link_id,
    identity,
    account: {
      userId: row.service_user_id,
      customerId: row.account_customer_id ?? undefined,
      email: row.email,
      name: row.name,
      role: row.role,
    },
    token: openOrNothing(row.sealed_token, tokenContext(identity, row.account_id), box, log),
    tokenExpiresAt: row.token_expires_at,
    linkedAt: row.linked_at,
    chosen: row.chosen,
    stays: row.stays,
    workspace: toSettings(row, box, log),
  };
}

/** Server credentials whose key does not open count as none: an administrator gives them again. */
export function toSettings(row: SettingsRow, box: SecretBox, log: Log): WorkspaceSettings {
  const { token_mode: tokenMode, customer_id: customerId, customer_name: name, api_id: apiId } = row;
  const key = { platform: row.platform, workspaceId: row.workspace_id };
  const apiKey = apiId === null ? undefined : openOrNothing(row.sealed_api_key, apiKeyContext(key), box, log);
  return {
    tokenMode,
    customer: customerId === null ? undefined : { customerId, name: name ?? customerId },
    server: apiId !== null && apiKey !== undefined ? { apiId, apiKey } : undefined,
  };
}

/** What a sealed column holds; undefined where it is empty or does not open, which the operator is told. */
export function openOrNothing(sealed: string | null, context: string, box: SecretBox, log: Log): string | undefined {
  if (sealed === null) return undefined;
  try {
    return box.open(sealed, context);
  } catch (error) {
    log.error({ error, of: context.split('/').at(-1) }, 'a sealed secret could not be opened');
    return undefined;
  }
}
