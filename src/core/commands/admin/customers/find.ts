import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import { type Matched, matchName } from '../../../name-match.ts';
import type { CustomerRecord } from '../../../ucaas.ts';
import { privately } from '../../answer.ts';
import { idIn, only } from '../../contacts/find.ts';
import type { Asked, CommonTask } from '../line.ts';
import type { Office } from '../office.ts';
import { withOne } from '../which.ts';

/** Whom a name means: among all of them where they are few, else as the service finds them. */
export async function findCustomer(
  { session, customers: named }: Office,
  wanted: string,
): Promise<Matched<CustomerRecord>> {
  const id = idIn(wanted);
  if (id !== undefined) return only(await session.customer(id));
  const known = matchName(wanted, named, ({ name }) => [name]);
  if (known.found.length === 0) return matchName(wanted, await session.findCustomers(wanted), ({ name }) => [name]);
  const records = await Promise.all(known.found.slice(0, 10).map(({ customerId }) => session.customer(customerId)));
  return { by: known.by, found: records.filter((record) => record !== undefined) };
}

/** Does it with the one customer who is meant; asks where that is not clear. */
export async function withCustomer(
  context: CommandContext,
  office: Office,
  { task, what }: Asked<CommonTask>,
  act: (customer: CustomerRecord) => Promise<Outcome>,
): Promise<Outcome> {
  const { customers: words } = context.say;
  if (what === '') return privately(context, { text: words.whichMissing(task) });
  const matched = await findCustomer(office, what);
  const line = `customers ${task === 'find' ? 'show' : task}`;
  const choice = ({ name, customerId }: CustomerRecord) => ({ label: words.label(name), id: customerId, line });
  return withOne(context, { matched, wanted: what, gone: words.gone, unknown: words.unknown(what), choice }, act);
}
