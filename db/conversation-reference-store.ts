import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { conversationReference as references } from './schema.ts';

/** Who can be spoken to first, and how. Implements the port of the Teams adapter. */
export function createConversationReferenceStore({ orm }: Pick<Database, 'orm'>) {
  const of = (tenantId: string, userId: string) =>
    and(eq(references.tenantId, tenantId), eq(references.userId, userId));
  return {
    /** A reference without a conversation, a name or our own id keeps the ones that are known. */
    async save(reference: {
      readonly tenantId: string;
      readonly userId: string;
      readonly memberId: string;
      readonly name: string;
      readonly serviceUrl: string;
      readonly botId: string;
      readonly conversation?: string;
    }): Promise<void> {
      const row = { ...reference, name: toText(reference.name) };
      await orm
        .insert(references)
        .values(row)
        .onConflictDoUpdate({
          target: [references.tenantId, references.userId],
          set: {
            memberId: row.memberId,
            name: sql`coalesce(nullif(excluded.name, ''), ${references.name})`,
            serviceUrl: row.serviceUrl,
            botId: sql`coalesce(nullif(excluded.bot_id, ''), ${references.botId})`,
            conversation: sql`coalesce(excluded.conversation, ${references.conversation})`,
            savedAt: sql`now()`,
          },
        });
    },

    async find(tenantId: string, userId: string) {
      const [row] = await orm.select().from(references).where(of(tenantId, userId));
      return row && plain(row);
    },

    async all(tenantId: string, most: number) {
      const rows = await orm
        .select()
        .from(references)
        .where(and(eq(references.tenantId, tenantId), ne(references.name, '')))
        .orderBy(desc(references.savedAt))
        .limit(most);
      return rows.map(plain);
    },

    async memberIds(tenantId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const { userId, memberId } = references;
      const rows = await orm
        .select({ userId, memberId })
        .from(references)
        .where(and(eq(references.tenantId, tenantId), inArray(userId, [...userIds])));
      return new Map(rows.map((row) => [row.userId, row.memberId]));
    },

    async forget(tenantId: string, userId: string): Promise<void> {
      await orm.delete(references).where(of(tenantId, userId));
    },

    async forgetAll(tenantId: string): Promise<void> {
      await orm.delete(references).where(eq(references.tenantId, tenantId));
    },
  };
}

function plain({ savedAt: _, conversation, ...rest }: typeof references.$inferSelect) {
  return { ...rest, conversation: conversation ?? undefined };
}
