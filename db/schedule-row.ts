import { asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Identity } from '../src/core/invocation.ts';
import type { Invitee, NewInvitee, Planned } from '../src/core/schedule.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { toProgress } from './life-row.ts';
import { life } from './life-schema.ts';
import { invitee, occurrenceChange, schedule } from './schedule-schema.ts';
import { meeting } from './schema.ts';

/** A transaction of ours. */
export type Change = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];
export type Reader = Pick<Change, 'select' | 'selectDistinctOn'>;

/**
 * Planned meetings with everything that belongs to them, by when they begin: three statements however many there are. `first`: which
 * of them count where there are more than `most`.
 */
export async function readPlanned(
  orm: Reader,
  where: SQL | undefined,
  most = 1,
  first: readonly SQL[] = [],
): Promise<readonly Planned[]> {
  const rows = await orm
    .select()
    .from(schedule)
    .innerJoin(meeting, eq(meeting.id, schedule.meetingId))
    .leftJoin(life, eq(life.meetingId, schedule.meetingId))
    .where(where)
    .orderBy(...first, asc(schedule.startsAt), asc(schedule.meetingId))
    .limit(most);
  if (first.length > 0) rows.sort((one, other) => byBeginning(one.schedule, other.schedule));
  const ids = rows.map((row) => row.schedule.meetingId);
  if (ids.length === 0) return [];
  const changes = await orm.select().from(occurrenceChange).where(inArray(occurrenceChange.meetingId, ids));
  const invitees = await orm
    .select()
    .from(invitee)
    .where(inArray(invitee.meetingId, ids))
    .orderBy(asc(invitee.name), asc(invitee.id));
  return rows.map(({ schedule: plan, meeting: met, life: lived }): Planned => {
    const { platform, workspaceId, recurrence, hostAccountId, hostTimeZone, endsAt, ...known } = plan;
    const { cardsDueAt, cardsShownAt, hostDueAt, opensAt, ...rest } = known;
    const { joinKey, application, title, hostName, serviceMeetingId } = met;
    return {
      ...rest,
      ...{ joinKey, application, title, hostName },
      host: { platform, workspaceId, userId: met.hostId },
      serviceMeetingId: serviceMeetingId ?? undefined,
      recurrence: recurrence ?? undefined,
      endsAt: endsAt ?? undefined,
      hostAccountId: hostAccountId ?? undefined,
      hostTimeZone: hostTimeZone ?? undefined,
      progress: lived?.occurrence ? { ...toProgress(lived), occurrence: lived.occurrence } : undefined,
      changes: changes
        .filter(({ meetingId }) => meetingId === plan.meetingId)
        .map(({ occurrence, startsAt, minutes }) => ({
          occurrence,
          startsAt: startsAt ?? undefined,
          minutes: minutes ?? undefined,
        })),
      invitees: invitees
        .filter(({ meetingId, removedAt }) => meetingId === plan.meetingId && removedAt === null)
        .map(toInvitee),
    };
  });
}

function byBeginning(one: typeof schedule.$inferSelect, other: typeof schedule.$inferSelect): number {
  return one.startsAt.getTime() - other.startsAt.getTime() || (one.meetingId < other.meetingId ? -1 : 1);
}

export function toInvitee(row: typeof invitee.$inferSelect): Invitee {
  const { id, platform, workspaceId, userId, email, name, isHost, answer, answeredAt, addedBy } = row;
  return {
    ...{ id, name, isHost, addedBy },
    identity: userId === null ? undefined : { platform, workspaceId, userId },
    email: email ?? undefined,
    answer: answer ?? undefined,
    answeredAt: answeredAt ?? undefined,
  };
}

export function inviteeRow(
  meetingId: string,
  host: Identity,
  one: NewInvitee,
  addedBy: string,
): typeof invitee.$inferInsert {
  const { platform, workspaceId } = one.identity ?? host;
  const email = one.email?.toLowerCase();
  const name = toText(one.name);
  return {
    id: one.id,
    meetingId,
    platform,
    workspaceId,
    userId: one.identity?.userId,
    email,
    name,
    isHost: one.isHost,
    addedBy,
  };
}
