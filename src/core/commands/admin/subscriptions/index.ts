import type { AuditedValues } from '../../../audit.ts';
import type { Verb } from '../../../authorize.ts';
import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import type { Text } from '../../../reply.ts';
import type { Subscription, SubscriptionFields } from '../../../ucaas.ts';
import { inPlace, privately } from '../../answer.ts';
import { idIn } from '../../contacts/find.ts';
import { findCustomer } from '../customers/find.ts';
import { type Asked, type CommonTask, commonWords, onlyLooks, readLine } from '../line.ts';
import { noted } from '../noted.ts';
import { type Office, openOffice } from '../office.ts';
import { orRefusal, Refused } from '../refusal.ts';
import type { AdminTask } from '../task.ts';
import { addCard, listCard, subscriptionCard, suspendCard } from './cards.ts';
import { findSubscriptions, withSubscription } from './find.ts';
import { subscriptionChanges, subscriptionErrors, subscriptionForm, subscriptionIn } from './form.ts';

type SubscriptionTask = Asked<CommonTask>;

const wishes: Readonly<Record<CommonTask, string>> = {
  list: 'see subscriptions',
  find: 'see subscriptions',
  show: 'see a subscription',
  add: 'add a subscription',
  edit: 'change a subscription',
  suspend: 'suspend a subscription',
  activate: 'activate a subscription',
  remove: 'remove a subscription',
};

const read = (rest: string): SubscriptionTask => readLine(rest.replace(/^of /i, ''), commonWords);
const verbFor = (rest: string): Verb => (onlyLooks(read(rest).task) ? 'subscription.see' : 'subscription.change');

/** `admin subscriptions …`: what the customers below have paid for, and how much of it is in use. */
export const subscriptions: AdminTask = {
  word: 'subscriptions',
  summary: 'See plans, seats and limits of customers, and change them',
  examples: ['subscriptions', 'subscriptions acme', 'subscriptions add --customer Acme', 'subscriptions edit acme'],
  search: { label: 'Customer, and perhaps a plan', line: (words) => `find ${words}` },
  needs: verbFor,
  wish: (rest) => wishes[read(rest).task],

  now({ button, values, say, now }, rest) {
    const { task } = read(rest);
    if (task !== 'add' && task !== 'edit') return undefined;
    if (values) {
      const errors = subscriptionErrors(say, values, button?.values ?? {}, now);
      return errors && { errors };
    }
    return button?.opensForm && button.values
      ? { form: subscriptionForm(say, button.values, task === 'add') }
      : undefined;
  },

  async run(context, rest) {
    const asked = read(rest);
    const { say } = context;
    if (asked.task === 'remove') return privately(context, { text: say.subscriptions.notRemoved });
    const office = await openOffice(context, verbFor(rest));
    if (asked.task === 'list') return list(context, office, asked);
    if (asked.task === 'find') return find(context, office, asked);
    if (asked.task === 'add') return add(context, office);
    return withSubscription(context, office, asked, (subscription) => {
      switch (asked.task) {
        case 'edit':
          return edit(context, office, subscription);
        case 'suspend':
        case 'activate':
          return setSuspended(context, office, subscription, asked);
        default:
          return show(context, office, subscription);
      }
    });
  },
};

async function list(context: CommandContext, office: Office, { page }: SubscriptionTask): Promise<Outcome> {
  const { say, now } = context;
  const wanted = context.arguments.options.get('customer');
  if (wanted) return find(context, office, { task: 'find', what: wanted, page });
  const found = await office.session.subscriptions(page);
  return inPlace(context, { visibleTo: 'caller', ...listCard(say, office, { page, now, ...found }) });
}

/** Those of one customer; or one, where a plan is named as well. */
async function find(context: CommandContext, office: Office, asked: SubscriptionTask): Promise<Outcome> {
  const { say, now } = context;
  const id = idIn(asked.what);
  const { found } =
    id === undefined ? await findCustomer(office, asked.what) : { found: [await office.session.customer(id)] };
  const [of] = found;
  if (found.length !== 1 || !of) {
    return withSubscription(context, office, asked, (subscription) => show(context, office, subscription));
  }
  const all = await findSubscriptions(office, `#${of.customerId}`);
  const shown = { page: 1, of, isLast: true, subscriptions: all, now };
  return privately(context, listCard(say, office, shown));
}

async function show(
  context: CommandContext,
  office: Office,
  subscription: Subscription,
  said: {
    readonly done?: Text;
    readonly tone?: 'warning';
    readonly values?: Readonly<Record<string, string | boolean>>;
  } = {},
): Promise<Outcome> {
  const { say, now } = context;
  const taken = await office.session.seatsTaken(subscription.customerId);
  return privately(context, subscriptionCard(say, office, subscription, { taken, now, ...said }));
}

