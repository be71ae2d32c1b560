import type { Adapter } from '../adapters/adapter.ts';
import { createConversationReferenceStore } from '../db/conversation-reference-store.ts';
import type { Database } from '../db/database.ts';
import type { Config } from './config.ts';
import type { Clock, Log } from './core/ports.ts';
import type { Workspaces } from './core/workspace.ts';
import { hostRule } from './http/create-http.ts';
import type { Http } from './http/http.ts';

/** What adapters are made with. */
export interface AdapterSurroundings {
  /** A way out to these hosts and no others. */
  readonly http: (hosts: readonly string[]) => Http;
  readonly database: Database;
  /** Told where the app was removed. */
  readonly workspaces: Workspaces;
  readonly clock: Clock;
  readonly log: Log;
}

/** The chat platforms that are switched on. Their SDKs are loaded only then: one of them alone takes half a second. */
export async function configuredAdapters(
  config: Config,
  surroundings: AdapterSurroundings,
): Promise<readonly Adapter[]> {
  return [
    ...(config.slack ? [await slack(config.slack, signInWithSlack(config), surroundings)] : []),
    ...(config.teams ? [await teams(config.teams, surroundings)] : []),
  ];
}

async function slack(
  config: NonNullable<Config['slack']>,
  signIn: { client: NonNullable<Config['slackClient']>; issuer: string } | undefined,
  { http, clock, log }: AdapterSurroundings,
): Promise<Adapter> {
  const { createSlackAdapter } = await import('../adapters/slack/index.ts');
  const api = new URL(config.apiUrl);
  return createSlackAdapter({
    ...config,
    signIn: signIn && { ...signIn, http: http([new URL(signIn.issuer).host]) },
    http: http([api.host, 'hooks.slack.com', 'hooks.slack-gov.com']),
    clock,
    log,
  });
}

function signInWithSlack({ slackClient: client, slackOpenIdIssuer: issuer }: Config) {
  return client && { client, issuer };
}

/** Where Teams lives in the public cloud; TEAMS_SERVICE_URLS names other hosts. */
const teamsHosts = ['smba.trafficmanager.net', '*.botframework.com', '*.teams.microsoft.com'];

async function teams(
  config: NonNullable<Config['teams']>,
  { http, database, clock, log }: AdapterSurroundings,
): Promise<Adapter> {
  const { createTeamsAdapter } = await import('../adapters/teams/index.ts');
  const { appId, appPassword, tenantId, signInAuthority: authority } = config;
  const openIdUrl = config.openIdUrl ?? 'https://login.botframework.com/v1/.well-known/openidconfiguration';
  const tokenUrl = config.tokenUrl ?? `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;
  const hosts = config.serviceUrls ?? teamsHosts;
  const isAllowed = hostRule(hosts);
  return createTeamsAdapter({
    appId,
    appPassword,
    tenantId,
    openIdUrl,
    tokenUrl,
    signIn: authority === undefined ? undefined : { authority, http: http([new URL(authority).host]) },
    // Plain http only where the operator names the host, which is for tests.
    serviceHostAllowed: (url) => isAllowed(url) && (url.protocol === 'https:' || config.serviceUrls !== undefined),
    references: createConversationReferenceStore(database),
    http: http([...hosts, new URL(openIdUrl).host, new URL(tokenUrl).host, 'login.botframework.com']),
    clock,
    log,
  });
}
