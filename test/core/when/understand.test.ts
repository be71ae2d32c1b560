import { describe, expect, test } from 'vitest';
import { berlin, newYork, read } from './said.ts';

const told = (sentences: readonly (readonly [say: string, wanted: string])[], reader = berlin) =>
  test.each(sentences)('%s', (say, wanted) => expect(read(say, reader)).toBe(wanted));

describe('hours', () => {
  told([
    ['sync at 7', '? start half_of_day'],
    ['tomorrow 3', '? start half_of_day'],
    ['sync tomorrow at 12', '? start half_of_day'],
    ['sync tomorrow from 9 to 5', '? start half_of_day'],
    ['sync tomorrow at half past nine', '? start half_of_day'],
    ['sync at 16', '2026-11-25T16:00+01:00 30m “sync”'],
    ['sync tomorrow at 9:30', '2026-11-26T09:30+01:00 30m “sync”'],
    ['sync tomorrow at 9.30', '2026-11-26T09:30+01:00 30m “sync”'],
    ['sync tomorrow at 16h30', '2026-11-26T16:30+01:00 30m “sync”'],
    ['sync tomorrow at 1400', '2026-11-26T14:00+01:00 30m “sync”'],
    ['sync tomorrow noon', '2026-11-26T12:00+01:00 30m “sync”'],
    ['sync tomorrow 2 to 3:15pm', '2026-11-26T14:00+01:00 75m “sync”'],
    ['sync tomorrow 11 to 1pm', '2026-11-26T11:00+01:00 120m “sync”'],
    ['sync tomorrow 9 to 5pm', '2026-11-26T09:00+01:00 480m “sync”'],
    ['sync tomorrow 9 to 10:30', '2026-11-26T09:00+01:00 90m “sync”'],
    ['sync tomorrow morning at 9', '2026-11-26T09:00+01:00 30m “sync”'],
    ['sync tonight at 8', '2026-11-25T20:00+01:00 30m “sync”'],
    ['sync at 3 in the afternoon tomorrow', '2026-11-26T15:00+01:00 30m “sync”'],
    ['sync tomorrow at 25:00', '? start no_such_time'],
    ['sync friday at midnight', '? start midnight'],
    ['sync friday 12am', '? start midnight'],
    ['sync friday eod', '? start vague_time'],
    ['sync friday around 3pm', '? start vague_time'],
    ['sync friday afternoon', '? start time_missing'],
    ['sync tomorrow from 14 to 15:30', '2026-11-26T14:00+01:00 90m “sync”'],
    ['sync tomorrow from 20 to 22', '2026-11-26T20:00+01:00 120m “sync”'],
    ['sync tomorrow from 14.30 to 16', '2026-11-26T14:30+01:00 90m “sync”'],
    ['sync tomorrow 13h to 14h30', '2026-11-26T13:00+01:00 90m “sync”'],
    ['sync tomorrow noon to 1:30', '2026-11-26T12:00+01:00 90m “sync”'],
    ['sync tomorrow 20 to 4', '? start vague_time'],
    ['sync monday 10:00 - 2027 budget', '? title title_unclear'],
    ['sync 7 december 7 to 9pm', '2026-12-07T19:00+01:00 120m “sync”'],
    ['create it now. sync', '? start start_missing'],
  ]);
});

