import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { playgroundMessage as messages } from './schema.ts';

/** One message of the playground. `visibleTo` is the one person who may see it, or null. */
export interface PlaygroundMessage {
  readonly sequence: number;
  readonly id: string;
  readonly conversation: string;
  readonly author: string;
  readonly authorName: string;
  readonly visibleTo: string | null;
  readonly body: unknown;
  readonly version: number;
  readonly createdAt: Date;
}

/** The conversations of the playground. Implements the port of the web adapter. */
export function createPlaygroundStore({ orm }: Pick<Database, 'orm'>) {
  return {
    /** Once per effect: a second copy resolves to the first one. */
    async append(message: {
      readonly conversation: string;
      readonly author: string;
      readonly authorName: string;
      readonly visibleTo: string | null;
      readonly body: unknown;
      readonly effectId: string | null;
      readonly createdAt: Date;
    }): Promise<PlaygroundMessage> {
      const [row] = await orm
        .insert(messages)
        .values({ ...message, body: clean(message.body) })
        .onConflictDoUpdate({ target: messages.effectId, set: { effectId: sql`excluded.effect_id` } })
        .returning();
      if (!row) throw new Error('a playground message was not saved');
      return row;
    },

    async replace(id: string, body: unknown): Promise<PlaygroundMessage | undefined> {
      const [row] = await orm
        .update(messages)
        .set({ body: sql`${JSON.stringify(clean(body))}::jsonb || ${keptOf}`, version: sql`${messages.version} + 1` })
        .where(eq(messages.id, id))
        .returning();
      return row;
    },

    /** What is put in its place later stays pinned. */
    async pin(id: string, isPinned: boolean): Promise<PlaygroundMessage | undefined> {
      const body = isPinned ? sql`${messages.body} || '{"isPinned": true}'` : sql`${messages.body} - 'isPinned'`;
      const [row] = await orm
        .update(messages)
        .set({ body, version: sql`${messages.version} + 1` })
        .where(eq(messages.id, id))
        .returning();
      return row;
    },

    async find(id: string): Promise<PlaygroundMessage | undefined> {
      const [row] = await orm.select().from(messages).where(eq(messages.id, id));
      return row;
    },

    /** What this person sees there, oldest first. */
    async list(
      conversation: string,
      { viewer, after = 0, limit }: { readonly viewer: string; readonly after?: number; readonly limit: number },
    ): Promise<readonly PlaygroundMessage[]> {
      const seen = or(isNull(messages.visibleTo), eq(messages.visibleTo, viewer));
      const newest = orm
        .select()
        .from(messages)
        .where(and(eq(messages.conversation, conversation), gt(messages.sequence, after), seen))
        .orderBy(sql`${messages.sequence} desc`)
        .limit(limit)
        .as('newest');
      return orm.select().from(newest).orderBy(asc(newest.sequence));
    },
  };
}

/** What stays as it is when a message is replaced: that it is pinned, and what it answers. */
const keptOf = sql`jsonb_strip_nulls(jsonb_build_object(
  'isPinned', ${messages.body} -> 'isPinned', 'inReplyTo', ${messages.body} -> 'inReplyTo'))`;

/** PostgreSQL refuses null characters and unpaired surrogates in JSON. */
function clean(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body, (_key, part: unknown) => (typeof part === 'string' ? toText(part) : part)));
}
