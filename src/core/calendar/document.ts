import ical, { ICalCalendarMethod, type ICalEventData } from 'ical-generator';
import type { Planned } from '../schedule.ts';
import { firstOf } from './event.ts';
import { propertiesFirst } from './properties-first.ts';
import { timeZoneComponent } from './time-zone.ts';

/**
 * A whole calendar as text, with the clock changes of every zone in it. Ends in a line break, as every line has to
 * (RFC 5545, 3.1).
 */
export function calendarText({
  method,
  meetings,
  events,
  name,
  refreshSeconds,
  empty,
}: {
  /** What it does to the calendar that it comes to (RFC 5546, 1.4). */
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  /** What the events are of. */
  readonly meetings: readonly Planned[];
  readonly events: readonly ICalEventData[];
  readonly name?: string;
  readonly refreshSeconds?: number;
  /** What stands in it where there are no events: a calendar has at least one component (RFC 5545, 3.6), and nobody is shown a zone. */
  readonly empty?: { readonly timeZone: string; readonly since: Date };
}): string {
  const begins = meetings.flatMap((planned) => (planned.recurrence ? [firstOf(planned).epochMilliseconds] : []));
  const since = new Date(Math.min(...begins));
  const calendar = ical({
    prodId: { company: 'Meetwire', product: 'Meetwire', language: 'EN' },
    method: ICalCalendarMethod[method],
    timezone: { name: null, generator: (timeZone) => timeZoneComponent(timeZone, since) },
    name,
    ttl: refreshSeconds,
    events: [...events],
  });
  const text = propertiesFirst(calendar.toString());
  const only = empty && events.length === 0 ? `${timeZoneComponent(empty.timeZone, empty.since)}\r\n` : '';
  return `${text.replace(/END:VCALENDAR$/, () => `${only}END:VCALENDAR`)}\r\n`;
}
