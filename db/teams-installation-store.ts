import { and, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { toText } from './json.ts';
import { teamsInstallation as installations, conversationReference as references } from './schema.ts';

/** Where the Teams app is installed. Implements the port of the Teams adapter. */
export function createTeamsInstallationStore({ orm }: Pick<Database, 'orm'>) {
  const any = async (tenantId: string): Promise<boolean> =>
    (
      await orm
        .select({ tenantId: installations.tenantId })
        .from(installations)
        .where(eq(installations.tenantId, tenantId))
        .limit(1)
    ).length > 0;
  return {
    any,

    async shared(tenantId: string, most: number) {
      const { conversation, serviceUrl, kind, name } = installations;
      const rows = await orm
        .select({ conversation, serviceUrl, kind, name })
        .from(installations)
        .where(and(eq(installations.tenantId, tenantId), ne(kind, 'personal')))
        .orderBy(conversation)
        .limit(most);
      return rows.map((row) => ({ ...row, name: row.name ?? undefined }));
    },

    async save(installation: {
      readonly tenantId: string;
      readonly conversation: string;
      readonly kind: 'personal' | 'group' | 'team';
      readonly serviceUrl: string;
      readonly botId: string;
      readonly name?: string;
    }): Promise<boolean> {
      const { tenantId, conversation, kind, serviceUrl, botId, name } = installation;
      const row = { tenantId, conversation, kind, serviceUrl, botId, name: name && toText(name) };
      const [saved] = await orm
        .insert(installations)
        .values(row)
        .onConflictDoUpdate({
          target: [installations.tenantId, installations.conversation],
          set: { kind, serviceUrl, botId, name: sql`coalesce(excluded.name, ${installations.name})` },
        })
        // A row that was only just inserted has never been locked by an update.
        .returning({ fresh: sql<boolean>`xmax = 0` });
      return saved?.fresh ?? false;
    },

    /** Two statements, so that of two removals at once the later one sees that nothing is left. */
    async remove(tenantId: string, conversation: string): Promise<boolean> {
      await orm
        .delete(installations)
        .where(and(eq(installations.tenantId, tenantId), eq(installations.conversation, conversation)));
      if (await any(tenantId)) return false;
      const reachable = and(eq(references.tenantId, tenantId), isNotNull(references.conversation));
      const people = await orm.select({ userId: references.userId }).from(references).where(reachable).limit(1);
      return people.length === 0;
    },
  };
}
