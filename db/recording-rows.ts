import { and, asc, eq, inArray, lte, type SQL, sql } from 'drizzle-orm';
import { sameIdentity } from '../src/core/invocation.ts';
import type { CardPlace, RecordedMeeting, RecordingSearch, Searched } from '../src/core/stores.ts';
import { cardsOf } from './card-places.ts';
import { life } from './life-schema.ts';
import { toMeeting } from './meeting-store.ts';
import { recording } from './recording-schema.ts';
import type { Change, Reader } from './schedule-row.ts';
import { invitee, schedule } from './schedule-schema.ts';
import { meeting } from './schema.ts';

/** Of the meetings that are looked at together, so many are searched for in one round. */
const mostSearches = 50;

type Row = { readonly recording: typeof recording.$inferSelect; readonly meeting: typeof meeting.$inferSelect };

/** Those of these meetings that are over: whether they were recorded is looked for from now on. One that went on and ended again is looked for anew. */
export async function searchForEnded(
  change: Pick<Change, 'execute'>,
  meetingIds: readonly string[],
  at: Date,
  firstMilliseconds: number,
): Promise<void> {
  if (meetingIds.length === 0) return;
  const first = new Date(at.getTime() + firstMilliseconds);
  const { rows } = await change.execute<{ watch: string | null }>(sql`
    insert into recording as r (meeting_id, held_at, watch, account_id, sessions, live_since, ended_at, due_at)
    select l.meeting_id, case when m.kind = 'room' then l.live_since else coalesce(l.occurrence, l.expected_at) end,
      l.watch, l.account_id,
      array(select distinct s from unnest(array_append(
        array(select p ->> 'sessionId' from jsonb_array_elements(coalesce(l.presences, '[]')) p), l.session_id)) s),
      l.live_since, l.ended_at, case when l.watch is not null then ${first}::timestamptz end
    from life l join meeting m on m.id = l.meeting_id
    where l.meeting_id = any (${`{${meetingIds.join(',')}}`}::uuid[]) and l.state = 'ended'
      and l.session_id is not null and l.live_since is not null and l.ended_at is not null
    on conflict (meeting_id, held_at) do update set sessions = excluded.sessions, ended_at = excluded.ended_at,
      watch = excluded.watch,
      looks = case when r.ended_at = excluded.ended_at then r.looks else 0 end,
      due_at = case when r.ended_at = excluded.ended_at or r.link_key is not null then r.due_at else excluded.due_at end
    returning watch`);
  await planSearches(change, [...new Set(rows.flatMap(({ watch }) => watch ?? []))]);
}

/** Each watch knows when the next one of its searches is due. */
export async function planSearches(change: Pick<Change, 'execute'>, keys: readonly string[]): Promise<void> {
  for (const key of keys.toSorted())
    await change.execute(sql`
      update watch set search_at = (select min(due_at) from recording where recording.watch = watch.key)
      where key = ${key}`);
}

/** What is due of these watches, longest due first. */
export async function dueSearches(
  orm: Reader,
  keys: readonly string[],
  at: Date,
): Promise<readonly (RecordingSearch & { readonly watch: string | null })[]> {
  const rows = await orm
    .select()
    .from(recording)
    .innerJoin(meeting, eq(meeting.id, recording.meetingId))
    .where(and(inArray(recording.watch, [...keys]), lte(recording.dueAt, at)))
    .orderBy(asc(recording.dueAt), asc(recording.meetingId))
    .limit(mostSearches * keys.length);
  return rows.map((row) => ({ ...toSearch(row), watch: row.recording.watch }));
}