describe('days', () => {
  told([
    ['sync on wednesday at 3pm', '2026-11-25T15:00+01:00 30m “sync”'],
    ['sync on wednesday at 9am', '? start past'],
    ['sync next friday at 10:00', '? start next_weekday'],
    ['sync next tuesday at 10:00', '2026-12-01T10:00+01:00 30m “sync”'],
    ['sync friday next week at 10:00', '2026-12-04T10:00+01:00 30m “sync”'],
    ['sync a week on friday at 10:00', '2026-12-04T10:00+01:00 30m “sync”'],
    ['sync in two weeks on tuesday at 10:00', '2026-12-08T10:00+01:00 30m “sync”'],
    ['sync on the 15th at 10:00', '2026-12-15T10:00+01:00 30m “sync”'],
    ['next month on the 28th at 10:00', '2026-12-28T10:00+01:00 30m “”'],
    ['sync first monday of january 10:00', '2027-01-04T10:00+01:00 30m “sync”'],
    ['sync last friday of the month 10:00', '2026-11-27T10:00+01:00 30m “sync”'],
    ['sync in 3 days at 10am', '2026-11-28T10:00+01:00 30m “sync”'],
    ['sync in half an hour', '2026-11-25T11:00+01:00 30m “sync”'],
    ['sync friday 4 december at 10:00', '2026-12-04T10:00+01:00 30m “sync”'],
    ['sync thursday 4 december at 10:00', '? start weekday_and_date_disagree'],
    ['sync 31 april at 10:00', '? start no_such_day'],
    ['sync 13/13 at 10:00', '? start no_such_day'],
    ['sync yesterday at 10:00', '? start past'],
    ['sync today at 9:00', '? start past'],
    ['sync 3 january 2024 at 10:00', '? start past'],
    ['sync next week at 10:00', '? start vague_day'],
    ['sync christmas day at 10:00', '? start vague_day'],
    ['sync by friday 10:00', '? start vague_day'],
    ['sync this tuesday at 10:00', '? start past'],
    ['sync on the 31st at 10:00', '? start no_such_day'],
    ['sync january 5 or 6 at 10:00', '? start vague_day'],
    ['sync 5 or 6 january at 10:00', '? start vague_day'],
    ['sync friday or saturday at 10:00', '? meeting several_meetings'],
    ['sync two fridays from now at 10:00', '? start vague_day'],
    ['sync good friday 26 march 10:00', '2027-03-26T10:00+01:00 30m “sync”'],
    ['we met last week, so sync tomorrow at 10:00', '2026-11-26T10:00+01:00 30m “sync”'],
    ['sync tomorrow at 10:00, no, yesterday', '? start past'],
    ['sync in 3 business days at 10:00', '? start vague_day'],
    ['prep 30 min before the board meeting tomorrow at 10:00', '? start vague_day'],
    ['31 december 11pm to 1am party', '2026-12-31T23:00+01:00 120m “party”'],
    ['sync 2026-12-04 10:00', '2026-12-04T10:00+01:00 30m “sync”'],
    ['sync 2026-12-04T10:00Z', '2026-12-04T10:00+00:00[UTC] 30m “sync”'],
    ['sync 4/12 at 10:00', '2026-12-04T10:00+01:00 30m “sync”'],
    ['sync 4.12. 10:00', '2026-12-04T10:00+01:00 30m “sync”'],
  ]);
});

describe('a locale has its own order of day and month, and its own first day of the week', () => {
  told(
    [
      ['sync 12/4 at 10am', '2026-12-04T10:00-05:00 30m “sync”'],
      ['sync 25/12 at 10am', '? start no_such_day'],
      ['sync next sunday at 10am', '2026-11-29T10:00-05:00 30m “sync”'],
    ],
    newYork,
  );
});

describe('leap days', () => {
  const before = { ...berlin, now: new Date('2028-02-20T09:00:00Z') };
  told([['sync 29 february at 10:00', '2028-02-29T10:00+01:00 30m “sync”']], before);
  told([['sync 29 february at 10:00', '? start no_such_day']]);
});

describe('clocks that are put forward and back', () => {
  told([
    ['sync 28 march 2027 at 2:30', '? start clock_gap'],
    ['sync 28 march 2027 at 3:00', '2027-03-28T03:00+02:00 30m “sync”'],
    ['sync 31 october 2027 at 2:30', '? start clock_overlap'],
    ['sync 31 october 2027 at 3:00', '2027-10-31T03:00+01:00 30m “sync”'],
    ['sync 14 march 2027 2:30am New York time', '? start clock_gap'],
    ['sync 31 october 2027 from 0:30 to 4:00', '2027-10-31T00:30+02:00 270m “sync”'],
    ['sync 28 march 2027 from 1:30 to 3:30', '2027-03-28T01:30+01:00 60m “sync”'],
  ]);
  told(
    [
      ['sync march 14 2027 2:30am', '? start clock_gap'],
      ['sync november 7 2027 1:30am', '? start clock_overlap'],
      ['sync november 7 2027 2:30am', '2027-11-07T02:30-05:00 30m “sync”'],
    ],
    newYork,
  );
});

describe('lengths', () => {
  const at = (rest: string) => `sync 1 dec 10am ${rest}`;
  const takes = (minutes: number) => `2026-12-01T10:00+01:00 ${minutes}m “sync”`;
  told([
    [at('for 45 min'), takes(45)],
    [at('1h30'), takes(90)],
    [at('for an hour and a half'), takes(90)],
    [at('for a quarter of an hour'), takes(15)],
    [at('for one and a half hours'), takes(90)],
    [at('1.5 hours'), takes(90)],
    [at('until 11:15'), takes(75)],
    [at('to 5'), takes(420)],
    [at('for 0 minutes'), '? duration duration_impossible'],
    [at('for -30 minutes'), '? duration duration_impossible'],
    [at('for 25 hours'), '? duration duration_impossible'],
    [at('all day'), '? duration duration_impossible'],
    [at('to 9am'), '? duration duration_impossible'],
    [at('to 11am for 2 hours'), '? duration duration_disagrees'],
    [at('for an hour or two'), '? duration duration_vague'],
  ]);
});

