import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import type { Text } from '../../../reply.ts';
import type { CustomerRecord } from '../../../ucaas.ts';
import { privately } from '../../answer.ts';
import { nameIn } from '../../contacts/wish.ts';
import { press } from '../cards.ts';
import type { Asked, CommonTask } from '../line.ts';
import { noted } from '../noted.ts';
import type { Office } from '../office.ts';
import { orRefusal, Refused } from '../refusal.ts';
import { addCard, askAbout, customerCard } from './cards.ts';
import { customerChanges, customerIn } from './form.ts';

/** `admin customers add`: by a form. */
export async function addCustomer(
  context: CommandContext,
  { session }: Office,
  { what, answer }: Asked<CommonTask>,
): Promise<Outcome> {
  const { say, values, button } = context;
  if (answer === 'no') return privately(context, { text: say.lists.leftAlone });
  const given = values ? { ...button?.values, ...values } : undefined;
  const wish = given && customerIn(given);
  if (!wish) return privately(context, addCard(say, given ?? { name: nameIn(what) }));
  const again = (told: Text) => privately(context, addCard(say, given, told));
  const added = await orRefusal(session.addCustomer(wish));
  if (added instanceof Refused) return again(say.lists.refused(added.said));
  const done = (customer: CustomerRecord) =>
    noted(privately(context, customerCard(say, customer, say.customers.added(customer))), {
      action: 'customer.add',
      on: { kind: 'customer', id: customer.customerId },
    });
  if (added) return done(added);
  // An earlier try, which did not come to an end, may have added this very customer.
  const found = context.again ? await session.findCustomers(wish.name) : [];
  const there = found.find(({ name, contactEmail }) => name === wish.name && contactEmail === wish.contactEmail);
  if (there) return done(there);
  return again(say.customers.emailTaken(wish.contactEmail));
}

/** `admin customers edit`: shows the customer, whose form is behind Change; filled in, it changes what was changed in it. */
export async function editCustomer(
  context: CommandContext,
  { session }: Office,
  customer: CustomerRecord,
): Promise<Outcome> {
  const { say, values, button } = context;
  if (!values) return privately(context, customerCard(say, customer));
  const changes = customerChanges(values, button?.values ?? {});
  const { customerId } = customer;
  if (Object.keys(changes).length === 0) return privately(context, customerCard(say, customer, say.lists.unchanged));
  // What was typed stands in the form again.
  const warn = (why: Text) =>
    privately(context, customerCard(say, customer, why, { tone: 'warning', values: { ...button?.values, ...values } }));
  const isFree = await orRefusal(session.changeCustomer(customerId, changes));
  if (isFree instanceof Refused) return warn(say.lists.refused(isFree.said));
  if (!isFree) return warn(say.customers.emailTaken(changes.contactEmail ?? ''));
  const changed = (await session.customer(customerId)) ?? customer;
  return noted(privately(context, customerCard(say, changed, say.customers.changed)), {
    action: 'customer.change',
    on: { kind: 'customer', id: customerId },
    after: { fields: Object.keys(changes) },
  });
}

/** `admin customers suspend`, `activate`: all of its people are shut out, and nothing is lost. */
export async function setSuspended(
  context: CommandContext,
  { session }: Office,
  customer: CustomerRecord,
  { task, answer }: Asked<CommonTask>,
): Promise<Outcome> {
  const { say } = context;
  const isSuspended = task === 'suspend';
  if (answer === 'no') return privately(context, customerCard(say, customer, say.lists.leftAlone));
  // An earlier try, which did not come to an end, may have done it.
  if (customer.suspended === isSuspended && !(context.again && answer === 'yes'))
    return privately(context, customerCard(say, customer, say.users.isAlready(isSuspended)));
  if (isSuspended && answer !== 'yes') {
    const question = say.customers.suspendQuestion(customer);
    return privately(context, askAbout(say, customer, { task, question, yes: say.users.suspend }));
  }
  const done = await orRefusal(session.setCustomerSuspended(customer.customerId, isSuspended));
  if (done instanceof Refused)
    return privately(context, customerCard(say, customer, say.lists.refused(done.said), { tone: 'warning' }));
  const text = isSuspended ? say.customers.suspended(customer) : say.customers.activated(customer);
  return noted(privately(context, customerCard(say, { ...customer, suspended: isSuspended }, text)), {
    action: isSuspended ? 'customer.suspend' : 'customer.activate',
    on: { kind: 'customer', id: customer.customerId },
    before: { suspended: !isSuspended },
    after: { suspended: isSuspended },
  });
}

/** `admin customers remove`: for good, so that suspending is offered in its place. */
export async function removeCustomer(
  context: CommandContext,
  { session }: Office,
  customer: CustomerRecord,
  { task, answer }: Asked<CommonTask>,
): Promise<Outcome> {
  const { say } = context;
  if (answer === 'no') return privately(context, customerCard(say, customer, say.lists.leftAlone));
  if (answer !== 'yes') {
    const suspend = press(say.users.suspendInstead, `customers suspend #${customer.customerId} yes`, { once: true });
    const instead = customer.suspended ? [] : [suspend];
    const question = say.customers.removeQuestion(customer);
    return privately(context, askAbout(say, customer, { task, question, yes: say.users.removeYes, instead }));
  }
  const done = await orRefusal(session.removeCustomer(customer.customerId));
  if (done instanceof Refused)
    return privately(context, customerCard(say, customer, say.lists.refused(done.said), { tone: 'warning' }));
  const text = say.customers.removed(customer);
  const told = { text, card: { title: say.customers.label(customer.name), tone: 'done', body: text } } as const;
  return noted(privately(context, told), {
    action: 'customer.remove',
    on: { kind: 'customer', id: customer.customerId },
    before: { suspended: customer.suspended },
  });
}
