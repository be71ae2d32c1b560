import { randomBytes } from 'node:crypto';
import type { StatusStandIn } from './statuses.ts';
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
  /** Where somebody gives a right of their own. */
  readonly user?: { readonly id: string; readonly scope: string };
}

/** OAuth v2 as Slack documents it: codes and refresh tokens are good for one use. */
export function createOAuthStandIn(tokens: Tokens, statuses: StatusStandIn) {
  const codes = new Map<string, Grant>();
  const refreshTokens = new Map<string, StandInWorkspace>();
  /** Whose refresh token it is, where it is none of a bot. */
  const people = new Map<string, NonNullable<Grant['user']>>();
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  let refusal: string | undefined;

  const rotating = (at: StandInWorkspace) => {
    const refresh = `xoxe-1-${randomBytes(6).toString('hex')}`;
    refreshTokens.set(refresh, at);
    return { refresh_token: refresh, expires_in: 43_200 };
  };

  return {
    /** Somebody agrees on Slack's page. Resolves to where the browser is sent. */
    agree(authorizeUrl: string, at: StandInWorkspace, { rotates = false, userId = 'U0ADA' } = {}): string {
      const asked = new URL(authorizeUrl).searchParams;
      const redirectUri = asked.get('redirect_uri') ?? '';
      const code = randomBytes(8).toString('hex');
      const scope = asked.get('user_scope');
      codes.set(code, { at, rotates, redirectUri, user: scope ? { id: userId, scope } : undefined });
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
      if (grant.user) return ofPerson(grant, grant.user);
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

  function ofPerson({ at, rotates }: Grant, { id, scope }: NonNullable<Grant['user']>): object {
    const token = statuses.grant(id, scope);
    const ends = rotates ? { refresh_token: refreshFor(id, scope), expires_in: 43_200 } : {};
    return {
      ...{ ok: true, app_id: 'A0APP', is_enterprise_install: false, enterprise: null, team: { id: at.teamId } },
      authed_user: { id, scope, token_type: 'user', access_token: token, ...ends },
    };
  }

  function refreshFor(id: string, scope: string): string {
    const refresh = `xoxe-1-${randomBytes(6).toString('hex')}`;
    people.set(refresh, { id, scope });
    return refresh;
  }

  function refresh(given: string): object {
    if (refusal) return { ok: false, error: refusal };
    const person = people.get(given);
    if (person && people.delete(given)) {
      const { id, scope } = person;
      const ends = { refresh_token: refreshFor(id, scope), expires_in: 43_200 };
      return { ok: true, token_type: 'user', access_token: statuses.grant(id, scope), ...ends };
    }
    const at = refreshTokens.get(given);
    if (!refreshTokens.delete(given) || !at) return { ok: false, error: 'invalid_refresh_token' };
    return { ok: true, token_type: 'bot', access_token: tokens.grant(at), ...rotating(at) };
  }
}
