import { expect, test } from 'vitest';
import { render } from '../../adapters/teams/render.ts';
import type { Reply } from '../../src/core/reply.ts';
import { hostileTexts } from '../fixtures/hostile.ts';

const person = { platform: 'teams', workspaceId: 'T1', userId: 'U1' } as const;

function everywhere(text: string): Reply {
  return {
    visibleTo: 'everyone',
    text: [text, { person, name: text }],
    card: {
      title: text,
      tone: 'live',
      body: [text, { person, name: text }, { typed: text }],
      facts: [
        { label: text, value: [text, { instant: '2026-11-23T14:05:00.000Z', show: 'time' }, { person, name: text }] },
      ],
      buttons: [
        { kind: 'open', label: text, url: 'https://meet.example.com/j/x' },
        { kind: 'run', label: text, command: 'now', input: text, ref: 'r.1' },
      ],
      footnote: [text],
    },
  };
}

function parts(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(parts);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(parts)];
}

test.each(hostileTexts.map((text) => [text.slice(0, 30), text]))(
  '%j is shown as plain text, and nothing else comes of it',
  (_name, text) => {
    const activity = render(everywhere(text));
    expect(activity).not.toHaveProperty('entities');
    const all = parts(activity.attachments);
    const urls = all.map(({ url }) => url).filter(Boolean);
    expect(new Set(urls)).toEqual(new Set(['https://meet.example.com/j/x']));
    const blocks = all.filter(({ type }) => type === 'TextBlock').map(({ text: shown }) => String(shown));
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) {
      // The one macro is ours; whatever could be markup stands behind a backslash.
      const rest = block.replace('{{TIME(2026-11-23T14:05:00Z)}}', '');
      expect(rest).not.toContain('{');
      expect(rest.replace(/\\./gsu, '')).not.toMatch(/[*_~`#[\]<>()!&|]/);
    }
    expect(JSON.stringify(activity)).not.toMatch(
      /\\u00(?!0a)[01][0-9a-f]|[\u007f-\u009f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\\ud8/,
    );
    expect(Buffer.byteLength(JSON.stringify(activity))).toBeLessThan(28_000);
  },
);

test('a card with a title of the longest kind stays under 28 KB', () => {
  const title = '👍'.repeat(200);
  const reply: Reply = {
    visibleTo: 'everyone',
    text: [title],
    card: { title, tone: 'live', facts: [{ label: 'Host', value: ['x'.repeat(300)] }] },
  };
  expect(Buffer.byteLength(JSON.stringify(render(reply)))).toBeLessThan(28_000);
});

test('a text without a card is plain, so that no client reads it as markup', () => {
  expect(render({ visibleTo: 'caller', text: ['*x*'] })).toEqual({ type: 'message', text: '*x*', textFormat: 'plain' });
});
