import { and, asc, count, eq, gt, isNotNull, ne, sql } from 'drizzle-orm';
import type { Log } from '../src/core/ports.ts';
import type { Database } from './database.ts';
import { tokenContext } from './link-row.ts';
import { link } from './schema.ts';
import type { SecretBox } from './secret-box.ts';

const perBatch = 200;
/** Of a sealed secret, the id of the key in front of it. */
const keyId = sql<string>`split_part(${link.sealedToken}, '.', 1)`;

/** How many secrets each key has sealed, by its id. */
export async function secretsByKey({ orm }: Pick<Database, 'orm'>): Promise<ReadonlyMap<string, number>> {
  const rows = await orm
    .select({ id: keyId, secrets: count() })
    .from(link)
    .where(isNotNull(link.sealedToken))
    .groupBy(keyId)
    .orderBy(keyId);
  return new Map(rows.map(({ id, secrets }) => [id, secrets]));
}

/**
 * Seals everything that another key has sealed with the first one, while the service runs: a secret that changes at the
 * same moment is left as it is then, because whoever changed it sealed it with a key of its own. Safe to run twice.
 * Resolves to how many were sealed anew, and how many did not open and were left.
 */
export async function rotate(deps: {
  readonly database: Pick<Database, 'orm'>;
  readonly box: SecretBox;
  readonly log: Log;
  /** Told after each batch. */
  readonly onProgress?: (resealed: number) => void;
}): Promise<{ readonly resealed: number; readonly lost: number }> {
  const { database, box, log } = deps;
  let [resealed, lost] = [0, 0];
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const batch = await database.orm
      .select()
      .from(link)
      .where(and(isNotNull(link.sealedToken), ne(keyId, box.sealsWith), gt(link.id, after)))
      .orderBy(asc(link.id))
      .limit(perBatch);
    for (const { id, sealedToken, ...person } of batch) {
      const fresh = sealedAnew(sealedToken ?? '', tokenContext(person, person.accountId), id);
      if (fresh === undefined) lost += 1;
      else resealed += await replaced(id, sealedToken ?? '', fresh);
    }
    if (batch.length > 0) deps.onProgress?.(resealed);
    const last = batch.at(-1);
    if (!last || batch.length < perBatch) return { resealed, lost };
    after = last.id;
  }

  function sealedAnew(sealed: string, context: string, id: string): string | undefined {
    try {
      return box.seal(box.open(sealed, context), context);
    } catch (error) {
      log.warn({ link: id, error }, 'a sealed token could not be opened, and was left as it is');
      return undefined;
    }
  }

  async function replaced(id: string, before: string, fresh: string): Promise<number> {
    const rows = await database.orm
      .update(link)
      .set({ sealedToken: fresh })
      .where(and(eq(link.id, id), eq(link.sealedToken, before)))
      .returning({ id: link.id });
    return rows.length;
  }
}
