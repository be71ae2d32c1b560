import DataLoader from 'dataloader';
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { MessageReference } from '../src/core/address.ts';
import type { Identity } from '../src/core/invocation.ts';
import type { ShownLife, ShownLives } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { life } from './life-schema.ts';
import { toLife } from './life-store.ts';
import { card, meeting } from './schema.ts';

interface Asked {
  readonly workspace: Pick<Identity, 'platform' | 'workspaceId'>;
  readonly meetingId: string;
}

/** Meetings with where their cards stand. Whoever sees a card anew does so together with others: one query serves all of a moment. */
export function createShownLives({ orm }: Pick<Database, 'orm'>): ShownLives {
  const cards = orm
    .select({ all: sql`coalesce(jsonb_agg(distinct ${card.reference}), '[]')` })
    .from(card)
    .where(eq(card.meetingId, life.meetingId));

  const finding = new DataLoader<Asked, ShownLife | undefined>(
    async (all) => {
      const rows = await orm
        .select({ life, meeting, cards: sql<MessageReference[]>`(${cards})` })
        .from(life)
        .innerJoin(meeting, eq(meeting.id, life.meetingId))
        .where(or(...inWorkspaces(all)));
      const found = new Map(rows.map((row) => [row.life.meetingId, row]));
      return all.map(({ workspace: { platform, workspaceId }, meetingId }) => {
        const row = found.get(meetingId);
        const isTheirs = row?.life.platform === platform && row.life.workspaceId === workspaceId;
        return isTheirs ? { life: toLife(row), startedIn: row.life.conversation, cards: row.cards } : undefined;
      });
    },
    { cache: false, maxBatchSize: 500, batchScheduleFn: setImmediate },
  );

  return { withPlaces: (workspace, meetingId) => finding.load({ workspace, meetingId }) };
}

/** Each workspace with its own meetings: what is asked for with others is found in one's own alone. */
function inWorkspaces(all: readonly Asked[]): readonly (SQL | undefined)[] {
  const byWorkspace = Map.groupBy(all, ({ workspace: { platform, workspaceId } }) => `${platform} ${workspaceId}`);
  return [...byWorkspace.values()].map((asked) => {
    const [{ workspace } = { workspace: { platform: 'web', workspaceId: '' } as const }] = asked;
    const ids = [...new Set(asked.map(({ meetingId }) => meetingId))];
    return and(
      eq(life.platform, workspace.platform),
      eq(life.workspaceId, workspace.workspaceId),
      inArray(life.meetingId, ids),
    );
  });
}
