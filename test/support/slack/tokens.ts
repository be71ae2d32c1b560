import { globex, initech, type StandInWorkspace, workspace } from './workspaces.ts';

/** Which token belongs to which workspace of the stand-in, and which ones work no more. */
export function createTokens() {
  const good = new Map<string, StandInWorkspace>([workspace, globex, initech].map((one) => [one.botToken, one]));
  const bad = new Map<string, string>();
  let made = 0;
  return {
    /** The workspace of this header, or Slack's word for why there is none. */
    of(authorization: string | undefined): StandInWorkspace | string {
      const token = authorization?.replace(/^Bearer /, '') ?? '';
      return bad.get(token) ?? good.get(token) ?? 'invalid_auth';
    },
    /** Another token for this workspace; earlier ones go on working. */
    grant(at: StandInWorkspace): string {
      made += 1;
      const token = `xoxe.xoxb-made-${made}-${at.teamId}`;
      good.set(token, at);
      return token;
    },
    /** From now on, Slack says this of the token. */
    spoil(token: string, word: 'token_revoked' | 'token_expired' | 'account_inactive') {
      bad.set(token, word);
    },
    mend: (token: string) => void bad.delete(token),
  };
}

export type Tokens = ReturnType<typeof createTokens>;
