import { and, asc, count, eq, ne } from 'drizzle-orm';
import type { Role } from '../../ucaas/routes/index.ts';
import { isDuplicate, refusals, roleNamed } from '../answers.ts';
import { type Account, accountSeen, fullNameOf, sees } from '../caller.ts';
import { oneMoreSeat } from '../limits.ts';
import { listed } from '../listing.ts';
import { accessToken, account, mail, type OrganisationType, organisation, room } from '../schema.ts';
import { hashPassword, objectId, secret, userId, type World } from '../world.ts';
import { customerBelow, type Organisation } from './customers.ts';
import { type Handlers, isChange } from './handler.ts';
import { holdAccount, holdOrganisation, type Reader } from './locks.ts';
import { roomPins } from './rooms.ts';

const columns = {
  user_id: account.id,
  customer_id: account.organisationId,
  user_type: account.role,
  first_name: account.firstName,
  last_name: account.lastName,
  email: account.email,
  status: account.status,
  department: account.department,
};

/** Who administers an organisation; everybody else in it is a user. */
const administrator: Readonly<Record<OrganisationType, Role>> = { T: 'admin', R: 'reseller', C: 'customer' };

export const users: Handlers<'listUsers' | 'getUser' | 'addUser' | 'editUser' | 'deleteUser' | 'changeUserCustomer'> = {
  async listUsers({ world, caller, input }) {
    const { where, orderBy, limit, offset } = listed(input, columns, asc(account.id), asc(account.createdAt));
    const rows = await world.orm
      .select()
      .from(account)
      .where(and(sees(caller), where))
      .orderBy(...orderBy)
      .limit(limit)
      .offset(offset);
    return { search: input, users: rows.map(toUser) };
  },

  getUser: async ({ world, caller, parameters }) => ({
    user: toUser(await accountSeen(world, caller, parameters.user_id ?? '')),
  }),

  async addUser({ world, caller, input }) {
    const home = await homeOf(world, caller, input.customer_id);
    const role = roleIn(home, input.user_type);
    const email = input.email.toLowerCase();
    const password = input.password ?? secret().slice(0, 16);
    const passwordHash = await hashPassword(password);
    const id = userId();
    const now = world.clock();
    const added = await world.orm.transaction(async (change) => {
      await holdOrganisation(change, home.id);
      if (input.status !== 'S') await oneMoreSeat(change, home, 'customer_id');
      const [person] = await change
        .insert(account)
        .values({
          id,
          role,
          organisationId: home.id,
          path: home.path,
          email,
          passwordHash,
          firstName: input.first_name,
          middleName: input.middle_name,
          lastName: input.last_name,
          department: input.department,
          designation: input.designation,
          status: input.status,
          createdAt: now,
        })
        .onConflictDoNothing()
        .returning();
      if (!person) throw taken(email);
      await change.insert(room).values(permanentRooms(id, input.first_name));
      if (input.send_welcome_mail) {
        const body = `Welcome, ${input.first_name}. Sign in as ${email} with the password ${password}`;
        await change.insert(mail).values({ to: email, subject: 'Your account', body, sentAt: now });
      }
      return person;
    });
    return { user: short(world, added) };
  },

  async editUser({ world, caller, parameters, input }) {
    const userId = parameters.user_id ?? '';
    if (!isChange(input)) {
      return { user: short(world, await accountSeen(world, caller, userId)) };
    }
    const wishes = {
      firstName: input.first_name,
      middleName: input.middle_name,
      lastName: input.last_name,
      email: input.email?.toLowerCase(),
      passwordHash: input.password === undefined ? undefined : await hashPassword(input.password),
      status: input.status,
      department: input.department,
      designation: input.designation,
    };
    const changed = await world.orm
      .transaction(async (change) => {
        const found = await holdAccount(change, caller, userId);
        const home = await holdOrganisation(change, found.organisationId);
        const role = input.user_type === undefined ? found.role : roleIn(home, input.user_type);
        if (input.status === 'S') await notTheLast(change, caller, found, 'status');
        else if (role !== found.role) await notTheLast(change, caller, found, 'user_type');
        if (input.status === 'A' && found.status === 'S') await oneMoreSeat(change, home, 'status');
        if (wishes.passwordHash || input.status === 'S') {
          await change.delete(accessToken).where(eq(accessToken.accountId, userId));
        }
        const [person = found] = await change
          .update(account)
          .set({ ...wishes, role })
          .where(eq(account.id, userId))
          .returning();
        return person;
      })
      .catch((error: unknown) => {
        throw isDuplicate(error) ? taken(input.email ?? '') : error;
      });
    return { user: short(world, changed) };
  },

  async deleteUser({ world, caller, parameters }) {
    const gone = await world.orm.transaction(async (change) => {
      const found = await holdAccount(change, caller, parameters.user_id ?? '');
      await holdOrganisation(change, found.organisationId);
      await notTheLast(change, caller, found, 'user_id');
      await change.delete(account).where(eq(account.id, found.id));
      return found;
    });
    return { msg: `${fullNameOf(gone)} has been deleted` };
  },

  async changeUserCustomer({ world, caller, parameters, input }) {
    const home = await customerBelow(world, caller, input.customer_id);
    const moved = await world.orm.transaction(async (change) => {
      const found = await holdAccount(change, caller, parameters.user_id ?? '');
      if (home.id === found.organisationId) return found;
      for (const id of [home.id, found.organisationId].toSorted()) await holdOrganisation(change, id);
      await notTheLast(change, caller, found, 'user_id');
      if (found.status === 'A') await oneMoreSeat(change, home, 'customer_id');
      // Administrators arrive as users: what they may do there is for that customer to say.
      const place = { organisationId: home.id, path: home.path, role: 'user' as const };
      await change.update(account).set(place).where(eq(account.id, found.id));
      await change.delete(accessToken).where(eq(accessToken.accountId, found.id));
      return found;
    });
    return { user: short(world, moved) };
  },
};

