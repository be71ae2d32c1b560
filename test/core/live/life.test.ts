import { describe, expect, test } from 'vitest';
import {
  attended,
  begun,
  closed,
  type Life,
  linkEndsAt,
  lookedFrom,
  runOf,
  seen,
  unseen,
} from '../../../src/core/live/life.ts';
import { isNews } from '../../../src/core/live/news.ts';
import { attendees } from '../../../src/core/live/people.ts';
import type { NewMeeting } from '../../../src/core/meeting.ts';
import type { Presence, Run } from '../../../src/core/ucaas.ts';

/** Minutes after the meeting was started. */
const minute = (minutes: number) => new Date(Date.UTC(2026, 11, 1, 14, 0) + minutes * 60_000);

const meeting: NewMeeting = {
  ...{ id: 'm', joinKey: 'k', kind: 'instant', application: 'meeting', title: 'Weekly sync', hostName: 'Ada' },
  host: { platform: 'slack', workspaceId: 'T', userId: 'U' },
  ...{ serviceMeetingId: 's-meeting', serviceRoomId: 's-room', joinUrl: 'https://meet.example', startedAt: minute(0) },
};
const start = (changes: Partial<NewMeeting> = {}): Life =>
  begun({ ...meeting, ...changes }, { conversation: 'c', invited: [], watch: 'customer c1' });
const inRoom = (id: string, at: number): Life => start({ id, serviceMeetingId: 's-room', startedAt: minute(at) });
const run = (sessionId: string, from: number, to?: number, ids: Partial<Run> = { meetingId: 's-meeting' }): Run => ({
  ...{ sessionId, ...ids, startedAt: minute(from) },
  endedAt: to === undefined ? undefined : minute(to),
});
const look = (life: Life, at: number, runs: readonly Run[]) => seen(life, minute(at), runOf(life, runs));
const stay = (participantId: string, name: string, from: number, to?: number, isHost = false): Presence => ({
  ...{ participantId, name, isHost, since: minute(from) },
  left: to === undefined ? undefined : minute(to),
});

describe('what is seen of a meeting', () => {
  test('it begins when somebody is in, and ends when everybody has left', () => {
    const live = look(start(), 2, [run('a', 1)]);
    expect([live.state, live.liveSince]).toEqual(['live', minute(1)]);
    const ended = look(live, 30, [run('a', 1, 29)]);
    expect([ended.state, ended.endedAt, ended.isFollowed]).toEqual(['ended', minute(29), true]);
    expect(look(ended, 60, [run('a', 1, 29)]).isFollowed).toBe(false);
  });

  test('it counts once, in order: what comes twice, late or the wrong way round changes nothing', () => {
    const live = look(start(), 2, [run('a', 1)]);
    const ended = look(live, 30, [run('a', 1, 29)]);
    expect(look(ended, 30, [run('a', 1, 29)])).toBe(ended);
    expect(look(ended, 20, [run('a', 1)])).toBe(ended);
    expect(look(live, 1, [])).toBe(live);
  });

  test('its end was not seen, and the service knows nothing of it any more: it ended when it was seen last', () => {
    const live = look(look(start(), 2, [run('a', 1)]), 20, [run('a', 1)]);
    expect(look(live, 25, [])).toMatchObject({ state: 'ended', endedAt: minute(20) });
  });

  test('beginning and end were both missed: it has taken place all the same', () => {
    expect(look(start(), 40, [run('a', 5, 35)])).toMatchObject({ state: 'ended', liveSince: minute(5) });
  });

  test('nobody is seen within the hour: it is not followed any more, and nothing is said of it', () => {
    expect(look(start(), 59, []).isFollowed).toBe(true);
    const over = look(start(), 61, []);
    expect([over.state, over.liveSince, over.isFollowed, linkEndsAt(over)]).toEqual([
      'starting',
      undefined,
      false,
      undefined,
    ]);
  });

  test('what the host has ended stays ended, whatever a list says that has not heard of it yet', () => {
    const ended = closed(look(start(), 2, [run('a', 1)]), minute(30));
    expect(look(ended, 31, [run('a', 1)]).state).toBe('ended');
  });

  test('whoever comes back soon after the end is in the same meeting', () => {
    const ended = look(look(start(), 2, [run('a', 1)]), 30, [run('a', 1, 29)]);
    const again = look(ended, 33, [run('a', 1, 29), run('b', 32)]);
    expect(again).toMatchObject({ state: 'live', liveSince: minute(1), sessionId: 'b', endedAt: undefined });
  });

  test('while the service cannot be asked, it is said since when; what is over stays over', () => {
    const live = look(start(), 2, [run('a', 1)]);
    const unknown = unseen(live, minute(2));
    expect(unknown).toMatchObject({ state: 'live', unknownSince: minute(2) });
    expect(unseen(unknown, minute(9)).unknownSince).toEqual(minute(2));
    expect(look(unknown, 12, [run('a', 1)]).unknownSince).toBeUndefined();
    const ended = look(live, 30, [run('a', 1, 29)]);
    expect(unseen(ended, minute(31))).toBe(ended);
  });
});

