import { expect, test } from 'vitest';
import { findTyped, nearest } from '../../src/core/commands/index.ts';
import type { Mention } from '../../src/core/invocation.ts';
import { parse, plainTitle } from '../../src/core/parse.ts';

const read = (text: string, mentions: readonly Mention[] = []) => {
  const { command, arguments: given } = parse({ text, mentions }, findTyped);
  return [command?.name, given.text, [...given.options.keys()]];
};

test.each([
  ['now Weekly sync', ['now', 'Weekly sync', []]],
  ['  NOW   Weekly \n sync ', ['now', 'Weekly sync', []]],
  ['start Weekly sync', ['now', 'Weekly sync', []]],
  ['/meet now Weekly sync', ['now', 'Weekly sync', []]],
  ['meet now', ['now', '', []]],
  ['now --webinar News', ['now', 'News', ['webinar']]],
  ['now News —webinar', ['now', 'News', ['webinar']]],
  ['now Talk about --verbose output', ['now', 'Talk about --verbose output', []]],
  ['room --webinar share', ['room', 'share', ['webinar']]],
  ['login', ['connect', '', []]],
  ['', [undefined, '', []]],
  ['meet the team', [undefined, 'meet the team', []]],
])('%j is understood', (text, wanted) => expect(read(text)).toEqual(wanted));

test('mentions are not part of a title, and a line that begins with one means now', () => {
  const mention = (start: number): Mention => ({ kind: 'person', id: 'U1', name: 'Bob', start, length: 4 });
  expect(read('now @Bob Design @Bob', [mention(4), mention(16)])).toEqual(['now', 'Design', []]);
  expect(read('@Bob quick call', [mention(0)])).toEqual(['now', 'quick call', []]);
  expect(read('@Bob, @Bob: quick call', [mention(0), mention(6)])).toEqual(['now', 'quick call', []]);
  expect(read('now Chat with @Bob, @Bob and @Bob about us', [14, 20, 29].map(mention))).toEqual([
    ...['now', 'Chat about us', []],
  ]);
  expect(read('now Standup w/ @Bob', [mention(15)])).toEqual(['now', 'Standup', []]);
  expect(read('now Forthwith @Bob', [mention(14)])).toEqual(['now', 'Forthwith', []]);
});

test.each([
  ['nwo', ['now']],
  ['romo', ['room']],
  ['conect', ['connect']],
  ['disconect', ['disconnect']],
  ['stat', ['status', 'now']],
  ['xyzzy', []],
  ['x'.repeat(5000), []],
])('the nearest to %j are found', (word, names) => {
  const found = nearest(word).map(({ name }) => name);
  expect(found.slice(0, Math.max(1, names.length - 1))).toEqual(names.slice(0, Math.max(1, names.length - 1)));
});

test('a title is plain, and short enough to be shown', () => {
  expect(plainTitle(' a\u0000b\u202Ec\n d ')).toBe('a bc d');
  expect(plainTitle('👩‍👩‍👧‍👦'.repeat(300))).toBe(`${'👩‍👩‍👧‍👦'.repeat(199)}…`);
  expect(plainTitle('x'.repeat(10_000))).toHaveLength(200);
});
