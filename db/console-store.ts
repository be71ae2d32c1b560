import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { FieldErrors, Form } from '../src/core/form.ts';
import type { Identity } from '../src/core/invocation.ts';
import type { Reply } from '../src/core/reply.ts';
import { record } from './audit.ts';
import { consoleMessage, consoleRequest, consoleSession } from './console-schema.ts';
import type { Database } from './database.ts';
import { toJson, toText } from './json.ts';
import { isOf, ticket } from './schema.ts';

type Now = { readonly form?: Form; readonly errors?: FieldErrors; readonly reply?: Reply };

/** The console: who has it open, what was asked in it, and what was answered. Implements the ports of the core and of the web adapter. */
export function createConsoleStore({ orm }: Pick<Database, 'orm'>) {
  return {
    /**
     * For whom the used ticket with this nonce is. False where there is none: whoever is forgotten at this moment is waited for, or finds
     * the session.
     */
    open: (
      nonceDigest: string,
      session: {
        readonly id: string;
        readonly secretDigest: string;
        readonly locale?: string;
        readonly timeZone?: string;
        readonly hour12?: boolean;
        readonly openedAt: Date;
        readonly expiresAt: Date;
      },
    ): Promise<boolean> =>
      orm.transaction(async (change) => {
        const [used] = await change
          .select()
          .from(ticket)
          .where(and(eq(ticket.nonceDigest, nonceDigest), eq(ticket.purpose, 'console'), isNotNull(ticket.usedAt)))
          .for('share');
        if (!used) return false;
        const { platform, workspaceId, userId, personName, workspaceName, origin } = used;
        const whose = { platform, workspaceId, userId };
        const timeZone = session.timeZone ?? origin.timeZone;
        const locale = session.locale ?? origin.locale;
        await change
          .insert(consoleSession)
          .values({ ...session, ...whose, personName, workspaceName, timeZone, locale });
        await record(change, whose, 'console.open');
        return true;
      }),

    async find(secretDigest: string, now: Date) {
      const [row] = await orm
        .select()
        .from(consoleSession)
        .where(and(eq(consoleSession.secretDigest, secretDigest), gt(consoleSession.expiresAt, now)));
      return row && toSession(row);
    },

    async openUntil(person: Identity, now: Date): Promise<readonly Date[]> {
      const rows = await orm
        .select({ expiresAt: consoleSession.expiresAt })
        .from(consoleSession)
        .where(and(isOf(consoleSession, person), gt(consoleSession.expiresAt, now)))
        .orderBy(asc(consoleSession.expiresAt));
      return rows.map(({ expiresAt }) => expiresAt);
    },

    async closeAll(person: Identity): Promise<number> {
      const closed = await orm
        .delete(consoleSession)
        .where(isOf(consoleSession, person))
        .returning({ id: consoleSession.id });
      return closed.length;
    },

    async close(id: string): Promise<void> {
      await orm.delete(consoleSession).where(eq(consoleSession.id, id));
    },

    /** Once for each id. False where another session has it, or this one was closed. */
    async begin(
      sessionId: string,
      request: {
        readonly id: string;
        readonly task: string;
        readonly conversation: string;
        readonly line: string;
        readonly file?: Uint8Array;
        readonly createdAt: Date;
      },
    ): Promise<boolean> {
      const { id, task, conversation, line, file, createdAt } = request;
      await orm.execute(sql`
        insert into console_request (id, session_id, task, conversation, line, file, created_at)
        select ${id}::uuid, s.id, ${task}, ${conversation}, ${toText(line)}, ${file ? Buffer.from(file) : null}::bytea,
          ${createdAt.toISOString()}::timestamptz
        from console_session s where s.id = ${sessionId} for key share
        on conflict do nothing`);
      return (await orm.$count(consoleRequest, isOne(sessionId, request.id))) > 0;
    },

    async answeredAtOnce(id: string, now: Now): Promise<void> {
      await orm
        .update(consoleRequest)
        .set({ now: clean(now) })
        .where(eq(consoleRequest.id, id));
    },

    /** What was asked in this session, with what was answered so far, oldest first. */
    async request(sessionId: string, id: string) {
      const { task, conversation, line, now, createdAt } = consoleRequest;
      const [row] = await orm
        .select({ id: consoleRequest.id, task, conversation, line, now, createdAt })
        .from(consoleRequest)
        .where(isOne(sessionId, id));
      if (!row) return undefined;
      const messages = await orm
        .select({ id: consoleMessage.id, reply: consoleMessage.reply })
        .from(consoleMessage)
        .where(eq(consoleMessage.requestId, id))
        .orderBy(asc(consoleMessage.sequence));
      return { ...row, now: row.now ?? undefined, messages };
    },

    /** The id of the message, one for each effect; undefined where the session is over, or not that of this person. */
    async put(person: Identity, requestId: string, effectId: string, reply: Reply): Promise<string | undefined> {
      const { rows } = await orm.execute<{ id: string }>(sql`
        insert into console_message (request_id, effect_id, reply)
        select r.id, ${effectId}, ${toJson(reply)}::jsonb from console_request r
          join ${consoleSession} on ${consoleSession.id} = r.session_id
        where r.id = ${requestId} and ${isOf(consoleSession, person)} for key share of r
        on conflict (request_id, effect_id) do update set reply = excluded.reply
        returning id`);
      return rows[0]?.id;
    },

    /** The request that it belongs to; undefined where the message is gone. */
    async replace(id: string, reply: Reply): Promise<string | undefined> {
      const [row] = await orm
        .update(consoleMessage)
        .set({ reply: clean(reply) })
        .where(eq(consoleMessage.id, id))
        .returning({ requestId: consoleMessage.requestId });
      return row?.requestId;
    },

    /** The file that this person sent with a request. */
    async file(person: Identity, requestId: string): Promise<Uint8Array | undefined> {
      const [row] = await orm
        .select({ file: consoleRequest.file })
        .from(consoleRequest)
        .innerJoin(consoleSession, eq(consoleSession.id, consoleRequest.sessionId))
        .where(and(eq(consoleRequest.id, requestId), isOf(consoleSession, person)));
      return row?.file ?? undefined;
    },
  };
}

function isOne(sessionId: string, id: string) {
  return and(eq(consoleRequest.id, id), eq(consoleRequest.sessionId, sessionId));
}

function toSession(row: typeof consoleSession.$inferSelect) {
  const { platform, workspaceId, userId, locale, timeZone, hour12, secretDigest: _, ...rest } = row;
  return {
    ...rest,
    person: { platform, workspaceId, userId },
    locale: locale ?? undefined,
    timeZone: timeZone ?? undefined,
    hour12: hour12 ?? undefined,
  };
}

function clean<Value>(value: Value): Value {
  return JSON.parse(toJson(value)) as Value;
}
