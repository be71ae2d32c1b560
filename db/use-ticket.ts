import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Database } from './database.ts';
import { ticket } from './schema.ts';

/** Uses a proven ticket up. False where it is not proven, or somebody was first: of two at once, one gets true. */
export async function useTicket(change: Pick<Database['orm'], 'update'>, id: string, at: Date): Promise<boolean> {
  const used = await change
    .update(ticket)
    .set({ usedAt: at })
    .where(and(eq(ticket.id, id), isNull(ticket.usedAt), isNotNull(ticket.provenAt)))
    .returning({ id: ticket.id });
  return used.length > 0;
}
