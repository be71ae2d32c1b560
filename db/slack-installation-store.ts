import { and, eq, inArray, isNotNull, lt } from 'drizzle-orm';
import pLimit from 'p-limit';
import type { Log } from '../src/core/ports.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { slackInstallation as installations, signInTry } from './schema.ts';
import { slackTokenContext } from './sealed-columns.ts';
import type { SecretBox } from './secret-box.ts';

/** Each holds a connection while Slack is asked: the others are for everybody else. */
const mostRenewalsAtOnce = 3;

interface Token {
  readonly botToken: string;
  readonly refreshToken?: string;
  readonly tokenExpiresAt?: Date;
}

interface Installation extends Token {
  readonly workspaceId: string;
  readonly name: string;
  readonly enterpriseId?: string;
  readonly isEnterpriseInstall: boolean;
  readonly appId: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  readonly installedBy: string;
  readonly installedAt: Date;
}

/** Which Slack workspaces have the app, and how to act there. Implements the port of the Slack adapter. */
export function createSlackInstallationStore({
  database: { orm },
  box,
  log,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly box: SecretBox;
  readonly log: Log;
}) {
  const renewals = pLimit(mostRenewalsAtOnce);
  const at = (workspaceId: string) => eq(installations.workspaceId, workspaceId);

  return {
    async save(installation: Installation): Promise<void> {
      const { workspaceId, botToken: _bot, refreshToken: _refresh, tokenExpiresAt: _ends, ...rest } = installation;
      const set = {
        ...rest,
        name: toText(rest.name),
        enterpriseId: rest.enterpriseId ?? null,
        scopes: [...rest.scopes],
        ...sealed(workspaceId, installation),
      };
      await orm
        .insert(installations)
        .values({ workspaceId, ...set })
        .onConflictDoUpdate({ target: installations.workspaceId, set });
    },

    async find(workspaceIds: readonly string[]): Promise<readonly Installation[]> {
      const rows = await orm
        .select()
        .from(installations)
        .where(inArray(installations.workspaceId, [...workspaceIds]));
      return rows.flatMap((row) => opened(row) ?? []);
    },

    async ending(before: Date): Promise<readonly string[]> {
      const rows = await orm
        .select({ workspaceId: installations.workspaceId })
        .from(installations)
        .where(and(isNotNull(installations.sealedRefreshToken), lt(installations.tokenExpiresAt, before)))
        .orderBy(installations.tokenExpiresAt);
      return rows.map(({ workspaceId }) => workspaceId);
    },

    /** The row is locked while the other side is asked: a refresh token is good for one use, and others have to see the next. */
    renew(
      workspaceId: string,
      isDue: (installation: Installation) => boolean,
      renewed: (installation: Installation) => Promise<Token>,
    ): Promise<Installation | undefined> {
      return renewals(() =>
        orm.transaction(async (change) => {
          const [row] = await change.select().from(installations).where(at(workspaceId)).for('update');
          const found = row && opened(row);
          if (!found || !isDue(found)) return found;
          const token = await renewed(found);
          await change.update(installations).set(sealed(workspaceId, token)).where(at(workspaceId));
          return { ...found, ...token };
        }),
      );
    },

    async remove(workspaceId: string, botToken: string): Promise<void> {
      await orm.transaction(async (change) => {
        const [row] = await change.select().from(installations).where(at(workspaceId)).for('update');
        if (row && opened(row)?.botToken === botToken) await change.delete(installations).where(at(workspaceId));
      });
    },

    /** Used states are kept beside other things that count once for a while, and deleted with them. */
    async useState(digest: string, until: Date): Promise<boolean> {
      const rows = await orm
        .insert(signInTry)
        .values({ key: `slack-install:${digest}`, points: 1, expire: until.getTime() })
        .onConflictDoNothing()
        .returning({ key: signInTry.key });
      return rows.length > 0;
    },
  };

  function sealed(workspaceId: string, { botToken, refreshToken, tokenExpiresAt }: Token) {
    return {
      sealedBotToken: box.seal(botToken, slackTokenContext(workspaceId, 'bot_token')),
      sealedRefreshToken:
        refreshToken === undefined ? null : box.seal(refreshToken, slackTokenContext(workspaceId, 'refresh_token')),
      tokenExpiresAt: tokenExpiresAt ?? null,
    };
  }

  /** One whose token does not open (its key is gone) counts as none: the app has to be added again. */
  function opened(row: typeof installations.$inferSelect): Installation | undefined {
    const { sealedBotToken, sealedRefreshToken, tokenExpiresAt, enterpriseId, ...rest } = row;
    try {
      return {
        ...rest,
        enterpriseId: enterpriseId ?? undefined,
        botToken: box.open(sealedBotToken, slackTokenContext(row.workspaceId, 'bot_token')),
        refreshToken:
          sealedRefreshToken === null
            ? undefined
            : box.open(sealedRefreshToken, slackTokenContext(row.workspaceId, 'refresh_token')),
        tokenExpiresAt: tokenExpiresAt ?? undefined,
      };
    } catch (error) {
      log.error(
        { workspaceId: row.workspaceId, error },
        'the sealed token of a Slack installation could not be opened',
      );
      return undefined;
    }
  }
}
