import type { z } from 'zod';
import type { User, UserFields, Users } from '../core/ucaas.ts';
import { accountOf } from './account.ts';
import { firstOf, type Own, unless, unlessGone, unlessTaken } from './own.ts';
import type { Routes } from './routes/index.ts';

/** A card shows so many at once. */
const usersPerPage = 10;
const rowsPerPage = 100;
const mostFound = 200;
/** Fields that the listing is searched in, one at a time (S8: `search_by` names one). */
const searched = ['first_name', 'last_name', 'email'] as const;

type UserRow = z.output<Routes['getUser']['response']>['user'];

/** The users below one account. */
export function usersOf({ api }: Own): Users {
  return {
    async users(page, customerId) {
      const of = customerId === undefined ? {} : { search_by: 'customer_id', search_string: customerId };
      const answer = await api.listUsers({ ...of, page, page_length: usersPerPage, order_by: 'first_name' });
      return { users: answer.users.map(toUser), isLast: answer.users.length < usersPerPage };
    },

    async findUsers(text) {
      const listings = searched.map((search_by) =>
        firstOf(
          api.each('listUsers', { search_by, search_string: text.slice(0, 200), page_length: rowsPerPage }),
          mostFound,
        ),
      );
      const found = (await Promise.all(listings)).flat().map(toUser);
      return [...new Map(found.map((user) => [user.userId, user])).values()].slice(0, mostFound);
    },

    async user(userId) {
      const found = await unless(['not_found'], api.getUser({ user_id: userId }), () => undefined);
      return found && toUser(found.user);
    },

    async everyUser(customerId, most) {
      const of = customerId === undefined ? {} : { search_by: 'customer_id', search_string: customerId };
      const rows = await firstOf(api.each('listUsers', { ...of, page_length: rowsPerPage }), most + 1);
      const users = rows.map(toUser).filter((user) => customerId === undefined || user.customerId === customerId);
      return rows.length > most ? undefined : users;
    },

    async administrators(customerId, role) {
      const query = { search_by: 'customer_id', search_string: customerId, page_length: rowsPerPage };
      const found: User[] = [];
      for await (const row of api.each('listUsers', query)) {
        const user = toUser(row);
        // A service that does not know how to search gives everybody.
        if (user.customerId === customerId && user.role === role && !user.suspended) found.push(user);
        if (found.length >= mostFound) break;
      }
      return found;
    },

    async addUser({ customerId, isWelcomed, ...fields }) {
      const added = await unlessTaken(
        api.addUser({
          ...toRow(fields),
          ...{ user_type: fields.role, first_name: fields.firstName, email: fields.email },
          ...{ send_welcome_mail: isWelcomed, customer_id: customerId },
        }),
      );
      if (!added) return undefined;
      const { firstName, lastName, email, role, department, designation } = fields;
      return {
        ...{ userId: added.user.user_id, customerId, email, role, firstName, lastName },
        ...{ name: `${firstName} ${lastName}`.trim(), suspended: false },
        ...{ department: department || undefined, designation: designation || undefined },
      };
    },

    async changeUser(userId, changes) {
      return (await unlessTaken(api.editUser({ user_id: userId, ...toRow(changes) }))) !== undefined;
    },

    async setSuspended(userId, isSuspended) {
      await api.editUser({ user_id: userId, status: isSuspended ? 'S' : 'A' });
    },

    removeUser: (userId) => unlessGone(api.deleteUser({ user_id: userId })),
  };
}

function toUser(row: UserRow): User {
  return {
    ...accountOf(row, row.email ?? ''),
    firstName: row.first_name ?? '',
    lastName: row.last_name ?? '',
    department: row.department || undefined,
    designation: row.designation || undefined,
    suspended: row.status?.toUpperCase() === 'S',
  };
}

function toRow(fields: Partial<UserFields>) {
  return {
    first_name: fields.firstName,
    last_name: fields.lastName,
    email: fields.email,
    user_type: fields.role,
    department: fields.department,
    designation: fields.designation,
  };
}
