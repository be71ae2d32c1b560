import { and, asc, desc, eq, gt, inArray, isNotNull, like, ne, or, type SQL, sql } from 'drizzle-orm';
import type { MessageReference } from '../src/core/address.ts';
import { accessCardKey } from '../src/core/commands/access/cards.ts';
import type { Identity } from '../src/core/invocation.ts';
import type { AccessRequest, AccessRequestStore } from '../src/core/stores.ts';
import { accessRequest } from './access-schema.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { account, effect, identity, isOf, link } from './schema.ts';
import { type By, whileThere } from './while-there.ts';

const mostDeciders = 5;
const mostOpen = 10;

type Workspace = Pick<Identity, 'platform' | 'workspaceId'>;

/** Requests for accounts. */
export function createAccessStore({
  database: { orm },
  by,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly by?: By;
}): AccessRequestStore {
  const isIn = ({ platform, workspaceId }: Workspace): SQL | undefined =>
    and(eq(accessRequest.platform, platform), eq(accessRequest.workspaceId, workspaceId));
  const set = async (where: SQL | undefined, values: Partial<typeof accessRequest.$inferInsert>) =>
    (await whileThere(orm, by, (change) => change.update(accessRequest).set(values).where(where).returning())) ?? [];

  return {
    async latest(person) {
      const [row] = await orm
        .select()
        .from(accessRequest)
        .where(isOf(accessRequest, person))
        .orderBy(desc(accessRequest.createdAt))
        .limit(1);
      return row && toRequest(row);
    },

    async find(workspace, id) {
      const [row] = await orm
        .select()
        .from(accessRequest)
        .where(and(isIn(workspace), eq(accessRequest.id, id)));
      return row && toRequest(row);
    },

    async open(workspace, since) {
      const rows = await orm
        .select()
        .from(accessRequest)
        .where(
          and(isIn(workspace), inArray(accessRequest.state, ['open', 'deciding']), gt(accessRequest.createdAt, since)),
        )
        .orderBy(asc(accessRequest.createdAt))
        .limit(mostOpen);
      return rows.map(toRequest);
    },

    async create({ id, person: { platform, workspaceId, userId }, name, email, note, origin, createdAt }) {
      const row = { id, platform, workspaceId, userId, origin, createdAt, state: 'open' as const };
      const made = await whileThere(orm, by, (change) =>
        change
          .insert(accessRequest)
          .values({ ...row, name: toText(name), email: toText(email), note: toText(note) })
          .onConflictDoNothing()
          .returning({ id: accessRequest.id }),
      );
      return (made?.length ?? 0) > 0;
    },

    async take(decider, id) {
      const mine = and(eq(accessRequest.state, 'deciding'), eq(accessRequest.decidedBy, decider.userId));
      const free = or(eq(accessRequest.state, 'open'), mine);
      const values = { state: 'deciding', decidedBy: decider.userId } as const;
      const [row] = await set(and(isIn(decider), eq(accessRequest.id, id), free), values);
      return row && toRequest(row);
    },

    async release(decider, id) {
      const mine = and(eq(accessRequest.state, 'deciding'), eq(accessRequest.decidedBy, decider.userId));
      await set(and(isIn(decider), eq(accessRequest.id, id), mine), { state: 'open', decidedBy: null });
    },

    async decide(decider, id, state, decidedAt, reason) {
      const values = {
        state,
        decidedBy: decider.userId,
        decidedAt,
        reason: reason === undefined ? null : toText(reason),
      };
      await set(and(isIn(decider), eq(accessRequest.id, id)), values);
    },

    async withdraw(person, id) {
      const where = and(isOf(accessRequest, person), eq(accessRequest.id, id), eq(accessRequest.state, 'open'));
      return (await set(where, { state: 'withdrawn' })).length > 0;
    },

    async deciders({ platform, workspaceId }, bound) {
      const isRight = bound
        ? or(inArray(account.role, ['reseller', 'admin']), eq(account.customerId, bound.customerId))
        : undefined;
      const rows = await orm
        .selectDistinctOn([link.userId], { userId: link.userId, name: identity.name })
        .from(link)
        .innerJoin(account, eq(account.id, link.accountId))
        .innerJoin(
          identity,
          and(
            eq(identity.platform, link.platform),
            eq(identity.workspaceId, link.workspaceId),
            eq(identity.userId, link.userId),
          ),
        )
        .where(and(eq(link.platform, platform), eq(link.workspaceId, workspaceId), ne(account.role, 'user'), isRight))
        .orderBy(link.userId)
        .limit(mostDeciders);
      return rows.map(({ userId, name }) => ({ identity: { platform, workspaceId, userId }, name }));
    },

    async cards(id) {
      const { reference, platform, workspaceId, userId } = effect;
      const rows = await orm
        .selectDistinctOn([reference], { reference, platform, workspaceId, userId })
        .from(effect)
        .where(
          and(like(effect.key, `${accessCardKey(id)}%`), isNotNull(reference), sql`${effect.body} ->> 'do' = 'direct'`),
        );
      return rows.map(({ reference: message, ...decider }) => ({ decider, message: message as MessageReference }));
    },
  };
}

function toRequest(row: typeof accessRequest.$inferSelect): AccessRequest {
  const { platform, workspaceId, userId, id, name, email, note, state, origin, createdAt } = row;
  return {
    ...{ id, person: { platform, workspaceId, userId }, name, email, note, state, origin, createdAt },
    decidedBy: row.decidedBy === null ? undefined : { platform, workspaceId, userId: row.decidedBy },
    decidedAt: row.decidedAt ?? undefined,
    reason: row.reason ?? undefined,
  };
}
