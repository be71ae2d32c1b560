import { expect, test } from 'vitest';
import { render } from '../../adapters/slack/render.ts';
import type { Reply } from '../../src/core/reply.ts';
import { hostileTexts } from '../fixtures/hostile.ts';

const person = { platform: 'slack', workspaceId: 'T1', userId: 'U1' } as const;

/** The text at every place where something from outside can stand. */
function everywhere(text: string): Reply {
  return {
    visibleTo: 'everyone',
    text: [text, { person, name: text }, { typed: text }, { link: 'https://meet.example.com/j/x', label: text }],
    card: {
      title: text,
      tone: 'live',
      body: [text, { person, name: text }],
      facts: [{ label: text, value: [text, { instant: '2026-11-23T14:05:00.000Z', show: 'time' }] }],
      buttons: [
        { kind: 'open', label: text, url: 'https://meet.example.com/j/x' },
        { kind: 'run', label: text, command: 'now', input: text, ref: '00000000-0000-4000-8000-000000000000.1' },
      ],
      footnote: [text],
    },
  };
}

/** Every object of a payload, however deep. */
function parts(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(parts);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(parts)];
}

test('there are enough hostile texts', () => expect(hostileTexts.length).toBeGreaterThanOrEqual(60));

test.each(hostileTexts.map((text) => [text.slice(0, 30), text]))(
  '%j is shown as plain text, and nothing else comes of it',
  (_name, text) => {
    const { text: fallback, blocks } = render(everywhere(text));
    const all = parts(blocks);
    expect(
      all.some(({ type }) => type === 'mrkdwn' || type === 'user' || type === 'broadcast' || type === 'usergroup'),
    ).toBe(false);
    const urls = all.map(({ url }) => url).filter(Boolean);
    expect(new Set(urls)).toEqual(new Set(['https://meet.example.com/j/x']));
    expect(all.every(({ emoji }) => emoji === undefined || emoji === false)).toBe(true);
    expect(fallback).not.toMatch(/[<>]/);
    expect(JSON.stringify([fallback, blocks])).not.toMatch(
      /\\u00(?!0a)[01][0-9a-f]|[\u007f-\u009f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\\ud8/,
    );
  },
);

test.each(hostileTexts.map((text) => [text.slice(0, 30), text]))(
  '%j keeps within the limits of Slack',
  (_name, text) => {
    const { text: fallback, blocks } = render(everywhere(text));
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(fallback.length).toBeLessThanOrEqual(40_000);
    for (const block of parts(blocks)) {
      if (block.type === 'header')
        expect([...String((block.text as { text: string }).text)].length).toBeLessThanOrEqual(150);
      if (block.type === 'button')
        expect([...String((block.text as { text: string }).text)].length).toBeLessThanOrEqual(75);
      if (block.type === 'text') expect(String(block.text)).not.toBe('');
      expect(JSON.stringify(block.value ?? '').length).toBeLessThanOrEqual(2000);
    }
  },
);

test('nothing that a button does leaves our database: only its reference does', () => {
  expect(JSON.stringify(render(everywhere('SECRET INPUT')).blocks)).not.toContain('"input"');
});

test('somebody is pinged only where we mean it', () => {
  const reply: Reply = { visibleTo: 'everyone', text: [{ person, name: 'Ada', ping: true }] };
  expect(parts(render(reply).blocks).filter(({ type }) => type === 'user')).toEqual([{ type: 'user', user_id: 'U1' }]);
});
