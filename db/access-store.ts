import { and, asc, desc, eq, inArray, isNotNull, like, lt, ne, or, type SQL } from 'drizzle-orm';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { MessageReference } from '../src/core/address.ts';
import { type Identity, identityKey } from '../src/core/invocation.ts';
import type { AccessCard, AccessRequest, AccessState, AccessStore, Administrator } from '../src/core/stores.ts';
import type { WorkspaceKey } from '../src/core/workspace.ts';
import { accessRequest } from './access-schema.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { createLimiter, digest } from './limiter.ts';
import { linkWithout } from './link-without.ts';
import { putWithin } from './outbox.ts';
import type { Change } from './schedule-row.ts';
import { account, audit, effect, identity, isOf, link, pseudonym, slackInstallation } from './schema.ts';
import { type By, whileThere } from './while-there.ts';

/** So often somebody may ask within a day, forgotten meanwhile or not. */
const mostAsksADay = 5;
const daySeconds = 24 * 60 * 60;
/** Whoever claims a request has this long to come to an end before somebody else may take it. */
const claimMilliseconds = 15 * 60_000;
/** Nobody is asked for help by more people than that. */
const mostAdministrators = 50;

/** Requests for access. */
export function createAccessStore({
  database: { orm, pool },
  service,
  by: running,
}: {
  readonly database: Pick<Database, 'orm' | 'pool'>;
  /** The API id that accounts are reached by. */
  readonly service: string;
  readonly by?: By;
}): AccessStore {
  const limiter = createLimiter({ pool }, { kind: 'access', points: mostAsksADay, seconds: daySeconds });
  const isOne = (id: string) => eq(accessRequest.id, id);
  const isIn = (...states: AccessState[]) => inArray(accessRequest.state, states);
  const isUndecided = isIn('open', 'deciding');
  /** Somebody began to decide, and came to no end. */
  const isForsaken = (at: Date) =>
    and(isIn('deciding'), lt(accessRequest.claimedAt, new Date(at.getTime() - claimMilliseconds)));
  const isClaimedBy = (id: string, claim: string) => and(isOne(id), isIn('deciding'), eq(accessRequest.claim, claim));
  const move = async (where: SQL | undefined, to: Partial<typeof accessRequest.$inferInsert>) => {
    const rows = await whileThere(orm, running, (change) =>
      change.update(accessRequest).set(to).where(where).returning(),
    );
    return (rows ?? []).map(fromRow);
  };
  const select = (where: SQL | undefined) => orm.select().from(accessRequest).where(where);

  return {
    async latest(person) {
      const [row] = await select(isOf(accessRequest, person)).orderBy(desc(accessRequest.createdAt)).limit(1);
      return row && fromRow(row);
    },

    async find(workspace, id) {
      const [row] = await select(and(isOne(id), inside(workspace)));
      return row && fromRow(row);
    },

    async undecided(workspace, most) {
      const rows = await select(and(inside(workspace), isUndecided))
        .orderBy(asc(accessRequest.createdAt))
        .limit(most);
      return rows.map(fromRow);
    },

    async mayAsk(person) {
      try {
        await limiter.consume(digest(identityKey(person)));
        return true;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return false;
        throw refused;
      }
    },

    ask: ({ person, askedAt, ...request }, invocationId) =>
      whileThere(orm, running, async (change) => {
        const { platform, workspaceId, userId } = person;
        const { name, email, note, chatName } = request;
        const texts = { name: toText(name), email: toText(email), note: toText(note), chatName: toText(chatName) };
        const row = { ...request, ...texts, platform, workspaceId, userId, invocationId } as const;
        const [made] = await change
          .insert(accessRequest)
          .values({ ...row, createdAt: askedAt, state: 'open' })
          .onConflictDoNothing()
          .returning();
        if (made) return { request: fromRow(made), isNew: true };
        // An earlier run of this very invocation, or one that it repeats, may have written it.
        const [mine] = await change
          .update(accessRequest)
          .set({ invocationId })
          .where(and(isOne(request.id), isOf(accessRequest, person)))
          .returning();
        if (mine) return { request: fromRow(mine), isNew: true };
        const [open] = await change
          .select()
          .from(accessRequest)
          .where(and(isOf(accessRequest, person), isUndecided));
        return open && { request: fromRow(open), isNew: false };
      }),

    async withdraw(person, at) {
      const [gone] = await move(and(isOf(accessRequest, person), isIn('open')), { state: 'withdrawn', decidedAt: at });
      return gone;
    },

    async claim({ identity: decider, name, claim }, id, at) {
      const isFree = or(isIn('open'), eq(accessRequest.claim, claim), isForsaken(at));
      const [mine] = await move(and(isOne(id), inside(decider), isUndecided, isFree), {
        state: 'deciding',
        decidedBy: decider.userId,
        deciderName: toText(name),
        claim,
        claimedAt: at,
      });
      return mine;
    },

    async tries(id, claim, email) {
      await move(isClaimedBy(id, claim), { tried: toText(email) });
    },

    async release(id, claim) {
      const nobody = { decidedBy: null, deciderName: null, claim: null, claimedAt: null, tried: null };
      await move(isClaimedBy(id, claim), { state: 'open', ...nobody });
    },

    approve: ({ claim }, id, { outcome, email, link: linking }, at) =>
      whileThere(orm, running, (change) =>
        change.transaction(async (within) => {
          const [row] = await within
            .update(accessRequest)
            .set({ state: 'approved', outcome, email: toText(email), decidedAt: at, tried: null })
            .where(isClaimedBy(id, claim))
            .returning();
          if (!row) return undefined;
          const request = fromRow(row);
          if (linking) await linkWithout(within, { ...linking, request, service, at });
          return request;
        }),
      ),

    async decline({ identity: decider, name, claim }, id, reason, at) {
      const isFree = or(isIn('open'), isForsaken(at), and(isIn('declined'), eq(accessRequest.claim, claim)));
      const [declined] = await move(and(isOne(id), inside(decider), isFree), {
        ...{ state: 'declined', reason: toText(reason), decidedAt: at, claim },
        ...{ decidedBy: decider.userId, deciderName: toText(name) },
      });
      return declined;
    },

    async isSettledBy(id, claim) {
      return (
        (await orm.$count(
          accessRequest,
          and(isOne(id), ne(accessRequest.state, 'deciding'), eq(accessRequest.claim, claim)),
        )) > 0
      );
    },

    takeCards: (id) => takeCards(orm, id),

    expire: (before, at, most, tell) =>
      orm.transaction(async (change) => {
        const old = await change
          .select({ id: accessRequest.id })
          .from(accessRequest)
          .where(and(lt(accessRequest.createdAt, before), or(isIn('open'), isForsaken(at))))
          .orderBy(asc(accessRequest.createdAt))
          .limit(most)
          .for('update', { skipLocked: true });
        const put: string[] = [];
        for (const { id } of old) {
          const cards = await takeCards(change, id);
          const [row] = await change
            .update(accessRequest)
            .set({ state: 'expired', decidedAt: at })
            .where(isOne(id))
            .returning();
          put.push(...(await putWithin(change, row ? tell({ request: fromRow(row), cards }) : [])));
        }
        return { taken: old.length, put };
      }),

    async administrators({ platform, workspaceId }) {
      const rows = await orm
        .select({ userId: link.userId, name: identity.name, role: account.role, customerId: account.customerId })
        .from(link)
        .innerJoin(account, eq(account.id, link.accountId))
        .innerJoin(identity, sameAs(link))
        .where(and(eq(link.platform, platform), eq(link.workspaceId, workspaceId), ne(account.role, 'user')))
        .orderBy(desc(link.linkedAt))
        .limit(mostAdministrators);
      return rows.map(
        ({ userId, name, role, customerId }): Administrator => ({
          ...{ identity: { platform, workspaceId, userId }, name, role },
          customerId: customerId ?? undefined,
        }),
      );
    },

    async founders(workspace) {
      const { platform, workspaceId } = workspace;
      const [bound] = await orm
        .select({ userId: pseudonym.userId })
        .from(audit)
        .innerJoin(
          pseudonym,
          and(
            eq(pseudonym.id, audit.pseudonym),
            eq(pseudonym.platform, audit.platform),
            eq(pseudonym.workspaceId, audit.workspaceId),
          ),
        )
        .where(
          and(eq(audit.platform, platform), eq(audit.workspaceId, workspaceId), eq(audit.action, 'workspace.bind')),
        )
        .orderBy(desc(audit.at), desc(audit.sequence))
        .limit(1);
      const [installed] =
        platform === 'slack'
          ? await orm
              .select({ userId: slackInstallation.installedBy })
              .from(slackInstallation)
              .where(eq(slackInstallation.workspaceId, workspaceId))
          : [];
      const toIdentity = (row: { userId: string } | undefined): Identity | undefined =>
        row && row.userId !== '' ? { platform, workspaceId, userId: row.userId } : undefined;
      return { bound: toIdentity(bound), installed: toIdentity(installed) };
    },
  };
}

