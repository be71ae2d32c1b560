import { expect, test } from 'vitest';
import { readText } from '../../adapters/slack/text.ts';

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
