import { customersToBind } from '../../../administration.ts';
import type { CommandContext } from '../../../command.ts';
import type { Effect, Outcome } from '../../../effect.ts';
import type { AccessRequest } from '../../../stores.ts';
import { requestReply } from '../../access/cards.ts';
import { isOpen, renewCards, requestDays } from '../../access/index.ts';
import { inPlace, privately } from '../../answer.ts';
import { byId } from '../../contacts/find.ts';
import { press } from '../cards.ts';
import { noted } from '../noted.ts';
import { type Home, type Office, openOffice } from '../office.ts';
import { orRefusal, Refused } from '../refusal.ts';
import type { AdminTask } from '../task.ts';
import { homeKey, type NewUser, newUserIn, splitName, userErrors, userForm } from '../users/form.ts';

interface Asked {
  readonly task: 'list' | 'show' | 'approve' | 'change' | 'decline';
  readonly id: string;
}

function read(rest: string): Asked {
  const [, task = 'list', id = ''] = /^(show|approve|change|decline) #([\w-]{1,64})$/.exec(rest) ?? [];
  return { task: task as Asked['task'], id };
}

/** `admin requests`: people without an account who ask for one. */
export const requests: AdminTask = {
  word: 'requests',
  summary: 'See who asks for an account, and decide',
  examples: ['requests'],
  needs: () => 'access.decide',
  wish: () => 'decide who gets an account',

  now({ button, values, say }, rest) {
    const { task } = read(rest);
    if (task === 'decline') {
      if (values || !button?.opensForm) return undefined;
      const { decline: words } = say.access;
      const name = String(button.values?.name ?? '');
      const fields = [
        { kind: 'text', name: 'reason', label: words.reason, hint: words.hint(name), multiline: true, maxLength: 500 },
      ] as const;
      return { form: { title: words.title, submitLabel: words.submit, fields } };
    }
    if (task !== 'approve') return undefined;
    if (values) {
      const errors = userErrors(say, values);
      return errors && { errors };
    }
    return button?.opensForm && button.values ? { form: userForm(say, button.values) } : undefined;
  },

  async run(context, rest) {
    const { say, stores, invocation, clock } = context;
    const { task, id } = read(rest);
    // An administrator whose sign-in has ended signs in first: nothing is taken until then.
    const office = await openOffice(context, 'access.decide');
    // Whoever administers another customer than that of the workspace decides nothing here.
    const bound = (await stores.workspaces.find(invocation.from))?.customer;
    await customersToBind({ session: office.session, link: context.link, bound, say, verb: 'access.decide' });
    if (task === 'list') return list(context);
    const request = await stores.access.find(invocation.from, id);
    if (!request) return privately(context, { text: say.access.gone });
    const by = await deciderName(context, request);
    if (task === 'show') return privately(context, cardOf(context, request, by));
    const isMine = request.decidedBy?.userId === invocation.from.userId;
    if (!isOpen(request, clock()) || (request.state === 'deciding' && !(isMine && context.again)))
      return inPlace(context, { visibleTo: 'caller', ...cardOf(context, request, by) });
    if (task === 'change') return changeFirst(context, office, request);
    return task === 'decline' ? decline(context, request) : approve(context, office, request);
  },
};

function cardOf({ say }: CommandContext, request: AccessRequest, by: string | undefined) {
  const { text, card } = requestReply(say, request, by);
  return { text, card };
}

async function list(context: CommandContext): Promise<Outcome> {
  const { say, stores, invocation, clock } = context;
  const { access: words } = say;
  const since = new Date(clock().getTime() - requestDays * 24 * 3_600_000);
  const open = await stores.access.open(invocation.from, since);
  const text = words.listText(open.length);
  return privately(context, {
    text,
    card: {
      ...{ title: words.listTitle, tone: 'neutral', body: text, facts: open.map(words.listFact) },
      buttons: open.slice(0, 5).map(({ id, name }) => press(name, `requests show ${byId(id)}`)),
    },
  });
}

/** Who has decided, by name, as people know each other there. */
async function deciderName(
  context: CommandContext,
  { decidedBy }: Pick<AccessRequest, 'decidedBy'>,
): Promise<string | undefined> {
  if (!decidedBy) return undefined;
  return (await context.chat.profile(decidedBy)).name;
}

