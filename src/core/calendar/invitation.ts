import type { Invitee, Planned } from '../schedule.ts';
import { calendarText } from './document.ts';
import { type EntryOptions, entriesOf, type Mailbox, occurrenceEntry } from './event.ts';

/** Minutes before a meeting at which the calendar reminds of it. */
const alarmMinutes = 10;

/** What one mail does to the calendar of whoever gets it. */
export interface InvitationOptions {
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** `REQUEST` invites, and changes what was there by the same UID; `CANCEL` takes it away (RFC 5546, 3.2). */
  readonly method: 'REQUEST' | 'CANCEL';
  /** From whom our mails come; the name in it is the host's. */
  readonly organizer: Mailbox;
  /** When the mail is written. */
  readonly stamp: Date;
  /** The original beginning of the one occurrence that it is about; absent: all of them. */
  readonly occurrence?: Date;
}

/** A meeting for the calendar of one invitee, as a part of a mail. Of others it has names, and of the host the address. */
export function invitationFor(planned: Planned, invitee: Invitee, options: InvitationOptions): string {
  const { publicUrl, organizer, stamp, method, occurrence } = options;
  const cancelled = method === 'CANCEL';
  // A cancellation is for those whom it names alone: the others may still be invited (RFC 5546, 3.2.5).
  const host = cancelled ? undefined : planned.invitees.find(({ isHost, id }) => isHost && id !== invitee.id);
  const written: EntryOptions = {
    ...{ publicUrl, organizer, stamp, cancelled, alarmMinutes },
    attendees: host ? [host, invitee] : [invitee],
  };
  if (!occurrence || !planned.recurrence)
    return calendarText({ method, meetings: [planned], events: entriesOf(planned, written) });
  const change = planned.changes.find((known) => known.occurrence.getTime() === occurrence.getTime());
  const event = occurrenceEntry(planned, written, change ?? { occurrence });
  return calendarText({ method, meetings: [planned], events: [event] });
}

/** The same meeting as a file, for anybody to put into a calendar by hand. */
export function meetingFile(planned: Planned, options: Pick<EntryOptions, 'publicUrl' | 'organizer'>): string {
  const cancelled = planned.state === 'cancelled';
  const events = entriesOf(planned, { ...options, cancelled, alarmMinutes });
  return calendarText({ method: 'PUBLISH', meetings: [planned], events });
}
