import { randomUUID } from 'node:crypto';
import { and, eq, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Identity } from '../src/core/invocation.ts';
import type { DueStatus, StatusStore, StatusToken } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { life } from './life-schema.ts';
import { readLives } from './life-store.ts';
import { isHost } from './person-plans.ts';
import type { Change } from './schedule-row.ts';
import { isOf, meeting, signInTry } from './schema.ts';
import { slackStatusContext } from './sealed-columns.ts';
import type { SecretBox } from './secret-box.ts';
import { slackStatus } from './status-schema.ts';

/** One process has this long to do what there is to do. */
const heldMilliseconds = 60_000;
/** Nobody is in more meetings at once. */
const mostLives = 20;

/** Whose status is kept. `save` and `useState` are the Slack adapter's port. */
export function createStatusStore({
  database: { orm },
  box,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly box: SecretBox;
}): StatusStore & {
  save(person: Identity, token: StatusToken, at: Date): Promise<void>;
  useState(digest: string, until: Date): Promise<boolean>;
} {
  const isHeld = ({ id, heldUntil }: Pick<DueStatus, 'id' | 'heldUntil'>) =>
    and(eq(slackStatus.id, id), eq(slackStatus.heldUntil, heldUntil));

  return {
    save: (person, token, at) =>
      orm.transaction(async (change) => {
        const [before] = await change
          .select({ id: slackStatus.id })
          .from(slackStatus)
          .where(isOf(slackStatus, person))
          .for('update');
        const { platform, workspaceId, userId } = person;
        const id = before?.id ?? randomUUID();
        const given = { ...sealed(id, token), givenAt: at, usedAt: at, isEnding: false, dueAt: at };
        await change
          .insert(slackStatus)
          .values({ id, platform, workspaceId, userId, ...given })
          .onConflictDoUpdate({ target: slackStatus.id, set: given });
      }),

    /** Used states are kept beside other things that count once for a while, and deleted with them. */
    async useState(digest, until) {
      const rows = await orm
        .insert(signInTry)
        .values({ key: `slack-status:${digest}`, points: 1, expire: until.getTime() })
        .onConflictDoNothing()
        .returning({ key: signInTry.key });
      return rows.length > 0;
    },

    async since(person) {
      const [row] = await orm
        .select({ givenAt: slackStatus.givenAt })
        .from(slackStatus)
        .where(and(isOf(slackStatus, person), eq(slackStatus.isEnding, false)));
      return row?.givenAt;
    },

    async end(person, at) {
      const ended = await orm
        .update(slackStatus)
        .set({ isEnding: true, dueAt: at })
        .where(and(isOf(slackStatus, person), eq(slackStatus.isEnding, false)))
        .returning({ id: slackStatus.id });
      return ended.length > 0;
    },

    async entered(person, meetingId, name) {
      await orm
        .update(slackStatus)
        .set({ enteredMeetingId: meetingId, enteredName: toText(name) })
        .where(isOf(slackStatus, person));
    },

    async take(at, most) {
      const heldUntil = new Date(at.getTime() + heldMilliseconds);
      const due = orm
        .select({ id: slackStatus.id })
        .from(slackStatus)
        .where(and(lte(slackStatus.dueAt, at), or(isNull(slackStatus.heldUntil), lte(slackStatus.heldUntil, at))))
        .orderBy(slackStatus.dueAt)
        .limit(most)
        .for('update', { skipLocked: true });
      const rows = await orm
        .update(slackStatus)
        .set({ heldUntil, dueAt: heldUntil })
        .where(sql`${slackStatus.id} in ${due}`)
        .returning();
      return Promise.all(rows.map((row) => toDue(row, heldUntil)));
    },

    async note(due, { token, taken, isYielded, attempts }, at) {
      const noted = await orm
        .update(slackStatus)
        .set({ ...sealed(due.id, token), taken: taken ? stored(taken) : null, isYielded, attempts, usedAt: at })
        .where(isHeld(due))
        .returning({ id: slackStatus.id });
      return noted.length > 0;
    },

    async release(due, again) {
      // What became due meanwhile stays due.
      const dueAt = sql`case when ${slackStatus.dueAt} = ${due.heldUntil} then ${again ?? null}::timestamptz else ${slackStatus.dueAt} end`;
      await orm.update(slackStatus).set({ heldUntil: null, dueAt }).where(isHeld(due));
    },

    async remove(due) {
      await orm.delete(slackStatus).where(isHeld(due));
    },
  };

  async function toDue(row: typeof slackStatus.$inferSelect, heldUntil: Date): Promise<DueStatus> {
    const { id, platform, workspaceId, userId, taken, isYielded, isEnding, attempts } = row;
    const { enteredMeetingId: meetingId, enteredName: name } = row;
    const person = { platform, workspaceId, userId };
    const isTheirs = or(isHost(person), meetingId ? eq(meeting.id, meetingId) : undefined);
    const lives =
      userId === '' || isEnding ? [] : await readLives(orm, and(eq(life.state, 'live'), isTheirs), mostLives);
    const context = (what: 'token' | 'refresh_token') => slackStatusContext(id, what);
    return {
      ...{ id, person, isYielded, isEnding, attempts, lives, heldUntil },
      token: {
        token: box.open(row.sealedToken, context('token')),
        refreshToken: row.sealedRefreshToken ? box.open(row.sealedRefreshToken, context('refresh_token')) : undefined,
        endsAt: row.tokenEndsAt ?? undefined,
      },
      taken: taken
        ? {
            before: { ...taken.before, until: taken.before.until ? new Date(taken.before.until) : undefined },
            until: new Date(taken.until),
            isShown: taken.isShown,
          }
        : undefined,
      entered: meetingId && name !== null ? { meetingId, name } : undefined,
    };
  }

  function sealed(id: string, { token, refreshToken, endsAt }: StatusToken) {
    return {
      sealedToken: box.seal(token, slackStatusContext(id, 'token')),
      sealedRefreshToken: refreshToken ? box.seal(refreshToken, slackStatusContext(id, 'refresh_token')) : null,
      tokenEndsAt: endsAt ?? null,
    };
  }
}

function stored({ before, until, isShown }: NonNullable<DueStatus['taken']>) {
  const { text, emoji } = before;
  return {
    before: { text: toText(text), emoji: toText(emoji), until: before.until?.toISOString() },
    until: until.toISOString(),
    isShown,
  };
}

/** These meetings are doing otherwise than before: those who are in them, or were, may have another status. */
export async function dueStatuses(change: Pick<Change, 'execute'>, meetingIds: SQL, at: Date): Promise<void> {
  await change.execute(sql`
    update slack_status s set due_at = least(s.due_at, ${at}::timestamptz) from meeting m
    where m.id = any (${meetingIds}) and s.user_id <> ''
      and (s.entered_meeting_id = m.id
        or (s.platform, s.workspace_id, s.user_id) = (m.platform, m.workspace_id, m.host_id))`);
}
