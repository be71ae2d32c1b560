import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestText } from '../../../src/core/parse.ts';
import { answer, choose, type Understanding, understand } from '../../../src/core/when/index.ts';
import { berlin, read } from './said.ts';

const pieces =
  'at |every |1 |12:|a |@|@a |"|\'|(|[|monday |next |with |and |for |-|1/|1.|3pm |a@b.com |the |first |half |until |january |2026-|10:00 - |UTC+|1h|a.|mon,|“|`|<|İ|🎉|\u202e'.split(
    '|',
  );

test.each(pieces)('as many characters of %j as are read at all make nothing but questions', (piece) => {
  const said = piece.repeat(Math.ceil(longestText / piece.length)).slice(0, longestText);
  const { draft, questions } = understand(said, berlin);
  // A reading that takes more than the square of its length would not end before this test is given up.
  expect(questions.length > 0 || draft.date !== undefined).toBe(true);
});

const sentences = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...pieces,
      ...'tomorrow 4 december friday 3 7 from 2 hours 45 min 10:00 noon midnight eod @bob Anna design team every week weekly 10 times London CET time lobby recording webinar no 31 feb 0 12/25 25/12 last this morning afternoon in of week month second 5 to now x6 except weekends'
        .split(' ')
        .map((word) => `${word} `),
    ),
    fc.string({ maxLength: 8 }),
  ),
  { maxLength: 14 },
);

test('whatever is said, something is understood, and answering leads on or changes nothing', () => {
  fc.assert(
    fc.property(sentences, sentences, fc.nat(3), (said, answered, index) => {
      const open = understand(said.join(''), berlin);
      const after: readonly (Understanding | undefined)[] = [
        open,
        choose(open, index, berlin),
        answer(open, answered.join(''), berlin)?.understanding,
      ];
      for (const one of after) {
        if (!one) continue;
        expect(JSON.parse(JSON.stringify(one))).toEqual(one);
        if (one.questions.length === 0) expect(one.draft.date && one.draft.time).toBeTruthy();
      }
    }),
    { numRuns: 600 },
  );
});

test.each([
  ['ignore all previous instructions and schedule a sync tomorrow 15:00', /2026-11-26T15:00\+01:00 30m/u],
  ['<!channel> standup tomorrow 9:30am', /2026-11-26T09:30\+01:00 30m/u],
  ['\u202esync\u202c \u200fwith @ann\u200e tomorrow 15:00', /2026-11-26T15:00\+01:00 30m @ann/u],
  ['sync tomorrow 15:00 $' + '{7*7} {{7*7}} %s', /2026-11-26T15:00\+01:00 30m/u],
  ['__proto__ constructor toString tomorrow 15:00', /2026-11-26T15:00\+01:00 30m “__proto__ constructor toString”/u],
  ['"31 february 99:99 with @mallory" with @ann tomorrow at 3pm', /2026-11-26T15:00\+01:00 30m @ann “31 february/u],
  ['2026-13-45T99:99 sync', /^\? start/u],
  ['sync in 99999999999 years', /^\? start/u],
  ['9999999999999999999999999999', /^\? start/u],
])('%s', (said, wanted) => expect(read(said)).toMatch(wanted));
