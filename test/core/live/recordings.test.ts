import { expect, test } from 'vitest';
import { usualIntervals } from '../../../src/core/intervals.ts';
import { lookForRecordings, searchedInVain } from '../../../src/core/live/recordings.ts';
import type { NewMeeting } from '../../../src/core/meeting.ts';
import type { RecordingSearch } from '../../../src/core/stores.ts';

const ended = new Date('2026-12-01T15:00:00Z');
const search = (session: string, looks = 0): RecordingSearch => ({
  meeting: { id: session } as NewMeeting,
  ...{ heldAt: ended, liveSince: ended, endedAt: ended, sessions: [session], looks },
});

/** A service with these recordings, in pages of two, and what it was asked. */
function service(sessions: readonly string[]) {
  const asked: string[] = [];
  const row = (sessionId: string) => ({ recordingId: `r-${sessionId}`, sessionId });
  return {
    asked,
    async recordings(page: number) {
      asked.push(`page ${page}`);
      const rows = sessions.slice((page - 1) * 2, page * 2).map(row);
      return { recordings: rows, isLast: rows.length === 0 };
    },
    async recordingsOf(session: string) {
      asked.push(session);
      return sessions.filter((one) => one === session).map((one) => ({ ...row(one), url: 'https://meet.example.com' }));
    },
  };
}

test('it is looked for less and less often, for a day and a half', () => {
  const minutes: number[] = [usualIntervals.recordingMilliseconds / 60_000];
  for (let looks = 0; looks < 20; looks += 1) {
    const { again } = searchedInVain(search('a', looks), ended, usualIntervals);
    if (!again) break;
    minutes.push((again.getTime() - ended.getTime()) / 60_000);
  }
  expect(minutes).toEqual([2, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]);
  const hours = minutes.reduce((sum, one) => sum + one, 0) / 60;
  expect(hours).toBeGreaterThan(30);
  expect(hours).toBeLessThan(48);
});

test('few are asked for one by one, many by one list; those for which the calls do not suffice stay due', async () => {
  const few = service(['b']);
  const three = ['a', 'b', 'c'].map((id) => search(id));
  const found = await lookForRecordings(few, three, 10);
  expect([[...found.ready].map(({ sessions }) => sessions[0]), found.asked.size, few.asked]).toEqual([
    ['b'],
    3,
    ['a', 'b', 'c'],
  ]);
  const many = service(['a', 'c', 'e']);
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => search(id));
  const listed = await lookForRecordings(many, six, 10);
  expect([listed.ready.size, listed.asked.size, many.asked]).toEqual([3, 6, ['page 1', 'page 2', 'page 3']]);
  const endless = service(Array.from({ length: 100 }, (_, index) => `other ${index}`));
  const some = await lookForRecordings(endless, six, 5);
  expect([some.ready.size, some.asked.size, endless.asked]).toEqual([0, 2, ['page 1', 'page 2', 'page 3', 'a', 'b']]);
});
