import type { Verb } from '../../../authorize.ts';
import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import { UserError } from '../../../errors.ts';
import { requestReply } from '../../access/cards.ts';
import { isUndecided } from '../../access/offer.ts';
import { inPlace, privately } from '../../answer.ts';
import { byId, idIn } from '../../contacts/find.ts';
import { press } from '../cards.ts';
import { type Office, openOffice } from '../office.ts';
import type { AdminTask } from '../task.ts';
import { userErrors } from '../users/form.ts';
import { approve } from './approve.ts';
import { decline, overtaken } from './decline.ts';
import { approveForm, declineForm } from './form.ts';

/** Teams shows six buttons. */
const mostListed = 5;
const verb: Verb = 'access.decide';
const wishes: Readonly<Record<string, string>> = {
  approve: 'approve a request for access',
  change: 'approve a request for access',
  decline: 'decline a request for access',
};

/** `admin requests`: people of this workspace who have no account, and ask for one. */
export const requests: AdminTask = {
  word: 'requests',
  summary: 'See who asks for an account here, and approve or decline it',
  examples: ['requests'],
  isWaiting: true,
  needs: () => verb,
  wish: (rest) => wishes[read(rest).task] ?? 'see who asks for access',

  now({ button, values, say }, rest) {
    const { task } = read(rest);
    if (values) {
      const errors = task === 'change' ? userErrors(say, values) : undefined;
      return errors && { errors };
    }
    if (!button?.opensForm || !button.values) return undefined;
    return { form: task === 'change' ? approveForm(say, button.values) : declineForm(say) };
  },

  async run(context, rest) {
    const { stores, invocation, say } = context;
    const office = await officeHere(context);
    const { task, id } = read(rest);
    if (id === undefined) return list(context);
    const request = await stores.access.find(invocation.from, id);
    if (!request) return privately(context, { text: say.access.unknown });
    if (task === 'approve' || task === 'change') return approve(context, office, request, task === 'change');
    if (task === 'decline') return decline(context, request);
    if (!isUndecided(request)) return overtaken(context, request);
    return privately(context, requestReply(say, request, { homes: office.homes, values: undefined }));
  },
};

function read(rest: string): { readonly task: string; readonly id?: string } {
  const [task = '', id = ''] = rest.split(' ');
  const named = idIn(id);
  return { task: task.toLowerCase(), ...(named && isUuid.test(named) ? { id: named } : {}) };
}

const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What this person administers; the customer of the workspace has to be among it. */
async function officeHere(context: CommandContext): Promise<Office> {
  const { say, stores, invocation } = context;
  const office = await openOffice(context, verb);
  const bound = (await stores.workspaces.find(invocation.from))?.customer;
  if (!bound || office.customers.some(({ customerId }) => customerId === bound.customerId)) return office;
  throw new UserError({ code: 'not_allowed', verb, ...say.otherCustomers(office.account.email, bound) });
}

async function list(context: CommandContext): Promise<Outcome> {
  const { say, stores, invocation } = context;
  const waiting = await stores.access.undecided(invocation.from, mostListed);
  const text = say.access.list(waiting.length);
  return inPlace(context, {
    visibleTo: 'caller',
    text,
    card: {
      ...{ title: say.access.listTitle, tone: 'neutral', body: text, facts: waiting.map(say.access.listFact) },
      buttons: waiting.map(({ id, chatName, name }) => press(chatName || name, `requests show ${byId(id)}`)),
    },
  });
}
