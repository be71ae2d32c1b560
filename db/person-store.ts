import { and, eq, inArray, like, ne, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { Identity } from '../src/core/invocation.ts';
import type { KeptCounts, PersonStore } from '../src/core/person.ts';
import type { Clock } from '../src/core/ports.ts';
import { accessRequest } from './access-schema.ts';
import { record } from './audit.ts';
import { knownBrowser } from './browser-schema.ts';
import { consoleSession } from './console-schema.ts';
import type { Database } from './database.ts';
import { forgetAccess } from './forget-access.ts';
import { forgetLives } from './forget-lives.ts';
import { type Forgotten, forgetPlans } from './forget-plans.ts';
import { isOtherSide, sidesOf } from './human-store.ts';
import { userImport } from './import-schema.ts';
import { patiently } from './patiently.ts';
import { isHost, planRowsOf } from './person-plans.ts';
import { readPerson } from './person-record.ts';
import {
  account,
  audit,
  card,
  effect,
  identity,
  invocation,
  isOf,
  link,
  meeting,
  playgroundMessage,
  pseudonym,
  sameHuman,
  signInPrompt,
  slackInstallation,
  ticket,
} from './schema.ts';
import { slackStatus } from './status-schema.ts';
import { unname } from './unnamed.ts';

type Change = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];

/** What a meeting is called once its host is forgotten: its title may name the host. */
const titleOfNobody = 'A meeting';

/** What is kept of one person, in all tables together. A new table that knows people has its line here. */
export function createPersonStore({
  database: { orm },
  clock,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly clock: Clock;
}): PersonStore {
  return {
    async count(person) {
      const counts: [string, number][] = [];
      for (const [kind, [table, where]] of Object.entries(rowsOf(person))) {
        counts.push([kind, await orm.$count(table, where)]);
      }
      return Object.fromEntries(counts) as unknown as KeptCounts;
    },

    read: (person) =>
      orm.transaction(async (change) => {
        await record(change, person, 'person.read');
        return readPerson(change, person, rowsOf(person));
      }),

    forget: (person, running) =>
      patiently(orm, async (change) => {
        const known = await forgetSignIns(change, person, running);
        // After the links: a renewal that holds one of them may write down something of its own.
        await record(change, person, 'person.forget');
        const asked = await forgetAccess(change, person);
        const plans = await forgetPlans(change, person, known, clock());
        const lives = await forgetLives(change, person, known, clock());
        await forgetStatus(change, person, clock());
        await forgetConversations(change, person);
        await unname(change, person, {
          names: [...plans.names, ...lives.names, ...asked.names],
          meetings: [...plans.meetings, ...lives.meetings, ...asked.meetings],
        });
        await forgetHost(change, person);
        await change.delete(pseudonym).where(isOf(pseudonym, person));
      }),
  };
}

/** Where the rows of a person are, by kind. */
export type RowsOf = ReturnType<typeof rowsOf>;

function rowsOf(person: Identity) {
  return {
    accounts: [link, isOf(link, person)],
    commands: [invocation, isOf(invocation, person)],
    answers: [effect, isOfEffect(person)],
    meetings: [meeting, isHost(person)],
    pages: [ticket, isOf(ticket, person)],
    messages: [playgroundMessage, isOfMessage(person)],
    ...planRowsOf(person),
    requests: [accessRequest, isOf(accessRequest, person)],
    consoles: [consoleSession, isOf(consoleSession, person)],
    imports: [userImport, isOf(userImport, person)],
    browsers: [knownBrowser, isOf(knownBrowser, person)],
    statuses: [slackStatus, isOf(slackStatus, person)],
    records: [audit, sql`${audit.pseudonym} in (select id from ${pseudonym} where ${isOf(pseudonym, person)})`],
  } as const satisfies Record<keyof KeptCounts, readonly unknown[]>;
}

