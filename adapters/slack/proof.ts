import { z } from 'zod';
import type { Http } from '../../src/http/http.ts';
import type { BrowserProof } from '../adapter.ts';
import { createOpenIdProof } from '../openid.ts';

/** The ID token of Sign in with Slack (docs.slack.dev, openid.connect.token); the organisation where there is one. */
const claims = z.looseObject({
  'https://slack.com/user_id': z.string().min(1),
  'https://slack.com/team_id': z.string().min(1),
  'https://slack.com/enterprise_id': z.string().min(1).nullish(),
  'https://slack.com/team_name': z.string().nullish(),
  email: z.string().nullish(),
  name: z.string().nullish(),
});

/** Sign in with Slack. PKCE is used once Slack advertises it: an app that opts in to it today becomes a public client. */
export function createSlackProof(deps: {
  readonly client: { readonly id: string; readonly secret: string };
  /** `https://slack.com`, or another one for GovSlack and for tests. */
  readonly issuer: string;
  readonly http: Http;
}): BrowserProof {
  const issuer = new URL(deps.issuer);
  return createOpenIdProof({
    http: deps.http,
    provider: {
      name: 'Slack',
      client: deps.client,
      issuerFor: () => issuer,
      pkce: 'advertised',
      hints: ({ expected }): Record<string, string> => {
        const { workspaceId } = expected.identity;
        return workspaceId.startsWith('T') ? { team: workspaceId } : {};
      },
      personOf(given) {
        const { data } = claims.safeParse(given);
        if (!data) return undefined;
        const userId = data['https://slack.com/user_id'];
        // User ids are the same in all workspaces of an organisation, and an app may be installed in either.
        const workspaceIds = [data['https://slack.com/team_id'], data['https://slack.com/enterprise_id']];
        return {
          identities: workspaceIds.flatMap((workspaceId) =>
            workspaceId ? [{ platform: 'slack' as const, workspaceId, userId }] : [],
          ),
          name: data.email ?? data.name ?? userId,
          workspaceName: data['https://slack.com/team_name'] ?? undefined,
        };
      },
    },
  });
}
