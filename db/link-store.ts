import { and, eq } from 'drizzle-orm';
import type { Log } from '../src/core/ports.ts';
import type { LinkStore } from '../src/core/stores.ts';
import { record } from './audit.ts';
import type { Database } from './database.ts';
import { type LinkRow, linkColumns, toLink } from './link-row.ts';
import { isOf, link, signInPrompt } from './schema.ts';
import type { SecretBox } from './secret-box.ts';

/** Who is linked to which account. */
export function createLinkStore(deps: {
  readonly database: Pick<Database, 'pool' | 'orm'>;
  readonly box: SecretBox;
  readonly log: Log;
}): LinkStore {
  const { pool, orm } = deps.database;
  const find: LinkStore['find'] = async ({ platform, workspaceId, userId }) => {
    const { rows } = await pool.query<LinkRow>({
      name: 'link find',
      text: `select ${linkColumns} from link l join account a on a.id = l.account_id
             where l.platform = $1 and l.workspace_id = $2 and l.user_id = $3 and l.chosen`,
      values: [platform, workspaceId, userId],
    });
    return toLink(rows[0], deps.box, deps.log);
  };

  return {
    find,

    async remove(person) {
      const found = await find(person);
      if (!found) return undefined;
      const removed = await orm.transaction(async (change) => {
        const rows = await change
          .delete(link)
          .where(and(eq(link.id, found.id), isOf(link, person)))
          .returning({ id: link.id });
        if (rows.length > 0) {
          await change.delete(signInPrompt).where(isOf(signInPrompt, person));
          await record(change, person, 'account.unlink', { role: found.account.role });
        }
        return rows.length > 0;
      });
      return removed ? found : undefined;
    },

    async discardToken(linkId, token) {
      const { rows } = await pool.query<LinkRow>(
        `select ${linkColumns} from link l join account a on a.id = l.account_id where l.id = $1`,
        [linkId],
      );
      const held = toLink(rows[0], deps.box, deps.log);
      if (held?.token !== token || rows[0]?.sealed_token == null) return;
      await orm
        .update(link)
        .set({ sealedToken: null })
        .where(and(eq(link.id, linkId), eq(link.sealedToken, rows[0].sealed_token)));
    },
  };
}
