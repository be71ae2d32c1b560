import type { Progress } from '../src/core/live/life.ts';
import type { life } from './life-schema.ts';

/** How a meeting is doing, as its row has it. */
export function toProgress(row: typeof life.$inferSelect): Progress {
  const { state, asOf, isFollowed, isClosed } = row;
  return {
    ...{ state, asOf, isFollowed, isClosed },
    liveSince: row.liveSince ?? undefined,
    endedAt: row.endedAt ?? undefined,
    unknownSince: row.unknownSince ?? undefined,
    recording: row.recordingKey === null ? undefined : { key: row.recordingKey, isShared: row.recordingShared },
    waiting: row.waiting?.map(({ since, ...one }) => ({
      ...one,
      since: since === undefined ? undefined : new Date(since),
    })),
    presences: row.presences?.map(({ since, left, ...one }) => ({
      ...one,
      since: new Date(since),
      left: left === undefined ? undefined : new Date(left),
    })),
  };
}
