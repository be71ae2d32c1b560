import { expect, test } from 'vitest';
import { createPlaygroundChat } from '../../adapters/web/playground/chat.ts';
import { addressOf } from '../../adapters/web/playground/world.ts';
import type { PlaygroundStore } from '../../adapters/web/store.ts';
import type { Mention } from '../../src/core/invocation.ts';

// Who is in the playground stands in no database.
const chat = createPlaygroundChat({ store: {} as PlaygroundStore, clock: () => new Date() });
const members = async (place: string, of?: Mention, most = 10) => {
  const found = await chat.members?.(addressOf(place), of, most);
  return found && { people: found.people.map(({ name }) => name), total: found.total };
};
const mention = (kind: Mention['kind'], id: string): Mention => ({ kind, id, start: 0, length: 1 });

test('everybody is in a channel, and one person alone in their chat with the bot', async () => {
  const people = ['Ada Almeida', 'Bob Brandt', 'Chen Castillo', 'Dana Duarte'];
  expect(await members('general')).toEqual({ people, total: 4 });
  expect(await members('direct-bob')).toEqual({ people: ['Bob Brandt'], total: 1 });
  expect(await members('direct-bob', mention('channel', 'design'))).toEqual({ people, total: 4 });
  expect(await members('general', undefined, 2)).toEqual({ people: people.slice(0, 2), total: 4 });
});

test('there are no groups, and nobody is in a channel that is not there', async () => {
  expect(await members('general', mention('group', 'ada'))).toBeUndefined();
  expect(await members('general', mention('channel', 'nowhere'))).toBeUndefined();
});

test('everybody is in every channel, and nobody else in their chats with the bot', async () => {
  const bob = { platform: 'web', workspaceId: 'playground', userId: 'bob' } as const;
  expect((await chat.places?.(bob, 10))?.map(({ name }) => name)).toEqual(['#general', '#design']);
  expect(await chat.places?.(bob, 1)).toHaveLength(1);
});