async function add(context: CommandContext, office: Office): Promise<Outcome> {
  const { say, values, button, arguments: given } = context;
  const { session } = office;
  const filled = values ? { ...button?.values, ...values } : undefined;
  const wish = filled && subscriptionIn(filled);
  const customerId = String(filled?.customer ?? '');
  if (!filled || !wish || !office.customers.some((customer) => customer.customerId === customerId)) {
    const wanted = given.options.get('customer') ?? '';
    const byId = office.customers.find((customer) => customer.customerId === wanted);
    const named = wanted === '' ? [] : byId ? [byId] : (await findCustomer(office, wanted)).found;
    const plans = await plansInUse(office);
    return privately(context, addCard(say, office, filled ?? { customer: named[0]?.customerId ?? '', plans }));
  }
  const again = (told: Text) => privately(context, addCard(say, office, filled, told));
  const added = await orRefusal(session.addSubscription(customerId, wish));
  if (added instanceof Refused) return again(say.lists.refused(added.said));
  const done = async (one: Subscription) =>
    noted(await show(context, office, one, { done: say.subscriptions.added }), {
      action: 'subscription.add',
      on: { kind: 'subscription', id: one.subscriptionId },
      after: auditedOf(wish, customerId),
    });
  if (added) return done(added);
  const { subscriptions: held } = await session.subscriptions(1, customerId);
  const there = held.find(({ planId, seats }) => planId === wish.planId && seats === wish.seats);
  // An earlier try, which did not come to an end, may have added this very one.
  if (context.again && there) return done(there);
  return again(say.subscriptions.taken);
}

/** The service has no list of its plans: those that are in use say what there is. */
async function plansInUse({ session }: Office): Promise<string> {
  const { subscriptions: held } = await session.subscriptions(1);
  return [...new Set(held.flatMap(({ planId }) => (planId ? [planId] : [])))].join(', ');
}

async function edit(context: CommandContext, office: Office, subscription: Subscription): Promise<Outcome> {
  const { say, values, button } = context;
  const { session } = office;
  if (!values) return show(context, office, subscription);
  const changes = subscriptionChanges(values, button?.values ?? {});
  if (Object.keys(changes).length === 0) return show(context, office, subscription, { done: say.lists.unchanged });
  // What was typed stands in the form again.
  const warn = (done: Text) =>
    show(context, office, subscription, { done, tone: 'warning', values: { ...button?.values, ...values } });
  const taken = changes.seats === undefined ? undefined : await session.seatsTaken(subscription.customerId);
  if (changes.seats !== undefined && taken !== undefined && changes.seats < taken)
    return warn(say.subscriptions.tooFewSeats(changes.seats, taken));
  const done = await orRefusal(session.changeSubscription(subscription.subscriptionId, changes));
  if (done instanceof Refused) return warn(say.lists.refused(done.said));
  const changed = (await session.subscription(subscription.subscriptionId)) ?? subscription;
  const before = {
    ...(changes.planId === undefined ? {} : { plan: subscription.planId }),
    ...(changes.seats === undefined ? {} : { seats: subscription.seats }),
    ...(changes.expiresAt === undefined ? {} : { until: subscription.expiresAt?.toISOString() }),
    ...(changes.trial === undefined ? {} : { trial: subscription.trial }),
    ...(changes.allowOverlap === undefined ? {} : { overlap: subscription.allowOverlap }),
  };
  return noted(await show(context, office, changed, { done: say.subscriptions.changed }), {
    action: 'subscription.change',
    on: { kind: 'subscription', id: subscription.subscriptionId },
    before,
    after: auditedOf(changes),
  });
}

function auditedOf(fields: Partial<SubscriptionFields>, customer?: string): AuditedValues {
  const { planId: plan, seats, expiresAt, trial, allowOverlap: overlap } = fields;
  return { customer, plan, seats, until: expiresAt?.toISOString(), trial, overlap };
}

async function setSuspended(
  context: CommandContext,
  office: Office,
  subscription: Subscription,
  { task, answer }: SubscriptionTask,
): Promise<Outcome> {
  const { say, now } = context;
  const isSuspended = task === 'suspend';
  if (answer === 'no') return show(context, office, subscription, { done: say.lists.leftAlone });
  // An earlier try, which did not come to an end, may have done it.
  if (subscription.suspended === isSuspended && !(context.again && answer === 'yes'))
    return show(context, office, subscription, { done: say.users.isAlready(isSuspended) });
  if (isSuspended && answer !== 'yes') return privately(context, suspendCard(say, office, subscription, now));
  const done = await orRefusal(office.session.setSubscriptionSuspended(subscription.subscriptionId, isSuspended));
  if (done instanceof Refused)
    return show(context, office, subscription, { done: say.lists.refused(done.said), tone: 'warning' });
  const text = isSuspended ? say.subscriptions.suspended : say.subscriptions.activated;
  return noted(await show(context, office, { ...subscription, suspended: isSuspended }, { done: text }), {
    action: isSuspended ? 'subscription.suspend' : 'subscription.activate',
    on: { kind: 'subscription', id: subscription.subscriptionId },
    before: { suspended: !isSuspended },
    after: { suspended: isSuspended },
  });
}
