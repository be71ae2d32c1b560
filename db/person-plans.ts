import { and, asc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Asked } from '../src/core/commands/schedule/asked.ts';
import type { Open } from '../src/core/commands/schedule/open-draft.ts';
import type { Identity } from '../src/core/invocation.ts';
import type { Database } from './database.ts';
import { invitee, occurrenceChange, preference, reminder, schedule, talk } from './schedule-schema.ts';
import { identity, isOf, meeting } from './schema.ts';

/** The meetings that this person has started or planned. */
export function isHost({ platform, workspaceId, userId }: Identity): SQL | undefined {
  return and(eq(meeting.platform, platform), eq(meeting.workspaceId, workspaceId), eq(meeting.hostId, userId));
}

/** The plans of them. */
export function isPlanOf(person: Identity): SQL {
  return sql`${schedule.meetingId} in (select ${meeting.id} from ${meeting} where ${isHost(person)})`;
}

/**
 * Where this person is invited: by the chat identity, or by nothing but an address that is the one which the chat platform says is
 * theirs. Of the workspace alone: what is true elsewhere is not known here.
 */
export function isInvited(
  { platform, workspaceId, userId }: Identity,
  address: SQL | string | null | undefined,
): SQL | undefined {
  const email = typeof address === 'string' ? address.toLowerCase() : address;
  const byMail = email ? [and(isNull(invitee.userId), eq(invitee.email, email))] : [];
  const inside = and(eq(invitee.platform, platform), eq(invitee.workspaceId, workspaceId));
  return and(inside, or(eq(invitee.userId, userId), ...byMail));
}

/** What scheduling keeps of a person, by kind. */
export function planRowsOf(person: Identity) {
  return {
    plans: [schedule, isPlanOf(person)],
    invitations: [invitee, and(isInvited(person, addressOf(person)), eq(invitee.isHost, false))],
    settings: [preference, isOf(preference, person)],
    conversations: [talk, isOf(talk, person)],
  } as const;
}

function addressOf(person: Identity): SQL {
  return sql`(select lower(${identity.email}) from ${identity} where ${isOf(identity, person)})`;
}

/** The same in names that people can read. The address of the private calendar is not in it: whoever has it can read that. */
export async function readPlans(change: Pick<Database['orm'], 'select'>, person: Identity) {
  const rows = planRowsOf(person);
  const hosted = await change
    .select()
    .from(schedule)
    .innerJoin(meeting, eq(meeting.id, schedule.meetingId))
    .where(rows.plans[1])
    .orderBy(asc(schedule.startsAt));
  const ids = hosted.map(({ meeting: { id } }) => id);
  const moved = await change.select().from(occurrenceChange).where(inArray(occurrenceChange.meetingId, ids));
  const guests = await change
    .select()
    .from(invitee)
    .where(and(inArray(invitee.meetingId, ids), eq(invitee.isHost, false)))
    .orderBy(asc(invitee.name));
  const invited = await change
    .select()
    .from(invitee)
    .innerJoin(schedule, eq(schedule.meetingId, invitee.meetingId))
    .innerJoin(meeting, eq(meeting.id, invitee.meetingId))
    .where(rows.invitations[1])
    .orderBy(asc(schedule.startsAt));
  const reminders = await change
    .select({ title: meeting.title, lead: reminder.lead, begins: reminder.occurrence, at: reminder.dueAt })
    .from(reminder)
    .innerJoin(invitee, eq(invitee.id, reminder.inviteeId))
    .innerJoin(meeting, eq(meeting.id, reminder.meetingId))
    .where(isInvited(person, addressOf(person)))
    .orderBy(asc(reminder.dueAt));
  const settings = await change.select().from(preference).where(rows.settings[1]);
  const talks = await change.select().from(talk).where(rows.conversations[1]).orderBy(asc(talk.changedAt));
  return {
    plans: hosted.map(({ schedule: plan, meeting: { id, title, joinKey } }) => ({
      title,
      ...timesOf(plan),
      state: plan.state,
      waitingRoom: plan.lobby,
      recording: plan.recording,
      mailsAreSentBy: plan.mailer,
      plannedAt: plan.createdAt,
      changedAt: plan.changedAt,
      link: `/j/${joinKey}`,
      otherTimes: moved
        .filter(({ meetingId }) => meetingId === id)
        .map(({ occurrence, startsAt, minutes }) => ({ insteadOf: occurrence, startsAt, minutes })),
      invited: guests
        .filter(({ meetingId }) => meetingId === id)
        .map(({ name, email, ...guest }) => ({ name, email, ...answerOf(guest) })),
    })),
    invitations: invited.map(({ invitee: { name, email, ...mine }, schedule: plan, meeting: met }) => ({
      title: met.title,
      hostName: met.hostName,
      ...timesOf(plan),
      state: plan.state,
      invitedAs: { name, email },
      ...answerOf(mine),
    })),
    reminders: reminders.map(({ lead, ...one }) => ({ ...one, minutesBefore: lead < 0 ? 'put off' : lead })),
    settings: settings.map((set) => ({
      timeZone: set.timeZone,
      heardFromTheChatPlatform: { timeZone: set.heardZone, locale: set.heardLocale },
      clock: set.hour12 === null ? null : set.hour12 ? '12 hours' : '24 hours',
      firstDayOfWeek: set.firstDayOfWeek,
      remindedMinutesBefore: set.leads,
      quietHours: { from: set.quietFrom, to: set.quietTo },
      agenda: { time: set.agendaTime, days: set.agendaDays, next: set.agendaDueAt },
      notAskedBeforePostingIn: set.unaskedIn,
      hasPrivateCalendar: set.feedId !== null,
    })),
    conversations: talks.map(({ conversation, changedAt, body, question }) => ({
      conversation,
      changedAt,
      ...said(body as Open),
      ...asked(question as Asked | null),
    })),
  };
}

function timesOf({ localStart, timeZone, startsAt, minutes, recurrence, endsAt }: typeof schedule.$inferSelect) {
  return { startsAt, localStart, timeZone, minutes, recurrence, lastEnd: endsAt };
}

function answerOf({ answer, answeredAt, removedAt }: Pick<Invited, 'answer' | 'answeredAt' | 'removedAt'>) {
  return { answer, answeredAt, takenOffAt: removedAt };
}

type Invited = typeof invitee.$inferSelect;

function asked(question: Asked | null): object {
  return question ? { askedAbout: question.title, whetherTo: question.act } : {};
}

/** As the commands of scheduling write it down. */
function said(open: Open | null): object {
  if (open?.kind === 'zone') return { said: open.said };
  if (open?.kind !== 'draft') return {};
  const { title, date, time, timeZone, minutes, recurrence, people, options } = open.understanding.draft;
  const guests = Object.values(open.known).flat();
  return {
    planned: { title, date, time, timeZone, minutes, recurrence, people, options },
    invited: guests.map(({ name, email }) => ({ name, email })),
  };
}
