import { randomBytes } from 'node:crypto';

interface Profile {
  readonly status_text: string;
  readonly status_emoji: string;
  /** In seconds since 1970; 0: it stays. */
  readonly status_expiration: number;
}

const nothing: Profile = { status_text: '', status_emoji: '', status_expiration: 0 };

/** Tokens of single people, and the statuses that they may change (docs.slack.dev, users.profile.set, auth.revoke). */
export function createStatusStandIn(failure: (error: string) => object) {
  const tokens = new Map<string, { readonly userId: string; readonly scope: string }>();
  const revoked: string[] = [];
  const profiles = new Map<string, Profile>();
  const profileOf = (userId: string) => profiles.get(userId) ?? nothing;

  return {
    revoked,
    tokens,
    profileOf,
    /** As the person does it in Slack. */
    set: (userId: string, text: string, emoji: string, until = 0) =>
      void profiles.set(userId, { status_text: text, status_emoji: emoji, status_expiration: until }),
    grant(userId: string, scope: string): string {
      const token = `xoxp-${randomBytes(12).toString('hex')}`;
      tokens.set(token, { userId, scope });
      return token;
    },
    /** Undefined where that is no token of a person. */
    answer(method: string, authorization: string | undefined, body: Record<string, unknown>): object | undefined {
      const token = authorization?.replace(/^Bearer /, '') ?? '';
      if (!token.startsWith('xoxp-')) return undefined;
      const person = tokens.get(token);
      if (!person) return failure('token_revoked');
      const may = (scope: string) => person.scope.split(',').includes(scope);
      switch (method) {
        case 'users.profile.get':
          return may('users.profile:read') ? { ok: true, profile: profileOf(person.userId) } : failure('missing_scope');
        case 'users.profile.set':
          if (!may('users.profile:write')) return failure('missing_scope');
          profiles.set(person.userId, { ...profileOf(person.userId), ...(body.profile as Profile) });
          return { ok: true, profile: profileOf(person.userId) };
        case 'auth.revoke':
          tokens.delete(token);
          revoked.push(token);
          return { ok: true, revoked: true };
        default:
          return failure('not_allowed_token_type');
      }
    },
  };
}

export type StatusStandIn = ReturnType<typeof createStatusStandIn>;
