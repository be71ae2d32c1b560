import type { CredentialKind } from '../credentials.ts';
import type { Account } from '../ucaas.ts';

/** Credentials that see all calls of a customer; any other sees those of one account. */
export const seeingAll: readonly CredentialKind[] = ['server', 'deployment'];

/**
 * Together with which others a meeting of this account is looked at, by the credential that is best for that; undefined where there is
 * none: then nobody looks.
 */
export function watchKeyFor(account: Account, best: CredentialKind | undefined): string | undefined {
  if (best === undefined) return undefined;
  return seeingAll.includes(best) && account.customerId !== undefined
    ? customerKey(account.customerId)
    : accountKey(account);
}

/** Whether this account can show what such a watch looks at, and by which credentials alone; undefined: by any. */
export function viewOf(key: string, account: Account): { readonly only?: readonly CredentialKind[] } | undefined {
  if (key === accountKey(account)) return {};
  return account.customerId !== undefined && key === customerKey(account.customerId) ? { only: seeingAll } : undefined;
}

function customerKey(customerId: string): string {
  return `customer ${customerId}`;
}

function accountKey({ userId }: Account): string {
  return `account ${userId}`;
}