/** What waits to be sent never will be; where the others stand. */
async function takeCards(change: Pick<Change, 'select' | 'delete'>, id: string): Promise<readonly AccessCard[]> {
  const [request] = await change
    .select({ invocationId: accessRequest.invocationId })
    .from(accessRequest)
    .where(eq(accessRequest.id, id));
  if (!request?.invocationId) return [];
  const isCard = and(eq(effect.invocationId, request.invocationId), like(effect.key, 'access card %'));
  await change.delete(effect).where(and(isCard, eq(effect.state, 'pending')));
  const cards = await change
    .select()
    .from(effect)
    .where(and(isCard, isNotNull(effect.reference)));
  return cards.map(({ platform, workspaceId, userId, reference }) => ({
    administrator: { platform, workspaceId, userId },
    message: reference as MessageReference,
  }));
}

function inside({ platform, workspaceId }: WorkspaceKey): SQL | undefined {
  return and(eq(accessRequest.platform, platform), eq(accessRequest.workspaceId, workspaceId));
}

function sameAs(table: typeof link): SQL | undefined {
  return and(
    eq(identity.platform, table.platform),
    eq(identity.workspaceId, table.workspaceId),
    eq(identity.userId, table.userId),
  );
}

function fromRow(row: typeof accessRequest.$inferSelect): AccessRequest {
  const {
    id,
    platform,
    workspaceId,
    userId,
    chatName,
    name,
    email,
    hasOtherEmail,
    note,
    origin,
    state,
    createdAt: askedAt,
  } = row;
  const { decidedBy, deciderName } = row;
  return {
    ...{
      id,
      person: { platform, workspaceId, userId },
      chatName,
      name,
      email,
      hasOtherEmail,
      note,
      origin,
      state,
      askedAt,
    },
    settledAt: row.decidedAt ?? undefined,
    decider: decidedBy ? { userId: decidedBy, name: deciderName ?? '' } : undefined,
    ...{ reason: row.reason ?? undefined, outcome: row.outcome ?? undefined, tried: row.tried ?? undefined },
  };
}
