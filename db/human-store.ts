import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type Identity, sameIdentity } from '../src/core/invocation.ts';
import type { Acquaintance, HumanStore, SameHumanQuestion } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { account, identity, isOf, link, sameHuman, workspace } from './schema.ts';

/** More would be a list to go through, and not a question. */
const mostAsked = 3;
/** Some of these have been asked about before. */
const mostLookedAt = 50;
/** Any number that nobody else uses for its advisory locks: of two joins at once, one sees what the other one did. */
const joining = 7_311_942_003;

/** Which identities are one human. */
export function createHumanStore({ database: { orm } }: { readonly database: Pick<Database, 'orm'> }): HumanStore {
  const acquaintances = () =>
    orm
      .select({ identity, workspaceName: workspace.name })
      .from(identity)
      .innerJoin(
        workspace,
        and(eq(workspace.platform, identity.platform), eq(workspace.workspaceId, identity.workspaceId)),
      );
  const acquaintance = async (person: Identity): Promise<Acquaintance | undefined> => {
    const [row] = await acquaintances().where(isOf(identity, person));
    return row && toAcquaintance(row);
  };

  return {
    async ask(person, linkId, newId, at) {
      const own = alias(identity, 'own');
      const holders = await orm
        .select({
          platform: link.platform,
          workspaceId: link.workspaceId,
          userId: link.userId,
          accountId: link.accountId,
        })
        .from(link)
        .innerJoin(
          identity,
          and(
            eq(identity.platform, link.platform),
            eq(identity.workspaceId, link.workspaceId),
            eq(identity.userId, link.userId),
          ),
        )
        .innerJoin(own, isOf(own, person))
        .where(
          and(
            eq(
              link.accountId,
              orm
                .select({ id: link.accountId })
                .from(link)
                .where(and(eq(link.id, linkId), isOf(link, person))),
            ),
            ne(identity.humanId, own.humanId),
          ),
        )
        .orderBy(link.linkedAt)
        .limit(mostLookedAt);
      const asked: SameHumanQuestion[] = [];
      for (const { accountId, ...other } of holders) {
        if (asked.length === mostAsked) break;
        const question = await questionAbout(person, other, accountId, newId, at);
        if (question) asked.push(question);
      }
      return asked;
    },

    async answer(id, person, yes, at) {
      const answered = await orm.transaction(async (change) => {
        const [row] = await change.select().from(sameHuman).where(eq(sameHuman.id, id)).for('update');
        const sides = row && sidesOf(row);
        const mine = sides?.findIndex((side) => sameIdentity(side, person)) ?? -1;
        const [one, two] = sides ?? [];
        if (!row || !one || !two || mine < 0) return undefined;
        const holding = await change
          .select({ id: link.id })
          .from(link)
          .where(and(eq(link.accountId, row.accountId), or(isOf(link, one), isOf(link, two))));
        if (holding.length < 2) return undefined;
        const other = mine === 0 ? two : one;
        // What both have said stays until one of them separates.
        if (row.confirmedAt && row.otherConfirmedAt) return { row, other, state: 'one', said: 'again' } as const;
        const before = mine === 0 ? row.confirmedAt : row.otherConfirmedAt;
        const saying = yes
          ? { [mine === 0 ? 'confirmedAt' : 'otherConfirmedAt']: at }
          : { declinedAt: at, confirmedAt: null, otherConfirmedAt: null };
        const [now] = await change.update(sameHuman).set(saying).where(eq(sameHuman.id, id)).returning();
        const state = now?.declinedAt ? 'two' : now?.confirmedAt && now.otherConfirmedAt ? 'one' : 'half';
        if (state === 'one') await join(change, one, two);
        return { row, other, state, said: yes && before ? 'again' : 'now' } as const;
      });
      if (!answered) return undefined;
      const { row, other: them, state, said } = answered;
      const [holder] = await orm.select().from(account).where(eq(account.id, row.accountId));
      const [me, other] = [await acquaintance(person), await acquaintance(them)];
      return holder && me && other ? { id, me, other, account: toAccount(holder), state, said } : undefined;
    },

    async others(person) {
      const own = alias(identity, 'own');
      const rows = await acquaintances()
        .innerJoin(own, and(isOf(own, person), eq(own.humanId, identity.humanId)))
        .orderBy(identity.platform, workspace.name);
      return rows.map(toAcquaintance).filter((other) => !sameIdentity(other.identity, person));
    },

    async separate(person) {
      await orm.transaction(async (change) => {
        await change.update(identity).set({ humanId: sql`gen_random_uuid()` }).where(isOf(identity, person));
        // Nobody who was told no can ask again by this.
        await change
          .update(sameHuman)
          .set({ declinedAt: new Date(), confirmedAt: null, otherConfirmedAt: null })
          .where(and(isNull(sameHuman.declinedAt), or(isOf(sameHuman, person), isOtherSide(person))));
      });
    },
  };

  async function join(change: Pick<Database['orm'], 'execute' | 'select' | 'update'>, one: Identity, two: Identity) {
    await change.execute(sql`select pg_advisory_xact_lock(${joining})`);
    const [kept] = await change.select({ humanId: identity.humanId }).from(identity).where(isOf(identity, one));
    const [joined] = await change.select({ humanId: identity.humanId }).from(identity).where(isOf(identity, two));
    if (!kept || !joined) return;
    await change.update(identity).set({ humanId: kept.humanId }).where(eq(identity.humanId, joined.humanId));
  }

  /** The question as it stands, or a new one; none where it is answered by this side already. */
  async function questionAbout(
    person: Identity,
    other: Identity,
    accountId: string,
    newId: () => string,
    at: Date,
  ): Promise<SameHumanQuestion | undefined> {
    // The other side may have been asked first: then that is the question.
    const before = await orm
      .select()
      .from(sameHuman)
      .where(or(and(isOf(sameHuman, person), isOtherSide(other)), and(isOf(sameHuman, other), isOtherSide(person))));
    const [known] = before;
    const open = known && !known.declinedAt && !(isFirst(known, person) ? known.confirmedAt : known.otherConfirmedAt);
    if (known && !open) return undefined;
    const fresh = { id: newId(), ...person, ...otherSide(other), accountId, askedAt: at };
    const [row] = known ? [known] : await orm.insert(sameHuman).values(fresh).onConflictDoNothing().returning();
    const [holder] = await orm.select().from(account).where(eq(account.id, accountId));
    const [me, them] = await Promise.all([acquaintance(person), acquaintance(other)]);
    return row && holder && me && them ? { id: row.id, me, other: them, account: toAccount(holder) } : undefined;
  }
}

