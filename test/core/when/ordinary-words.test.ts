import { describe, expect, test } from 'vitest';
import { berlin, read } from './said.ts';

const told = (sentences: readonly (readonly [say: string, wanted: string])[]) =>
  test.each(sentences)('%s', (say, wanted) => expect(read(say, berlin)).toBe(wanted));
const named = (names: readonly string[]) =>
  told(names.map((name) => [`${name} tomorrow 10am`, `2026-11-26T10:00+01:00 30m “${name}”`] as const));

describe('words that are parts of names say nothing by themselves', () => {
  named([
    'script read-through',
    'budget walk through',
    'do-over retro',
    'get-together',
    'free trial review',
    'ping pong finals',
    'put option pricing',
    'leavers do planning',
    'training needs review',
    'thank you cards',
    'it helpdesk review',
    'know your customer training',
    'meet & greet',
    'zero hour contract review',
    'lessons we learned',
  ]);
  told([
    ['movie night tomorrow 8pm', '2026-11-26T20:00+01:00 30m “movie night”'],
    ['movie night 8pm', '2026-11-25T20:00+01:00 30m “movie night”'],
    ['lunchtime concert friday 12:30', '2026-11-27T12:30+01:00 30m “lunchtime concert”'],
    ['kiln repair friday lunchtime, 12:30', '2026-11-27T12:30+01:00 30m “kiln repair”'],
    ['kiln repair before the weekend, friday 4pm', '2026-11-27T16:00+01:00 30m “kiln repair”'],
    ['midnight snack planning friday 3pm', '2026-11-27T15:00+01:00 30m “midnight snack planning”'],
    ['monday blues breakfast friday 8am', '2026-11-27T08:00+01:00 30m “monday blues breakfast”'],
  ]);
});

describe('slips in the words around a name', () => {
  told(
    [
      'coud you shcedule the kiln repair tomorrow 10am',
      'pls blcok tomorow 10am for the kiln repair',
      'need a meetign abuot the kiln repair 2moro 10am',
      'woudl you arragne the kiln repair tomorrow 10am',
    ].map((say) => [say, '2026-11-26T10:00+01:00 30m “kiln repair”'] as const),
  );
  named(['mourning circle', 'reverse auction', 'recoding workshop']);
});

describe('lengths, dates and zones in other words', () => {
  told([
    ['hour long kiln repair tomorrow 10am', '2026-11-26T10:00+01:00 60m “kiln repair”'],
    ['hour-and-a-half kiln repair tomorrow 10am', '2026-11-26T10:00+01:00 90m “kiln repair”'],
    ['kiln repair tomorrow 10am, two hours minimum', '2026-11-26T10:00+01:00 120m “kiln repair”'],
    ['kiln repair tomorrow 10am, at least an hour', '2026-11-26T10:00+01:00 60m “kiln repair”'],
    ['after 2 days at 4 pm, kiln repair', '2026-11-27T16:00+01:00 30m “kiln repair”'],
    ['two hours from now ping pong finals', '2026-11-25T12:30+01:00 30m “ping pong finals”'],
    ['monthly on the 10. at 9:00 kiln repair', '2026-12-10T09:00+01:00 30m FREQ=MONTHLY;BYMONTHDAY=10 “kiln repair”'],
    [
      'kiln repair every monday 15:00 from 7.12. to 28.12.',
      '2026-12-07T15:00+01:00 30m FREQ=WEEKLY;BYDAY=MO;UNTIL=20261228T225959Z “kiln repair”',
    ],
    [
      'every six weeks on a thursday 2pm kiln repair, starting 10 december',
      '2026-12-10T14:00+01:00 30m FREQ=WEEKLY;INTERVAL=6;BYDAY=TH “kiln repair”',
    ],
    ['kiln repair friday 16:00 in the zone Mars/Olympus', '? zone zone_unknown'],
    ['kiln repair friday 16:00, time zone: Tokyo', '2026-11-27T16:00+09:00[Asia/Tokyo] 30m “kiln repair”'],
    ['kiln repair friday 16:00 tz Narnia', '? zone zone_unknown'],
  ]);
});

describe('people and subjects without the usual signs', () => {
  told([
    [
      'everyone from the warehouse team in for the stock take friday 10am',
      '2026-11-27T10:00+01:00 30m group:warehouse team “stock take”',
    ],
    [
      'get everyone on the people ops team plus @ann at 10am friday for open enrollment',
      '2026-11-27T10:00+01:00 30m group:people ops team @ann “open enrollment”',
    ],
    ['need @ann and me in a room friday 10am', '2026-11-27T10:00+01:00 30m @ann “”'],
    ['meeting with @ann friday 10am subject kiln repair', '2026-11-27T10:00+01:00 30m @ann “kiln repair”'],
    ['topic modelling workshop friday 10am', '2026-11-27T10:00+01:00 30m “topic modelling workshop”'],
    ['pop kiln repair in the diary, friday 10am, @ann', '2026-11-27T10:00+01:00 30m @ann “kiln repair”'],
    ['shoot @ann an invite for friday 10am, kiln repair', '2026-11-27T10:00+01:00 30m @ann “kiln repair”'],
    ['gotta talk kiln repair with @ann friday 10am', '2026-11-27T10:00+01:00 30m @ann “kiln repair”'],
    ['friday 10am @ann, topic is kiln repair. Appreciate ya!', '2026-11-27T10:00+01:00 30m @ann “kiln repair”'],
  ]);
});
