import { describe, expect, test } from 'vitest';
import { peopleOf, proposedTitle } from '../../src/core/commands/about/message.ts';
import type { About, Mention } from '../../src/core/invocation.ts';

/** A message in which `@1` and so on are mentioned; without a name where none is given. */
function message(said: string, names: readonly (string | undefined)[] = []): About {
  const mentions: Mention[] = [];
  let text = '';
  for (const part of said.split(/(@\d)/)) {
    const index = /^@(\d)$/.exec(part)?.[1];
    const shown = index ? `@${names[Number(index) - 1] ?? `U${index}`}` : part;
    const mention = { id: `U${index}`, name: names[Number(index) - 1], start: text.length, length: shown.length };
    if (index) mentions.push({ kind: 'person', ...mention });
    text += shown;
  }
  return { text, mentions };
}

describe('the title that is proposed for a meeting about a message', () => {
  test.each([
    ['Budget', 'Budget'],
    ['@1 @2 can you look at this?', 'Can you look at this?'],
    ['Hi @1, can you look at this?', 'Hi Bob, can you look at this?'],
    ['Hi @2, can you look at this?', 'Hi, can you look at this?'],
    ['see https://example.com/a/very/long/address?with=everything before friday', 'See before friday'],
    ['https://example.com/', ''],
    ['\n\n  ---\nThe roof leaks\nagain', 'The roof leaks'],
    ['a\u202Eb\u200B c\u0007', 'Ab c'],
    ['', ''],
    ['👍', ''],
    ['The deploy failed again. Who can look at it before everybody is gone for the day?', 'The deploy failed again'],
    [
      'Hi! We should talk about the new way in which we count hours, as nobody likes it',
      'Hi! We should talk about the new way in which we count…',
    ],
    [
      'Somebody has to decide, today, and not tomorrow, whether, under these circumstances, we go on',
      'Somebody has to decide, today, and not tomorrow, whether…',
    ],
  ])('%j', (said, title) => expect(proposedTitle(message(said, ['Bob']))).toBe(title));

  test('is cut in one word that has no end, and between words where there are no spaces', () => {
    expect(proposedTitle(message('x'.repeat(5_000)))).toBe(`X${'x'.repeat(58)}…`);
    const title = proposedTitle(message('我们需要尽快讨论下一季度的预算和招聘计划'.repeat(5)));
    expect(title.length).toBeLessThanOrEqual(60);
    expect(title.endsWith('…')).toBe(true);
  });

  test('is found however much there is that says nothing', () => {
    const noise = `${'@1 '.repeat(500)}${'https://'.repeat(2_000)}${' ,.'.repeat(5_000)}${' '.repeat(100_000)}-`;
    expect(proposedTitle(message(`${noise}\nBudget`, ['Bob']))).toBe('Budget');
  });
});

test('whom it needs: its author first, then those who are mentioned, each once, without whoever asks', () => {
  const asker = { platform: 'slack', workspaceId: 'T1', userId: 'U2' } as const;
  const about = { ...message('@1 @2 @3 @1', ['Bob', 'Ada']), author: { id: 'U9', name: 'Ivy' } };
  const people = peopleOf(about, asker, 20);
  expect(people.map(({ id, name }) => [id, name])).toEqual([
    ['U9', 'Ivy'],
    ['U1', 'Bob'],
    ['U3', undefined],
  ]);
  expect(peopleOf(about, asker, 2)).toHaveLength(2);
  const group: Mention = { kind: 'group', id: 'S1', start: 0, length: 1 };
  expect(peopleOf({ text: '@', mentions: [group] }, asker, 20)).toEqual([]);
});
