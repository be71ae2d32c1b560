import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { timeZoneComponent } from '../../../src/core/calendar/time-zone.ts';

const since = new Date('2026-03-04T14:00Z');
const years = 11;

/** Whether the clock shows this time twice: a calendar then means the first, and cannot say the second. */
const isTwice = (at: Temporal.ZonedDateTime) =>
  at.toPlainDateTime().toZonedDateTime(at.timeZoneId, { disambiguation: 'later' }).epochMilliseconds !==
  at.toPlainDateTime().toZonedDateTime(at.timeZoneId, { disambiguation: 'earlier' }).epochMilliseconds;

/** A day before and after each change of the clocks, and some moments of every month. */
function momentsIn(timeZone: string): readonly Temporal.ZonedDateTime[] {
  const start = Temporal.Instant.fromEpochMilliseconds(since.getTime()).toZonedDateTimeISO(timeZone);
  const end = start.add({ years });
  const months = Array.from({ length: years * 24 }, (_, index) => start.add({ days: index * 15, hours: index % 24 }));
  const changes: Temporal.ZonedDateTime[] = [];
  for (let at = start.getTimeZoneTransition('next'); at && at.year < end.year; at = at.getTimeZoneTransition('next'))
    changes.push(at.subtract({ hours: 25 }), at.add({ hours: 25 }));
  return [...months, ...changes];
}

/** Where clocks change by the moon, by half an hour, by two hours, at odd hours, on odd days, or not at all. */
const odd = [
  'Africa/Casablanca',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'America/Nuuk',
  'Asia/Gaza',
].concat(['America/Santiago', 'Asia/Jerusalem', 'Europe/Dublin', 'Pacific/Chatham', 'Asia/Kathmandu', 'UTC']);

test('a calendar shows the time that the clocks of a zone show, for eleven years', () => {
  const known = Intl.supportedValuesOf('timeZone');
  expect(known.length).toBeGreaterThan(400);
  // A third of them is enough: many are the same.
  const zones = [...odd, ...known.filter((_, index) => index % 3 === 0)];
  const wrong = zones.flatMap((timeZone) => {
    const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(timeZoneComponent(timeZone, since))));
    const misread = momentsIn(timeZone).find((local) => {
      const { year, month, day, hour, minute } = local;
      const read = ICAL.Time.fromData({ year, month, day, hour, minute, second: 0 }, zone).toJSDate();
      return read.getTime() !== local.epochMilliseconds && !isTwice(local);
    });
    return misread ? [misread.toString()] : [];
  });
  expect(wrong).toEqual([]);
}, 120_000);

test('usual clock changes are rules, which hold for good', () => {
  const berlin = timeZoneComponent('Europe/Berlin', since);
  expect(berlin).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU');
  expect(berlin).toContain('RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU');
  expect(timeZoneComponent('America/New_York', since)).toContain('RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU');
  expect(timeZoneComponent('Asia/Kolkata', since)).not.toContain('RRULE');
});
