import type { Card, Text } from '../../../reply.ts';
import type { Sentences } from '../../../sentences/index.ts';
import type { Subscription } from '../../../ucaas.ts';
import { byId } from '../../contacts/find.ts';
import { pageButtons, press, questionCard, type Said } from '../cards.ts';
import type { Office } from '../office.ts';
import { subscriptionValues } from './form.ts';

type Values = Readonly<Record<string, string | boolean>>;

/** What the customer of a subscription is called, where that is among those that are known by name. */
export function customerName({ customers }: Office, { customerId }: Pick<Subscription, 'customerId'>): string {
  return customers.find((customer) => customer.customerId === customerId)?.name ?? customerId;
}

/** Some subscriptions: a part of all of them, or those of one customer. */
export function listCard(
  say: Sentences,
  office: Office,
  {
    page,
    of,
    isLast,
    subscriptions,
    now,
  }: {
    readonly page: number;
    /** The customer that it is about, where it is about one. */
    readonly of?: { readonly customerId: string; readonly name: string };
    readonly isLast: boolean;
    readonly subscriptions: readonly Subscription[];
    readonly now: Date;
  },
): Said {
  const { subscriptions: words } = say;
  const text = say.lists.text({ count: subscriptions.length, page, isLast }, 'subscription', words.none(of?.name));
  return {
    text,
    card: {
      ...{ title: words.listTitle(of?.name), tone: 'neutral', body: text },
      facts: subscriptions.map((one) => ({
        ...words.listFact(of ? undefined : customerName(office, one), one, now),
        look: `admin subscriptions show ${byId(one.subscriptionId)}`,
      })),
      buttons: [
        press(words.add, `subscriptions add${of ? ` --customer "${of.customerId}"` : ''}`, { primary: true }),
        ...(of
          ? subscriptions
              .slice(0, 4)
              .map((one) => press(one.planName, `subscriptions show ${byId(one.subscriptionId)}`))
          : pageButtons(say, { line: 'subscriptions list', page, isLast })),
      ],
      footnote: of || subscriptions.length === 0 ? undefined : words.listFootnote,
    },
  };
}

/** One subscription, with what can be done. `taken` is how many seats are in use, where that is known. */
export function subscriptionCard(
  say: Sentences,
  office: Office,
  subscription: Subscription,
  {
    taken,
    now,
    done,
    tone = 'done',
    values,
  }: {
    readonly taken: number | undefined;
    readonly now: Date;
    readonly done?: Text;
    readonly tone?: Card['tone'];
    /** What its form opens with, where that is not its own. */
    readonly values?: Values;
  },
): Said {
  const { subscriptions: words } = say;
  const name = customerName(office, subscription);
  const { suspended, expiresAt } = subscription;
  const text = done ?? words.text(name, subscription, now);
  const id = byId(subscription.subscriptionId);
  const isOver = suspended || (expiresAt !== undefined && expiresAt <= now);
  return {
    text,
    card: {
      ...{ title: words.label(name, subscription), tone: done ? tone : isOver ? 'warning' : 'neutral', body: text },
      facts: words.facts(subscription, taken, now),
      buttons: [
        press(say.users.change, `subscriptions edit ${id}`, {
          opensForm: true,
          values: values ?? subscriptionValues(subscription),
        }),
        suspended
          ? press(say.users.activate, `subscriptions activate ${id}`)
          : press(say.users.suspend, `subscriptions suspend ${id}`, { danger: true }),
      ],
    },
  };
}

/** Whether a subscription is to be suspended. */
export function suspendCard(say: Sentences, office: Office, subscription: Subscription, now: Date): Said {
  const { subscriptions: words } = say;
  const name = customerName(office, subscription);
  return questionCard(say, {
    ...{ title: words.label(name, subscription), facts: words.facts(subscription, undefined, now), danger: true },
    ...{ question: words.suspendQuestion(name, subscription), yes: say.users.suspend },
    ...{ line: 'subscriptions suspend', id: subscription.subscriptionId },
  });
}

/** Before a subscription is added: the form, with what was said so far. */
export function addCard(say: Sentences, { customers }: Office, values: Values, told?: Text): Said {
  const text = told ?? say.subscriptions.addHow;
  const kept = { ...values, customers: JSON.stringify(customers) };
  const label = told ? say.users.change : say.users.fillIn;
  const button = press(label, 'subscriptions add', { opensForm: true, primary: true, values: kept });
  const tone = told ? 'warning' : 'neutral';
  return { text, card: { title: say.subscriptions.form.title, tone, body: text, buttons: [button] } };
}
