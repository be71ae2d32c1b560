import type { Card, Text } from '../../../reply.ts';
import type { Sentences } from '../../../sentences/index.ts';
import type { CustomerRecord } from '../../../ucaas.ts';
import { byId } from '../../contacts/find.ts';
import { pageButtons, press, questionCard, type Said } from '../cards.ts';
import { customerValues } from './form.ts';

type Values = Readonly<Record<string, string | boolean>>;

/** A part of the list. */
export function listCard(
  say: Sentences,
  page: number,
  { customers, isLast }: { readonly customers: readonly CustomerRecord[]; readonly isLast: boolean },
): Said {
  const text = say.lists.text({ count: customers.length, page, isLast }, 'customer', say.customers.none);
  return {
    text,
    card: {
      ...{ title: say.customers.listTitle, tone: 'neutral', body: text },
      facts: customers.map((one) => ({
        ...say.customers.listFact(one),
        look: `admin customers show ${byId(one.customerId)}`,
      })),
      buttons: [
        press(say.customers.add, 'customers add', { primary: true }),
        ...pageButtons(say, { line: 'customers list', page, isLast }),
      ],
      footnote: customers.length > 0 ? say.customers.listFootnote : undefined,
    },
  };
}

/** One customer, with what can be done. `values` are those that its form opens with, where they are not its own. */
export function customerCard(
  say: Sentences,
  customer: CustomerRecord,
  done?: Text,
  { tone = 'done', values }: { readonly tone?: Card['tone']; readonly values?: Values } = {},
): Said {
  const { customerId, name, suspended } = customer;
  const text = done ?? say.customers.text(customer);
  const id = byId(customerId);
  const form = { opensForm: true, values: values ?? customerValues(customer) };
  return {
    text,
    card: {
      ...{ title: say.customers.label(name), tone: done ? tone : suspended ? 'warning' : 'neutral', body: text },
      facts: say.customers.facts(customer),
      buttons: [
        press(say.users.change, `customers edit ${id}`, form),
        press(say.customers.users, `users list --customer "${customerId}"`),
        press(say.customers.subscriptions, `subscriptions ${id}`),
        suspended
          ? press(say.users.activate, `customers activate ${id}`)
          : press(say.users.suspend, `customers suspend ${id}`),
        press(say.users.remove, `customers remove ${id}`, { danger: true }),
      ],
    },
  };
}

/** A question about one customer, which is answered by a press. */
export function askAbout(
  say: Sentences,
  customer: CustomerRecord,
  asked: Pick<Parameters<typeof questionCard>[1], 'question' | 'yes' | 'instead'> & { readonly task: string },
): Said {
  return questionCard(say, {
    ...{ title: say.customers.label(customer.name), facts: say.customers.facts(customer), danger: true },
    ...{ line: `customers ${asked.task}`, id: customer.customerId },
    ...asked,
  });
}

/** Before a customer is added: the form, with what was said so far. */
export function addCard(say: Sentences, values: Values, told?: Text): Said {
  const text = told ?? say.customers.addHow;
  const button = press(told ? say.users.change : say.users.fillIn, 'customers add', {
    ...{ opensForm: true, primary: true, values },
  });
  const tone = told ? 'warning' : 'neutral';
  return { text, card: { title: say.customers.form.title, tone, body: text, buttons: [button] } };
}
