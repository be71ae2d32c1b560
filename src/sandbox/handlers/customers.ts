import { and, asc, count, eq } from 'drizzle-orm';
import { isDuplicate, refusals } from '../answers.ts';
import { type Account, isBelow } from '../caller.ts';
import { listed } from '../listing.ts';
import { account, organisation, type PostalAddress } from '../schema.ts';
import { objectId, type World } from '../world.ts';
import { type Handlers, isChange } from './handler.ts';
import { holdOrganisation } from './locks.ts';

export type Organisation = typeof organisation.$inferSelect;

const columns = {
  customer_id: organisation.id,
  customer_name: organisation.name,
  customer_code: organisation.code,
  contact_name: organisation.contactName,
  contact_email: organisation.contactEmail,
  status: organisation.status,
};

export const customers: Handlers<'listCustomers' | 'getCustomer' | 'addCustomer' | 'editCustomer' | 'deleteCustomer'> =
  {
    async listCustomers({ world, caller, input }) {
      const { where, orderBy, limit, offset } = listed(input, columns, asc(organisation.id), asc(organisation.name));
      const rows = await world.orm
        .select()
        .from(organisation)
        .where(and(isBelow(caller), where))
        .orderBy(...orderBy)
        .limit(limit)
        .offset(offset);
      return { search: input, customers: rows.map(toCustomer) };
    },

    getCustomer: async ({ world, caller, parameters }) => ({
      customer: toCustomer(await customerBelow(world, caller, parameters.customer_id ?? '')),
    }),

    async addCustomer({ world, caller, input }) {
      const type = input.customer_type ?? 'C';
      if (type === 'R' && caller.role !== 'admin') {
        throw refusals.invalid({ customer_type: 'Only an administrator adds resellers' });
      }
      const id = objectId();
      const [parent] = await world.orm.select().from(organisation).where(eq(organisation.id, caller.organisationId));
      const row = { id, type, path: [...(parent?.path ?? []), id], createdAt: world.clock(), ...toColumns(input) };
      const [added] = await world.orm
        .insert(organisation)
        .values({
          ...row,
          name: input.customer_name,
          contactName: input.contact_name,
          contactEmail: input.contact_email.toLowerCase(),
        })
        .onConflictDoNothing()
        .returning({ id: organisation.id });
      if (!added) throw taken(input.contact_email);
      return { customer: { customer_id: id, customer_name: input.customer_name } };
    },

    async editCustomer({ world, caller, parameters, input }) {
      const found = await customerBelow(world, caller, parameters.customer_id ?? '');
      const changes = { ...toColumns(input), status: input.status };
      const [changed = found] = isChange(changes)
        ? await world.orm
            .update(organisation)
            .set(changes)
            .where(eq(organisation.id, found.id))
            .returning()
            .catch((error: unknown) => {
              throw isDuplicate(error) ? taken(input.contact_email ?? '') : error;
            })
        : [];
      return { customer: toCustomer(changed) };
    },

    async deleteCustomer({ world, caller, parameters }) {
      const found = await customerBelow(world, caller, parameters.customer_id ?? '');
      // Counted under a lock, so that nobody is added in between and deleted unseen.
      await world.orm.transaction(async (change) => {
        await holdOrganisation(change, found.id);
        const [users] = await change.select({ all: count() }).from(account).where(eq(account.organisationId, found.id));
        const left = users?.all ?? 0;
        if (left > 0) throw refusals.invalid({ customer_id: `it still has ${left} ${left === 1 ? 'user' : 'users'}` });
        const below = await change.select({ path: organisation.path }).from(organisation).where(isUnder(found));
        if (below.length > 0) throw refusals.invalid({ customer_id: 'it still has customers of its own' });
        await change.delete(organisation).where(eq(organisation.id, found.id));
      });
      return { msg: `${found.name} has been deleted` };
    },
  };

/** The customer with this id, if the caller is above it. */
export async function customerBelow(world: World, caller: Account, customerId: string): Promise<Organisation> {
  const [found] = await world.orm
    .select()
    .from(organisation)
    .where(and(eq(organisation.id, customerId), isBelow(caller)));
  if (!found) throw refusals.notFound('The customer');
  return found;
}

/** Field for field as documented as far as the page is not cut (S2). */
function toCustomer(found: Organisation) {
  return {
    customer_id: found.id,
    customer_name: found.name,
    customer_legal_name: found.legalName,
    customer_code: found.code,
    customer_type: found.type,
    customer_type_ex: { T: 'Tenant', R: 'Reseller', C: 'Customer' }[found.type],
    individual: found.individual,
    contact_name: found.contactName,
    contact_email: found.contactEmail,
    status: found.status,
    status_ex: found.status === 'A' ? 'Active' : 'Suspended',
    office_address: toAddress(found.officeAddress),
    billing_address: toAddress(found.billingAddress),
  };
}

function toAddress(found: PostalAddress) {
  const lines = ['address_1', 'address_2', 'address_3', 'city', 'state', 'country', 'zipcode', 'country_id'];
  return Object.fromEntries(lines.map((name) => [name, found[name] ?? '']));
}

interface Wishes {
  readonly customer_name?: string;
  readonly customer_legal_name?: string;
  readonly customer_code?: string;
  readonly individual?: boolean;
  readonly contact_name?: string;
  readonly contact_email?: string;
  readonly office_address?: PostalAddress;
  readonly billing_address?: PostalAddress;
}

function toColumns(wishes: Wishes) {
  return {
    name: wishes.customer_name,
    legalName: wishes.customer_legal_name,
    code: wishes.customer_code,
    individual: wishes.individual,
    contactName: wishes.contact_name,
    contactEmail: wishes.contact_email?.toLowerCase(),
    officeAddress: wishes.office_address,
    billingAddress: wishes.billing_address,
  };
}

function isUnder(found: Organisation) {
  return isBelow({ role: 'reseller', organisationId: found.id } as Account);
}

function taken(email: string) {
  return refusals.duplicate({ contact_email: email }, 'Email Address is already registered');
}
