import { randomBytes } from 'node:crypto';
import type { Tokens } from './tokens.ts';
import type { StandInWorkspace } from './workspaces.ts';

export const clientId = '1234.5678';
export const clientSecret = 'a client secret of a test';

/** What turns installing on. */
export const installing = {
  SLACK_CLIENT_ID: clientId,
  SLACK_CLIENT_SECRET: clientSecret,
  SLACK_STATE_SECRET: 'a state secret that is only for tests, and long',
};

interface Grant {
  readonly at: StandInWorkspace;
  readonly rotates: boolean;
  readonly redirectUri: string;
}

/** OAuth v2 as Slack documents it: codes and refresh tokens are good for one use. */
export function createOAuthStandIn(tokens: Tokens) {
  const codes = new Map<string, Grant>();
  const refreshTokens = new Map<string, StandInWorkspace>();
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  let refusal: string | undefined;

  const rotating = (at: StandInWorkspace) => {
    const refresh = `xoxe-1-${randomBytes(6).toString('hex')}`;
    refreshTokens.set(refresh, at);
    return { refresh_token: refresh, expires_in: 43_200 };
  };

  return {
    /** Somebody agrees on Slack's page. Resolves to where the browser is sent. */
    agree(authorizeUrl: string, at: StandInWorkspace, { rotates = false } = {}): string {
      const asked = new URL(authorizeUrl).searchParams;
      const redirectUri = asked.get('redirect_uri') ?? '';
      const code = randomBytes(8).toString('hex');
      codes.set(code, { at, rotates, redirectUri });
      const url = new URL(redirectUri);
      url.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return url.href;
    },

    /** A refresh token, as one gets it by installing where tokens rotate. */
    refreshToken: (at: StandInWorkspace): string => rotating(at).refresh_token,

    /** Until further notice, refreshing ends like this. */
    refuseToRefresh(word: string | undefined) {
      refusal = word;
    },

    access(authorization: string | undefined, body: Record<string, string>): object {
      if (authorization !== basic) return { ok: false, error: 'bad_client_secret' };
      if (body.grant_type === 'refresh_token') return refresh(body.refresh_token ?? '');
      const grant = codes.get(body.code ?? '');
      if (!grant) return { ok: false, error: 'invalid_code' };
      codes.delete(body.code ?? '');
      if (grant.redirectUri !== body.redirect_uri) return { ok: false, error: 'bad_redirect_uri' };
      const { at, rotates } = grant;
      const enterprise = at.enterpriseId ? { id: at.enterpriseId, name: at.name } : null;
      return {
        ok: true,
        app_id: 'A0APP',
        authed_user: { id: 'U0ADA' },
        scope: 'commands,chat:write',
        token_type: 'bot',
        access_token: rotates ? tokens.grant(at) : at.botToken,
        bot_user_id: at.botUserId,
        team: at.isEnterpriseInstall ? null : { id: at.teamId, name: at.name },
        enterprise,
        is_enterprise_install: at.isEnterpriseInstall === true,
        ...(rotates ? rotating(at) : {}),
      };
    },
  };

  function refresh(given: string): object {
    if (refusal) return { ok: false, error: refusal };
    const at = refreshTokens.get(given);
    if (!refreshTokens.delete(given) || !at) return { ok: false, error: 'invalid_refresh_token' };
    return { ok: true, token_type: 'bot', access_token: tokens.grant(at), ...rotating(at) };
  }
}
