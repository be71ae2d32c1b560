import { and, desc, eq, gt, ne, sql } from 'drizzle-orm';
import { type Intervals, usualIntervals } from '../src/core/intervals.ts';
import type { RecordingStore } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { cardsDue } from './life-cards-due.ts';
import { life } from './life-schema.ts';
import { readLives } from './life-store.ts';
import { patiently } from './patiently.ts';
import {
  cardsOfThoseIn,
  holdLives,
  isHeld,
  noteSearched,
  planSearches,
  showOnCards,
  toRecorded,
  toSearch,
} from './recording-rows.ts';
import { recording } from './recording-schema.ts';
import { isOfHuman } from './same-human.ts';
import { meeting } from './schema.ts';

const mostUnwatched = 5;

/** Meetings that are over, and their recordings. */
export function createRecordingStore({
  database: { orm },
  intervals = usualIntervals,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly intervals?: Pick<Intervals, 'cardMilliseconds' | 'newsMilliseconds'>;
}): RecordingStore {
  const { platform, workspaceId, hostId: userId } = meeting;
  const host = { platform, workspaceId, userId };
  const rows = () => orm.select().from(recording).innerJoin(meeting, eq(meeting.id, recording.meetingId));
  const cards = (at: Date) => ({ dueAt: cardsDue(at, intervals), plannedMilliseconds: intervals.newsMilliseconds });

  return {
    async find(linkKey) {
      const [row] = await rows().where(eq(recording.linkKey, linkKey));
      const recorded = row && toRecorded(row);
      return recorded && { recorded, cards: await cardsOfThoseIn(orm, recorded.meeting) };
    },

    async hostedBy(person, since, most) {
      const found = await rows()
        .where(and(isOfHuman(host, person), gt(recording.endedAt, since)))
        // The service tells seconds: of what ended in the same one, what was started last comes first.
        .orderBy(desc(recording.endedAt), desc(recording.heldAt))
        .limit(most);
      return found.map((row) => toRecorded(row) ?? toSearch(row)).map((one) => ({ looks: 0, ...one }));
    },

    unwatched(person, since) {
      const isOpen = and(eq(life.isFollowed, false), ne(life.state, 'ended'), gt(life.expectedAt, since));
      return readLives(orm, and(isOfHuman(host, person), isOpen), mostUnwatched);
    },

    learn: (searched, at) =>
      patiently(orm, async (change) => {
        await noteSearched(change, searched, at, cards(at));
        const keys = await change
          .selectDistinct({ watch: recording.watch })
          .from(recording)
          .where(
            sql`${recording.meetingId} = any (${`{${searched.map(({ search }) => search.meeting.id).join(',')}}`}::uuid[])`,
          );
        await planSearches(
          change,
          keys.flatMap(({ watch }) => watch ?? []),
        );
      }),

    share: (person, meetingId, heldAt, at) =>
      patiently(orm, async (change) => {
        await holdLives(change, [meetingId]);
        const own = sql`exists (select from ${meeting} where ${meeting.id} = ${recording.meetingId} and ${isOfHuman(host, person)})`;
        const [shared] = await change
          .update(recording)
          .set({ isShared: true, tellAt: at })
          .where(and(isHeld(meetingId, heldAt), eq(recording.isShared, false), sql`link_key is not null`, own))
          .returning({ linkKey: recording.linkKey });
        if (!shared?.linkKey) return false;
        await showOnCards(change, meetingId, heldAt, { linkKey: shared.linkKey, isShared: true }, at, cards(at));
        return true;
      }),
  };
}