describe('a permanent room that serves as meetings', () => {
  const room = { roomId: 's-room' };

  test('used twice in a row, the right card is closed', () => {
    const first = look(inRoom('one', 0), 2, [run('a', 1, undefined, room)]);
    const second = inRoom('two', 20);
    const runs = [run('b', 21, undefined, room), run('a', 1, 19, room)];
    const isOfFirst = (id: string) => id === 'a';
    expect(seen(first, minute(22), runOf(first, runs))).toMatchObject({ state: 'ended', endedAt: minute(19) });
    expect(seen(second, minute(22), runOf(second, runs, isOfFirst))).toMatchObject({ state: 'live', sessionId: 'b' });
  });

  test('what ended in it as the next one began is not the next one, even where the clocks differ', () => {
    const second = inRoom('two', 20);
    const behind = run('a', 1, 20.1, room);
    expect(runOf(second, [behind], (id) => id === 'a')).toBeUndefined();
    expect(runOf(second, [run('z', 1, 19.9, room)])).toBeUndefined();
  });

  test('what another meeting there is using is not the next one’s; what comes after it is', () => {
    const second = inRoom('two', 20);
    const isOfFirst = (id: string) => id === 'a';
    expect(runOf(second, [run('a', 1, undefined, room)], isOfFirst)).toBeUndefined();
    expect(runOf(second, [run('b', 30, undefined, room), run('a', 1, 29, room)], isOfFirst)?.sessionId).toBe('b');
  });

  test('whoever is in it already is in the meeting that begins there', () => {
    expect(look(inRoom('two', 20), 21, [run('a', 1, undefined, room)])).toMatchObject({ state: 'live' });
  });

  test('once it has ended, a later call in the room is none of its business', () => {
    const ended = look(look(inRoom('one', 0), 2, [run('a', 1, undefined, room)]), 30, [run('a', 1, 29, room)]);
    const later = look(ended, 31, [run('b', 30, undefined, room), run('a', 1, 29, room)]);
    expect([later.state, later.sessionId]).toEqual(['ended', 'a']);
  });
});

