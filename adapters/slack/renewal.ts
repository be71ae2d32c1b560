import { randomUUID } from 'node:crypto';
import type { Clock, Log } from '../../src/core/ports.ts';
import type { Installation, InstallationStore, Installations } from './installations.ts';
import type { OAuth } from './oauth.ts';

/** A token that ends sooner than this is renewed before it is used. */
const usedAheadMilliseconds = 10 * 60_000;
/** Nobody may use a workspace for days: its token (12 hours) is renewed by the clock, with several tries before it ends. */
const idleAheadMilliseconds = 2 * 3_600_000;

/** Keeps tokens that rotate from ending. */
export interface Renewal {
  /** The installation with a token that can be used. Rejects only where it has ended and Slack gives no other. */
  usable(installation: Installation): Promise<Installation>;
  /** The installation with another token than this one, which Slack says has ended. */
  instead(installation: Installation): Promise<Installation>;
  /** Renews whatever ends soon. What fails is logged, and tried again at the next call. */
  renewIdle(): Promise<void>;
}

export function createRenewal({
  store,
  oauth,
  installations,
  clock,
  log,
}: {
  readonly store: InstallationStore;
  readonly oauth: OAuth;
  readonly installations: Installations;
  readonly clock: Clock;
  readonly log: Log;
}): Renewal {
  /** One per workspace and process: the others wait here, and not each with a database connection. */
  const running = new Map<string, Promise<Installation | undefined>>();
  const endsWithin = (milliseconds: number) => (one: Installation) =>
    one.tokenExpiresAt !== undefined && one.tokenExpiresAt.getTime() < clock().getTime() + milliseconds;

  return {
    async usable(installation) {
      if (!endsWithin(usedAheadMilliseconds)(installation)) return installation;
      try {
        return (await renew(installation.workspaceId, endsWithin(usedAheadMilliseconds))) ?? installation;
      } catch (error) {
        if (endsWithin(0)(installation)) throw error;
        return installation;
      }
    },

    async instead(installation) {
      const isSame = ({ botToken }: Installation) => botToken === installation.botToken;
      return (await renew(installation.workspaceId, isSame)) ?? installation;
    },

    async renewIdle() {
      const due = endsWithin(idleAheadMilliseconds);
      for (const workspaceId of await store.ending(new Date(clock().getTime() + idleAheadMilliseconds)))
        await renew(workspaceId, due).catch(() => undefined);
    },
  };

  function renew(workspaceId: string, isDue: (one: Installation) => boolean): Promise<Installation | undefined> {
    const already = running.get(workspaceId);
    if (already) return already;
    const renewing = once(workspaceId, isDue).finally(() => running.delete(workspaceId));
    running.set(workspaceId, renewing);
    return renewing;
  }

  async function once(workspaceId: string, isDue: (one: Installation) => boolean): Promise<Installation | undefined> {
    try {
      return await store.renew(
        workspaceId,
        (found) => found.refreshToken !== undefined && isDue(found),
        ({ refreshToken }) => oauth.refresh(refreshToken ?? ''),
      );
    } catch (error) {
      const reference = randomUUID().slice(0, 8).toUpperCase();
      log.error({ reference, workspaceId, error }, 'the Slack token of a workspace could not be renewed');
      throw error;
    } finally {
      installations.forget(workspaceId);
    }
  }
}
