import { UserError } from './errors.ts';
import type { Sentences } from './sentences/index.ts';
import type { Link } from './stores.ts';
import type { Customer, UcaasSession } from './ucaas.ts';

/** A menu shows so many choices (docs.slack.dev, static select). */
const mostChoices = 100;

/**
 * The customers that this account administers, as the service says now: a role may have been taken away since. Throws
 * `not_allowed` where there is none, and where the workspace is bound to a customer that is not among them: whoever
 * administers another one has no say here.
 */
export async function administeredCustomers({
  session,
  link,
  bound,
  say,
}: {
  readonly session: UcaasSession;
  readonly link: Link | undefined;
  readonly bound: Customer | undefined;
  readonly say: Sentences;
}): Promise<readonly Customer[]> {
  const live = (await session.account()) ?? link?.account;
  if (!live || live.role === 'user') throw refused(say.noAdministrator(live?.email ?? ''));
  const customers = live.role === 'customer' ? own(live.customerId, live.email, bound) : await below(session, bound);
  if (bound && !customers.some(({ customerId }) => customerId === bound.customerId))
    throw refused(say.otherCustomers(live.email, bound));
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
  return further ? [further, ...customers.slice(1)] : customers;
}

function refused(why: { readonly rule: string; readonly whoCanChange: string }): UserError {
  return new UserError({ code: 'not_allowed', verb: 'workspace.setup', ...why });
}