describe('zones', () => {
  told([
    ['sync tomorrow 3pm London time', '2026-11-26T15:00+00:00[Europe/London] 30m “sync”'],
    ['sync tomorrow 3pm in New York', '2026-11-26T15:00-05:00[America/New_York] 30m “sync”'],
    ['sync tomorrow 3pm PST', '2026-11-26T15:00-08:00[America/Los_Angeles] 30m “sync”'],
    ['sync tomorrow 3pm UTC+5:30', '2026-11-26T15:00+05:30[Asia/Kolkata] 30m “sync”'],
    ['sync tomorrow 15:00 CET', '2026-11-26T15:00+01:00[Europe/Berlin] 30m “sync”'],
    ['sync tomorrow 3pm CEST', '? zone zone_ambiguous'],
    ['sync tomorrow 3pm IST', '? zone zone_ambiguous'],
    ['sync tomorrow 3pm CST', '? zone zone_ambiguous'],
    ['sync tomorrow 3pm Narnia time', '? zone zone_unknown'],
    ['sync tomorrow 3pm Mars/Olympus_Mons', '? zone zone_unknown'],
    ['sync tomorrow 3pm Georgia time', '? zone zone_ambiguous'],
    ['sync tomorrow 3pm Kathmandu time', '2026-11-26T15:00+05:45[Asia/Kathmandu] 30m “sync”'],
    ['sync tomorrow 3pm Newfoundland time', '2026-11-26T15:00-03:30[America/St_Johns] 30m “sync”'],
    ["sync tomorrow 3pm St. John's time", '2026-11-26T15:00-03:30[America/St_Johns] 30m “sync”'],
    ['sync tomorrow 3pm IST (India)', '2026-11-26T15:00+05:30[Asia/Kolkata] 30m “sync”'],
    ['sync tomorrow 3pm Spanish with @ann', '? title title_unclear'],
    ['sync tomorrow 3pm Europe/Atlantis', '? zone zone_unknown'],
    ['offsite in Tokyo tomorrow 3pm', '? zone zone_ambiguous'],
    ['tomorrow 3pm London office tour', '2026-11-26T15:00+01:00 30m “London office tour”'],
  ]);
  told([['sync tomorrow 3pm CST', '2026-11-26T15:00-06:00[America/Chicago] 30m “sync”']], newYork);
  // A rule says its day, wherever one is: on Saturday morning in Lisbon it is Friday evening in Los Angeles.
  const lisbon = { ...berlin, timeZone: 'Europe/Lisbon', now: new Date('2026-11-28T04:35:00Z') };
  const friday = (day: string, rest: string) => `2026-${day}T18:00-08:00[America/Los_Angeles] 30m ${rest} “call”`;
  told(
    [
      ['call at 6pm los angeles time every friday', friday('12-04', 'FREQ=WEEKLY;BYDAY=FR')],
      [
        'call at 6pm los angeles time every friday until 29 january',
        friday('12-04', 'FREQ=WEEKLY;BYDAY=FR;UNTIL=20270130T075959Z'),
      ],
      ['call at 6pm los angeles time on friday', '? start day_differs'],
    ],
    lisbon,
  );
  told([['call at 6pm los angeles time every friday', friday('11-27', 'FREQ=WEEKLY;BYDAY=FR')]], {
    ...lisbon,
    now: new Date('2026-11-28T01:00:00Z'),
  });
  told([['sync today 3pm Sydney time', '? start day_differs']], { ...newYork, now: new Date('2026-11-25T23:00:00Z') });
});

