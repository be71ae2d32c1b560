import { sql } from 'drizzle-orm';
import type { EventStore } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';

/** While a round is under way, hints bring about another one at most so often: what a full round may cost in calls. */
const spacingSeconds = (callsPerMinute: number) => (20 * 60) / callsPerMinute;

/** Events that were taken, and what they may be about. */
export function createEventStore({
  database: { orm },
  callsPerMinute,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly callsPerMinute: number;
}): EventStore {
  return {
    take: (idDigest, { sessionId, meetingId, roomId, customerId }, at) =>
      orm.transaction(async (change) => {
        const { rows } = await change.execute(sql`
          insert into event_seen (digest, seen_at) values (${idDigest}, ${at}) on conflict do nothing returning digest`);
        if (rows.length === 0) return false;
        const [session, meeting, room] = [sessionId, meetingId, roomId].map((one) => toText(one ?? ''));
        const isNamed = session !== '' || meeting !== '' || room !== '';
        const isIt = sql`(m.service_meeting_id = nullif(${meeting}, '') or m.service_room_id = nullif(${room}, ''))`;
        const customer = `customer ${toText(customerId ?? '')}`;
        await change.execute(sql`
          update watch set due_at = least(due_at, greatest(${at}::timestamptz, not_before)),
            not_before = greatest(${at}::timestamptz, not_before) + make_interval(secs => ${spacingSeconds(callsPerMinute)}::float8)
          where due_at > ${at} and key in (
            select l.watch from life l join meeting m on m.id = l.meeting_id
            where l.is_followed and (l.session_id = nullif(${session}, '') or ${isIt})
            union
            select key from watch where not ${isNamed} and ${customerId !== undefined}
              and (key = ${customer} or starts_with(key, ${`${customer} of `})))`);
        if (!isNamed) return true;
        await change.execute(sql`
          with due as (
            update recording r set due_at = ${at}
            from meeting m where m.id = r.meeting_id and r.due_at > ${at} and r.link_key is null
              and (r.sessions @> array[nullif(${session}, '')] or ${isIt})
            returning r.watch)
          update watch set search_at = least(search_at, ${at}::timestamptz) where key in (select watch from due)`);
        return true;
      }),
  };
}
