import type { Clock, Log, Receive } from '../../src/core/ports.ts';
import type { Workspaces } from '../../src/core/workspace.ts';
import type { Http } from '../../src/http/http.ts';
import type { Adapter } from '../adapter.ts';
import { createWebApi } from './api.ts';
import { createBoltApp } from './bolt.ts';
import { createSlackChat } from './chat.ts';
import { createDispatch } from './dispatch.ts';
import { serveEvents } from './http-way-in.ts';
import { serveInstall } from './install.ts';
import { createInstallations, type InstallationStore } from './installations.ts';
import { createMembership } from './members.ts';
import { type AppCredentials, createOAuth } from './oauth.ts';
import { createOwnInstallation } from './own-installation.ts';
import { createSlackProof } from './proof.ts';
import { createRemoval } from './removal.ts';
import { createRenewal } from './renewal.ts';
import { createSocketWayIn, type SocketWayIn } from './socket.ts';
import { type StatusTokens, serveStatusPage } from './status-page.ts';
import { createSlackStatuses, type StatusClient } from './statuses.ts';
import { createWorkspaceApis } from './workspace-apis.ts';

/** How many workspaces can install the app by themselves. */
export interface InstallSettings extends AppCredentials {
  /** Signs the state of an installation that has begun. */
  readonly stateSecret: string;
  /** Where a browser is sent to, to agree. */
  readonly authorizeUrl: string;
  readonly store: InstallationStore;
}

/** Slack: slash command, mentions, direct messages, buttons and modals of all workspaces that have the app. */
export function createSlackAdapter(deps: {
  /** By HTTP, where Slack signs what it sends; or by a connection that we open with this app token. */
  readonly wayIn: { readonly signingSecret: string } | { readonly appToken: string };
  /** The token of one workspace that has installed the app in Slack itself. */
  readonly botToken?: string;
  readonly install?: InstallSettings;
  /** Where it is configured: the app's client, by which people let their status be kept. */
  readonly status?: StatusClient & { readonly tokens: StatusTokens };
  /** With a slash at the end. */
  readonly apiUrl: string;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly workspaces: Workspaces;
  /** Where it is configured: Sign in with Slack. */
  readonly signIn?: Parameters<typeof createSlackProof>[0];
  readonly http: Http;
  readonly log: Log;
  readonly clock: Clock;
}): Adapter {
  const { wayIn, install, publicUrl, log, clock } = deps;
  const web = createWebApi(deps);
  const own = deps.botToken === undefined ? undefined : createOwnInstallation(web, deps.botToken);
  const store = install?.store;
  const installations = createInstallations({ store, own, clock });
  const redirectUri = `${publicUrl}/slack/oauth_redirect`;
  const oauth = install && createOAuth({ ...install, web, redirectUri, clock });
  const renewal = store && oauth && createRenewal({ store, oauth, installations, clock, log });
  const apis = createWorkspaceApis({ web, installations, renewal });
  const installUrl = install && `${publicUrl}/slack/install`;
  const status = deps.status && createSlackStatuses({ web, client: deps.status, publicUrl, clock });
  let socket: SocketWayIn | undefined;

  return {
    platform: 'slack',
    chat: createSlackChat({ web, apis, statuses: status?.statuses, clock, log }),
    proof: deps.signIn && createSlackProof(deps.signIn),

    async routes(server, receive: Receive) {
      const bolt = createBoltApp({ web, apis, receive, clock, log });
      const removal = createRemoval({ installations, apis, store, workspaces: deps.workspaces, log });
      const isMember = createMembership(apis, clock);
      const dispatch = createDispatch({ bolt, installations, isMember, removal, web, apis, installUrl, log });
      own?.().catch((error: unknown) =>
        log.warn({ error }, 'Slack does not say yet which workspace the bot token is for'),
      );
      if ('signingSecret' in wayIn) await serveEvents(server, { ...wayIn, dispatch, clock, log });
      else {
        socket = createSocketWayIn({ ...deps, ...wayIn, dispatch });
        socket.start();
      }
      if (status && deps.status) serveStatusPage(server, { statuses: status, tokens: deps.status.tokens, clock, log });
      if (!install || !oauth) return;
      const slackUrl = new URL(install.authorizeUrl).origin;
      await serveInstall(server, { ...install, publicUrl, slackUrl, oauth, installations, clock, log });
    },

    async maintain() {
      await renewal?.renewIdle();
    },

    async close() {
      await socket?.close();
    },
  };
}
