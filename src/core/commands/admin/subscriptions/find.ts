import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import { matchName } from '../../../name-match.ts';
import type { Subscription } from '../../../ucaas.ts';
import { privately } from '../../answer.ts';
import { idIn } from '../../contacts/find.ts';
import { findCustomer } from '../customers/find.ts';
import type { Office } from '../office.ts';
import { withOne } from '../which.ts';
import { customerName } from './cards.ts';

/** Customers that one name may mean, of which the subscriptions are looked at. */
const mostCustomers = 5;

/** The subscriptions that are meant: by their id, by their customer, or by customer and plan. */
export async function findSubscriptions(office: Office, wanted: string): Promise<readonly Subscription[]> {
  const { session } = office;
  const id = idIn(wanted);
  if (id !== undefined && !(await session.customer(id))) {
    const one = await session.subscription(id);
    return one ? [one] : [];
  }
  const words = wanted.split(' ');
  for (let count = words.length; count > 0; count -= 1) {
    const { by, found } = await findCustomer(office, words.slice(0, count).join(' '));
    // A name with a typo in it could be a name and a plan.
    if (found.length === 0 || (by === 'near' && words.length > 1)) continue;
    const pages = await Promise.all(
      found.slice(0, mostCustomers).map(({ customerId }) => session.subscriptions(1, customerId)),
    );
    const all = pages
      .flatMap(({ subscriptions }) => subscriptions)
      .sort((one, other) => one.planName.localeCompare(other.planName));
    const plan = words.slice(count).join(' ');
    return plan === '' ? all : matchName(plan, all, ({ planName, planId }) => [planName, planId]).found;
  }
  return [];
}

/** Does it with the one subscription that is meant; asks where that is not clear. */
export async function withSubscription(
  context: CommandContext,
  office: Office,
  { task, what }: { readonly task: string; readonly what: string },
  act: (subscription: Subscription) => Promise<Outcome>,
): Promise<Outcome> {
  const { subscriptions: words } = context.say;
  if (what === '') return privately(context, { text: words.whichMissing(task) });
  const matched = { by: 'exact' as const, found: await findSubscriptions(office, what) };
  const choice = (one: Subscription) => ({
    label: words.label(customerName(office, one), one),
    id: one.subscriptionId,
    line: `subscriptions ${task === 'find' ? 'show' : task}`,
  });
  return withOne(context, { matched, wanted: what, gone: words.gone, unknown: words.unknown(what), choice }, act);
}
