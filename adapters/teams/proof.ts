import { z } from 'zod';
import type { Http } from '../../src/http/http.ts';
import type { BrowserProof } from '../adapter.ts';
import { createOpenIdProof } from '../openid.ts';

/** Of the ID token of Entra ID, version 2.0 (learn.microsoft.com, ID token claims reference): object and tenant. */
const claims = z.looseObject({
  iss: z.url(),
  oid: z.guid(),
  tid: z.guid(),
  email: z.string().nullish(),
  preferred_username: z.string().nullish(),
  name: z.string().nullish(),
});

/** Authorities that stand for many tenants. */
const manyTenants = /\/(common|organizations)(?=\/|$)/;

/**
 * Entra ID. An authority for many tenants is asked as the tenant of the person whom the link is for: its issuer then names
 * that tenant, so that a token of any other tenant is refused for its issuer alone.
 */
export function createEntraProof(deps: {
  readonly client: { readonly id: string; readonly secret: string };
  /** Such as `https://login.microsoftonline.com/<tenant>/v2.0`. */
  readonly authority: string;
  readonly http: Http;
}): BrowserProof {
  return createOpenIdProof({
    http: deps.http,
    provider: {
      name: 'Microsoft',
      client: deps.client,
      issuerFor: ({ identity }) => new URL(deps.authority.replace(manyTenants, `/${identity.workspaceId}`)),
      // Entra ID knows PKCE, and does not say so in its discovery document.
      pkce: 'always',
      hints: ({ expected, anotherAccount }): Record<string, string> => ({
        ...(expected.email && !anotherAccount ? { login_hint: expected.email } : {}),
        ...(anotherAccount ? { prompt: 'select_account' } : {}),
      }),
      personOf(given, { expected }) {
        const { data } = claims.safeParse(given);
        if (!data || !speaksFor(data.iss, data.tid)) return undefined;
        const { identity } = expected;
        const workspaceId = spelledAs(identity.workspaceId, data.tid);
        const userId = spelledAs(identity.userId, data.oid);
        return {
          identities: [{ platform: 'teams', workspaceId, userId }],
          name: data.email ?? data.preferred_username ?? data.name ?? data.oid,
        };
      },
    },
  });
}

/** Each tenant has an issuer of its own, `https://…/<tenant>/v2.0`, which speaks for no other. */
function speaksFor(issuer: string, tenantId: string): boolean {
  return new URL(issuer).pathname.split('/')[1]?.toLowerCase() === tenantId.toLowerCase();
}

/** The case of a GUID's letters says nothing (RFC 9562, 4). */
function spelledAs(expected: string, given: string): string {
  return expected.toLowerCase() === given.toLowerCase() ? expected : given;
}
