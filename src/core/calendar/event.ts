import {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalEventBusyStatus,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator';
import { RRuleTemporal } from 'rrule-temporal';
import type { Temporal } from 'temporal-polyfill';
import { joinUrl } from '../commands/join-url.ts';
import { nextOccurrence } from '../occurrences.ts';
import { cut, withoutControls } from '../plain.ts';
import { type Answer, type Invitee, type OccurrenceChange, type Planned, publicName } from '../schedule.ts';
import { inZone } from '../zoned.ts';

/** Whom calendar entries come from: the address that our mails have, which nobody reads. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** What an entry is written with. */
export interface EntryOptions {
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** Absent where we send no mail. */
  readonly organizer?: Mailbox;
  /** When it is written; absent: when the meeting was changed last, so that the same meeting gives the same text. */
  readonly stamp?: Date;
  /** Who is to come, by address. */
  readonly attendees?: readonly Invitee[];
  /** What the receiver said to it. */
  readonly answer?: Answer;
  readonly cancelled?: boolean;
  /** Minutes before; absent: the calendar does not remind. */
  readonly alarmMinutes?: number;
}

/** Stands where an organiser has to stand and none can be written to (RFC 2606). */
const nobody = 'nobody@meetwire.invalid';

/** The same for all entries of a meeting, for good: what an update updates and a cancellation cancels (RFC 5545, 3.8.4.7). */
export function uidOf({ meetingId }: Pick<Planned, 'meetingId'>, publicUrl: string): string {
  return `${meetingId}@${new URL(publicUrl).hostname}`;
}

/** A meeting as entries of a calendar: itself, and one more for each occurrence that was moved. */
export function entriesOf(planned: Planned, options: EntryOptions): readonly ICalEventData[] {
  const { recurrence } = planned;
  if (!recurrence) {
    const change = planned.changes.find(({ occurrence }) => occurrence.getTime() === planned.startsAt.getTime());
    const cancelled = options.cancelled || (change !== undefined && !change.startsAt);
    const start = change?.startsAt ?? planned.startsAt;
    return [entry(planned, { ...options, cancelled }, inZone(start, 'UTC'), change?.minutes ?? planned.minutes)];
  }
  const start = firstOf(planned);
  const removed = planned.changes.filter(({ startsAt }) => !startsAt).map(({ occurrence }) => occurrence);
  return [
    {
      ...entry(planned, options, start, planned.minutes),
      timezone: planned.timeZone,
      repeating: [`RRULE:${ruleWords(planned, recurrence)}`, ...exceptions(planned, removed)].join('\r\n'),
    },
    // A cancellation of the whole series is one of each of its occurrences.
    ...planned.changes
      .filter(({ startsAt }) => startsAt && !options.cancelled)
      .map((change) => occurrenceEntry(planned, options, change)),
  ];
}

/** One occurrence of a series alone, as it is by its change. */
export function occurrenceEntry(
  planned: Planned,
  options: EntryOptions,
  { occurrence, startsAt = occurrence, minutes = planned.minutes }: OccurrenceChange,
): ICalEventData {
  return {
    ...entry(planned, options, inZone(startsAt, planned.timeZone), minutes),
    timezone: planned.timeZone,
    recurrenceId: inZone(occurrence, planned.timeZone),
  };
}

/** The occurrence with which a series begins: DTSTART has to be one (RFC 5545, 3.8.5.3). */
export function firstOf(planned: Planned): Temporal.ZonedDateTime {
  const before = new Date(planned.startsAt.getTime() - 1);
  return inZone(nextOccurrence({ ...planned, changes: [] }, before)?.original ?? planned.startsAt, planned.timeZone);
}

/** A rule in the form that goes with a DTSTART that has a zone: UNTIL in UTC (RFC 5545, 3.3.10). */
export function ruleWords(planned: Planned, recurrence: string): string {
  const rule = recurrence.toUpperCase();
  if (!/^[A-Z]+=[A-Z0-9,+-]+(;[A-Z]+=[A-Z0-9,+-]+)*$/.test(rule)) throw new Error(`no recurrence rule: ${recurrence}`);
  if (!/(^|;)UNTIL=\d{8}(;|$)/.test(rule)) return rule;
  const until = new RRuleTemporal({
    rruleString: `RRULE:${rule}`,
    dtstart: inZone(planned.startsAt, planned.timeZone),
  }).options().until;
  return until ? rule.replace(/(^|;)UNTIL=\d{8}/, `$1UNTIL=${compactUtc(new Date(until.epochMilliseconds))}`) : rule;
}

/** `20261204T140000Z` */
export function compactUtc(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** `20261204T150000`, on the clock of its zone. */
export function compactLocal(at: Temporal.ZonedDateTime): string {
  return at.toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}

/** One line of text that cannot be anything else, whatever was typed. */
export function lineOf(text: string, most: number): string {
  return cut(withoutControls(text).replace(/\s+/gu, ' ').trim(), most);
}

function exceptions(planned: Planned, removed: readonly Date[]): readonly string[] {
  const dates = removed.map((occurrence) => compactLocal(inZone(occurrence, planned.timeZone)));
  return dates.length > 0 ? [`EXDATE;TZID=${planned.timeZone}:${dates.join(',')}`] : [];
}

function entry(planned: Planned, options: EntryOptions, start: Temporal.ZonedDateTime, minutes: number): ICalEventData {
  const { publicUrl, organizer, stamp = planned.changedAt, attendees = [], answer, cancelled, alarmMinutes } = options;
  const url = joinUrl(publicUrl, planned);
  const name = lineOf(planned.hostName, 100) || 'Meetwire';
  const summary = lineOf(planned.title, 300) || 'Meeting';
  const perhaps = answer === 'maybe';
  return {
    id: uidOf(planned, publicUrl),
    sequence: planned.sequence,
    stamp,
    start,
    end: start.add({ minutes }),
    summary,
    location: url,
    description: [`Join: ${url}`, `Host: ${name}`, ...invitedLine(planned)].join('\n'),
    url,
    organizer: { name, email: organizer?.address ?? nobody },
    status: cancelled ? ICalEventStatus.CANCELLED : perhaps ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    busystatus: cancelled
      ? ICalEventBusyStatus.FREE
      : perhaps
        ? ICalEventBusyStatus.TENTATIVE
        : ICalEventBusyStatus.BUSY,
    created: planned.createdAt,
    lastModified: planned.changedAt,
    attendees: attendees.flatMap(({ name: whom, email, isHost, answer: said }) =>
      email
        ? [
            {
              email,
              name: lineOf(whom, 100) || email,
              role: isHost ? ICalAttendeeRole.CHAIR : ICalAttendeeRole.REQ,
              status: isHost ? ICalAttendeeStatus.ACCEPTED : statuses[said ?? 'none'],
              // Answers go by our links: nobody reads what is sent to the organiser's address.
              rsvp: false,
            },
          ]
        : [],
    ),
    alarms:
      alarmMinutes === undefined || cancelled
        ? []
        : [{ type: ICalAlarmType.display, triggerBefore: alarmMinutes * 60, description: summary }],
  };
}

/** How many names of others an entry has at most. */
const mostNames = 20;

/** Names, never addresses. Whoever comes to a webinar need not know who else does. */
function invitedLine({ application, invitees }: Planned): readonly string[] {
  if (application === 'webinar') return [];
  const names = invitees
    .filter(({ isHost }) => !isHost)
    .map((one) => lineOf(publicName(one), 60))
    .filter(Boolean);
  if (names.length === 0) return [];
  const rest = names.length - mostNames;
  return [`Invited: ${names.slice(0, mostNames).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`];
}

const statuses = {
  yes: ICalAttendeeStatus.ACCEPTED,
  maybe: ICalAttendeeStatus.TENTATIVE,
  no: ICalAttendeeStatus.DECLINED,
  none: ICalAttendeeStatus.NEEDSACTION,
} as const;
