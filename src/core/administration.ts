import type { Verb } from './authorize.ts';
import { UserError } from './errors.ts';
import type { Sentences } from './sentences/index.ts';
import type { Link } from './stores.ts';
import type { Account, Customer, UcaasSession } from './ucaas.ts';

/** A menu shows so many choices (docs.slack.dev, static select). */
const mostChoices = 100;

/** Whose organisations an administrator looks after. */
export interface Administered {
  /** As the service says now: a role may have been taken away since it was linked. */
  readonly account: Account;
  /** One for the administrator of a customer, those below for a reseller; at most 100. */
  readonly customers: readonly Customer[];
}

/**
 * The customers that this account administers, as the service says now. Throws `not_allowed` for this verb where there is none
 * any more. `bound` is the customer of the workspace, whose name is known even where the service tells none.
 */
export async function administeredBy({
  session,
  link,
  bound,
  say,
  verb,
}: {
  readonly session: UcaasSession;
  readonly link: Link | undefined;
  readonly bound: Customer | undefined;
  readonly say: Sentences;
  readonly verb: Verb;
}): Promise<Administered> {
  const account = (await session.account()) ?? link?.account;
  if (!account || account.role === 'user') throw refused(verb, say.noAdministrator(account?.email ?? ''));
  if (account.role === 'customer') return { account, customers: own(account.customerId, account.email, bound) };
  return { account, customers: await below(session, bound) };
}

/**
 * The customers of which this account may say what a workspace is bound to. Throws `not_allowed` where there is none, and where the
 * workspace is bound to one that is not among them: whoever administers another one has no say here.
 */
export async function customersToBind(
  of: Omit<Parameters<typeof administeredBy>[0], 'verb'> & { readonly verb?: Verb },
): Promise<readonly Customer[]> {
  const { bound, say, verb = 'workspace.setup' } = of;
  const { account, customers } = await administeredBy({ ...of, verb });
  if (bound && !customers.some(({ customerId }) => customerId === bound.customerId))
    throw refused(verb, say.otherCustomers(account.email, bound));
  return customers;
}

/** The service tells the administrators of a customer no name of it. */
function own(customerId: string | undefined, email: string, bound: Customer | undefined): readonly Customer[] {
  if (customerId === undefined) return [];
  const name = bound?.customerId === customerId ? bound.name : (email.split('@')[1] ?? email);
  return [{ customerId, name }];
}

async function below(session: UcaasSession, bound: Customer | undefined): Promise<readonly Customer[]> {
  const customers = (await session.customers()).slice(0, mostChoices);
  if (!bound || customers.some(({ customerId }) => customerId === bound.customerId)) return customers;
  const further = await session.customer(bound.customerId);
  if (!further) return customers;
  const { customerId, name } = further;
  return [{ customerId, name }, ...customers.slice(1)];
}

function refused(verb: Verb, why: { readonly rule: string; readonly whoCanChange: string }): UserError {
  return new UserError({ code: 'not_allowed', verb, ...why });
}
