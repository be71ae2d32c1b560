import { createHash, createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Identity } from '../../src/core/invocation.ts';
import type { Clock, Statuses } from '../../src/core/ports.ts';
import type { StatusToken } from '../../src/core/stores.ts';
import { equalInConstantTime } from '../constant-time.ts';
import { refusedAs, type WebApi } from './api.ts';
import { statusPath, statusScopes } from './scopes.ts';
import { deadToken } from './workspace-apis.ts';

/** A link to agree by is good for so long, and once. */
const stateMilliseconds = 10 * 60_000;
/** A token that was renewed by another try before, or taken back. */
const goneWords: ReadonlySet<string> = new Set([...deadToken, 'invalid_refresh_token', 'user_not_found']);

const profile = z.object({
  profile: z.object({
    status_text: z.string().default(''),
    status_emoji: z.string().default(''),
    status_expiration: z.number().default(0),
  }),
});
const rotating = { refresh_token: z.string().optional(), expires_in: z.number().positive().optional() };
const given = z.object({
  authed_user: z.object({
    id: z.string(),
    access_token: z.string().min(1),
    scope: z.string().default(''),
    ...rotating,
  }),
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
});
const renewed = z.object({ access_token: z.string().min(1), ...rotating });

/** What somebody has agreed to, and as whom. */
export interface GivenStatus {
  readonly userId: string;
  readonly workspaceIds: readonly string[];
  readonly isWhole: boolean;
  readonly token: StatusToken;
}

/** The app's OAuth client, for tokens of single people. */
export interface StatusClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where a browser is sent to, to agree. */
  readonly authorizeUrl: string;
}

/** People's own statuses, by tokens of their own (docs.slack.dev, users.profile.set, auth.revoke). */
export function createSlackStatuses({
  web,
  client: { clientId, clientSecret, authorizeUrl },
  publicUrl,
  clock,
}: {
  readonly web: WebApi;
  readonly client: StatusClient;
  readonly publicUrl: string;
  readonly clock: Clock;
}) {
  const app = web.as(`Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`);
  const redirectUri = `${publicUrl}${statusPath}`;
  const toToken = (one: z.output<typeof renewed>): StatusToken => ({
    token: one.access_token,
    ...(one.refresh_token && one.expires_in
      ? { refreshToken: one.refresh_token, endsAt: new Date(clock().getTime() + one.expires_in * 1_000) }
      : {}),
  });
  const sign = (signed: string) => createHmac('sha256', clientSecret).update(`status/${signed}`).digest('base64url');

  const statuses: Statuses = {
    agreeUrl({ workspaceId, userId }) {
      const nonce = randomBytes(16).toString('base64url');
      const signed = `${nonce}.${clock().getTime() + stateMilliseconds}.${workspaceId}.${userId}`;
      const url = new URL(authorizeUrl);
      url.search = new URLSearchParams({
        client_id: clientId,
        user_scope: statusScopes.join(','),
        redirect_uri: redirectUri,
        state: `${signed}.${sign(signed)}`,
        ...(workspaceId.startsWith('T') ? { team: workspaceId } : {}),
      }).toString();
      return url.href;
    },

    async read(token) {
      const answer = profile.parse(await web.as(`Bearer ${token}`).read('users.profile.get', {}));
      const { status_text: text, status_emoji: emoji, status_expiration: seconds } = answer.profile;
      return { text, emoji, ...(seconds > 0 ? { until: new Date(seconds * 1_000) } : {}) };
    },

    async show(token, { text, emoji, until }) {
      const seconds = until ? Math.floor(until.getTime() / 1_000) : 0;
      await web.as(`Bearer ${token}`).call('users.profile.set', {
        profile: { status_text: text, status_emoji: emoji, status_expiration: seconds },
      });
    },

    async renew(refreshToken) {
      const asked = { grant_type: 'refresh_token', refresh_token: refreshToken };
      return toToken(renewed.parse(await app.read('oauth.v2.access', asked)));
    },

    async revoke(token) {
      await web
        .as(`Bearer ${token}`)
        .read('auth.revoke', {})
        .catch((error: unknown) => {
          if (!refusedAs(error, goneWords)) throw error;
        });
    },

    isGone: (error) => refusedAs(error, goneWords),
  };

  return {
    statuses,

    /** Whose link it was, if it was ours and is not too old, and what to note as used. */
    check(state: unknown): { readonly person: Identity; readonly digest: string; readonly until: Date } | undefined {
      const [nonce = '', until = '', workspaceId = '', userId = '', signature = ''] = String(state).split('.');
      if (!equalInConstantTime(signature, sign(`${nonce}.${until}.${workspaceId}.${userId}`))) return undefined;
      if (Number(until) < clock().getTime()) return undefined;
      const digest = createHash('sha256').update(nonce).digest('base64url');
      return { person: { platform: 'slack', workspaceId, userId }, digest, until: new Date(Number(until)) };
    },

    async exchange(code: string): Promise<GivenStatus> {
      const answer = given.parse(await app.read('oauth.v2.access', { code, redirect_uri: redirectUri }));
      const { id: userId, scope, ...token } = answer.authed_user;
      const granted = scope.split(',');
      return {
        userId,
        workspaceIds: [answer.team?.id, answer.enterprise?.id].filter((id) => id !== undefined),
        isWhole: statusScopes.every((one) => granted.includes(one)),
        token: toToken(token),
      };
    },
  };
}

export type SlackStatuses = ReturnType<typeof createSlackStatuses>;
