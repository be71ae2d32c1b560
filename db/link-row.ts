import { identityKey, type Platform } from '../src/core/invocation.ts';
import type { Log } from '../src/core/ports.ts';
import type { Link } from '../src/core/stores.ts';
import type { Role } from '../src/core/ucaas.ts';
import type { SecretBox } from './secret-box.ts';

/** A link joined with its account, as the queries of this folder select it; all null where there is none. */
export interface LinkRow {
  readonly link_id: string | null;
  readonly platform: Platform;
  readonly workspace_id: string;
  readonly user_id: string;
  readonly sealed_token: string | null;
  readonly token_expires_at: Date;
  readonly linked_at: Date;
  readonly service_user_id: string;
  readonly customer_id: string | null;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

export const linkColumns = `l.id as link_id, l.platform, l.workspace_id, l.user_id, l.sealed_token, l.token_expires_at,
  l.linked_at, a.service_user_id, a.customer_id, a.email, a.name, a.role`;

/** What a sealed token is bound to: moved to another row, it does not open. */
export function tokenContext(person: Link['identity']): string {
  return `link/${identityKey(person)}/token`;
}

/** The same for a sealed password. */
export function passwordContext(person: Link['identity']): string {
  return `link/${identityKey(person)}/password`;
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
      customerId: row.customer_id ?? undefined,
      email: row.email,
      name: row.name,
      role: row.role,
    },
    token: row.sealed_token === null ? undefined : open(row.sealed_token),
    tokenExpiresAt: row.token_expires_at,
    linkedAt: row.linked_at,
  };

  function open(sealed: string): string | undefined {
    try {
      return box.open(sealed, tokenContext(identity));
    } catch (error) {
      log.error({ link: row?.link_id, error }, 'a sealed token could not be opened');
      return undefined;
    }
  }
}
