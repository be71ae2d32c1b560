import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../db/database.ts';
import { refusals } from '../answers.ts';
import { type Account, sees } from '../caller.ts';
import { account, organisation, room } from '../schema.ts';
import type { Organisation } from './customers.ts';
import type { Room } from './rooms.ts';

/**
 * What a change decides by is held until the change is done. Everybody holds in the same order, so that nobody waits in a
 * circle: an account, then organisations by their ids, then a room.
 */
export type Change = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];

/** Whatever reads, inside of a change or not. */
export type Reader = Pick<Database['orm'], 'select'>;

/** The account with this id as it is now, if the caller still sees it. Throws 404. */
export async function holdAccount(change: Change, caller: Account, userId: string): Promise<Account> {
  const [held] = await change
    .select()
    .from(account)
    .where(and(eq(account.id, userId), sees(caller)))
    // Who only refers to the account, such as somebody who enters its room, need not wait.
    .for('no key update');
  if (!held) throw refusals.notFound('The user');
  return held;
}

/** An organisation, to which nobody comes meanwhile, and nothing. Throws 404 where it is gone. */
export async function holdOrganisation(change: Change, organisationId: string): Promise<Organisation> {
  const [held] = await change.select().from(organisation).where(eq(organisation.id, organisationId)).for('update');
  if (!held) throw refusals.notFound('The customer');
  return held;
}

/** A room, for whatever changes who is in it. Undefined where it is gone. */
export async function holdRoom(change: Change, roomId: string): Promise<Room | undefined> {
  const owner = change.select({ id: room.userId }).from(room).where(eq(room.roomId, roomId));
  // A session refers to the owner, and who deletes people holds them before their rooms.
  await change.select({ id: account.id }).from(account).where(inArray(account.id, owner)).for('key share');
  const [held] = await change.select().from(room).where(eq(room.roomId, roomId)).for('update');
  return held;
}
