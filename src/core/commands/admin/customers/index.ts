import type { Verb } from '../../../authorize.ts';
import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import { inPlace, privately } from '../../answer.ts';
import { type Asked, type CommonTask, commonWords, onlyLooks, readLine } from '../line.ts';
import { type Office, openOffice } from '../office.ts';
import type { AdminTask } from '../task.ts';
import { customerCard, listCard } from './cards.ts';
import { addCustomer, editCustomer, removeCustomer, setSuspended } from './change.ts';
import { withCustomer } from './find.ts';
import { customerErrors, customerForm } from './form.ts';

type CustomerTask = Asked<CommonTask>;

const wishes: Readonly<Record<CommonTask, string>> = {
  list: 'see customers',
  find: 'see customers',
  show: 'see a customer',
  add: 'add a customer',
  edit: 'change a customer',
  suspend: 'suspend a customer',
  activate: 'activate a customer',
  remove: 'remove a customer',
};

const read = (rest: string): CustomerTask => readLine(rest, commonWords);
const verbFor = (rest: string): Verb => (onlyLooks(read(rest).task) ? 'customer.see' : 'customer.change');

/** `admin customers …`: the customers below a reseller, or below the service. */
export const customers: AdminTask = {
  word: 'customers',
  summary: 'See, find, add, change, suspend and remove customers',
  examples: ['customers', 'customers acme', 'customers add Initech', 'customers edit acme', 'customers suspend acme'],
  search: { label: 'Name of a customer', line: (words) => `find ${words}` },
  needs: verbFor,
  wish: (rest) => wishes[read(rest).task],

  now({ button, values, say }, rest) {
    const { task, answer } = read(rest);
    if ((task !== 'add' && task !== 'edit') || answer) return undefined;
    if (values) {
      const errors = customerErrors(say, values);
      return errors && { errors };
    }
    return button?.opensForm && button.values ? { form: customerForm(say, button.values, task === 'add') } : undefined;
  },

  async run(context, rest) {
    const asked = read(rest);
    const office = await openOffice(context, verbFor(rest));
    if (asked.task === 'list') return list(context, office, asked);
    if (asked.task === 'add') return addCustomer(context, office, asked);
    return withCustomer(context, office, asked, (customer) => {
      switch (asked.task) {
        case 'edit':
          return editCustomer(context, office, customer);
        case 'suspend':
        case 'activate':
          return setSuspended(context, office, customer, asked);
        case 'remove':
          return removeCustomer(context, office, customer, asked);
        default:
          return Promise.resolve(privately(context, customerCard(context.say, customer)));
      }
    });
  },
};

async function list(context: CommandContext, { session }: Office, { page }: CustomerTask): Promise<Outcome> {
  return inPlace(context, { visibleTo: 'caller', ...listCard(context.say, page, await session.customerPage(page)) });
}
