import { and, eq } from 'drizzle-orm';
import type { Identity } from '../src/core/invocation.ts';
import { accessRequest } from './access-schema.ts';
import type { Change } from './schedule-row.ts';
import { isOf } from './schema.ts';
import type { Traces } from './unnamed.ts';

/**
 * Deletes what this person asked for, and takes their name from what they have decided about others. Resolves to what may still be
 * said of this person on the cards of those who decided.
 */
export async function forgetAccess(change: Change, person: Identity): Promise<Traces> {
  const { platform, workspaceId, userId } = person;
  const gone = await change.delete(accessRequest).where(isOf(accessRequest, person)).returning();
  await change
    .update(accessRequest)
    .set({ decidedBy: null, deciderName: null })
    .where(
      and(
        eq(accessRequest.platform, platform),
        eq(accessRequest.workspaceId, workspaceId),
        eq(accessRequest.decidedBy, userId),
      ),
    );
  return {
    names: gone.flatMap(({ chatName, name, email }) => [chatName, name, email]),
    meetings: gone.flatMap(({ id, invocationId }) => [id, ...(invocationId ? [invocationId] : [])]),
  };
}
