import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import {
  codeWindowMilliseconds,
  linkMilliseconds,
  mostCodeTries,
  mostCodeTriesOfPerson,
} from '../src/core/link-ticket.ts';
import type { Log } from '../src/core/ports.ts';
import type { Ticket, TicketStore } from '../src/core/stores.ts';
import type { TokenMode } from '../src/core/workspace.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { createRedeem } from './redeem.ts';
import { isOf, signInPrompt, ticket, workspace } from './schema.ts';
import type { SecretBox } from './secret-box.ts';
import { useTicket } from './use-ticket.ts';

/** Links to our pages. */
export function createTicketStore(deps: {
  readonly database: Pick<Database, 'orm'>;
  readonly box: SecretBox;
  readonly instanceId: string;
  readonly leaseSeconds: number;
  /** The API id that accounts are reached by. */
  readonly service: string;
  readonly log: Log;
}): TicketStore {
  const { orm } = deps.database;
  const selected = () =>
    orm
      .select({ ticket, tokenMode: workspace.tokenMode, apiId: workspace.apiId })
      .from(ticket)
      .leftJoin(workspace, and(eq(workspace.platform, ticket.platform), eq(workspace.workspaceId, ticket.workspaceId)));
  const find: TicketStore['find'] = async (nonceDigest) => {
    const [row] = await selected().where(eq(ticket.nonceDigest, nonceDigest));
    return row && toTicket(row);
  };

  return {
    async mint(nonceDigest, { person, personName, workspaceName, ...rest }) {
      const names = { personName: toText(personName), workspaceName: toText(workspaceName) };
      await orm.insert(ticket).values({ nonceDigest, ...person, ...names, ...rest });
    },
    find,

    async bind(nonceDigest, browserDigest, at) {
      await orm
        .update(ticket)
        .set({ browserDigest, boundAt: at })
        .where(and(eq(ticket.nonceDigest, nonceDigest), isNull(ticket.browserDigest), isNull(ticket.usedAt)));
      return find(nonceDigest);
    },

    async claimPrompt(person, conversation, invocationId, at) {
      const claimed = await orm
        .insert(signInPrompt)
        .values({ ...person, conversation, invocationId, askedAt: at })
        .onConflictDoUpdate({
          target: [signInPrompt.platform, signInPrompt.workspaceId, signInPrompt.userId, signInPrompt.conversation],
          set: { invocationId, askedAt: at },
          setWhere: or(
            lte(signInPrompt.askedAt, new Date(at.getTime() - linkMilliseconds)),
            eq(signInPrompt.invocationId, invocationId),
          ),
        })
        .returning({ invocationId: signInPrompt.invocationId });
      return claimed.length > 0;
    },

    async unproven(person, at) {
      const rows = await selected()
        .where(
          and(
            isOf(ticket, person),
            isNotNull(ticket.browserDigest),
            isNull(ticket.provenAt),
            isNull(ticket.usedAt),
            gt(ticket.expiresAt, at),
          ),
        )
        .orderBy(desc(ticket.createdAt))
        .limit(5);
      return rows.map(toTicket);
    },

    countCodeTries: (ids) =>
      orm.transaction(async (change) => {
        // One code after the other, whichever links they are for: the sum would not see those at the same time.
        const lock = sql`pg_advisory_xact_lock(hashtextextended(concat_ws('/', ${ticket.platform}, ${ticket.workspaceId}, ${ticket.userId}), 0))`;
        await change
          .select({ lock })
          .from(ticket)
          .where(inArray(ticket.id, [...ids]));
        const tries: number[] = [];
        for (const id of ids) tries.push(await countOne(change, id));
        return tries;
      }),

    codeTriesOfPerson: (one) => codesOf(orm, one),

    async countPasswordTry(id) {
      const [row] = await orm
        .update(ticket)
        .set({ passwordTries: sql`${ticket.passwordTries} + 1` })
        .where(eq(ticket.id, id))
        .returning({ tries: ticket.passwordTries });
      return row?.tries ?? Number.POSITIVE_INFINITY;
    },

    async prove(id, at) {
      await orm.update(ticket).set({ provenAt: at }).where(eq(ticket.id, id));
    },

    use: (id, at) => useTicket(orm, id, at),

    redeem: createRedeem(deps),
  };
}

async function countOne(change: Pick<Database['orm'], 'select' | 'update'>, id: string): Promise<number> {
  const [row] = await change
    .update(ticket)
    .set({ codeTries: sql`${ticket.codeTries} + 1` })
    .where(and(eq(ticket.id, id), lt(ticket.codeTries, mostCodeTries)))
    .returning();
  if (!row) return Number.POSITIVE_INFINITY;
  if ((await codesOf(change, { person: personOf(row), createdAt: row.createdAt })) <= mostCodeTriesOfPerson)
    return row.codeTries;
  await change.update(ticket).set({ codeTries: mostCodeTries }).where(eq(ticket.id, id));
  return Number.POSITIVE_INFINITY;
}

async function codesOf(
  orm: Pick<Database['orm'], 'select'>,
  { person, createdAt }: Pick<Ticket, 'person' | 'createdAt'>,
): Promise<number> {
  const [row] = await orm
    .select({ tries: sql<number>`coalesce(sum(${ticket.codeTries}), 0)::int` })
    .from(ticket)
    .where(
      and(
        isOf(ticket, person),
        isNull(ticket.provenAt),
        gt(ticket.createdAt, new Date(createdAt.getTime() - codeWindowMilliseconds)),
      ),
    );
  return row?.tries ?? 0;
}

function personOf({ platform, workspaceId, userId }: typeof ticket.$inferSelect): Ticket['person'] {
  return { platform, workspaceId, userId };
}

interface TicketRow {
  readonly ticket: typeof ticket.$inferSelect;
  readonly tokenMode: TokenMode | null;
  readonly apiId: string | null;
}

function toTicket({ ticket: row, tokenMode, apiId }: TicketRow): Ticket {
  const {
    platform,
    workspaceId,
    userId,
    nonceDigest: _,
    browserDigest,
    boundAt,
    provenAt,
    usedAt,
    personEmail,
    ...rest
  } = row;
  return {
    ...rest,
    person: { platform, workspaceId, userId },
    personEmail: personEmail ?? undefined,
    browserDigest: browserDigest ?? undefined,
    boundAt: boundAt ?? undefined,
    provenAt: provenAt ?? undefined,
    usedAt: usedAt ?? undefined,
    tokenMode: tokenMode ?? 'ask_again',
    apiId: apiId ?? undefined,
  };
}
