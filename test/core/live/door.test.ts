import { expect, test } from 'vitest';
import { atDoor, hasDoor } from '../../../src/core/live/door.ts';
import { begun, closed, type Life } from '../../../src/core/live/life.ts';
import { isNews } from '../../../src/core/live/news.ts';
import { promptReply } from '../../../src/core/live/prompt.ts';
import type { NewMeeting } from '../../../src/core/meeting.ts';
import { english } from '../../../src/core/sentences/en/index.ts';

const startedAt = new Date(Date.UTC(2026, 11, 1, 14, 0));
const meeting: NewMeeting = {
  ...{ id: 'm', joinKey: 'k', kind: 'instant', application: 'meeting', title: 'Board', hostName: 'Ada', startedAt },
  host: { platform: 'slack', workspaceId: 'T', userId: 'U' },
  ...{ serviceMeetingId: 's-meeting', serviceRoomId: 's-room', joinUrl: 'https://meet.example' },
};
const start = (hasLobby: boolean, changes: Partial<NewMeeting> = {}): Life =>
  begun({ ...meeting, ...changes }, { conversation: 'c', invited: [], watch: 'customer c1', hasLobby });
const ann = { waitingId: '1', name: 'Ann', since: startedAt };
const bob = { waitingId: '2', name: 'Bob', since: startedAt };
const carl = { waitingId: '3', name: 'Carl' };
const labels = (life: Life) => promptReply(life, english('/meet ')).card?.buttons?.map(({ label }) => label);

test('only meetings with a lobby have a door at which somebody may wait', () => {
  expect([hasDoor(start(true)), hasDoor(start(false))]).toEqual([true, false]);
  expect(hasDoor(start(true, { serviceRoomId: undefined }))).toBe(false);
  expect(hasDoor(closed(start(true), startedAt))).toBe(false);
});

test('the same people in the same order are nothing new; who they are is no news for a card, how many is', () => {
  const one = atDoor(start(true), [ann]);
  expect(atDoor(one, [{ ...ann }])).toBe(one);
  const other = atDoor(one, [bob]);
  expect([other === one, isNews(one, other), isNews(one, atDoor(one, [ann, bob]))]).toEqual([false, false, true]);
});

test('nobody waits for what is over', () => {
  expect(closed(atDoor(start(true), [ann]), startedAt).waiting).toEqual([]);
  expect(atDoor(closed(start(true), startedAt), [ann]).waiting).toEqual([]);
});

test('the host can let in all who are shown, and the first two singly; six buttons at most', () => {
  expect(labels(atDoor(start(true), [ann]))).toEqual(['Let Ann in', 'Turn Ann away']);
  const [all, ...singly] = promptReply(atDoor(start(true), [ann, bob, carl]), english('')).card?.buttons ?? [];
  expect(all).toMatchObject({ label: 'Let all 3 in', values: { waiting: '1 2 3', meeting: 'm' } });
  expect(singly.map(({ label }) => label)).toEqual(['Let Ann in', 'Turn Ann away', 'Let Bob in', 'Turn Bob away']);
  expect(labels(atDoor(start(true), []))).toBeUndefined();
});
