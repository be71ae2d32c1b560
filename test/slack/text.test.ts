import { expect, test } from 'vitest';
import { plainMarkup, readText } from '../../adapters/slack/text.ts';

test.each([
  ['now A &amp; B &lt;3', 'now A & B <3', []],
  ['now &amp;lt; twice', 'now &lt; twice', []],
  ['now <@U1|bob> hi', 'now @bob hi', [{ kind: 'person', id: 'U1', name: 'bob', start: 4, length: 4 }]],
  ['now <@U1>', 'now @U1', [{ kind: 'person', id: 'U1', name: undefined, start: 4, length: 3 }]],
  [
    '<#C1|general> <!subteam^S1|@team>',
    '#general @team',
    [
      { kind: 'channel', id: 'C1', name: 'general', start: 0, length: 8 },
      { kind: 'group', id: 'S1', name: 'team', start: 9, length: 5 },
    ],
  ],
  ['<!channel>', '@channel', [{ kind: 'group', id: 'channel', name: undefined, start: 0, length: 8 }]],
  ['see <https://a.example/x?y&amp;z|the plan>', 'see the plan', []],
  ['see <https://a.example/x>', 'see https://a.example/x', []],
])('%j is read', (escaped, text, mentions) => expect(readText(escaped)).toEqual({ text, mentions }));

test('what means everybody is the channel in which it is said', () => {
  const place = { kind: 'channel', id: 'C1', start: 5 };
  expect(readText('with <!here> <@U1>', 'C1').mentions).toMatchObject([{ ...place, name: 'here' }, { id: 'U1' }]);
  expect(readText('with <!channel|@channel>', 'C1')).toMatchObject({
    text: 'with @channel',
    mentions: [{ ...place, name: 'channel', length: 8 }],
  });
  expect(readText('with <!subteam^S1|@team>', 'C1').mentions).toMatchObject([{ kind: 'group', id: 'S1' }]);
});

test.each([
  ['*Deploy* is _broken_, ~really~ `now`', 'Deploy is broken, really now'],
  ['*_~all of it~_*', 'all of it'],
  ['&gt; quoted\n&gt;&gt;&gt; and more', 'quoted\nand more'],
  ['```code```', ' code '],
  ['2 * 3 * 4, snake_case_name, a~b~c', '2 * 3 * 4, snake_case_name, a~b~c'],
  ['ship it :rocket: :thumbsup::skin-tone-3: at 10:30:45', 'ship it     at 10:30:45'],
  ['<@U1> *hi*', '<@U1> hi'],
])('%j is shown without its signs', (escaped, text) => expect(plainMarkup(escaped)).toBe(text));

test('signs that never end are left as they are', () => {
  const signs = ' *a'.repeat(13_000);
  expect(plainMarkup(signs)).toBe(signs);
});