describe('what repeats', () => {
  const weekly = (day: string, rest: string) => `2026-${day}T10:00+01:00 30m FREQ=WEEKLY;${rest} “sync”`;
  told([
    ['sync mon, wed and fri 10:00', '? meeting several_meetings'],
    ['sync mon, wed and fri 10:00 starting friday', '2026-11-27T10:00+01:00 30m FREQ=WEEKLY;BYDAY=MO,WE,FR “sync”'],
    ['sync tue & thu 15:15, 8 times', '2026-11-26T15:15+01:00 30m FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8 “sync”'],
    ['sync every third week on friday 10:00', '2026-11-27T10:00+01:00 30m FREQ=WEEKLY;INTERVAL=3;BYDAY=FR “sync”'],
    ['sync every tues 10:00', '2026-12-01T10:00+01:00 30m FREQ=WEEKLY;BYDAY=TU “sync”'],
    ['sync 2nd and 4th tuesday of the month 10:00', '2026-12-08T10:00+01:00 30m FREQ=MONTHLY;BYDAY=2TU,4TU “sync”'],
    ['sync every friday 10:00 starting in march', '2027-03-05T10:00+01:00 30m FREQ=WEEKLY;BYDAY=FR “sync”'],
    ['sync every friday 10:00 until march', '? recurrence recurrence_end_unclear'],
    ['sync every friday 10:00 until the launch', '? recurrence recurrence_ambiguous'],
    [
      'sync every second thursday 10:00, first one tomorrow',
      '2026-11-26T10:00+01:00 30m FREQ=WEEKLY;INTERVAL=2;BYDAY=TH “sync”',
    ],
    ['sync every second friday 10:00, first one tomorrow', '? start weekday_and_date_disagree'],
    ['sync every week from monday 8 december 10:00', '? start weekday_and_date_disagree'],
    [
      'sync friday 10:00, then every week after that, 4 in total',
      '2026-11-27T10:00+01:00 30m FREQ=WEEKLY;COUNT=4 “sync”',
    ],
    ['sync every two or three weeks on friday 10:00', '? recurrence recurrence_ambiguous'],
    ['sync every 0 weeks on friday 10:00', '? recurrence recurrence_ambiguous'],
    ['sync every monday and every other wednesday 10:00', '? recurrence recurrence_ambiguous'],
    ['sync half-yearly on 1 december 10:00', '2026-12-01T10:00+01:00 30m FREQ=MONTHLY;INTERVAL=6 “sync”'],
    ['quarterly planning friday 10:00', '2026-11-27T10:00+01:00 30m “quarterly planning”'],
    ['sync every friday at 10:00', weekly('11-27', 'BYDAY=FR')],
    ['sync mondays at 10:00', weekly('11-30', 'BYDAY=MO')],
    ['sync every weekday at 10:00', weekly('11-26', 'BYDAY=MO,TU,WE,TH,FR')],
    ['sync every day at 10:00 except weekends', weekly('11-26', 'BYDAY=MO,TU,WE,TH,FR')],
    ['sync every other friday at 10:00', weekly('11-27', 'INTERVAL=2;BYDAY=FR')],
    ['sync every week, monday and friday at 10:00', weekly('11-27', 'BYDAY=MO,FR')],
    ['sync friday 10:00 weekly x6', '2026-11-27T10:00+01:00 30m FREQ=WEEKLY;COUNT=6 “sync”'],
    ['sync every friday at 10:00 until 18 december', weekly('11-27', 'BYDAY=FR;UNTIL=20261218T225959Z')],
    ['sync every friday at 10:00 until end of january', weekly('11-27', 'BYDAY=FR;UNTIL=20270131T225959Z')],
    ['sync for the next 5 fridays at 10:00', weekly('11-27', 'BYDAY=FR;COUNT=5')],
    ['sync 2 fridays in a row 10:00', weekly('11-27', 'BYDAY=FR;COUNT=2')],
    ['sync every 2 fridays 10:00', weekly('11-27', 'INTERVAL=2;BYDAY=FR')],
    ['sync every three mondays at 10:00', weekly('11-30', 'INTERVAL=3;BYDAY=MO')],
    ['sync 2 fridays 10:00', '? recurrence recurrence_ambiguous'],
    ['two fridays 10:00', '? recurrence recurrence_ambiguous'],
    ['sync 2 fridays 10:00, 5 times', '? recurrence recurrence_ambiguous'],
    ['sync in 2 fridays at 10:00', '? start vague_day'],
    ['sync 2 fridays from now at 10:00', '? start vague_day'],
    ['sync 2 fridays ago at 10:00', '? start past'],
    ['sync every friday at 10:00 for 10 weeks', weekly('11-27', 'BYDAY=FR;COUNT=10')],
    ['sync daily at 10:00', '2026-11-26T10:00+01:00 30m FREQ=DAILY “sync”'],
    ['sync every december 4 at 10:00', '2026-12-04T10:00+01:00 30m FREQ=YEARLY “sync”'],
    ['sync monthly on the 15th at 10:00', '2026-12-15T10:00+01:00 30m FREQ=MONTHLY;BYMONTHDAY=15 “sync”'],
    ['sync last friday of every month 10:00', '2026-11-27T10:00+01:00 30m FREQ=MONTHLY;BYDAY=-1FR “sync”'],
    ['sync every second tuesday 10:00', '? recurrence recurrence_ambiguous'],
    ['sync biweekly friday 10:00', '? recurrence recurrence_ambiguous'],
    ['sync biweekly on mondays at 10:00', '? recurrence recurrence_ambiguous'],
    ['monthly sync on the last friday at 10:00', '2026-11-27T10:00+01:00 30m FREQ=MONTHLY;BYDAY=-1FR “sync”'],
    [
      'sync on the second and fourth tuesday of every month 10:00',
      '2026-12-08T10:00+01:00 30m FREQ=MONTHLY;BYDAY=2TU,4TU “sync”',
    ],
    ['sync every month, friday 10:00', '? recurrence recurrence_ambiguous'],
    ['sync every friday 10:00 except 25 december', '? recurrence recurrence_ambiguous'],
    ['sync every day this week at 10:00', '? recurrence recurrence_ambiguous'],
    ['sync every hour from tomorrow 10:00', '? recurrence recurrence_too_often'],
    ['sync every friday 10:00, 0 times', '? recurrence recurrence_never'],
    ['sync every friday 10:00 until 1 october 2026', '? recurrence recurrence_never'],
    ['sync every friday at 10', '? start half_of_day'],
    ['sync every week at 10:00', '? start day_missing'],
    ['sync monday and wednesday at 9am', '? meeting several_meetings'],
    ['standup monday 9am and retro friday 4pm', '? meeting several_meetings'],
    ['sync tomorrow at 10:00 or 11:00', '? meeting several_meetings'],
  ]);
});

