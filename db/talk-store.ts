import { and, asc, eq, gt, isNotNull, not, type SQL, sql } from 'drizzle-orm';
import type { MessageReference } from '../src/core/address.ts';
import type { Identity } from '../src/core/invocation.ts';
import type { Clock } from '../src/core/ports.ts';
import type { Talk, TalkStore } from '../src/core/stores.ts';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { talk } from './schedule-schema.ts';
import { effect, isOf } from './schema.ts';
import { type By, whileThere } from './while-there.ts';

/** Whatever is open ends by itself after this time; `purge` deletes it. */
const hours = 24;

/** Conversations that go over several messages. */
export function createTalkStore({
  database: { orm },
  clock,
  by,
}: {
  readonly database: Pick<Database, 'orm'>;
  readonly clock: Clock;
  readonly by?: By;
}): TalkStore {
  const begin = () => new Date(clock().getTime() - hours * 3_600_000);
  const named = (conversation: string) => eq(talk.conversation, toText(conversation));
  // A talk that is older than a day does not begin to live again.
  const living = (column: typeof talk.body | typeof talk.question) =>
    sql`case when ${talk.changedAt} > ${begin()} then ${column} end`;

  /** True in the database while somebody other than `by` holds what is open. */
  const heldByOther = (by = '') => sql`(coalesce((${talk.body} ->> ${heldUntil}::text)::timestamptz > ${clock()}, false)
    and ${talk.body} ->> ${heldBy}::text <> ${by})`;

  async function speak(
    person: Identity,
    conversation: string,
    spokenOf: string | undefined,
    asked: SQL,
    question: unknown = null,
  ): Promise<void> {
    const changedAt = clock();
    const row = { ...person, conversation: toText(conversation), id: sql`gen_random_uuid()`, version: 1 };
    await whileThere(orm, by, (change) =>
      change
        .insert(talk)
        .values({ ...row, question, spokenOf, changedAt })
        .onConflictDoUpdate({
          target: [talk.platform, talk.workspaceId, talk.userId, talk.conversation],
          set: { ...(spokenOf && { spokenOf }), changedAt, body: living(talk.body), question: asked },
        }),
    );
  }

  return {
    async find(person, conversation) {
      const [row] = await orm
        .select()
        .from(talk)
        .where(and(isOf(talk, person), named(conversation), gt(talk.changedAt, begin())));
      return row && toTalk(row, clock());
    },

    async byId(person, id) {
      const [row] = await orm
        .select()
        .from(talk)
        .where(and(isOf(talk, person), eq(talk.id, id), gt(talk.changedAt, begin())));
      return row && { ...toTalk(row, clock()), conversation: row.conversation };
    },

    async put(person, conversation, after, { id, body, spokenOf }, at) {
      const spoken = spokenOf === undefined ? {} : { spokenOf };
      const rows = await whileThere(orm, by, (change) =>
        change
          .insert(talk)
          .values({
            ...person,
            conversation: toText(conversation),
            id,
            version: after + 1,
            body,
            changedAt: at,
            ...spoken,
          })
          .onConflictDoUpdate({
            target: [talk.platform, talk.workspaceId, talk.userId, talk.conversation],
            set: {
              ...{ id, body: body ?? null, question: null },
              ...{ version: sql`${talk.version} + 1`, changedAt: at, ...spoken },
            },
            setWhere: sql`(${talk.version} = ${after} and not ${heldByOther()}) or ${after} = 0
              or ${talk.changedAt} <= ${begin()}`,
          })
          .returning(),
      );
      const [row] = rows ?? [];
      return row && toTalk(row, clock());
    },

    async close(person, id, by) {
      const closed = await orm
        .update(talk)
        .set({ body: null, version: sql`${talk.version} + 1` })
        .where(and(isOf(talk, person), eq(talk.id, id), isNotNull(talk.body), not(heldByOther(by))))
        .returning({ id: talk.id });
      return closed.length > 0;
    },

    async hold(person, { id, version }, by, until) {
      const hold = JSON.stringify({ [heldBy]: by, [heldUntil]: until.toISOString() });
      const held = await orm
        .update(talk)
        .set({ body: sql`${talk.body} || ${hold}::jsonb` })
        .where(
          and(
            ...[isOf(talk, person), eq(talk.id, id), eq(talk.version, version)],
            ...[isNotNull(talk.body), gt(talk.changedAt, begin()), not(heldByOther(by))],
          ),
        )
        .returning({ id: talk.id });
      return held.length > 0;
    },

    async release(person, id, by) {
      await orm
        .update(talk)
        .set({ body: sql`${talk.body} - ${heldBy}::text - ${heldUntil}::text` })
        .where(and(isOf(talk, person), eq(talk.id, id), sql`${talk.body} ->> ${heldBy}::text = ${by}`));
    },

    async cards(person, draftId) {
      const isReplaced = sql`exists (
        select from ${effect} later where ${ofDraft(sql`later.body`, draftId)}
          and later.body -> 'draft' ->> 'insteadOf' = ${effect.id}::text)`;
      const rows = await orm
        .select({ effectId: effect.id, reference: effect.reference })
        .from(effect)
        .where(
          and(
            isOf(effect, person),
            ofDraft(sql`${effect.body}`, draftId),
            sql`(${effect.body} -> 'draft' ->> 'isLive')::boolean`,
            isNotNull(effect.reference),
            not(isReplaced),
          ),
        )
        .orderBy(asc(effect.createdAt));
      return rows.map(({ effectId, reference }) => ({ effectId, reference: reference as MessageReference }));
    },

    async isOver(person, effectId) {
      const isAfter = sql`exists (
        select from ${effect} later where ${ofDraft(sql`later.body`, sql`${effect.body} -> 'draft' ->> 'id'`)}
          and later.created_at > ${effect.createdAt})`;
      const [over] = await orm
        .select({ id: effect.id })
        .from(effect)
        .where(and(isOf(effect, person), eq(effect.id, effectId), sql`${effect.body} ? 'draft'`, isAfter));
      return over !== undefined;
    },

    ask: (person, conversation, question, spokenOf) =>
      speak(person, conversation, spokenOf, sql`excluded.question`, question),

    async settle(person, conversation) {
      await orm
        .update(talk)
        .set({ question: null })
        .where(and(isOf(talk, person), named(conversation)));
    },

    spoke: (person, conversation, spokenOf) =>
      speak(
        person,
        conversation,
        spokenOf,
        sql`case when ${talk.spokenOf} = ${spokenOf} and coalesce(${talk.question} ->> 'kind', '') <> 'choices'
          then ${living(talk.question)} end`,
      ),
  };
}

/** What stands in a body while it is held: by whom, and until when at the latest. */
const [heldBy, heldUntil] = ['heldBy', 'heldUntil'];

function ofDraft(body: SQL, draftId: SQL | string): SQL {
  return sql`${body} ? 'draft' and ${body} -> 'draft' ->> 'id' = ${draftId}`;
}

function toTalk({ id, version, body, question, spokenOf }: typeof talk.$inferSelect, now: Date): Talk {
  const { [heldBy]: _by, [heldUntil]: until, ...rest } = (body ?? {}) as Record<string, unknown>;
  return {
    ...{ id, version, body: body ? rest : undefined },
    ...{ question: question ?? undefined, spokenOf: spokenOf ?? undefined },
    ...(typeof until === 'string' && new Date(until) > now && { isHeld: true }),
  };
}
