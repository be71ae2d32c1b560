import { expect, test } from 'vitest';
import { ServiceError } from '../../../src/core/errors.ts';
import { begun, type Life } from '../../../src/core/live/life.ts';
import { lookAt } from '../../../src/core/live/looking.ts';
import type { NewMeeting } from '../../../src/core/meeting.ts';
import type { Calls, Lobby, Run } from '../../../src/core/ucaas.ts';
import { silentLog } from '../../support/log.ts';

const minute = (minutes: number) => new Date(Date.UTC(2026, 11, 1, 14, 0) + minutes * 60_000);

function start(id: string, ids: Partial<NewMeeting> = { serviceMeetingId: id }): Life {
  const host = { platform: 'slack', workspaceId: 'T', userId: 'U' } as const;
  const meeting: NewMeeting = {
    ...{ id, joinKey: id, kind: 'instant', application: 'meeting', title: id, host, hostName: 'Ada', ...ids },
    ...{ joinUrl: 'https://meet.example', startedAt: minute(0) },
  };
  return begun(meeting, { conversation: 'c', invited: [], watch: 'customer c1' });
}

/** A service with these calls, in this order, in pages of at most so many. */
function service(runs: readonly Run[], longestPage: number): Calls & Pick<Lobby, 'waiting' | 'letIn'> {
  const pages = (all: readonly Run[], page: number) => {
    const shown = all.slice((page - 1) * longestPage, page * longestPage);
    return { runs: shown, isLast: shown.length === 0 };
  };
  return {
    runs: async (page) => pages(runs, page),
    runsOf: async ({ meetingId, roomId }, page) => {
      if (meetingId === 'gone') throw new ServiceError('not_found', 'no such meeting');
      return pages(
        runs.filter((run) => (meetingId === undefined ? run.roomId === roomId : run.meetingId === meetingId)),
        page,
      );
    },
    presences: async () => [],
    endRun: async () => undefined,
    waiting: async () => [],
    letIn: async () => false,
  };
}

const past = (count: number, ids: Partial<Run>): Run[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ sessionId: `past ${index}`, ...ids, startedAt: minute(index - 10_000) },
    endedAt: minute(index - 9_990),
  }));
const running = (sessionId: string, ids: Partial<Run>): Run => ({ sessionId, ...ids, startedAt: minute(1) });
const look = async (calls: Calls & Pick<Lobby, 'waiting' | 'letIn'>, lives: readonly Life[], at = 5, mostCalls = 20) =>
  (
    await lookAt(calls, lives, { at: minute(at), mostCalls, isLetThrough: async () => false, log: silentLog })
  ).lives.map(({ state }) => state);

test('a running meeting is found where a service lists the oldest first, in short pages', async () => {
  const runs = [...past(120, { meetingId: 'other' }), running('a', { meetingId: 'one' })];
  expect(await look(service(runs, 50), [start('one'), start('two')])).toEqual(['live', 'starting']);
  expect(await look(service(runs, 10), [start('one'), start('two')])).toEqual(['live', 'starting']);
});

test('a room that was used often before is looked through', async () => {
  const room = { serviceRoomId: 'room' };
  const runs = [...past(12, { roomId: 'room' }), running('a', { roomId: 'room' })];
  expect(await look(service(runs, 10), [start('one', room)])).toEqual(['live']);
});

test('one that the service will not tell of stays as it was, and the others are seen', async () => {
  const runs = [running('a', { meetingId: 'one' })];
  const lives = [start('one'), start('gone')];
  expect(await look(service(runs, 50), lives)).toEqual(['live', 'starting']);
  const live: Life = { ...start('gone'), state: 'live', sessionId: 'x', liveSince: minute(1), asOf: minute(2) };
  expect(await look(service(runs, 50), [start('one'), live])).toEqual(['live', 'live']);
});

test('what cannot be asked for within the calls that it may cost is concluded of nothing', async () => {
  const lives = Array.from({ length: 100 }, (_, index): Life => {
    const known = { sessionId: `s${index}`, liveSince: minute(1), asOf: minute(2) };
    return { ...start(`m${index}`), state: 'live', ...known };
  });
  const states = await look(service([], 50), lives);
  expect(states.filter((state) => state === 'ended').length).toBeLessThanOrEqual(20);
  expect(states.filter((state) => state === 'live').length).toBeGreaterThanOrEqual(80);
});

test('an end that is yet to come is none', async () => {
  const until: Run = { ...running('a', { meetingId: 'one' }), endedAt: minute(60) };
  expect(await look(service([until], 50), [start('one'), start('two')])).toEqual(['live', 'starting']);
});
