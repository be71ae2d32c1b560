import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type InvitationOptions, invitationFor } from '../../../src/core/calendar/invitation.ts';
import { occurrencesBetween } from '../../../src/core/occurrences.ts';
import { endOf, type Planned } from '../../../src/core/schedule.ts';
import { hostileTexts } from '../../fixtures/hostile.ts';
import { brokenLines, expanded, readCalendar } from '../../support/icalendar.ts';
import { bob, plannedMeeting } from '../../support/planned.ts';

const options: InvitationOptions = {
  publicUrl: 'https://meet.example.com',
  method: 'REQUEST',
  organizer: { name: 'Meetwire', address: 'meet@example.com' },
  stamp: new Date('2026-11-25T10:00Z'),
};
const invite = (planned: Planned, other: Partial<InvitationOptions> = {}) =>
  invitationFor(planned, bob, { ...options, ...other });
const value = (text: string, name: string) =>
  readCalendar(text).components.map((event) => event.getFirstPropertyValue(name));

test('an invitation says what, when, where and by whom, and asks nobody but its receiver', () => {
  const { line, components, events } = readCalendar(invite(plannedMeeting()));
  expect([line('method'), line('version')]).toEqual(['REQUEST', '2.0']);
  const [event] = components;
  const property = (name: string) => event?.getFirstPropertyValue(name);
  expect(property('uid')).toBe('0d2f7c1e-5a3b-4c6d-8e9f-a0b1c2d3e4f5@meet.example.com');
  expect(String(property('dtstart'))).toBe('2026-12-04T14:00:00Z');
  expect(String(property('dtend'))).toBe('2026-12-04T14:45:00Z');
  expect(String(property('dtstamp'))).toBe('2026-11-25T10:00:00Z');
  expect(property('summary')).toBe('Design review');
  expect(property('location')).toBe('https://meet.example.com/j/join-key-of-a-test');
  expect(property('url')).toBe('https://meet.example.com/j/join-key-of-a-test');
  expect(property('description')).toContain('Join: https://meet.example.com/j/join-key-of-a-test');
  expect(property('status')).toBe('CONFIRMED');
  expect(events[0]?.organizer).toBe('mailto:meet@example.com');
  expect(event?.getFirstProperty('organizer')?.getParameter('cn')).toBe('Ada Lovelace');
  const attendees = event?.getAllProperties('attendee') ?? [];
  expect(attendees.map((one) => String(one.getFirstValue()).toLowerCase())).toEqual(['mailto:bob@guest.example']);
  expect(attendees[0]?.getParameter('partstat')).toBe('NEEDS-ACTION');
  const alarm = event?.getFirstSubcomponent('valarm');
  expect(String(alarm?.getFirstPropertyValue('trigger'))).toBe('-PT10M');
});

test('of others it has names, and of the host the address; of a webinar not even the names', () => {
  const ada = { ...bob, id: 'a', email: 'ada@acme.example', name: 'Ada', isHost: true };
  const chen = { ...bob, id: 'c', email: 'chen@secret.example', name: 'Chen' };
  const text = invite(plannedMeeting({ invitees: [ada, bob, chen] })).replaceAll('\r\n ', '');
  expect(text).toContain('ada@acme.example');
  expect(text).toContain('Chen');
  expect(text).not.toContain('secret.example');
  const webinar = invite(plannedMeeting({ application: 'webinar', invitees: [ada, bob, chen] }));
  expect(webinar).not.toContain('Chen');
});

test('an update keeps the UID and has a higher SEQUENCE; a cancellation has both, and takes the meeting away', () => {
  const first = plannedMeeting();
  const moved = plannedMeeting({ localStart: '2026-12-07T10:00', sequence: 1 });
  const gone = invite({ ...moved, state: 'cancelled', sequence: 2 }, { method: 'CANCEL' });
  const texts = [invite(first), invite(moved), gone];
  expect(new Set(texts.flatMap((text) => value(text, 'uid'))).size).toBe(1);
  expect(texts.flatMap((text) => value(text, 'sequence'))).toEqual([0, 1, 2]);
  expect(texts.flatMap((text) => value(text, 'dtstart')).map(String)).toEqual([
    '2026-12-04T14:00:00Z',
    '2026-12-07T09:00:00Z',
    '2026-12-07T09:00:00Z',
  ]);
  expect([readCalendar(gone).line('method'), value(gone, 'status')]).toEqual(['CANCEL', ['CANCELLED']]);
  expect(gone).not.toContain('VALARM');
});

