import type { Link } from './stores.ts';
import type { ServerCredentials } from './ucaas.ts';

/**
 * What a call to the service is for.
 * - `command`: somebody asked for it just now
 * - `administration`: somebody acts as administrator, so that only their own rights count
 * - `address_book`: changing somebody's contacts and groups, which the service keeps for whoever calls and takes for nobody else
 * - `sweep`: looking how a meeting is doing, to keep its card true
 * - `reminder`: looking whether a meeting is still on before it is reminded of
 * - `lobby`: telling the host who waits, and letting in whom the host lets in
 * - `overlap`: looking whether somebody has another meeting at that time
 */
export type Purpose = 'command' | 'administration' | 'address_book' | UnattendedPurpose;

/** What runs without the person. */
export const unattendedPurposes = ['sweep', 'reminder', 'lobby', 'overlap'] as const;
export type UnattendedPurpose = (typeof unattendedPurposes)[number];

/**
 * What a call can be made with.
 * - `server`: the server credentials of the customer that the workspace is bound to (on behalf)
 * - `token`: the person's own token, while it lives
 * - `password`: the person's own token, renewed with the sealed password (stay signed in)
 * - `deployment`: the server credentials of whoever runs Meetwire, where they reach that customer
 */
export type CredentialKind = 'server' | 'token' | 'password' | 'deployment';

/**
 * The one table that says which action may use which credential, in this order. Whatever runs without the person never
 * uses a token that was given for a command, and the deployment's credentials only look, they never act.
 */
export const credentialsFor: { readonly [purpose in Purpose]: readonly CredentialKind[] } = {
  command: ['server', 'token', 'password'],
  administration: ['token', 'password'],
  address_book: ['token', 'password'],
  sweep: ['server', 'password', 'deployment'],
  reminder: ['server', 'password', 'deployment'],
  lobby: ['server', 'password'],
  overlap: ['server', 'password', 'deployment'],
};

/** What may be used for this purpose with this link, best first; none: it has to be done without. */
export function usableFor(
  purpose: Purpose,
  link: Link,
  deployment: ServerCredentials | undefined,
): readonly CredentialKind[] {
  const { tokenMode, server, customer } = link.workspace;
  const stays = tokenMode === 'stay_signed_in' && link.stays;
  const there: { readonly [kind in CredentialKind]: boolean } = {
    // A server of one customer has no say over accounts of another one.
    server: tokenMode === 'on_behalf' && server !== undefined && link.account.customerId === customer?.customerId,
    token: !stays && link.token !== undefined,
    password: stays,
    deployment: deployment !== undefined,
  };
  return credentialsFor[purpose].filter((kind) => there[kind]);
}
