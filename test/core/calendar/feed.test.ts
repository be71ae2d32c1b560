import { expect, test } from 'vitest';
import { addToGoogle, addToOutlook, subscribeLinks } from '../../../src/core/calendar/add-links.ts';
import { feedFor } from '../../../src/core/calendar/feed.ts';
import { meetingFile } from '../../../src/core/calendar/invitation.ts';
import { hostileTexts } from '../../fixtures/hostile.ts';
import { brokenLines, expanded, readCalendar } from '../../support/icalendar.ts';
import { plannedMeeting } from '../../support/planned.ts';

const publicUrl = 'https://meet.example.com';
const feed = { publicUrl, timeZone: 'Asia/Tokyo', since: new Date('2026-12-01T00:00Z') };
const named = (meetingId: string, other: Parameters<typeof plannedMeeting>[0] = {}) =>
  plannedMeeting({ meetingId, ...other });

test('a feed has all that somebody goes to, in every zone, and nothing that was declined or cancelled', () => {
  const text = feedFor(
    [
      { planned: named('1', { title: 'Once' }), answer: 'yes' },
      { planned: named('2', { title: 'Weekly', recurrence: 'FREQ=WEEKLY;COUNT=3' }) },
      {
        planned: named('3', { title: 'New York', timeZone: 'America/New_York', recurrence: 'FREQ=DAILY' }),
        answer: 'maybe',
      },
      { planned: named('4', { title: 'Declined' }), answer: 'no' },
      { planned: named('5', { title: 'Cancelled', state: 'cancelled' }), answer: 'yes' },
    ],
    feed,
  );
  const { calendar, components, line } = readCalendar(text);
  expect(components.map((event) => event.getFirstPropertyValue('summary'))).toEqual(['Once', 'Weekly', 'New York']);
  expect(components.map((event) => event.getFirstPropertyValue('status'))).toEqual([
    'CONFIRMED',
    'CONFIRMED',
    'TENTATIVE',
  ]);
  expect([line('method'), line('x-wr-calname'), line('refresh-interval')]).toEqual(['PUBLISH', 'Meetwire', 'PT15M']);
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid'));
  expect(zones.sort()).toEqual(['America/New_York', 'Europe/Berlin']);
  // A published calendar asks nobody to come (RFC 5546, 3.2.1), and chat reminds.
  expect(text).not.toMatch(/ATTENDEE|VALARM/);
  expect(brokenLines(text)).toEqual([]);
});

test('an empty feed is a calendar, too, with the one component that it has to have, and the same meetings give the same text', () => {
  const declined = [{ planned: plannedMeeting({ recurrence: 'FREQ=WEEKLY' }), answer: 'no' }] as const;
  for (const items of [[], declined]) {
    const text = feedFor(items, feed);
    const { calendar, components } = readCalendar(text);
    expect([components, calendar.getAllSubcomponents().map(({ name }) => name)]).toEqual([[], ['vtimezone']]);
    expect(brokenLines(text)).toEqual([]);
  }
  const items = [{ planned: plannedMeeting({ recurrence: 'FREQ=WEEKLY' }) }];
  expect(feedFor(items, feed)).toBe(feedFor(items, feed));
});

test('a meeting as a file reminds, and says where it is cancelled', () => {
  const planned = plannedMeeting({ recurrence: 'FREQ=WEEKLY;COUNT=3' });
  const text = meetingFile(planned, { publicUrl });
  expect(expanded(text, new Date('2030-01-01'), 9)).toHaveLength(3);
  expect(text).toContain('TRIGGER:-PT10M');
  const gone = readCalendar(meetingFile({ ...planned, state: 'cancelled' }, { publicUrl }));
  expect(gone.components.map((event) => event.getFirstPropertyValue('status'))).toEqual(['CANCELLED']);
});

test('Google gets the meeting with its zone and rule', () => {
  const link = new URL(addToGoogle(plannedMeeting({ recurrence: 'FREQ=WEEKLY;BYDAY=FR' }), { publicUrl }));
  expect(link.origin + link.pathname).toBe('https://calendar.google.com/calendar/render');
  expect(Object.fromEntries(link.searchParams)).toEqual({
    action: 'TEMPLATE',
    text: 'Design review',
    dates: '20261204T150000/20261204T154500',
    ctz: 'Europe/Berlin',
    recur: 'RRULE:FREQ=WEEKLY;BYDAY=FR',
    location: `${publicUrl}/j/join-key-of-a-test`,
    details: `Join: ${publicUrl}/j/join-key-of-a-test`,
  });
  const once = new URL(addToGoogle(plannedMeeting(), { publicUrl })).searchParams;
  expect([once.get('dates'), once.get('ctz'), once.get('recur')]).toEqual([
    '20261204T140000Z/20261204T144500Z',
    null,
    null,
  ]);
});

test('Outlook gets one meeting, the next one of a series, with spaces that it reads as such', () => {
  const weekly = plannedMeeting({ recurrence: 'FREQ=WEEKLY', title: 'Design & review + more' });
  const { office, live, only } = addToOutlook(weekly, { publicUrl, now: new Date('2026-12-06T00:00Z') });
  expect(only?.start).toEqual(new Date('2026-12-11T14:00Z'));
  expect(addToOutlook(plannedMeeting(), { publicUrl, now: new Date('2026-12-01T00:00Z') }).only).toBeUndefined();
  expect([new URL(office).host, new URL(live).host]).toEqual(['outlook.office.com', 'outlook.live.com']);
  expect(office).toContain('subject=Design%20%26%20review%20%2B%20more');
  const { startdt, enddt, rru, path } = Object.fromEntries(new URL(office).searchParams);
  expect({ startdt, enddt, rru, path }).toEqual({
    startdt: '2026-12-11T14:00:00Z',
    enddt: '2026-12-11T14:45:00Z',
    rru: 'addevent',
    path: '/calendar/action/compose',
  });
});

test('a calendar is added under the scheme that each takes', () => {
  const feed = `${publicUrl}/calendar/a.b.ics`;
  const { google, office, live, webcal } = subscribeLinks(feed);
  expect(webcal).toBe('webcal://meet.example.com/calendar/a.b.ics');
  expect(new URL(google).searchParams.get('cid')).toBe(webcal);
  for (const link of [office, live]) expect(new URL(link).searchParams.get('url')).toBe(feed);
});

test.each(hostileTexts)('%j as a title stays one field of a link, and the link short enough for a button', (title) => {
  const planned = plannedMeeting({ title, recurrence: 'FREQ=WEEKLY' });
  const { office, live } = addToOutlook(planned, { publicUrl, now: planned.startsAt });
  for (const link of [addToGoogle(planned, { publicUrl }), office, live]) {
    expect(link.length).toBeLessThan(3_000);
    expect([...new URL(link).searchParams.keys()].length).toBe(7);
    expect(link).toMatch(/^[\w:/?=&%.~!*'()-]+$/);
  }
});
