import { and, eq } from 'drizzle-orm';
import type { WorkspaceKey, Workspaces } from '../src/core/workspace.ts';
import type { Database } from './database.ts';
import { link, signInPrompt, ticket, workspace } from './schema.ts';

/** What is kept of a workspace as a whole. */
export function createWorkspaceStore({ database: { orm } }: { readonly database: Pick<Database, 'orm'> }): Workspaces {
  return {
    async removed({ platform, workspaceId }: WorkspaceKey) {
      const inside = (table: typeof link | typeof ticket | typeof signInPrompt | typeof workspace) =>
        and(eq(table.platform, platform), eq(table.workspaceId, workspaceId));
      await orm.transaction(async (change) => {
        await change.delete(link).where(inside(link));
        await change.delete(ticket).where(inside(ticket));
        await change.delete(signInPrompt).where(inside(signInPrompt));
        await change
          .update(workspace)
          .set({
            tokenMode: 'ask_again',
            customerId: null,
            customerName: null,
            boundAt: null,
            apiId: null,
            sealedApiKey: null,
          })
          .where(inside(workspace));
      });
    },
  };
}
