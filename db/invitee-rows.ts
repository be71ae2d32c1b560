import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { NewInvitee, Planned } from '../src/core/schedule.ts';
import { type Change, inviteeRow } from './schedule-row.ts';
import { invitee } from './schedule-schema.ts';

/** Adds whoever is not invited yet; whoever was taken off is invited anew. Resolves to their ids. */
export async function addInvitees(
  change: Change,
  { meetingId, host }: Planned,
  invitees: readonly NewInvitee[],
  by: string,
): Promise<readonly string[]> {
  const added: string[] = [];
  for (const one of invitees) {
    const row = inviteeRow(meetingId, host, one, by);
    const [known] = await change
      .select()
      .from(invitee)
      .where(and(eq(invitee.meetingId, meetingId), isSame(row)));
    if (known && known.removedAt === null) continue;
    const back = { removedAt: null, removedBy: null, answer: null, toldAnswer: null, name: row.name, addedBy: by };
    if (known) await change.update(invitee).set(back).where(eq(invitee.id, known.id));
    else await change.insert(invitee).values(row);
    added.push(known?.id ?? row.id);
  }
  return added;
}

/** Takes them off, but never the host; the rows stay, so that their links still say what became of it. */
export async function takeOffInvitees(
  change: Change,
  meetingId: string,
  ids: readonly string[],
  at: Date,
  by: string,
): Promise<void> {
  if (ids.length === 0) return;
  await change
    .update(invitee)
    .set({ removedAt: at, removedBy: by })
    .where(
      and(
        eq(invitee.meetingId, meetingId),
        inArray(invitee.id, [...ids]),
        eq(invitee.isHost, false),
        isNull(invitee.removedAt),
      ),
    );
}

function isSame({
  userId,
  email,
}: {
  readonly userId?: string | null;
  readonly email?: string | null;
}): SQL | undefined {
  return userId ? eq(invitee.userId, userId) : and(isNull(invitee.userId), eq(invitee.email, email ?? ''));
}