async function forgetSignIns(change: Change, person: Identity, running: string): Promise<Forgotten | undefined> {
  // Tickets first: a sign-in that is being saved is waited for, and none can be saved after.
  await change.delete(ticket).where(isOf(ticket, person));
  await change.delete(consoleSession).where(isOf(consoleSession, person));
  // Then what is being done: what it writes is waited for, and it writes nothing after.
  await change.delete(invocation).where(and(isOf(invocation, person), ne(invocation.id, running)));
  await change.delete(signInPrompt).where(isOf(signInPrompt, person));
  await change.delete(userImport).where(isOf(userImport, person));
  await change.delete(knownBrowser).where(isOf(knownBrowser, person));
  const links = await change.delete(link).where(isOf(link, person)).returning({ accountId: link.accountId });
  const [known] = await change.select().from(identity).where(isOf(identity, person));
  const questions = await change
    .delete(sameHuman)
    .where(or(isOf(sameHuman, person), isOtherSide(person)))
    .returning();
  // What the other side was asked names this person, and stands with the other side.
  for (const question of questions) {
    const [one, two] = sidesOf(question);
    await change.delete(effect).where(and(or(isOf(effect, one), isOf(effect, two)), asksAbout(known?.name)));
  }
  await change.delete(identity).where(isOf(identity, person));
  const accounts = inArray(
    account.id,
    links.map(({ accountId }) => accountId),
  );
  // Whoever links one of them at this moment is waited for, so that the next statement sees it.
  await change.select({ id: account.id }).from(account).where(accounts).orderBy(account.id).for('update');
  await change
    .delete(account)
    .where(
      and(
        accounts,
        notExists(change.select({ id: link.id }).from(link).where(eq(link.accountId, account.id))),
        notExists(change.select({ id: sameHuman.id }).from(sameHuman).where(eq(sameHuman.accountId, account.id))),
      ),
    );
  return known;
}

/**
 * A token that nobody knows the person of is left, and what stood beside their name before a meeting: in a moment both are given back, and the
 * row is gone. After the meetings: what is new of those makes statuses due, in this order.
 */
async function forgetStatus(change: Change, person: Identity, at: Date): Promise<void> {
  await change
    .update(slackStatus)
    .set({ userId: '', enteredMeetingId: null, enteredName: null, isEnding: true, dueAt: at })
    .where(isOf(slackStatus, person));
}

async function forgetConversations(change: Change, person: Identity): Promise<void> {
  await change.delete(playgroundMessage).where(isOfMessage(person));
  const effects = await change.delete(effect).where(isOfEffect(person)).returning({ id: effect.id });
  const ids = sql.param(effects.map(({ id }) => id));
  await change.delete(card).where(sql`${card.effectId} = any (${ids}::uuid[])`);
}

async function forgetHost(change: Change, person: Identity): Promise<void> {
  await change.update(meeting).set({ hostId: '', hostName: '', title: titleOfNobody }).where(isHost(person));
  if (person.platform !== 'slack') return;
  await change
    .update(slackInstallation)
    .set({ installedBy: '' })
    .where(
      and(eq(slackInstallation.installedBy, person.userId), eq(slackInstallation.workspaceId, person.workspaceId)),
    );
}

/** What was said to this person, and what this person had said to others. */
function isOfEffect(person: Identity): SQL | undefined {
  const { platform, workspaceId, userId } = person;
  const asked = and(eq(effect.platform, platform), eq(effect.workspaceId, workspaceId), eq(effect.callerId, userId));
  return or(isOf(effect, person), asked);
}

/** Questions and answers about who is one human that name somebody. */
function asksAbout(name: string | undefined): SQL | undefined {
  if (name === undefined) return sql`false`;
  const written = JSON.stringify(name).slice(1, -1);
  const isQuestion = or(eq(effect.key, 'other side'), like(effect.key, 'same human %'));
  return and(isQuestion, sql`position(${written} in ${effect.body}::text) > 0`);
}

/** The direct chat, what the person said, and what was answered, wherever it stands. */
function isOfMessage(person: Identity): SQL | undefined {
  if (person.platform !== 'web') return sql`false`;
  const { userId } = person;
  return or(
    eq(playgroundMessage.author, userId),
    eq(playgroundMessage.visibleTo, userId),
    eq(playgroundMessage.conversation, `direct-${userId}`),
    sql`${playgroundMessage.effectId} in (select ${effect.id} from ${effect} where ${isOfEffect(person)})`,
  );
}
