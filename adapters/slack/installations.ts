import { createMemory } from '../../src/core/memory.ts';
import type { Clock } from '../../src/core/ports.ts';

/** A team or Enterprise Grid organisation that has installed the app, and the token to act there with. */
export interface Installation {
  /** The team's id (`T…`), or the organisation's (`E…`) where it was installed for all of it. */
  readonly workspaceId: string;
  readonly name: string;
  /** The organisation that the team belongs to, or the one that this is. */
  readonly enterpriseId?: string;
  readonly isEnterpriseInstall: boolean;
  readonly appId: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  readonly botToken: string;
  /** Where tokens rotate: good for one renewal, and when the bot token ends. */
  readonly refreshToken?: string;
  readonly tokenExpiresAt?: Date;
  readonly installedBy: string;
  readonly installedAt: Date;
}

/** A new token in place of one that ends. */
export interface RenewedToken {
  readonly botToken: string;
  readonly refreshToken: string;
  readonly tokenExpiresAt: Date;
}

/** Where installations are kept, for all replicas. */
export interface InstallationStore {
  /** A second installation in the same place replaces the first. */
  save(installation: Installation): Promise<void>;
  find(workspaceIds: readonly string[]): Promise<readonly Installation[]>;
  /** Places whose tokens end before then and can be renewed. */
  ending(before: Date): Promise<readonly string[]>;
  /**
   * Renews one token at a time over all replicas: whoever comes second sees what the first one saved, and `isDue` then
   * says no. Resolves to what is saved afterwards; undefined where nothing is installed any more.
   */
  renew(
    workspaceId: string,
    isDue: (installation: Installation) => boolean,
    renewed: (installation: Installation) => Promise<RenewedToken>,
  ): Promise<Installation | undefined>;
  /** Deletes it, unless another token has taken the place of this one since. */
  remove(workspaceId: string, botToken: string): Promise<void>;
  /** False if somebody has used this OAuth state before. */
  useState(digest: string, until: Date): Promise<boolean>;
}

/** Whom a delivery is for, as it says itself. */
export interface Asked {
  readonly teamId?: string;
  readonly enterpriseId?: string;
}

/** Who has the app. */
export interface Installations {
  /** The team's own installation, else its organisation's. Rejects where that cannot be found out now. */
  answering(asked: Asked): Promise<Installation | undefined>;
  /** What was installed under this id. */
  find(workspaceId: string): Promise<Installation | undefined>;
  /** The next question is asked of the database anew. */
  forget(workspaceId: string): void;
}

/** So long may a replica not know of a change that another one has made. */
const rememberedMilliseconds = 30_000;
const mostRemembered = 1_000;

export function createInstallations({
  store,
  own,
  clock,
}: {
  readonly store?: InstallationStore;
  /** The place that SLACK_BOT_TOKEN belongs to. Asked last: an installation by OAuth is newer. */
  readonly own?: () => Promise<Installation>;
  readonly clock: Clock;
}): Installations {
  const remembered = createMemory<Promise<Installation | undefined>>({
    milliseconds: rememberedMilliseconds,
    most: mostRemembered,
  });

  const answering: Installations['answering'] = (asked) => {
    const key = `${asked.teamId ?? ''}/${asked.enterpriseId ?? ''}`;
    const now = clock().getTime();
    const known = remembered.get(key, now);
    if (known) return known;
    const found = look(asked);
    remembered.set(key, found, now);
    // That nothing is installed is true only until somebody installs it: it is asked again each time.
    const drop = () => {
      if (remembered.get(key, now) === found) remembered.delete(key);
    };
    found.then((installation) => installation ?? drop(), drop);
    return found;
  };

  return {
    answering,
    find: (workspaceId) => answering({ teamId: workspaceId, enterpriseId: workspaceId }),

    forget(workspaceId) {
      for (const key of remembered.keys()) if (key.split('/').includes(workspaceId)) remembered.delete(key);
    },
  };

  async function look({ teamId, enterpriseId }: Asked): Promise<Installation | undefined> {
    const isAsked = ({ workspaceId, isEnterpriseInstall }: Installation) =>
      workspaceId === (isEnterpriseInstall ? enterpriseId : teamId);
    const ids = [...new Set([teamId, enterpriseId])].filter((id) => id !== undefined);
    const rows = ids.length > 0 && store ? (await store.find(ids)).filter(isAsked) : [];
    // The team's own one goes first.
    const found = rows.find(({ isEnterpriseInstall }) => !isEnterpriseInstall) ?? rows[0];
    if (found || !own) return found;
    const mine = await own();
    return isAsked(mine) ? mine : undefined;
  }
}