/** The customer of the workspace, or the only one; undefined where it has to be said. */
function homeFor({ link }: CommandContext, { homes }: Office): Home | undefined {
  const bound = link?.workspace.customer?.customerId;
  if (homes.length === 1) return homes[0];
  return homes.find(({ customerId }) => customerId !== undefined && customerId === bound);
}

/** The form of a new user, filled in with what was asked for. */
async function changeFirst(context: CommandContext, office: Office, request: AccessRequest): Promise<Outcome> {
  const { say } = context;
  const home = homeFor(context, office);
  const values = {
    ...{ ...splitName(request.name), email: request.email, customer: home ? homeKey(home) : '', welcome: true },
    homes: JSON.stringify(office.homes),
  };
  const text = say.access.fillIn(request.name);
  const button = press(say.users.fillIn, `requests approve ${byId(request.id)}`, {
    opensForm: true,
    primary: true,
    values,
  });
  return privately(context, {
    text,
    card: { title: say.access.title(request.name), tone: 'neutral', body: text, buttons: [button] },
  });
}

async function approve(context: CommandContext, office: Office, request: AccessRequest): Promise<Outcome> {
  const { say, stores, invocation, values, button, clock } = context;
  const home = homeFor(context, office);
  const given = values
    ? { ...button?.values, ...values }
    : { ...splitName(request.name), email: request.email, customer: home ? homeKey(home) : '', welcome: true };
  const wish = newUserIn(given, office.homes);
  if (!wish) return changeFirst(context, office, request);
  const taken = await stores.access.take(invocation.from, request.id);
  if (!taken) {
    const now = (await stores.access.find(invocation.from, request.id)) ?? request;
    return inPlace(context, { visibleTo: 'caller', ...cardOf(context, now, await deciderName(context, now)) });
  }
  const added = await orRefusal(office.session.addUser(wish)).catch(async (error: unknown) => {
    await stores.access.release(invocation.from, request.id);
    throw error;
  });
  if (added instanceof Refused) {
    await stores.access.release(invocation.from, request.id);
    const text = say.lists.refused(added.said);
    return privately(context, { text, card: { title: say.access.title(request.name), tone: 'warning', body: text } });
  }
  await stores.access.decide(invocation.from, request.id, 'approved', clock());
  const done: AccessRequest = { ...request, state: 'approved', decidedBy: invocation.from, decidedAt: clock() };
  const by = await deciderName(context, done);
  const outcome = {
    effects: [...(await renewCards(context, done, by)), told(context, done, wish, added !== undefined)],
  };
  // Where somebody has that address already, there is nothing to be added: the person signs in with that account.
  if (!added) return outcome;
  return noted(outcome, {
    action: 'user.add',
    on: { kind: 'user', id: added.userId },
    after: { role: wish.role, customer: wish.customerId, welcomed: wish.isWelcomed },
  });
}

/** What the person is told, with the way on. */
function told({ say }: CommandContext, request: AccessRequest, wish: NewUser, isNew: boolean): Effect {
  const { access: words } = say;
  const text = words.approved(wish.email, isNew);
  return {
    do: 'direct',
    key: `access told ${request.id}`,
    person: request.person,
    name: request.name,
    reply: {
      visibleTo: 'caller',
      text,
      card: {
        ...{ title: words.approvedTitle, tone: 'done', body: text },
        buttons: [{ kind: 'run', label: say.signIn, command: 'access', input: 'sign in', primary: true }],
      },
    },
  };
}

async function decline(context: CommandContext, request: AccessRequest): Promise<Outcome> {
  const { say, stores, invocation, values, clock } = context;
  const { access: words } = say;
  const reason = String(values?.reason ?? '')
    .trim()
    .slice(0, 500);
  if (!(await stores.access.take(invocation.from, request.id))) {
    const now = (await stores.access.find(invocation.from, request.id)) ?? request;
    return privately(context, cardOf(context, now, await deciderName(context, now)));
  }
  const said = reason === '' ? undefined : reason;
  await stores.access.decide(invocation.from, request.id, 'declined', clock(), said);
  const done: AccessRequest = { ...request, state: 'declined', decidedBy: invocation.from, reason: said };
  const by = (await deciderName(context, done)) ?? '';
  const text = words.declined(by, said);
  const tell: Effect = {
    do: 'direct',
    key: `access told ${request.id}`,
    person: request.person,
    name: request.name,
    reply: { visibleTo: 'caller', text, card: { title: words.declinedTitle, tone: 'neutral', body: text } },
  };
  return { effects: [...(await renewCards(context, done, by)), tell] };
}
