import { sql } from 'drizzle-orm';
import type { Identity } from '../src/core/invocation.ts';
import type { Database } from './database.ts';
import { audit, pseudonym } from './schema.ts';

/** The database, or a transaction on it. */
export type Change = Pick<Database['orm'], 'insert'>;

/**
 * Writes down what somebody did, under a pseudonym: what `detail` says must not name a person. Within the transaction that
 * does it, so that nothing is done unrecorded.
 */
export async function record(
  change: Change,
  { platform, workspaceId, userId }: Identity,
  action: string,
  detail: Readonly<Record<string, string>> = {},
): Promise<void> {
  const [known] = await change
    .insert(pseudonym)
    .values({ platform, workspaceId, userId })
    .onConflictDoUpdate({
      target: [pseudonym.platform, pseudonym.workspaceId, pseudonym.userId],
      set: { id: sql`${pseudonym.id}` },
    })
    .returning({ id: pseudonym.id });
  if (!known) throw new Error('nobody to put into the audit');
  await change.insert(audit).values({ platform, workspaceId, pseudonym: known.id, action, detail });
}
