import { and, asc, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import { fullNameOf } from './caller.ts';
import { planById } from './plans.ts';
import { account, credential, mail, organisation, participant, room, session, subscription } from './schema.ts';
import type { World } from './world.ts';

const mostOrganisations = 100;
const mostPeople = 500;
const mostSessions = 50;
const mostMails = 20;

type Account = typeof account.$inferSelect;

/** One organisation with everybody in it and everything below it. */
export interface Branch {
  readonly organisation: typeof organisation.$inferSelect;
  readonly people: readonly (Account & { readonly meetingRoomId?: string; readonly webinarRoomId?: string })[];
  readonly plans: readonly { readonly name: string; readonly seats: number; readonly active: boolean }[];
  readonly apiIds: readonly string[];
  readonly below: readonly Branch[];
}

/** What the page at the root shows. */
export interface Overview {
  readonly roots: readonly Branch[];
  /** Of how many people and organisations some are not shown. */
  readonly left: { readonly organisations: number; readonly people: number };
  readonly live: readonly {
    readonly roomId: string;
    readonly roomName: string;
    readonly hostName: string;
    readonly since: Date;
    readonly locked: boolean;
    readonly inside: readonly string[];
  }[];
  readonly mails: readonly (typeof mail.$inferSelect)[];
}

/** Reads it in a handful of queries, however much there is. */
export async function overviewOf({ orm, clock }: World): Promise<Overview> {
  const [organisations, people, all] = await Promise.all([
    orm.select().from(organisation).orderBy(asc(organisation.path)).limit(mostOrganisations),
    orm.select().from(account).orderBy(asc(account.createdAt), asc(account.email)).limit(mostPeople),
    Promise.all([orm.select({ all: count() }).from(organisation), orm.select({ all: count() }).from(account)]),
  ]);
  const peopleIds = people.map(({ id }) => id);
  const organisationIds = organisations.map(({ id }) => id);
  const [rooms, plans, credentials, live, mails] = await Promise.all([
    orm
      .select({ roomId: room.roomId, userId: room.userId, appType: room.appType })
      .from(room)
      .where(and(inArray(room.userId, peopleIds), eq(room.permanent, true))),
    orm.select().from(subscription).where(inArray(subscription.organisationId, organisationIds)),
    orm
      .select({ apiId: credential.apiId, organisationId: account.organisationId })
      .from(credential)
      .innerJoin(account, eq(account.id, credential.accountId)),
    liveSessions(orm),
    orm.select().from(mail).orderBy(desc(mail.sentAt)).limit(mostMails),
  ]);
  const roomOf = new Map(rooms.map(({ userId, appType, roomId }) => [`${userId} ${appType}`, roomId]));
  const branch = (one: typeof organisation.$inferSelect): Branch => ({
    organisation: one,
    people: people
      .filter(({ organisationId }) => organisationId === one.id)
      .map((who) => ({
        ...who,
        meetingRoomId: roomOf.get(`${who.id} vc`),
        webinarRoomId: roomOf.get(`${who.id} wb`),
      })),
    plans: plans
      .filter(({ organisationId }) => organisationId === one.id)
      .map(({ planId, seats, status, expiresAt }) => ({
        name: planById(planId)?.name ?? planId,
        seats,
        active: status === 'A' && expiresAt > clock(),
      })),
    apiIds: credentials.filter(({ organisationId }) => organisationId === one.id).map(({ apiId }) => apiId),
    below: organisations.filter(({ path }) => path.at(-2) === one.id).map(branch),
  });
  const [[allOrganisations], [allPeople]] = all;
  return {
    roots: organisations.filter(({ path }) => path.length === 1).map(branch),
    left: {
      organisations: (allOrganisations?.all ?? 0) - organisations.length,
      people: (allPeople?.all ?? 0) - people.length,
    },
    live,
    mails,
  };
}

async function liveSessions(orm: World['orm']): Promise<Overview['live']> {
  const rows = await orm
    .select({ session, roomName: room.roomName, host: account })
    .from(session)
    .innerJoin(room, eq(room.roomId, session.roomId))
    .innerJoin(account, eq(account.id, session.userId))
    .where(isNull(session.endedAt))
    .orderBy(desc(session.startedAt))
    .limit(mostSessions);
  const inside = await orm
    .select({ sessionId: participant.sessionId, name: participant.name })
    .from(participant)
    .where(
      and(
        inArray(
          participant.sessionId,
          rows.map(({ session: { sessionId } }) => sessionId),
        ),
        isNull(participant.leftAt),
      ),
    )
    .orderBy(asc(participant.joinedAt));
  return rows.map(({ session: held, roomName, host }) => ({
    roomId: held.roomId,
    roomName,
    hostName: fullNameOf(host),
    since: held.startedAt,
    locked: held.locked,
    inside: inside.filter(({ sessionId }) => sessionId === held.sessionId).map(({ name }) => name),
  }));
}