/** The two permanent rooms that everybody has. */
export function permanentRooms(userId: string, firstName: string) {
  return (['vc', 'wb'] as const).map((appType) => ({
    roomId: objectId(),
    appType,
    userId,
    roomName: appType === 'vc' ? `${firstName}'s room` : `${firstName}'s webinar room`,
    ...roomPins(),
    permanent: true,
  }));
}

function toUser(found: Account) {
  return {
    user_id: found.id,
    customer_id: found.organisationId,
    user_type: found.role,
    first_name: found.firstName,
    middle_name: found.middleName,
    last_name: found.lastName,
    email: found.email,
    status: found.status,
    status_ex: found.status === 'A' ? 'Active' : 'Suspended',
    department: found.department,
    designation: found.designation,
  };
}

/** The short answer of Add User, in which the documentation has the id as a number (S4). */
function short(world: World, found: Account) {
  return { user_id: world.dialect.userIdAs === 'text' ? found.id : Number(found.id), name: fullNameOf(found) };
}

/** Where a new user belongs: the caller's own organisation, or one below. */
async function homeOf(world: World, caller: Account, organisationId: string | undefined): Promise<Organisation> {
  const [found] = await world.orm
    .select()
    .from(organisation)
    .where(eq(organisation.id, organisationId ?? caller.organisationId));
  if (!found?.path.includes(caller.organisationId)) throw refusals.notFound('The customer');
  return found;
}

/** What `user_type` means is not published; the names of the roles are as good as any. */
function roleIn(home: Organisation, userType: string): Role {
  const wanted = roleNamed(userType);
  if (wanted === 'user') return 'user';
  if (wanted === administrator[home.type]) return administrator[home.type];
  throw refusals.invalid({ user_type: `user or ${administrator[home.type]}` });
}

/** Nobody removes oneself, nor the last one who can administer an organisation, unless from above. It is held. */
async function notTheLast(orm: Reader, caller: Account, found: Account, field: string): Promise<void> {
  if (found.id === caller.id) throw refusals.invalid({ [field]: 'nobody can do this to oneself' });
  if (found.role === 'user' || found.organisationId !== caller.organisationId) return;
  const [others] = await orm
    .select({ all: count() })
    .from(account)
    .where(
      and(
        eq(account.organisationId, found.organisationId),
        eq(account.role, found.role),
        eq(account.status, 'A'),
        ne(account.id, found.id),
      ),
    );
  if ((others?.all ?? 0) === 0) throw refusals.invalid({ [field]: 'the last administrator has to stay' });
}

function taken(email: string) {
  return refusals.duplicate({ email }, 'Email Address is already registered');
}
