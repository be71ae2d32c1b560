import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import type { Identity } from '../src/core/invocation.ts';
import { life } from './life-schema.ts';
import { isHost } from './person-plans.ts';
import type { Reader } from './schedule-row.ts';
import { meeting } from './schema.ts';

/** Meetings to which others asked this person when they started them. */
export function isAskedTo(person: Identity): SQL | undefined {
  const { platform, workspaceId } = person;
  const one = JSON.stringify([{ person }]);
  return and(eq(life.platform, platform), eq(life.workspaceId, workspaceId), sql`${life.invited} @> ${one}::jsonb`);
}

/** Meetings that this person started, or was asked to. */
export function readLivesOf(change: Reader, person: Identity) {
  return change
    .select()
    .from(life)
    .innerJoin(meeting, eq(meeting.id, life.meetingId))
    .where(or(isHost(person), isAskedTo(person)))
    .orderBy(meeting.startedAt);
}

/** The same in names that people can read. */
export function howItWent(found: typeof life.$inferSelect | undefined): object {
  if (!found) return {};
  const { conversation, state, liveSince, endedAt, invited, presences } = found;
  return {
    ...{ startedIn: conversation, state, liveSince, endedAt },
    invited: invited.map(({ name }) => name),
    came: presences?.map(({ name, since, left }) => ({ name, since, left })),
  };
}
