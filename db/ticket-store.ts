import { and, desc, eq, gt, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { identityKey } from '../src/core/invocation.ts';
import {
  codeWindowMilliseconds,
  linkMilliseconds,
  mostCodeTries,
  mostCodeTriesOfPerson,
} from '../src/core/link-ticket.ts';
import type { Log } from '../src/core/ports.ts';
import type { Link, Ticket, TicketStore } from '../src/core/stores.ts';
import type { TokenMode } from '../src/core/workspace.ts';
import { record } from './audit.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { passwordContext, tokenContext, toSettings } from './link-row.ts';
import { patiently } from './patiently.ts';
import { account, identity, invocation, isOf, link, signInPrompt, ticket, workspace } from './schema.ts';
import type { SecretBox } from './secret-box.ts';

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

    countCodeTry: (id) =>
      orm.transaction(async (change) => {
        // One try after the other, whichever links they are for: the sum would not see those at the same time.
        const lock = sql`pg_advisory_xact_lock(hashtextextended(concat_ws('/', ${ticket.platform}, ${ticket.workspaceId}, ${ticket.userId}), 0))`;
        await change.select({ lock }).from(ticket).where(eq(ticket.id, id));
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

    async use(id, at) {
      const used = await orm
        .update(ticket)
        .set({ usedAt: at })
        .where(and(eq(ticket.id, id), isNull(ticket.usedAt), isNotNull(ticket.provenAt)))
        .returning({ id: ticket.id });
      return used.length > 0;
    },

    redeem: (proven, { password, ...signedIn }, followUp, at) =>
      patiently(orm, async (change): Promise<Link | false> => {
        const used = await change
          .update(ticket)
          .set({ usedAt: at })
          .where(and(eq(ticket.id, proven.id), isNull(ticket.usedAt), isNotNull(ticket.provenAt)))
          .returning({ id: ticket.id });
        if (used.length === 0) return false;
        const { person } = proven;
        const { platform, workspaceId } = person;
        const name = toText(proven.personName);
        const [place] = await change
          .insert(workspace)
          .values({ platform, workspaceId, name: toText(proven.workspaceName) })
          .onConflictDoUpdate({
            target: [workspace.platform, workspace.workspaceId],
            set: { name: sql`excluded.name` },
          })
          .returning();
        if (!place) throw new Error(`the workspace of ${identityKey(person)} was not saved`);
        const profile = {
          name,
          email: proven.personEmail ?? null,
          locale: proven.origin.locale,
          timeZone: proven.origin.timeZone,
        };
        await change
          .insert(identity)
          .values({ ...person, ...profile })
          .onConflictDoUpdate({ target: [identity.platform, identity.workspaceId, identity.userId], set: profile });
        // The person's links before the account, as a renewal holds them.
        await change.select({ id: link.id }).from(link).where(isOf(link, person)).orderBy(link.id).for('update');
        const { userId: serviceUserId, ...known } = signedIn.account;
        const [holder] = await change
          .insert(account)
          .values({ service: deps.service, serviceUserId, ...known })
          .onConflictDoUpdate({ target: [account.service, account.serviceUserId], set: known })
          .returning({ id: account.id });
        if (!holder) throw new Error(`the account of ${identityKey(person)} was not saved`);
        const stays = password !== undefined && place.tokenMode === 'stay_signed_in';
        const held = {
          accountId: holder.id,
          sealedToken: deps.box.seal(signedIn.token, tokenContext(person, holder.id)),
          sealedPassword: stays ? deps.box.seal(password, passwordContext(person, holder.id)) : null,
          tokenExpiresAt: signedIn.expiresAt,
          linkedAt: at,
          chosen: true,
        };
        // Who signs in with another account wants to go on with that one.
        await change.update(link).set({ chosen: false }).where(isOf(link, person));
        const [saved] = await change
          .insert(link)
          .values({ id: proven.id, ...person, ...held })
          .onConflictDoUpdate({ target: [link.platform, link.workspaceId, link.userId, link.accountId], set: held })
          .returning({ id: link.id });
        if (!saved) throw new Error(`the link of ${identityKey(person)} was not saved`);
        await change.delete(signInPrompt).where(isOf(signInPrompt, person));
        await record(change, person, 'account.link', { role: signedIn.account.role, stays: String(stays) });
        await change.insert(invocation).values({
          id: followUp.id,
          ...person,
          deliveryId: followUp.invocation.deliveryId,
          conversation: followUp.invocation.conversation,
          body: followUp.invocation,
          state: 'running',
          attempts: 1,
          leaseOwner: deps.instanceId,
          leaseUntil: sql`now() + make_interval(secs => ${deps.leaseSeconds})`,
        });
        return {
          id: saved.id,
          identity: person,
          account: signedIn.account,
          token: signedIn.token,
          tokenExpiresAt: signedIn.expiresAt,
          linkedAt: at,
          chosen: true,
          stays,
          workspace: settingsOf(place),
        };
      }),
  };

  function settingsOf({
    customerId,
    customerName,
    apiId,
    sealedApiKey,
    tokenMode,
    ...key
  }: typeof workspace.$inferSelect) {
    const row = {
      platform: key.platform,
      workspace_id: key.workspaceId,
      token_mode: tokenMode,
      customer_id: customerId,
      customer_name: customerName,
      api_id: apiId,
      sealed_api_key: sealedApiKey,
    };
    return toSettings(row, deps.box, deps.log);
  }
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