type Row = typeof sameHuman.$inferSelect;

/** Whom a question is about. */
export function sidesOf(row: Row): readonly [Identity, Identity] {
  return [
    { platform: row.platform, workspaceId: row.workspaceId, userId: row.userId },
    { platform: row.otherPlatform, workspaceId: row.otherWorkspaceId, userId: row.otherUserId },
  ];
}

function isFirst(row: Row, person: Identity): boolean {
  return sameIdentity(sidesOf(row)[0], person);
}

function otherSide({ platform, workspaceId, userId }: Identity) {
  return { otherPlatform: platform, otherWorkspaceId: workspaceId, otherUserId: userId };
}

/** The rows in which this person is the one who was asked about. */
export function isOtherSide({ platform, workspaceId, userId }: Identity) {
  return and(
    eq(sameHuman.otherPlatform, platform),
    eq(sameHuman.otherWorkspaceId, workspaceId),
    eq(sameHuman.otherUserId, userId),
  );
}

function toAcquaintance(row: { identity: typeof identity.$inferSelect; workspaceName: string }): Acquaintance {
  const { platform, workspaceId, userId, name } = row.identity;
  return { identity: { platform, workspaceId, userId }, name, workspaceName: row.workspaceName };
}

function toAccount({ serviceUserId, customerId, email, name, role }: typeof account.$inferSelect) {
  return { userId: serviceUserId, customerId: customerId ?? undefined, email, name, role };
}
