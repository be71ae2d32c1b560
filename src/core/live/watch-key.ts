import type { CredentialKind } from '../credentials.ts';
import { type Identity, identityKey } from '../invocation.ts';
import type { Account } from '../ucaas.ts';

/**
 * Together with which others a meeting of this account is looked at, by the credential that is best for that; undefined where there is
 * none: then nobody looks. What belongs to a workspace or to a person looks for nobody else, though they share a customer or an account.
 */
export function watchKeyFor(host: Identity, account: Account, best: CredentialKind | undefined): string | undefined {
  if (best === undefined) return undefined;
  const all = account.customerId === undefined ? undefined : keysOf(host, account.customerId);
  return all?.get(best) ?? accountKey(host, account);
}

/** Whether this account of this host can show what such a watch looks at, and by which credentials alone; undefined: by any. */
export function viewOf(
  key: string,
  host: Identity,
  account: Account,
): { readonly only?: readonly CredentialKind[] } | undefined {
  if (key === accountKey(host, account)) return {};
  if (account.customerId === undefined) return undefined;
  const only = [...keysOf(host, account.customerId)].flatMap(([kind, one]) => (one === key ? [kind] : []));
  return only.length > 0 ? { only } : undefined;
}

/** Credentials that see all calls of a customer, by what they belong to. */
function keysOf({ platform, workspaceId }: Identity, customerId: string): ReadonlyMap<CredentialKind, string> {
  const workspace = identityKey({ platform, workspaceId, userId: '' });
  return new Map([
    ['server', `customer ${customerId} of ${workspace}`],
    ['deployment', `customer ${customerId}`],
  ]);
}

function accountKey(host: Identity, { userId }: Account): string {
  return `account ${userId} of ${identityKey(host)}`;
}
