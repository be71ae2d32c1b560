import { and, eq, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { type Intervals, usualIntervals } from '../src/core/intervals.ts';
import { movedChanges } from '../src/core/moved-changes.ts';
import { lastEnd } from '../src/core/occurrences.ts';
import type { Clock } from '../src/core/ports.ts';
import type { Planned } from '../src/core/schedule.ts';
import type { ScheduleStore } from '../src/core/stores.ts';
import { cardsOf } from './card-places.ts';
import type { Database } from './database.ts';
import { addInvitees, takeOffInvitees } from './invitee-rows.ts';
import { toText } from './json.ts';
import { patiently } from './patiently.ts';
import { replanReminders } from './reminder-rows.ts';
import { isOfHuman } from './same-human.ts';
import { type Change, inviteeRow, readPlanned, toInvitee } from './schedule-row.ts';
import { invitee, occurrenceChange, schedule } from './schedule-schema.ts';
import { meeting } from './schema.ts';
import { takeBack } from './take-back.ts';
import { type By, isThere } from './while-there.ts';

const mostFound = 500;
/** The host hears of an answer after so long: others may answer meanwhile. */
const hostMilliseconds = 60_000;

/** Planned meetings, their occurrences, and who is invited. */
export function createScheduleStore({
  database: { orm },
  clock,
  by: writer,
  intervals: { answersMilliseconds } = usualIntervals,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly clock: Clock;
  readonly by?: By;
  readonly intervals?: Pick<Intervals, 'answersMilliseconds'>;
}): ScheduleStore {
  /** One change of a meeting that still has this sequence; the reminders follow it, and so do its cards, wherever they stand. */
  const changing = (
    meetingId: string,
    sequence: number | undefined,
    by: string,
    change: (within: Change, before: Planned, at: Date) => Promise<unknown>,
  ): Promise<Planned | undefined> =>
    patiently(orm, async (within) => {
      if (!(await isThere(within, writer))) return undefined;
      const at = clock();
      const [held] = await within.select().from(schedule).where(eq(schedule.meetingId, meetingId)).for('update');
      if (!held || held.state === 'cancelled' || (sequence !== undefined && held.sequence !== sequence))
        return undefined;
      const [before] = await readPlanned(within, eq(schedule.meetingId, meetingId));
      if (!before) return undefined;
      // Nothing was changed, so that nobody has to be told.
      if ((await change(within, before, at)) === false) return before;
      const grown = {
        sequence: sql`${schedule.sequence} + 1`,
        changedBy: by,
        changedAt: at,
        cardsDueAt: at,
        opensAt: at,
      };
      await within.update(schedule).set(grown).where(eq(schedule.meetingId, meetingId));
      const [after] = await readPlanned(within, eq(schedule.meetingId, meetingId));
      if (!after) return undefined;
      const endsAt = lastEnd(after);
      await within
        .update(schedule)
        .set({ endsAt: endsAt ?? null })
        .where(eq(schedule.meetingId, meetingId));
      await replanReminders(within, after, at);
      return { ...after, endsAt };
    });

  return {
    create: (made, plan, invitees) =>
      patiently(orm, async (change) => {
        if (!(await isThere(change, writer))) return false;
        const { platform, workspaceId, userId: hostId } = made.host;
        const { host: _, ...columns } = made;
        const fresh = await change
          .insert(meeting)
          .values({
            ...columns,
            title: toText(made.title),
            hostName: toText(made.hostName),
            platform,
            workspaceId,
            hostId,
          })
          .onConflictDoNothing({ target: meeting.id })
          .returning({ id: meeting.id });
        if (fresh.length === 0) return false;
        const { createdAt } = plan;
        await change.insert(schedule).values({
          meetingId: made.id,
          platform,
          workspaceId,
          localStart: plan.localStart,
          timeZone: plan.timeZone,
          startsAt: plan.startsAt,
          minutes: plan.minutes,
          recurrence: plan.recurrence || null,
          endsAt: lastEnd(plan) ?? null,
          lobby: plan.lobby,
          recording: plan.recording,
          mailer: plan.mailer,
          locale: plan.locale,
          hostAccountId: plan.hostAccountId,
          hostTimeZone: plan.hostTimeZone,
          changedBy: plan.changedBy,
          createdAt,
          changedAt: createdAt,
          opensAt: createdAt,
        });
        await change.insert(invitee).values(invitees.map((one) => inviteeRow(made.id, made.host, one, plan.changedBy)));
        const [planned] = await readPlanned(change, eq(schedule.meetingId, made.id));
        if (planned) await replanReminders(change, planned, createdAt);
        return true;
      }),

    async find({ platform, workspaceId }, meetingId) {
      const inside = and(eq(schedule.platform, platform), eq(schedule.workspaceId, workspaceId));
      const [found] = await readPlanned(orm, and(eq(schedule.meetingId, meetingId), inside));
      return found;
    },

    async byInvitee(inviteeId) {
      const [row] = await orm.select().from(invitee).where(eq(invitee.id, inviteeId));
      if (!row) return undefined;
      const [planned] = await readPlanned(orm, eq(schedule.meetingId, row.meetingId));
      return planned && { planned, invitee: toInvitee(row), isRemoved: row.removedAt !== null };
    },

    async of(person, from, to) {
      const mine = orm
        .select({ id: invitee.meetingId })
        .from(invitee)
        .where(and(isNull(invitee.removedAt), isOfHuman(invitee, person)));
      return readPlanned(
        orm,
        and(
          inArray(schedule.meetingId, mine),
          eq(schedule.state, 'scheduled'),
          lt(schedule.startsAt, to),
          or(isNull(schedule.endsAt), sql`${schedule.endsAt} > ${from}`),
        ),
        mostFound,
        aheadFirst(clock()),
      );
    },

    change: (meetingId, sequence, { title, recurrence, serviceMeetingId, along, ...more }, by) =>
      changing(meetingId, sequence, by, async (change, before, at) => {
        const { invited = [], takenOff = [], ...times } = more;
        const named = { title: title === undefined ? undefined : toText(title), serviceMeetingId };
        if (title !== undefined || serviceMeetingId !== undefined)
          await change.update(meeting).set(named).where(eq(meeting.id, meetingId));
        const rule = recurrence === undefined ? {} : { recurrence: recurrence || null };
        const set = { ...times, ...rule };
        if (Object.keys(set).length > 0)
          await change.update(schedule).set(set).where(eq(schedule.meetingId, meetingId));
        const moved =
          along !== undefined ||
          (times.localStart !== undefined && times.localStart !== before.localStart) ||
          (times.timeZone !== undefined && times.timeZone !== before.timeZone) ||
          (recurrence !== undefined && recurrence !== (before.recurrence ?? ''));
        if (moved) await nameAnew(change, before, along);
        await addInvitees(change, before, invited, by);
        await takeOffInvitees(change, meetingId, takenOff, at, by);
      }),

    changeOccurrence: (meetingId, sequence, { occurrence, startsAt = null, minutes = null }, by) =>
      changing(meetingId, sequence, by, async (change) => {
        const set = { startsAt, minutes };
        await change
          .insert(occurrenceChange)
          .values({ meetingId, occurrence, ...set })
          .onConflictDoUpdate({ target: [occurrenceChange.meetingId, occurrenceChange.occurrence], set });
      }),

    cancel: (meetingId, sequence, by) =>
      changing(meetingId, sequence, by, async (change) => {
        await change
          .update(schedule)
          .set({ state: 'cancelled', hostDueAt: null })
          .where(eq(schedule.meetingId, meetingId));
      }),

    takeBack: (made, before) => patiently(orm, (change) => takeBack(change, made, before, clock())),

    async invite(meetingId, invitees, by) {
      let added: readonly string[] = [];
      const planned = await changing(meetingId, undefined, by, async (change, before) => {
        added = await addInvitees(change, before, invitees, by);
        return added.length > 0;
      });
      return planned && { planned, added: planned.invitees.filter(({ id }) => added.includes(id)) };
    },

    answer: (inviteeId, answer, at) =>
      patiently(orm, async (change) => {
        // The schedule is held first, as everywhere: whoever holds an invitee and waits for the schedule may be waited for.
        await change
          .select({ id: schedule.meetingId })
          .from(schedule)
          .innerJoin(invitee, eq(invitee.meetingId, schedule.meetingId))
          .where(eq(invitee.id, inviteeId))
          .for('update', { of: schedule });
        const [row] = await change
          .update(invitee)
          .set({ answer, answeredAt: at })
          .where(and(eq(invitee.id, inviteeId), isNull(invitee.removedAt), scheduledMeeting()))
          .returning({ meetingId: invitee.meetingId, isHost: invitee.isHost });
        if (!row) return undefined;
        const soon = (milliseconds: number) => new Date(at.getTime() + milliseconds);
        await change
          .update(schedule)
          .set({
            cardsDueAt: sql`coalesce(${schedule.cardsDueAt}, ${soon(answersMilliseconds)})`,
            ...(row.isHost ? {} : { hostDueAt: sql`coalesce(${schedule.hostDueAt}, ${soon(hostMilliseconds)})` }),
          })
          .where(eq(schedule.meetingId, row.meetingId));
        const [planned] = await readPlanned(change, eq(schedule.meetingId, row.meetingId));
        if (planned) await replanReminders(change, planned, at, [inviteeId]);
        return planned;
      }),

    async takenOffBy(meetingId, by) {
      const rows = await orm
        .select()
        .from(invitee)
        .where(and(eq(invitee.meetingId, meetingId), eq(invitee.removedBy, by), isNotNull(invitee.removedAt)))
        .orderBy(invitee.name, invitee.id);
      return rows.map(toInvitee);
    },

    cards: (meetingId) => cardsOf(orm, meetingId),
  };

  function scheduledMeeting(): SQL {
    return sql`exists (select from ${schedule} where ${schedule.meetingId} = ${invitee.meetingId}
      and ${schedule.state} = 'scheduled')`;
  }
}

/** What is going on or ahead before what is over; then by how far from now it is. A series that has begun and goes on is here and now. */
function aheadFirst(now: Date): readonly SQL[] {
  return [
    sql`(${schedule.endsAt} is null or ${schedule.endsAt} > ${now}::timestamptz) desc`,
    sql`greatest(${schedule.startsAt} - ${now}::timestamptz, ${now}::timestamptz - ${schedule.endsAt}, interval '0')`,
  ];
}

/** What was cancelled or moved of a series stays so, whatever else it is named now. */
async function nameAnew(change: Change, before: Planned, along?: Date): Promise<void> {
  const { meetingId } = before;
  if (before.changes.length === 0) return;
  const [after] = await readPlanned(change, eq(schedule.meetingId, meetingId));
  await change.delete(occurrenceChange).where(eq(occurrenceChange.meetingId, meetingId));
  const kept = after ? movedChanges(before, after, along) : [];
  if (kept.length > 0) await change.insert(occurrenceChange).values(kept.map((one) => ({ meetingId, ...one })));
}
