import { z } from 'zod';
import type { Clock } from '../../src/core/ports.ts';
import type { WebApi } from './api.ts';
import type { Installation, RenewedToken } from './installations.ts';
import { scopes } from './scopes.ts';

/** What identifies the app to Slack when it is installed. */
export interface AppCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** OAuth v2 of Slack (docs.slack.dev, installing with OAuth; using token rotation). The two calls throw `DeliveryError`. */
export interface OAuth {
  /** Where a browser is sent to. */
  authorizeUrl(state: string): string;
  /** What was installed, for the code that came back. Good once. */
  exchange(code: string): Promise<Installation>;
  /** A new bot token for a refresh token, which is used up by it. */
  refresh(refreshToken: string): Promise<RenewedToken>;
}

const token = { access_token: z.string().min(1), token_type: z.literal('bot') };
const rotating = { refresh_token: z.string().min(1), expires_in: z.number().positive() };
const place = z.object({ id: z.string(), name: z.string().nullish() }).nullish();
const access = z.object({
  ...token,
  refresh_token: rotating.refresh_token.optional(),
  expires_in: rotating.expires_in.optional(),
  scope: z.string().default(''),
  bot_user_id: z.string(),
  app_id: z.string(),
  team: place,
  enterprise: place,
  is_enterprise_install: z.boolean().default(false),
  authed_user: z.object({ id: z.string() }),
});
const refreshed = z.object({ ...token, ...rotating });

export function createOAuth({
  web,
  clientId,
  clientSecret,
  authorizeUrl,
  redirectUri,
  clock,
}: AppCredentials & {
  readonly web: WebApi;
  readonly authorizeUrl: string;
  readonly redirectUri: string;
  readonly clock: Clock;
}): OAuth {
  const api = web.as(`Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`);
  const until = (seconds: number) => new Date(clock().getTime() + seconds * 1_000);

  return {
    authorizeUrl(state) {
      const url = new URL(authorizeUrl);
      // Which of them are optional stands in the app's manifest: Slack then lets people choose.
      const scope = scopes.map((one) => one.scope).join(',');
      url.search = new URLSearchParams({ client_id: clientId, scope, redirect_uri: redirectUri, state }).toString();
      return url.href;
    },

    async exchange(code) {
      const given = access.parse(await api.read('oauth.v2.access', { code, redirect_uri: redirectUri }));
      const installed = given.is_enterprise_install ? given.enterprise : given.team;
      if (!installed) throw new Error('Slack does not say where the app was installed');
      const { refresh_token: refreshToken, expires_in: seconds } = given;
      return {
        workspaceId: installed.id,
        name: installed.name ?? installed.id,
        enterpriseId: given.enterprise?.id,
        isEnterpriseInstall: given.is_enterprise_install,
        appId: given.app_id,
        botUserId: given.bot_user_id,
        scopes: given.scope.split(',').filter((scope) => scope !== ''),
        botToken: given.access_token,
        ...(refreshToken && seconds ? { refreshToken, tokenExpiresAt: until(seconds) } : {}),
        installedBy: given.authed_user.id,
        installedAt: clock(),
      };
    },

    async refresh(refreshToken) {
      const given = await api.read('oauth.v2.access', { grant_type: 'refresh_token', refresh_token: refreshToken });
      const renewed = refreshed.parse(given);
      return {
        botToken: renewed.access_token,
        refreshToken: renewed.refresh_token,
        tokenExpiresAt: until(renewed.expires_in),
      };
    },
  };
}
