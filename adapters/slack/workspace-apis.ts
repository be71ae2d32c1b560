import { DeliveryError } from '../../src/core/errors.ts';
import { refusedAs, type SlackApi, type WebApi } from './api.ts';
import type { Installation, Installations } from './installations.ts';
import type { Renewal } from './renewal.ts';

/** The Web API of each workspace. Everything that goes out goes by the id of the workspace that it belongs to. */
export interface WorkspaceApis {
  of(workspaceId: string): SlackApi;
  /** What is installed there. Throws `DeliveryError` where nothing is. */
  installed(workspaceId: string): Promise<Installation>;
  /** As what is installed there, without looking for another token where this one is refused. */
  exactly(installation: Installation): SlackApi;
}

/** What Slack says of a token that works no more (docs.slack.dev, errors of the Web API): nothing was done then. */
export const deadToken: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'account_inactive',
  'token_expired',
]);

export function createWorkspaceApis({
  web,
  installations,
  renewal,
}: {
  readonly web: WebApi;
  readonly installations: Installations;
  readonly renewal?: Renewal;
}): WorkspaceApis {
  const exactly = ({ botToken }: Installation) => web.as(`Bearer ${botToken}`);

  return {
    installed,
    exactly,
    of: (workspaceId) => ({
      call: (method, parameters) => trying(workspaceId, (api) => api.call(method, parameters)),
      read: (method, parameters) => trying(workspaceId, (api) => api.read(method, parameters)),
      granted: () => trying(workspaceId, (api) => api.granted()),
      download: (url) => trying(workspaceId, (api) => api.download(url)),
    }),
  };

  async function installed(workspaceId: string): Promise<Installation> {
    const found = await installations.find(workspaceId);
    if (!found) throw new DeliveryError('refused', 'the app is not installed there');
    return renewal ? renewal.usable(found) : found;
  }

  /** Another replica may have a newer token since: where this one is refused, it is read again, and the call made once more. */
  async function trying<Answer>(workspaceId: string, call: (api: SlackApi) => Promise<Answer>): Promise<Answer> {
    const first = await installed(workspaceId);
    try {
      return await call(exactly(first));
    } catch (error) {
      if (!refusedAs(error, deadToken)) throw error;
      installations.forget(workspaceId);
      const other = await another(workspaceId, first, error);
      if (other.botToken === first.botToken) throw error;
      return call(exactly(other));
    }
  }

  async function another(workspaceId: string, first: Installation, error: unknown): Promise<Installation> {
    const other = await installed(workspaceId);
    const ended = renewal && other.botToken === first.botToken && refusedAs(error, new Set(['token_expired']));
    return ended ? renewal.instead(other) : other;
  }
}