/** What was found is told from now on, and shows on the cards of its meeting; what was found before stays as it was. */
export async function noteSearched(
  change: Change,
  searched: readonly Searched[],
  at: Date,
  cards: { readonly dueAt: SQL; readonly plannedMilliseconds: number },
): Promise<void> {
  await holdLives(
    change,
    searched.flatMap(({ search, found }) => (found ? [search.meeting.id] : [])),
  );
  for (const { search, found, again } of searched) {
    const own = isHeld(search.meeting.id, search.heldAt);
    if (!found) {
      const set = { looks: search.looks + 1, dueAt: again ?? null };
      await change
        .update(recording)
        .set(set)
        .where(and(own, sql`${recording.linkKey} is null`));
      continue;
    }
    const first = await change
      .update(recording)
      .set({ ...found, dueAt: null, tellAt: at })
      .where(and(own, sql`${recording.linkKey} is null`))
      .returning({ id: recording.meetingId });
    if (first.length > 0) await showOnCards(change, search.meeting.id, search.heldAt, found, at, cards);
  }
}

/** Lives before recordings: in the order in which everybody takes these rows. */
export async function holdLives(change: Change, meetingIds: readonly string[]): Promise<void> {
  if (meetingIds.length === 0) return;
  const these = inArray(life.meetingId, [...meetingIds]);
  await change.select({ id: life.meetingId }).from(life).where(these).orderBy(life.meetingId).for('update');
}

/** The cards of the meeting say so, as long as they are about that time. */
export async function showOnCards(
  change: Change,
  meetingId: string,
  heldAt: Date,
  { linkKey, isShared }: Pick<RecordedMeeting, 'linkKey' | 'isShared'>,
  at: Date,
  cards: { readonly dueAt: SQL; readonly plannedMilliseconds: number },
): Promise<void> {
  const shown = await change
    .update(life)
    .set({
      ...{ recordingKey: linkKey, recordingShared: isShared, version: sql`${life.version} + 1` },
      cardsDueAt: sql`case when ${life.occurrence} is null then ${cards.dueAt} else ${life.cardsDueAt} end`,
    })
    .where(and(eq(life.meetingId, meetingId), sql`coalesce(${life.occurrence}, ${life.expectedAt}) = ${heldAt}`))
    .returning({ occurrence: life.occurrence });
  if (!shown.some(({ occurrence }) => occurrence)) return;
  const dueAt = new Date(at.getTime() + cards.plannedMilliseconds);
  await change
    .update(schedule)
    .set({ cardsDueAt: sql`coalesce(${schedule.cardsDueAt}, ${dueAt}::timestamptz)` })
    .where(eq(schedule.meetingId, meetingId));
}

/** The cards of those who may hear of a recording: whoever was taken off a planned meeting has a card that says so, and hears nothing more. */
export async function cardsOfThoseIn(
  orm: Reader,
  { id, host }: RecordedMeeting['meeting'],
): Promise<readonly CardPlace[]> {
  const cards = await cardsOf(orm, id);
  const people = await orm
    .select({ userId: invitee.userId, removedAt: invitee.removedAt })
    .from(invitee)
    .where(eq(invitee.meetingId, id));
  const isIn = (userId: string) => people.some((one) => one.userId === userId && one.removedAt === null);
  // A meeting without a plan invites nobody whom it could take off again.
  return cards.filter(
    ({ shownTo }) =>
      people.length === 0 || shownTo === 'everyone' || sameIdentity(shownTo, host) || isIn(shownTo.userId),
  );
}

export function isHeld(meetingId: string, heldAt: Date): SQL | undefined {
  return and(eq(recording.meetingId, meetingId), eq(recording.heldAt, heldAt));
}

export function toSearch({ recording: row, meeting: met }: Row): RecordingSearch {
  const { heldAt, sessions, liveSince, endedAt, accountId, looks } = row;
  return { meeting: toMeeting(met), heldAt, sessions, liveSince, endedAt, accountId: accountId ?? undefined, looks };
}

/** Undefined where none was found. */
export function toRecorded(row: Row): RecordedMeeting | undefined {
  const { linkKey, isShared } = row.recording;
  return linkKey === null ? undefined : { ...toSearch(row), linkKey, isShared };
}
