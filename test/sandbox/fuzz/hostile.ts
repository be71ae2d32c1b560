import fc from 'fast-check';

/** What nobody sends who means well, as the value of a field. */
export const nasty = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\u202Etxt',
  'x'.repeat(20_000),
  "'; drop table sandbox.account; --",
  '%_\\',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '{{constructor}}',
  '__proto__',
  'NaN',
  '1e999',
  -1,
  0,
  0.5,
  1e21,
  Number.MAX_SAFE_INTEGER,
  2_147_483_648,
  true,
  [],
  {},
  [[[[]]]],
  { $ne: null },
  { toString: 'x' },
  '0000-00-00 00:00:00',
  '2027-02-30 10:00:00',
  '9999-12-31 23:59:59',
  'FREQ=DAILY;COUNT=1000000',
  'FREQ=WEEKLY;BYDAY=XX',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
  'FREQ=DAILY;INTERVAL=0',
  'FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU',
);

/** Bodies that are no JSON, no object, or nested without end; closed ones can be parsed, and then have to be walked through. */
export const broken = fc.constantFrom(
  '{',
  '[]',
  'null',
  '"text"',
  '12',
  '{"a":',
  '\0',
  '['.repeat(5_000),
  '['.repeat(20_000) + ']'.repeat(20_000),
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `{"name":${'['.repeat(100)}${']'.repeat(100)}}`,
  '<xml/>',
  '{"a":1}{"b":2}',
);

const edgeYears = fc.constantFrom(0, 1, 1969, 1970, 9999);
const digits = (least: number, most: number, length = 2) =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(length, '0'));

/** Dates of every year that can be written down, some of which no calendar has. */
export const anyDate = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: edgeYears },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 9_999 }) },
      { weight: 1, arbitrary: fc.integer({ min: 2_024, max: 2_032 }) },
    ),
    digits(1, 12),
    digits(1, 31),
    digits(0, 23),
    digits(0, 59),
    digits(0, 59),
  )
  .map(([year, month, day, ...time]) => `${String(year).padStart(4, '0')}-${month}-${day} ${time.join(':')}`);

const encoded = (text: string) => Buffer.from(text).toString('base64');

/** Headers that are worth nothing, whoever sends them. */
export const badAuthorization = fc.constantFrom(
  '',
  'Token',
  'Token ',
  'Token x',
  'Token x y',
  'token x',
  'Token x, Token y',
  'Token  x',
  `Token ${'x'.repeat(8_000)}`,
  `Token ${encoded('\0')}`,
  'Basic',
  'Basic x',
  'basic x',
  'Basic x extra',
  'Basic x, Token y',
  `Basic ${encoded(':')}`,
  `Basic ${encoded('a\0b:c\0d')}`,
  `Basic ${encoded('acme-api-id:\0')}`,
  `Basic ${encoded("' or 1=1:x")}`,
  `Basic ${encoded(`${'x'.repeat(3_000)}:${'y'.repeat(3_000)}`)}`,
  'Bearer x',
  'Digest username="x"',
  '\u00ff',
);

/** Mostly nothing. */
export function rarely<Value>(value: fc.Arbitrary<Value>, everyNth = 41): fc.Arbitrary<Value | undefined> {
  return fc.oneof({ weight: everyNth - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}
