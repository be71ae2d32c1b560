import { inTurns } from '../../../in-turns.ts';
import type { ImportRow } from '../../../stores.ts';
import type { User, UserFields } from '../../../ucaas.ts';
import type { Home, Office } from '../office.ts';
import { roleIn } from '../users/form.ts';
import type { ReadRow, RowWish } from './row.ts';

/** More users than that are not compared with a file. */
export const mostUsers = 200_000;

/** What would be done for each row, by who is there already. */
export async function planRows(
  rows: readonly ReadRow[],
  { office, home, users }: { readonly office: Office; readonly home: Home; readonly users: readonly User[] },
): Promise<readonly ImportRow[]> {
  const byEmail = new Map(users.map((user) => [user.email.toLowerCase(), user]));
  return inTurns(rows, ({ number, shown, wish, problem }): ImportRow => {
    if (!wish) return { number, shown, plan: 'refused', state: 'refused', problem };
    const user = byEmail.get(wish.email);
    if (!user) return { number, shown, plan: 'add', state: 'open', wish };
    const changes = changesFor(user, wish, home);
    if (Object.keys(changes).length === 0) return { number, shown, plan: 'same', state: 'done' };
    if (changes.role !== undefined && user.userId === office.account.userId)
      return { number, shown, plan: 'refused', state: 'refused', problem: 'yourself' };
    return { number, shown, plan: 'change', state: 'open', wish, userId: user.userId };
  });
}

/** What a row would change of a user that there is: what is empty in the row stays as it is. */
export function changesFor(user: User, wish: RowWish, home: Home): Partial<UserFields> {
  const fields = ['firstName', 'lastName', 'department', 'designation'] as const;
  const changed = fields.filter((name) => wish[name] !== '' && wish[name] !== (user[name] ?? ''));
  const isRole = wish.administers !== undefined && wish.administers !== (user.role !== 'user');
  return {
    ...Object.fromEntries(changed.map((name) => [name, wish[name]])),
    ...(isRole ? { role: roleIn(home, wish.administers === true) } : {}),
  };
}
