import { randomUUID } from 'node:crypto';
import { createDueStore } from '../../db/due-store.ts';
import { createPreferenceStore } from '../../db/preference-store.ts';
import { createScheduleStore } from '../../db/schedule-store.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Identity } from '../../src/core/invocation.ts';
import { createReminding } from '../../src/core/reminders/reminding.ts';
import type { NewInvitee, Planned } from '../../src/core/schedule.ts';
import type { Pace } from '../../src/core/stores.ts';
import type { TestDatabase } from './database.ts';
import { recordingLog } from './log.ts';
import { plannedMeeting } from './planned.ts';

/** A clock that a test sets. It stands still, or goes on from there. */
export function movableClock(iso: string, { ticks = false } = {}) {
  let [now, since] = [Date.parse(iso), performance.now()];
  return {
    clock: () => new Date(now + (ticks ? Math.floor(performance.now() - since) : 0)),
    set: (to: string) => {
      [now, since] = [Date.parse(to), performance.now()];
    },
  };
}

export const person = (userId: string, workspaceId = 'T1'): Identity => ({ platform: 'slack', workspaceId, userId });

export function invited(who: Identity | string, other: Partial<NewInvitee> = {}): NewInvitee {
  const whom = typeof who === 'string' ? { email: who, name: who } : { identity: who, name: who.userId };
  return { id: randomUUID(), isHost: false, ...whom, ...other };
}

/** The stores that reminders are made of, over one database and one clock. */
export function reminderStage(test: TestDatabase, clock: () => Date) {
  const { database } = test;
  const schedules = createScheduleStore({ database, clock });
  const log = recordingLog();
  const due = createDueStore({ database });
  const fresh = (pace?: Pace) =>
    createReminding({ due, publicUrl: 'https://meet.example', clock, secrets: { id: randomUUID }, log, pace });

  return {
    schedules,
    preferences: createPreferenceStore({ database, clock }),
    due,
    log,
    /** Another replica. */
    replica: fresh,
    hand: () => fresh().hand(),

    /** A meeting as in `plannedMeeting`, of Ada and whoever is invited. */
    async plan(
      invitees: readonly NewInvitee[],
      other: Partial<Planned> = {},
    ): Promise<{ readonly meetingId: string; readonly joinKey: string }> {
      const {
        title,
        joinKey: _,
        invitees: __,
        changes,
        ...planned
      } = plannedMeeting({ meetingId: randomUUID(), ...other });
      const joinKey = randomUUID();
      const { meetingId, application, host, hostName, startsAt } = planned;
      const meeting = { id: meetingId, joinKey, kind: 'planned', application, title, host, hostName } as const;
      await schedules.create(
        { ...meeting, joinUrl: 'https://service.example/r/1', startedAt: startsAt },
        planned,
        invitees,
      );
      return { meetingId, joinKey };
    },

    /** What is in the outbox for a meeting, in the order in which it came there. */
    async outbox(
      meetingId: string,
    ): Promise<readonly { to: string; text: string; key: string; effect: Effect; dueAt: Date }[]> {
      const { rows } = await database.pool.query(
        'select body, key, due_at, user_id from effect where invocation_id = $1 order by created_at, due_at, position',
        [meetingId],
      );
      return rows.map(({ body, key, due_at: dueAt }) => ({
        to: body.do === 'direct' ? body.person.userId : body.do,
        text: body.reply.text.map((part: unknown) => (typeof part === 'string' ? part : '')).join(''),
        key,
        effect: body,
        dueAt,
      }));
    },

    /** The rows that are still to come, as `who lead due`. */
    async planned(meetingId: string): Promise<readonly string[]> {
      const { rows } = await database.pool.query(
        `select coalesce(i.user_id, i.email) as who, r.lead, r.due_at from reminder r join invitee i on i.id = r.invitee_id
         where r.meeting_id = $1 order by who, r.lead`,
        [meetingId],
      );
      return rows.map(({ who, lead, due_at: at }) => `${who} ${lead} ${at.toISOString().slice(0, 16)}`);
    },
  };
}