test('a meeting that takes place once is moved and cancelled by what was changed of it as well', () => {
  const { startsAt } = plannedMeeting();
  const moved = plannedMeeting({
    changes: [{ occurrence: startsAt, startsAt: new Date('2026-12-05T14:00Z'), minutes: 60 }],
  });
  expect(value(invite(moved), 'dtend').map(String)).toEqual(['2026-12-05T15:00:00Z']);
  expect(value(invite(plannedMeeting({ changes: [{ occurrence: startsAt }] })), 'status')).toEqual(['CANCELLED']);
});

const until = new Date('2036-01-01');

const series: readonly (readonly [timeZone: string, localStart: string, recurrence: string])[] = [
  ['Europe/Berlin', '2026-09-04T15:00', 'FREQ=WEEKLY'],
  ['Europe/Berlin', '2026-10-01T00:30', 'FREQ=DAILY;COUNT=60'],
  ['America/New_York', '2026-01-05T09:00', 'FREQ=WEEKLY;BYDAY=MO,WE,FR'],
  ['America/Santiago', '2026-08-25T09:00', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=MO'],
  ['Australia/Lord_Howe', '2026-03-30T08:15', 'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR'],
  ['Asia/Jerusalem', '2026-03-20T10:00', 'FREQ=DAILY;UNTIL=20261231T000000Z'],
  ['Africa/Casablanca', '2026-01-30T10:00', 'FREQ=WEEKLY'],
  ['Africa/Cairo', '2026-04-20T10:00', 'FREQ=WEEKLY'],
  ['Asia/Kolkata', '2026-01-31T10:00', 'FREQ=MONTHLY;BYMONTHDAY=31'],
  ['Europe/London', '2026-02-27T10:00', 'FREQ=MONTHLY;BYDAY=-1FR'],
  ['America/Sao_Paulo', '2026-02-02T10:00', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1'],
  ['Pacific/Auckland', '2026-12-04T10:00', 'FREQ=YEARLY'],
  ['Europe/Berlin', '2026-12-04T15:00', 'FREQ=WEEKLY;UNTIL=20270331'],
  // Begins on a day that is none of the rule's.
  ['Europe/Berlin', '2026-09-02T15:00', 'FREQ=WEEKLY;BYDAY=FR;COUNT=20'],
];

test.each([
  ['2027-03-26T02:30', 'FREQ=DAILY;COUNT=6'],
  ['2027-03-27T02:30', 'FREQ=DAILY;UNTIL=20270330T215959Z'],
  ['2027-03-21T02:30', 'FREQ=WEEKLY;BYDAY=SU;COUNT=3'],
])(
  'a series from %s by %s has the same days as in a list, that of an hour that the clocks skip included',
  (localStart, recurrence) => {
    const planned = plannedMeeting({ localStart, recurrence });
    const ours = occurrencesBetween(planned, new Date('2026-01-01'), until, 80).map(({ start }) => start.toISOString());
    const days = (all: readonly string[]) => all.map((at) => at.slice(0, 10));
    expect(days(ours)).toContain('2027-03-28');
    // Parsers do not agree on the hour: RFC 5545, 3.3.5 takes the distance from UTC before the gap, and this one that behind it.
    expect(days(expanded(invite(planned), until, 80).map(({ start }) => start))).toEqual(days(ours));
  },
);

test.each(series)(
  'a series in %s from %s by %s takes place when we say, on every side of every clock change',
  (timeZone, localStart, recurrence) => {
    const planned = plannedMeeting({ timeZone, localStart, recurrence });
    const ours = occurrencesBetween(planned, new Date('2026-01-01'), until, 80);
    const text = invite(planned);
    expect(expanded(text, until, 80)).toEqual(
      ours.map((one) => ({ start: one.start.toISOString(), end: endOf(one).toISOString() })),
    );
    expect(ours.length).toBeGreaterThan(8);
    expect(readCalendar(text).events[0]?.startDate.zone.tzid).toBe(timeZone);
  },
);

test('what was cancelled of a series is left out, and what was moved is somewhere else', () => {
  const weekly = plannedMeeting({ recurrence: 'FREQ=WEEKLY;COUNT=6', localStart: '2026-10-09T15:00' });
  const [, second, third, fourth] = occurrencesBetween(weekly, new Date('2026-01-01'), until);
  if (!second || !third || !fourth) throw new Error('a series of six has four');
  const changed: Planned = {
    ...weekly,
    sequence: 2,
    changes: [
      { occurrence: second.original },
      // Over the change of the clocks, and another length.
      { occurrence: third.original, startsAt: new Date('2026-10-27T09:00Z'), minutes: 15 },
      { occurrence: fourth.original, startsAt: new Date('2026-10-12T09:00Z') },
    ],
  };
  const ours = occurrencesBetween(changed, new Date('2026-01-01'), until);
  const text = invite(changed);
  expect(expanded(text, until, 20)).toEqual(
    ours.map((one) => ({ start: one.start.toISOString(), end: endOf(one).toISOString() })),
  );
  expect(ours).toHaveLength(5);
  expect(new Set(value(text, 'uid')).size).toBe(1);
  expect(value(text, 'sequence')).toEqual([2, 2, 2]);
});

test('one occurrence is cancelled by its own name, and the others stay', () => {
  const weekly = plannedMeeting({ recurrence: 'FREQ=WEEKLY' });
  const occurrence = new Date('2026-12-11T14:00Z');
  const text = invite({ ...weekly, sequence: 3, changes: [{ occurrence }] }, { method: 'CANCEL', occurrence });
  const { components, line } = readCalendar(text);
  expect([line('method'), components.length]).toEqual(['CANCEL', 1]);
  const id = components[0]?.getFirstProperty('recurrence-id');
  expect([String(id?.getFirstValue()), id?.getParameter('tzid')]).toEqual(['2026-12-11T15:00:00', 'Europe/Berlin']);
  expect(components[0]?.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(components[0]?.hasProperty('rrule')).toBe(false);
});

const injections = [
  'x\r\nATTENDEE:mailto:evil@evil.example',
  'x\nEND:VEVENT\nBEGIN:VEVENT',
  'x\u2028DESCRIPTION:evil',
  'x\\nLOCATION:evil',
  'a;b,c\\d"e',
  '";CN=evil:mailto:evil@evil.example',
  "^n^^^'",
  '🎉'.repeat(100),
  'ä'.repeat(300),
];

test.each([...hostileTexts, ...injections])('%j as a title and as a name adds nothing to a calendar', (typed) => {
  const guest = { ...bob, name: typed };
  const planned = plannedMeeting({ title: typed, hostName: typed, invitees: [guest] });
  const text = invitationFor(planned, guest, options);
  expect(brokenLines(text)).toEqual([]);
  const { calendar, components } = readCalendar(text);
  const plain = readCalendar(invite(plannedMeeting({ invitees: [bob] })));
  const names = (of: typeof plain) => of.components.map((event) => event.getAllProperties().map(({ name }) => name));
  expect(names({ ...plain, components })).toEqual(names(plain));
  expect(calendar.getAllProperties().map(({ name }) => name)).toEqual(
    plain.calendar.getAllProperties().map(({ name }) => name),
  );
  expect(components[0]?.getAllProperties('attendee')).toHaveLength(1);
  expect(Buffer.byteLength(text)).toBeLessThan(8_000);
});

test('what was typed comes out as it was typed, with every sign that means something in a calendar', () => {
  const title = 'a;b,c\\d"e^f:g=h, “i” 🎉';
  const planned = plannedMeeting({ title, hostName: 'Ada "the Countess"; Lovelace, ^Ltd' });
  const { components } = readCalendar(invite(planned));
  expect(components[0]?.getFirstPropertyValue('summary')).toBe(title);
  expect(components[0]?.getFirstProperty('organizer')?.getParameter('cn')).toBe('Ada "the Countess"; Lovelace, ^Ltd');
});

test('no title whatsoever breaks a line or adds one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const text = invite(plannedMeeting({ title }));
      expect(brokenLines(text)).toEqual([]);
      expect(readCalendar(text).components).toHaveLength(1);
    }),
    { numRuns: 100 },
  );
});
