import { nextOccurrence, occurrencesBetween } from '../occurrences.ts';
import { endOf, type Occurrence, type Planned } from '../schedule.ts';
import type { ReminderPlan } from '../stores.ts';

/** The lead of a reminder that its person has put off. */
export const snoozed = -1;
/** Whoever is invited by mail alone has set nothing here, and hears once of it: so many minutes before. */
export const mailLead = 10;

/** An invitee, and how many minutes before a meeting this person wants to be reminded. */
export interface Reminded {
  readonly inviteeId: string;
  readonly leads: readonly number[];
}

type Meeting = Pick<Planned, 'localStart' | 'timeZone' | 'startsAt' | 'minutes' | 'recurrence' | 'changes' | 'state'>;

/**
 * The reminders that a meeting has from now on: for each person and lead the next one whose time has not come. One whose time
 * has come, and that waits to be handed over, stays as long as it is still true.
 */
export function planReminders(
  meeting: Meeting,
  people: readonly Reminded[],
  existing: readonly ReminderPlan[],
  now: Date,
): readonly ReminderPlan[] {
  if (meeting.state === 'cancelled') return [];
  const next = new Map<number, Occurrence | undefined>();
  const nextFor = (lead: number) => {
    if (!next.has(lead)) next.set(lead, nextOccurrence(meeting, later(now, lead)));
    return next.get(lead);
  };
  const before = new Map(existing.map((row) => [`${row.inviteeId} ${row.lead}`, row]));
  return people.flatMap(({ inviteeId, leads }) => {
    const putOff = before.get(`${inviteeId} ${snoozed}`);
    const kept = putOff && occurrenceOf(meeting, putOff.occurrence) ? [putOff] : [];
    const planned = [...new Set(leads)].flatMap((lead) => {
      const waiting = before.get(`${inviteeId} ${lead}`);
      if (waiting && waiting.dueAt <= now && isTrue(meeting, waiting)) return [waiting];
      const occurrence = nextFor(lead);
      return occurrence ? [reminderOf(inviteeId, lead, occurrence)] : [];
    });
    return [...kept, ...planned];
  });
}

/**
 * What comes after a reminder that is done with; undefined: nothing. After an interruption, what is over is passed by, and what is
 * going on is not.
 */
export function reminderAfter(meeting: Meeting, done: ReminderPlan, now: Date): ReminderPlan | undefined {
  if (done.lead === snoozed || meeting.state === 'cancelled') return undefined;
  const next = nextOccurrence(meeting, later(done.dueAt, done.lead));
  const occurrence =
    next && isOver(next, now)
      ? (occurrencesBetween(meeting, now, later(now, 1), 1)[0] ?? nextOccurrence(meeting, now))
      : next;
  return occurrence && reminderOf(done.inviteeId, done.lead, occurrence);
}

/** The occurrence of this name, as it takes place now; undefined: it does not. */
export function occurrenceOf(meeting: Meeting, original: Date): Occurrence | undefined {
  const change = meeting.changes.find(({ occurrence }) => occurrence.getTime() === original.getTime());
  if (change)
    return change.startsAt && { original, start: change.startsAt, minutes: change.minutes ?? meeting.minutes };
  const found = nextOccurrence({ ...meeting, changes: [] }, new Date(original.getTime() - 1));
  return found?.original.getTime() === original.getTime() ? found : undefined;
}

/** The name of a reminder in the outbox: of one name, only one is ever sent. A meeting that was moved is reminded of anew. */
export function keyOf({ inviteeId, lead, dueAt }: ReminderPlan, { start }: Occurrence): string {
  return `reminder ${inviteeId} ${lead === snoozed ? dueAt.toISOString() : lead} ${start.toISOString()}`;
}

/**
 * Whether a reminder that waits in the outbox may still be sent; undefined where the key is of something else, or of somebody
 * else. One that was handed over before its time is planned anew.
 */
export function mayBeSent(
  key: string,
  meeting: Meeting,
  reminded: ReadonlySet<string>,
  now: Date,
): boolean | undefined {
  const [what, inviteeId = '', lead = '', startsAt = ''] = key.split(' ');
  if (what !== 'reminder') return undefined;
  const start = new Date(startsAt);
  if (meeting.state === 'cancelled' || !reminded.has(inviteeId)) return false;
  if (/^\d+$/.test(lead) && later(start, -Number(lead)) > now) return false;
  return nextOccurrence(meeting, new Date(start.getTime() - 1))?.start.getTime() === start.getTime();
}

function isTrue(meeting: Meeting, { occurrence: original, lead, dueAt }: ReminderPlan): boolean {
  const occurrence = occurrenceOf(meeting, original);
  return occurrence !== undefined && dueOf(occurrence, lead).getTime() === dueAt.getTime();
}

function reminderOf(inviteeId: string, lead: number, occurrence: Occurrence): ReminderPlan {
  return { inviteeId, lead, occurrence: occurrence.original, dueAt: dueOf(occurrence, lead) };
}

function dueOf({ start }: Occurrence, lead: number): Date {
  return later(start, -lead);
}

function later(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * 60_000);
}

/** Whether somebody who is reminded now still has something of it. */
export function isOver(occurrence: Occurrence, now: Date): boolean {
  return endOf(occurrence) <= now;
}
