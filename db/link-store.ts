import { and, asc, desc, eq, ilike, isNotNull, or, type SQL } from 'drizzle-orm';
import type { Identity } from '../src/core/invocation.ts';
import type { Clock, Log } from '../src/core/ports.ts';
import type { LinkedPerson, LinkStore } from '../src/core/stores.ts';
import { record } from './audit.ts';
import { knownBrowser } from './browser-schema.ts';
import { consoleSession } from './console-schema.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { createRenewal } from './link-renewal.ts';
import { type LinkRow, linkColumns, linkTables, toLink } from './link-row.ts';
import { patiently } from './patiently.ts';
import { account, identity, isOf, link, signInPrompt } from './schema.ts';
import type { SecretBox } from './secret-box.ts';

type Workspace = Pick<Identity, 'platform' | 'workspaceId'>;

/** A card shows so many at once. */
const peoplePerPage = 10;

/** Who is linked to which accounts. */
export function createLinkStore(deps: {
  readonly database: Pick<Database, 'pool' | 'orm'>;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly log: Log;
}): LinkStore {
  const { pool, orm } = deps.database;
  const ofPerson = `l.platform = $1 and l.workspace_id = $2 and l.user_id = $3`;
  const find: LinkStore['find'] = async ({ platform, workspaceId, userId }) => {
    const { rows } = await pool.query<LinkRow>({
      name: 'link find',
      text: `select ${linkColumns} from ${linkTables} where ${ofPerson} and l.chosen`,
      values: [platform, workspaceId, userId],
    });
    return toLink(rows[0], deps.box, deps.log);
  };
  const all: LinkStore['all'] = async ({ platform, workspaceId, userId }) => {
    const { rows } = await pool.query<LinkRow>({
      name: 'link all',
      text: `select ${linkColumns} from ${linkTables} where ${ofPerson} order by l.chosen desc, l.linked_at desc, l.id`,
      values: [platform, workspaceId, userId],
    });
    return rows.map((row) => toLink(row, deps.box, deps.log)).filter((found) => found !== undefined);
  };

  const isIn = ({ platform, workspaceId }: Workspace) =>
    and(eq(link.platform, platform), eq(link.workspaceId, workspaceId));
  async function listed(where: SQL | undefined, most: number, from: number): Promise<readonly LinkedPerson[]> {
    const rows = await orm
      .select({ link, account, name: identity.name })
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
      .where(where)
      .orderBy(asc(identity.name), asc(link.userId), desc(link.chosen), asc(link.id))
      .limit(most)
      .offset(from);
    return rows.map(({ link: held, account: owned, name }) => ({
      linkId: held.id,
      identity: { platform: held.platform, workspaceId: held.workspaceId, userId: held.userId },
      name,
      account: {
        ...{ userId: owned.serviceUserId, customerId: owned.customerId ?? undefined },
        ...{ email: owned.email, name: owned.name, role: owned.role },
      },
      ...{ linkedAt: held.linkedAt, chosen: held.chosen, stays: held.sealedPassword !== null },
      signedInUntil: held.sealedToken === null ? undefined : held.tokenExpiresAt,
    }));
  }

  return {
    find,
    all,

    async ofWorkspace(workspace, page) {
      const rows = await listed(isIn(workspace), peoplePerPage + 1, (page - 1) * peoplePerPage);
      const total = await orm.$count(link, isIn(workspace));
      return { people: rows.slice(0, peoplePerPage), isLast: rows.length <= peoplePerPage, total };
    },

    async named(workspace, words, most) {
      const pattern = `%${toText(words).replace(/[%_\\]/gu, '\\$&')}%`;
      const isCalled = [identity.name, account.name, account.email].map((column) => ilike(column, pattern));
      return listed(and(isIn(workspace), or(...isCalled)), most, 0);
    },

    async choose(person, linkId) {
      const chosen = await patiently(orm, async (change) => {
        // The person's links are held, so that of two choices at once one comes after the other.
        const held = await change
          .select({ id: link.id })
          .from(link)
          .where(isOf(link, person))
          .orderBy(link.id)
          .for('update');
        if (!held.some(({ id }) => id === linkId)) return false;
        await change.update(link).set({ chosen: false }).where(isOf(link, person));
        await change.update(link).set({ chosen: true }).where(eq(link.id, linkId));
        return true;
      });
      return chosen ? find(person) : undefined;
    },

    async remove(person, linkId) {
      const before = await all(person);
      const going = before.filter(({ id }) => linkId === undefined || id === linkId);
      const removed = await patiently(orm, async (change) => {
        const gone: string[] = [];
        for (const { id, account } of going) {
          const rows = await change
            .delete(link)
            .where(and(eq(link.id, id), isOf(link, person)))
            .returning({ id: link.id });
          if (rows.length === 0) continue;
          gone.push(id);
          await record(change, person, 'account.unlink', { role: account.role });
        }
        const left = await change.select().from(link).where(isOf(link, person)).for('update');
        const [next] = left.toSorted((one, other) => other.linkedAt.getTime() - one.linkedAt.getTime());
        if (next && !left.some(({ chosen }) => chosen))
          await change.update(link).set({ chosen: true }).where(eq(link.id, next.id));
        // Whoever is connected to nothing is nobody in a browser either.
        if (left.length === 0) await change.delete(knownBrowser).where(isOf(knownBrowser, person));
        if (gone.length > 0) {
          await change.delete(signInPrompt).where(isOf(signInPrompt, person));
          await change.delete(consoleSession).where(isOf(consoleSession, person));
        }
        return gone;
      });
      return going.filter(({ id }) => removed.includes(id));
    },

    async forgetPassword(person, linkId) {
      return patiently(orm, async (change) => {
        const forgotten = await change
          .update(link)
          .set({ sealedPassword: null })
          .where(and(eq(link.id, linkId), isOf(link, person), isNotNull(link.sealedPassword)))
          .returning({ id: link.id });
        if (forgotten.length > 0) await record(change, person, 'account.password_forgotten');
        return forgotten.length > 0;
      });
    },

    async discardToken(linkId, token) {
      const { rows } = await pool.query<LinkRow>(`select ${linkColumns} from ${linkTables} where l.id = $1`, [linkId]);
      const held = toLink(rows[0], deps.box, deps.log);
      if (held?.token !== token || rows[0]?.sealed_token == null) return;
      await orm
        .update(link)
        .set({ sealedToken: null })
        .where(and(eq(link.id, linkId), eq(link.sealedToken, rows[0].sealed_token)));
    },

    renew: createRenewal(deps),
  };
}
