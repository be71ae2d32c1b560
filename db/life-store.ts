import { and, asc, desc, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm';
import { type Intervals, usualIntervals } from '../src/core/intervals.ts';
import type { Platform } from '../src/core/invocation.ts';
import { soonMilliseconds } from '../src/core/live/asked.ts';
import { type Life, linkEndsAt } from '../src/core/live/life.ts';
import type { LifeStore } from '../src/core/stores.ts';
import { cardsOf, withdrawCards } from './card-places.ts';
import type { Database } from './database.ts';
import { toJson, toText } from './json.ts';
import { cardsDue, dueAfter, interval } from './life-cards-due.ts';
import { toProgress } from './life-row.ts';
import { entryMark, life } from './life-schema.ts';
import { toMeeting } from './meeting-store.ts';
import { openPlanned, takeOpenings } from './opening-rows.ts';
import { patiently } from './patiently.ts';
import { isAskedTo } from './person-lives.ts';
import { dueSearches, noteSearched, planSearches, searchForEnded } from './recording-rows.ts';
import { isOfHuman } from './same-human.ts';
import type { Reader } from './schedule-row.ts';
import { card, meeting } from './schema.ts';

/** One replica has this long for a round. */
const heldSeconds = 30;
/** Making a meeting takes its service so long at most. */
const placeMilliseconds = 15_000;

/** What is known of meetings that were started, and what is to be looked at. */
export function createLifeStore({
  database: { orm },
  intervals = usualIntervals,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly intervals?: Pick<Intervals, 'cardMilliseconds' | 'newsMilliseconds' | 'recordingMilliseconds'>;
}): LifeStore {
  const dueCards = (at: Date) => cardsDue(at, intervals);
  return {
    async takeWatches(at, most) {
      const { rows } = await orm.execute<{ key: string; due_at: Date; good_at: Date; failures: number }>(sql`
        with due as (
          select key from watch
          where due_at <= ${at} or (due_at is null and search_at <= ${at} and coalesce(not_before <= ${at}, true))
          order by coalesce(due_at, search_at) limit ${most} for update skip locked)
        -- Where there was nothing to look at, it begins anew.
        update watch set due_at = ${at}::timestamptz + make_interval(secs => ${heldSeconds}),
          good_at = case when due_at is null then ${at} else good_at end,
          failures = case when due_at is null then 0 else failures end
        from due where watch.key = due.key
        returning watch.key, watch.due_at, watch.good_at, watch.failures`);
      if (rows.length === 0) return [];
      const keys = rows.map(({ key }) => key);
      const followed = await orm
        .select()
        .from(life)
        .innerJoin(meeting, eq(meeting.id, life.meetingId))
        .where(and(inArray(life.watch, keys), eq(life.isFollowed, true)))
        .orderBy(asc(life.expectedAt), asc(meeting.id));
      const searches = await dueSearches(orm, keys, at);
      return rows.map(({ key, due_at, good_at, failures }) => ({
        ...{ key, failures },
        searches: searches.filter(({ watch }) => watch === key),
        heldUntil: new Date(due_at),
        goodAt: new Date(good_at),
        lives: followed.filter((row) => row.life.watch === key).map(toLife),
      }));
    },

    async note({ key, heldUntil }, { at, again, notBefore = again, goodAt, failures, changed, searched = [] }) {
      await patiently(orm, async (change) => {
        const { rows } = await change.execute<{ meeting_id: string }>(learned(changed, at, intervals));
        const ids = rows.map(({ meeting_id: id }) => id);
        await searchForEnded(change, ids, at, intervals.recordingMilliseconds);
        await noteSearched(change, searched, at, {
          ...{ dueAt: dueCards(at), plannedMilliseconds: intervals.newsMilliseconds },
        });
        // Whoever started a meeting meanwhile, or heard of one, has set it to be looked at at once: as soon as that may cost calls again.
        await change.execute(sql`
          update watch set good_at = greatest(good_at, ${goodAt}::timestamptz),
            failures = case when due_at = ${heldUntil} then ${failures} else failures end,
            due_at = case when due_at = ${heldUntil} then ${again ?? null}::timestamptz
              else greatest(due_at, ${notBefore ?? null}::timestamptz) end,
            not_before = ${notBefore ?? null}
          where key = ${key}`);
        await planSearches(change, [key]);
      });
    },

    takeOpenings: (at, most) => orm.transaction((change) => takeOpenings(change, at, most)),
    open: (opening, found) => patiently(orm, (change) => openPlanned(change, opening, found)),

    async learn(known, at) {
      return patiently(orm, async (change) => {
        const { rows } = await change.execute(learned([{ life: known, news: true }], at, intervals));
        const ids = rows.length > 0 ? [known.meeting.id] : [];
        await searchForEnded(change, ids, at, intervals.recordingMilliseconds);
        return rows.length > 0;
      });
    },

    async takePlace({ platform, workspaceId }, conversation, invocationId, moment) {
      const until = new Date(moment.getTime() + placeMilliseconds);
      const { rows } = await orm.execute<{ platform: Platform; workspace_id: string; user_id: string }>(sql`
        with mine as (
          insert into start as s (platform, workspace_id, conversation, invocation_id, until)
          values (${platform}, ${workspaceId}, ${toText(conversation)}, ${invocationId}, ${until})
          on conflict (platform, workspace_id, conversation) do update
            set invocation_id = case when ${isFree(moment)} then excluded.invocation_id else s.invocation_id end,
              until = case when ${isFree(moment)} then excluded.until else s.until end
          returning invocation_id)
        select i.platform, i.workspace_id, i.user_id from mine join invocation i on i.id = mine.invocation_id
        where mine.invocation_id <> ${invocationId}`);
      const [held] = rows;
      return held && { platform: held.platform, workspaceId: held.workspace_id, userId: held.user_id };
    },

    here: ({ platform, workspaceId }, conversation, moment) =>
      newest(
        and(eq(life.platform, platform), eq(life.workspaceId, workspaceId), eq(life.conversation, conversation)),
        moment,
      ),

    hostedBy(host, moment) {
      const { platform, workspaceId, hostId: userId } = meeting;
      return newest(isOfHuman({ platform, workspaceId, userId }, host), moment);
    },

    async letMembersIn({ platform, workspaceId }, meetingId, isOn, at) {
      await orm.execute(sql`
        update life set members_in = ${isOn}, version = version + 1, cards_due_at = ${dueCards(at)}
        where meeting_id = ${meetingId} and platform = ${platform} and workspace_id = ${workspaceId}
          and place is not null and members_in <> ${isOn}`);
    },

    async mark(meetingId, mark, until) {
      await orm.insert(entryMark).values({ meetingId, mark, expiresAt: until }).onConflictDoNothing();
    },

    async takeMark(meetingId, mark, at) {
      const isThis = and(eq(entryMark.meetingId, meetingId), eq(entryMark.mark, mark), gt(entryMark.expiresAt, at));
      return (await orm.delete(entryMark).where(isThis).returning({ mark: entryMark.mark })).length > 0;
    },

    async callAgain({ platform, workspaceId }, meetingId, people, by, at) {
      const isCalled = toJson({ isCalledAgain: true, againBy: by });
      await orm.execute(sql`
        update life set version = life.version + 1, cards_due_at = ${dueCards(at)},
          invited = (
            select jsonb_agg(case when one -> 'person' ->> 'userId' = any (${sql.param(people.map(({ userId }) => userId))}::text[])
              then one || ${isCalled}::jsonb else one end order by place)
            from jsonb_array_elements(life.invited) with ordinality as asked (one, place))
        where life.meeting_id = ${meetingId} and life.platform = ${platform} and life.workspace_id = ${workspaceId}`);
    },

    async ask({ platform, workspaceId }, meetingId, people, at) {
      await orm.execute(sql`
        with fresh as (
          select life.meeting_id, jsonb_agg(one) as people
          from life, jsonb_array_elements(${toJson(people)}::jsonb) as one
          where life.meeting_id = ${meetingId} and life.platform = ${platform} and life.workspace_id = ${workspaceId}
            and not life.invited @> jsonb_build_array(jsonb_build_object('person', one -> 'person'))
          group by life.meeting_id)
        update life set invited = life.invited || fresh.people, version = life.version + 1, cards_due_at = ${dueCards(at)}
        from fresh where life.meeting_id = fresh.meeting_id`);
    },

    async answerCall(who, meetingId, answer, at) {
      const { platform, workspaceId } = who;
      const said = toJson({ answer, answeredAt: at.toISOString() });
      await orm.execute(sql`
        update life set version = life.version + 1, cards_due_at = ${dueCards(at)},
          soon_due_at = case when ${answer} = 'soon'
            then least(coalesce(soon_due_at, 'infinity'), ${new Date(at.getTime() + soonMilliseconds)}::timestamptz) else soon_due_at end,
          invited = (
            select jsonb_agg(case when one -> 'person' ->> 'userId' = ${who.userId} then one || ${said}::jsonb else one end order by place)
            from jsonb_array_elements(life.invited) with ordinality as asked (one, place))
        where life.meeting_id = ${meetingId} and life.platform = ${platform} and life.workspace_id = ${workspaceId}
          and life.state <> 'ended' and ${isAskedTo(who)}`);
      const own = and(eq(life.meetingId, meetingId), isAskedTo(who));
      const [found] = await readLives(orm, own);
      return found;
    },

    async roomIn({ platform, workspaceId }, conversation) {
      const inside = and(eq(life.platform, platform), eq(life.workspaceId, workspaceId));
      const [found] = await readLives(orm, and(inside, eq(life.conversation, conversation), eq(meeting.kind, 'room')));
      return found;
    },

    unbind: ({ platform, workspaceId }, meetingId) =>
      patiently(orm, async (change) => {
        const inside = and(eq(life.platform, platform), eq(life.workspaceId, workspaceId));
        const gone = await change
          .delete(life)
          .where(and(inside, eq(life.meetingId, meetingId)))
          .returning({ id: life.meetingId });
        if (gone.length === 0) return [];
        await withdrawCards(change, [meetingId]);
        const places = await cardsOf(change, meetingId);
        await change.delete(card).where(eq(card.meetingId, meetingId));
        return places;
      }),

    async find({ platform, workspaceId }, meetingId) {
      const inside = and(eq(life.platform, platform), eq(life.workspaceId, workspaceId));
      const [found] = await readLives(orm, and(inside, eq(life.meetingId, meetingId)));
      return found;
    },
  };

  /** One that is live before any other; those to which nobody came in their time are not on any more. */
  async function newest(where: SQL | undefined, moment: Date): Promise<Life | undefined> {
    const isOn = or(eq(life.state, 'live'), and(eq(life.state, 'starting'), gt(life.awaitedUntil, moment)));
    const [found] = await readLives(orm, and(where, isOn));
    return found;
  }
}

/** The place is free: nobody has it, or it was given up. */
function isFree(moment: Date): SQL {
  return sql`(s.until <= ${moment} or s.invocation_id = excluded.invocation_id
    or not exists (select from invocation i where i.id = s.invocation_id and i.state = 'running'))`;
}

/** Those that are live first, then newest first. */
export async function readLives(orm: Reader, where: SQL | undefined, most = 1): Promise<readonly Life[]> {
  const rows = await orm
    .select()
    .from(life)
    .innerJoin(meeting, eq(meeting.id, life.meetingId))
    .where(where)
    .orderBy(desc(eq(life.state, 'live')), desc(life.expectedAt), desc(meeting.id))
    .limit(most);
  return rows.map(toLife);
}

/** In one statement, however many there are; each only where nobody has learned anything else of it meanwhile. */
function learned(
  changed: readonly { readonly life: Life; readonly news: boolean }[],
  at: Date,
  intervals: Pick<Intervals, 'cardMilliseconds' | 'newsMilliseconds'>,
): SQL {
  const rows = changed.map(({ life: known, news }) => ({
    ...known,
    meetingId: known.meeting.id,
    linkEndsAt: linkEndsAt(known),
    news,
  }));
  return sql`
    with learned as (
      update life set state = l.state, session_id = l."sessionId", live_since = l."liveSince", ended_at = l."endedAt",
        presences = l.presences, presences_as_of = l."presencesAsOf", as_of = l."asOf", unknown_since = l."unknownSince",
        is_closed = l."isClosed", is_followed = l."isFollowed", waiting = l.waiting,
        prompt_due_at = case when life.waiting is distinct from l.waiting
          then ${dueAfter(sql`life.prompt_due_at`, sql`life.prompted_at`, at, intervals)}
          else life.prompt_due_at end,
        version = life.version + 1,
        news_at = case when l.news then ${at}::timestamptz else life.news_at end,
        cards_due_at = case when l.news and life.occurrence is null
          then ${dueAfter(sql`life.cards_due_at`, sql`life.shown_at`, at, intervals)}
          else life.cards_due_at end
      from jsonb_to_recordset(${toJson(rows)}::jsonb) as l ("meetingId" uuid, version int, state text, "sessionId" text,
        "liveSince" timestamptz, "endedAt" timestamptz, presences jsonb, "presencesAsOf" timestamptz, "asOf" timestamptz,
        "unknownSince" timestamptz, "isClosed" boolean, "isFollowed" boolean, "linkEndsAt" timestamptz,
        waiting jsonb, news boolean)
      where life.meeting_id = l."meetingId" and life.version = l.version
      returning life.meeting_id, life.occurrence, l.news, l."linkEndsAt"),
    linked as (
      update meeting set link_ends_at = learned."linkEndsAt"
      from learned where meeting.id = learned.meeting_id and learned.occurrence is null
        and meeting.link_ends_at is distinct from learned."linkEndsAt"),
    planned as (
      update schedule set cards_due_at = coalesce(schedule.cards_due_at, ${at}::timestamptz + ${interval(intervals.newsMilliseconds)})
      from learned where schedule.meeting_id = learned.meeting_id and learned.occurrence is not null and learned.news)
    select meeting_id from learned`;
}

export function toLife({
  life: row,
  meeting: met,
}: {
  life: typeof life.$inferSelect;
  meeting: typeof meeting.$inferSelect;
}): Life {
  const { invited, version, newsAt, expectedAt, awaitedUntil, hasLobby, membersIn } = row;
  return {
    ...{ invited, version, newsAt, expectedAt, awaitedUntil, hasLobby, membersIn },
    place: row.place ?? undefined,
    ...toProgress(row),
    meeting: toMeeting(met),
    occurrence: row.occurrence ?? undefined,
    accountId: row.accountId ?? undefined,
    sessionId: row.sessionId ?? undefined,
    presencesAsOf: row.presencesAsOf ?? undefined,
  };
}