describe('people', () => {
  const tomorrow = (rest: string) => `2026-11-26T10:00+01:00 30m ${rest}`;
  told([
    [
      'sync with @ann, BOB@example.com and the design team tomorrow 10:00',
      tomorrow('@ann bob@example.com group:design team “sync”'),
    ],
    ['sync with group Sales tomorrow 10:00', tomorrow('group:Sales “sync”')],
    ['sync with Anna and José tomorrow 10:00', tomorrow('name:Anna name:José “sync”')],
    ['sync with @ann, not @carl, tomorrow 10:00', tomorrow('@ann “sync”')],
    ["@bob's review tomorrow 10:00", tomorrow('@bob “review”')],
    ['sync with @ann and me tomorrow 10:00', tomorrow('@ann “sync”')],
    ['sync with him tomorrow 10:00', '? who who_unclear'],
    ['sync with my team tomorrow 10:00', '? who who_unclear'],
    ["sync with @bob's team tomorrow 10:00", '? who who_unclear'],
    ['sync with a@@b.com tomorrow 10:00', '? who address_invalid'],
    ['sync with bob@example tomorrow 10:00', '? who address_invalid'],
    ['town hall with 500 people tomorrow 10:00', '? who too_many_people'],
    ['town hall with 1,000 people tomorrow 10:00', '? who too_many_people'],
  ]);

  test('mentions stand where the platform says, and keep their ids', () => {
    const said = 'sync with @Bob Smith tomorrow 10:00';
    const mentions = [{ start: 10, length: 10, handle: 'Bob Smith', id: 'U1' }];
    expect(read(said, { ...berlin, mentions })).toBe(tomorrow('@Bob Smith “sync”'));
  });
});

describe('options and titles', () => {
  const tomorrow = (rest: string) => `2026-11-26T10:00+01:00 30m ${rest}`;
  told([
    ['sync tomorrow 10:00 with lobby and recording', tomorrow('+lobby +recording “sync”')],
    ['sync tomorrow 10:00, no recording, without a lobby', tomorrow('“sync”')],
    ['product webinar tomorrow 10:00, record it', tomorrow('+webinar +recording “product webinar”')],
    ['webinar planning tomorrow 10:00', tomorrow('“webinar planning”')],
    ['schedule a call with @ann about pricing tomorrow 10:00', tomorrow('@ann “pricing”')],
    ["let's have a design review tomorrow 10:00", tomorrow('“design review”')],
    ['“Q4: plan, 3pm” tomorrow 10:00', tomorrow('“Q4: plan, 3pm”')],
    ['meeting called Road to 2030 tomorrow 10:00', tomorrow('“Road to 2030”')],
    ['Sprint 12 review tomorrow 10:00', tomorrow('“Sprint 12 review”')],
    ['2027 budget tomorrow 10:00', tomorrow('“2027 budget”')],
    ['v2.30 release tomorrow 10:00', tomorrow('“v2.30 release”')],
    ['24/7 support tomorrow 10:00', tomorrow('“24/7 support”')],
    ['end of month report tomorrow 10:00', tomorrow('“end of month report”')],
    ['hello', '? start start_missing'],
    ['', '? start start_missing'],
  ]);
});
