import type { Adapter } from '../adapters/adapter.ts';
import { endpointsOf } from '../adapters/teams/clouds.ts';
import { createConversationReferenceStore } from '../db/conversation-reference-store.ts';
import type { Database } from '../db/database.ts';
import type { SecretBox } from '../db/secret-box.ts';
import { createSlackInstallationStore } from '../db/slack-installation-store.ts';
import { createStatusStore } from '../db/status-store.ts';
import { createTeamsInstallationStore } from '../db/teams-installation-store.ts';
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
  readonly box: SecretBox;
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
    ...(config.slack ? [await slack(config.slack, config.publicUrl, surroundings)] : []),
    ...(config.teams ? [await teams(config.teams, surroundings)] : []),
  ];
}

async function slack(
  { install, signIn, status, ...config }: NonNullable<Config['slack']>,
  publicUrl: string,
  { http, database, box, workspaces, clock, log }: AdapterSurroundings,
): Promise<Adapter> {
  const { createSlackAdapter } = await import('../adapters/slack/index.ts');
  const { host } = new URL(config.apiUrl);
  return createSlackAdapter({
    ...config,
    install: install && { ...install, store: createSlackInstallationStore({ database, box, log }) },
    status: status && { ...status, tokens: createStatusStore({ database, box }) },
    publicUrl,
    workspaces,
    // Response URLs and files live beside the Web API: hooks.slack.com and files.slack.com, or those of slack-gov.com.
    http: http([host, `hooks.${host}`, `files.${host}`]),
    signIn: signIn && { ...signIn, http: http([new URL(signIn.issuer).host]) },
    clock,
    log,
  });
}

async function teams(
  config: NonNullable<Config['teams']>,
  { http, database, workspaces, clock, log }: AdapterSurroundings,
): Promise<Adapter> {
  const { createTeamsAdapter } = await import('../adapters/teams/index.ts');
  const { hosts, fileHosts, keyHost, authority, ...endpoints } = endpointsOf(config);
  const isAllowed = hostRule(hosts);
  const isForFiles = hostRule(fileHosts);
  const { openIdUrl, tokenUrl } = endpoints;
  // Plain http only where the operator names the host, which is for tests.
  const isSafe = (url: URL) =>
    url.username === '' && url.password === '' && (url.protocol === 'https:' || config.serviceUrls !== undefined);
  return createTeamsAdapter({
    ...config,
    ...endpoints,
    signIn: config.signIn ? { authority, http: http([new URL(authority).host]) } : undefined,
    serviceHostAllowed: (url) => isAllowed(url) && isSafe(url),
    fileHostAllowed: (url) => isForFiles(url) && isSafe(url),
    references: createConversationReferenceStore(database),
    installations: createTeamsInstallationStore(database),
    workspaces,
    http: http([...hosts, ...fileHosts, new URL(openIdUrl).host, new URL(tokenUrl).host, keyHost]),
    clock,
    log,
  });
}
