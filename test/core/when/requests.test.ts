import { describe, expect, test } from 'vitest';
import { berlin, read } from './said.ts';

const tomorrow = (rest: string) => `2026-11-26T10:00+01:00 30m ${rest}`;
const told = (sentences: readonly (readonly [say: string, wanted: string])[]) =>
  test.each(sentences)('%s', (say, wanted) => expect(read(say, berlin)).toBe(wanted));

describe('however somebody asks for a meeting, its name is what they ask for', () => {
  told(
    [
      'can we lock in a kiln repair tomorrow 10am',
      'put down kiln repair for tomorrow 10am',
      'bung the kiln repair in for tomorrow 10am',
      'could you kindly register kiln repair tomorrow 10am',
      'i need marking the kiln repair tomorrow 10am',
      'it is necessary that we make the kiln repair tomorrow 10am',
      'regarding kiln repair, please set tomorrow 10am',
      'be informed that the kiln repair shall happen tomorrow 10am',
      'whenever you get a sec, kiln repair tomorrow 10am',
      'long day already, need the kiln repair tomorrow 10am',
      'sorry for the spam! kiln repair tomorrow 10am',
      'hope your week is good. Kindly book kiln repair tomorrow 10am. Regards, Priya',
      'kiln repair tomorrow 10am, no excuses',
      "kiln repair tomorrow 10am, if that's ok",
      "I'm thinking kiln repair tomorrow 10am",
    ].map((say) => [say, tomorrow('“kiln repair”')] as const),
  );
  told(
    [
      'kiln repair tomorrow 10am, participant: @ann',
      'kiln repair tomorrow 10am. @ann needs to be invited',
      'kiln repair tomorrow 10am, please invite also @ann',
      'kiln repair tomorrow 10am, get @ann in there',
    ].map((say) => [say, tomorrow('@ann “kiln repair”')] as const),
  );
  told([
    ['kiln repair tomorrow 10am, the it team', tomorrow('group:it team “kiln repair”')],
    ['kiln repair tomorrow 10am, webinar style', tomorrow('+webinar “kiln repair”')],
    ['kiln repair tomorrow 10am, lobby, recording all on', tomorrow('+lobby +recording “kiln repair”')],
    ['kiln repair tomorrow 10am with a lobby so people wait, @ann', tomorrow('@ann +lobby “kiln repair”')],
  ]);
});

describe('words that ask are left in a name that has them', () => {
  told(
    ['line check', 'catch up', 'log in issues', 'meet the team', 'how we hire', 'run club'].map(
      (say) => [`tomorrow 10am ${say}`, tomorrow(`“${say}”`)] as const,
    ),
  );
});

describe('what nobody can tell to be the name is asked', () => {
  told(
    [
      'hold music review tomorrow 10am',
      'note taking tips tomorrow 10am',
      'kiln repair tomorrow 10am, laptops and snacks',
      'kiln repair, paint samples, glaze tomorrow 10am',
      'the kiln is broken again tomorrow 10am',
    ].map((say) => [say, '? title title_unclear'] as const),
  );
});

describe('days, times and zones in other words', () => {
  told([
    ['kiln repair a fortnight today 10am', '2026-12-09T10:00+01:00 30m “kiln repair”'],
    ['kiln repair a week tomorrow 10am', '2026-12-03T10:00+01:00 30m “kiln repair”'],
    ['kiln repair friday fortnight 10am', '2026-12-11T10:00+01:00 30m “kiln repair”'],
    ['kiln repair comming thrusday 10am', tomorrow('“kiln repair”')],
    ['kiln repair on thursday the twenty sixth 10am', tomorrow('“kiln repair”')],
    ['friday demo on thursday 10am', tomorrow('“friday demo”')],
    ['kiln repair tomorrow 10:00~11:00', '2026-11-26T10:00+01:00 60m “kiln repair”'],
    ['tomorrow 10:00 morning assembly', tomorrow('“morning assembly”')],
    ['quick 15 with @ann tomorrow 10am', '2026-11-26T10:00+01:00 15m @ann “”'],
    ['tomorrow 10am eastern budget', '2026-11-26T10:00-05:00[America/New_York] 30m “budget”'],
    ['UTC 10:00 tomorrow, budget', '2026-11-26T10:00+00:00[UTC] 30m “budget”'],
    ['budget tomorrow 10am london or berlin time', '? zone zone_ambiguous'],
    ['ballet class tue and thu 10am', '2026-11-26T10:00+01:00 30m FREQ=WEEKLY;BYDAY=TU,TH “ballet class”'],
    ['boot camp tue thu sat 10am', '2026-11-26T10:00+01:00 30m FREQ=WEEKLY;BYDAY=TU,TH,SA “boot camp”'],
    ['ballet class tuesday or thursday 10am', '? meeting several_meetings'],
    ['ballet twice a week, tue and thu 10am', '2026-11-26T10:00+01:00 30m FREQ=WEEKLY;BYDAY=TU,TH “ballet”'],
  ]);
});
