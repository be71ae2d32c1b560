import { sql } from 'drizzle-orm';
import { type Intervals, usualIntervals } from '../src/core/intervals.ts';
import type { Platform } from '../src/core/invocation.ts';
import type { DueStore } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { handAgendas } from './due-agendas.ts';
import { handAnswers, handCards } from './due-answers.ts';
import { handLives } from './due-lives.ts';
import { handPrompts } from './due-prompts.ts';
import { handRecordings } from './due-recordings.ts';
import { handReminders } from './due-reminders.ts';
import { handSoon } from './due-soon.ts';

/** Begins to look at reminders so much before their time: so much earlier they may have to be handed over. */
const aheadSeconds = 60;

const waiting = `
  select exists (select from reminder where due_at <= $1::timestamptz + make_interval(secs => $2)) as reminders,
    exists (select from schedule where cards_due_at <= $1) as cards,
    exists (select from schedule where host_due_at <= $1) as hosts,
    exists (select from life where cards_due_at <= $1) or exists (select from life where prompt_due_at <= $1)
      or exists (select from recording where tell_at <= $1) or exists (select from life where soon_due_at <= $1) as lives,
    exists (select from preference where agenda_due_at <= $1) as agendas,
    exists (select from effect where state = 'pending' and due_at <= $1) as effects,
    exists (select from schedule where opens_at <= $1) as openings,
    exists (select from native_call where due_at <= $1) as calls,
    exists (select from slack_status where due_at <= $1) as statuses`;

/** What is due: reminders, new answers, what is new of running meetings, agendas, what waits in the outbox, and whatever else there is to do. */
export function createDueStore({
  database,
  intervals = usualIntervals,
  withNativeCalls = () => [],
}: {
  readonly database: Pick<Database, 'pool' | 'orm'>;
  readonly intervals?: Pick<Intervals, 'onItsWayMilliseconds'>;
  /** Which platforms have calls of their own, which follow the cards. */
  readonly withNativeCalls?: () => readonly Platform[];
}): DueStore {
  const { pool, orm } = database;
  return {
    async waiting(at) {
      const { rows } = await pool.query({ name: 'due waiting', text: waiting, values: [at, aheadSeconds] });
      return rows[0];
    },

    handReminders: (...given) => orm.transaction((change) => handReminders(change, ...given)),
    handCards: (...given) => orm.transaction((change) => handCards(change, ...given, withNativeCalls())),
    handAnswers: (...given) => orm.transaction((change) => handAnswers(change, ...given)),
    handLives: (...given) => orm.transaction((change) => handLives(change, ...given, withNativeCalls())),
    handPrompts: (...given) => orm.transaction((change) => handPrompts(change, ...given, intervals)),
    handSoon: (...given) => orm.transaction((change) => handSoon(change, ...given)),
    handRecordings: (...given) => orm.transaction((change) => handRecordings(change, ...given)),
    handAgendas: (...given) => orm.transaction((change) => handAgendas(change, ...given)),

    async snooze({ platform, workspaceId, userId }, meetingId, occurrence, dueAt) {
      const { rows } = await orm.execute(sql`
        insert into reminder (invitee_id, lead, meeting_id, platform, workspace_id, occurrence, due_at)
        select i.id, -1, i.meeting_id, i.platform, i.workspace_id, ${occurrence}, ${dueAt}
        from invitee i join schedule s on s.meeting_id = i.meeting_id
        where i.meeting_id = ${meetingId} and i.platform = ${platform} and i.workspace_id = ${workspaceId}
          and i.user_id = ${userId} and i.removed_at is null and s.state = 'scheduled'
        on conflict (invitee_id, lead) do update set occurrence = excluded.occurrence, due_at = excluded.due_at
        returning invitee_id`);
      return rows.length > 0;
    },
  };
}