describe('who is in', () => {
  const names = (life: Life) => attendees(life).map(({ name, isInside }) => (isInside ? name : `(${name})`));
  const live = look(start(), 2, [run('a', 1)]);
  const withPeople = (...rows: readonly Presence[]) => attended(live, minute(10), 'a', rows);

  test('whoever comes back is one person, and two of one name are two', () => {
    expect(names(withPeople(stay('1', 'Alex', 1, 3), stay('2', 'alex ', 4)))).toEqual(['alex ']);
    expect(names(withPeople(stay('1', 'Alex', 1), stay('2', 'Alex', 2)))).toEqual(['Alex', 'Alex']);
    expect(names(withPeople(stay('1', 'Alex', 1), stay('2', 'Alex', 2, 3), stay('3', 'Alex', 4)))).toHaveLength(2);
  });

  test('the host comes first', () => {
    expect(names(withPeople(stay('1', 'Bob', 1), stay('2', 'Ada', 2, 5, true)))).toEqual(['(Ada)', 'Bob']);
  });

  test('a list that is older than the one that is known changes nothing', () => {
    const known = withPeople(stay('1', 'Bob', 1));
    expect(attended(known, minute(9), 'a', [])).toBe(known);
  });

  test('with the end everybody has left, and whoever was in the first part of it has come, too', () => {
    const ended = look(withPeople(stay('1', 'Bob', 1)), 30, [run('a', 1, 29)]);
    expect(names(ended)).toEqual(['(Bob)']);
    const again = look(ended, 33, [run('b', 32), run('a', 1, 29)]);
    expect(names(attended(again, minute(33), 'b', [stay('2', 'Chen', 32)]))).toEqual(['(Bob)', 'Chen']);
  });

  test('whoever is not on the list any more has left, and came all the same', () => {
    const known = withPeople(stay('1', 'Bob', 1), stay('2', 'Chen', 2));
    expect(names(attended(known, minute(12), 'a', [stay('1', 'Bob', 1)]))).toEqual(['Bob', '(Chen)']);
    const ended = look(known, 30, [run('a', 1, 29)]);
    expect(names(attended(ended, minute(31), 'a', []))).toEqual(['(Bob)', '(Chen)']);
  });

  test('a card has something new only where it would look otherwise', () => {
    const known = withPeople(stay('1', 'Bob', 1));
    expect(isNews(known, look(known, 12, [run('a', 1)]))).toBe(false);
    expect(isNews(known, attended(known, minute(12), 'a', [stay('1', 'Bob', 1, 11)]))).toBe(true);
  });
});

describe('our link', () => {
  test('leads on for a moment after the last one has left, and nowhere once the host has ended it', () => {
    const live = look(start(), 2, [run('a', 1)]);
    const ended = look(live, 30, [run('a', 1, 29)]);
    expect([linkEndsAt(live), linkEndsAt(ended)]).toEqual([undefined, minute(31)]);
    expect(linkEndsAt(closed(live, minute(30)))).toEqual(minute(30));
  });
});

describe('the room of a channel', () => {
  const room = start({ kind: 'room', serviceMeetingId: undefined });
  const inIt = (sessionId: string, from: number, to?: number) => run(sessionId, from, to, { roomId: 's-room' });

  test('a call that ends in the very second in which the room became this one is over', () => {
    expect(runOf(look(room, 1, [inIt('a', 0)]), [inIt('a', 0, 0)])?.endedAt).toEqual(minute(0));
  });

  test('stays for good: one call in it follows the other, each with its own people', () => {
    const first = attended(look(room, 5, [inIt('a', 4)]), minute(5), 'a', [stay('1', 'Ann', 4)]);
    const empty = look(first, 30, [inIt('a', 4, 29)]);
    expect([empty.state, empty.isFollowed, linkEndsAt(empty)]).toEqual(['ended', true, undefined]);
    expect(look(empty, 3_000, [inIt('a', 4, 29)]).isFollowed).toBe(true);
    const second = look(empty, 3_001, [inIt('b', 3_000), inIt('a', 4, 29)]);
    expect(second).toMatchObject({ state: 'live', liveSince: minute(3_000), sessionId: 'b' });
    expect(attendees(attended(second, minute(3_001), 'b', [stay('2', 'Bob', 3_000)])).map(({ name }) => name)).toEqual([
      'Bob',
    ]);
  });

  test('a call that came and went unseen was the last time; what was before it was the room of the channel was not', () => {
    expect(look(room, 90, [inIt('b', 40, 50), inIt('a', -50, -40)])).toMatchObject({
      ...{ state: 'ended', liveSince: minute(40), endedAt: minute(50) },
    });
    expect(look(room, 90, [inIt('a', -50, -40)])).toMatchObject({ state: 'starting', isFollowed: true });
  });

  test('somebody is in it who meets about something else there: they are in it', () => {
    expect(runOf(room, [inIt('a', 4)], () => true)?.sessionId).toBe('a');
  });

  test('where the service cannot be asked, that is said of an empty room, too; and no more is read than since the last look', () => {
    const empty = look(look(room, 5, [inIt('a', 4)]), 30, [inIt('a', 4, 29)]);
    expect(unseen(empty, minute(31)).unknownSince).toEqual(minute(31));
    expect(lookedFrom(look(empty, 10_000, [inIt('a', 4, 29)]))).toBe(minute(10_000 - 12 * 60).getTime());
  });
});
