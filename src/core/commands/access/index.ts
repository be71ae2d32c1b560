import type { Address } from '../../address.ts';
import type { Command, CommandContext } from '../../command.ts';
import type { Effect, Outcome } from '../../effect.ts';
import type { FieldErrors, Form } from '../../form.ts';
import type { RunButton, SignInOrigin, Text } from '../../reply.ts';
import type { AccessRequest } from '../../stores.ts';
import { privately } from '../answer.ts';
import { emailIn, nameIn } from '../contacts/wish.ts';
import { signInOrigin, signInPrompt } from '../sign-in-prompt.ts';
import { accessCardKey, putBefore, requestReply } from './cards.ts';

/** Whoever was declined may ask again after a day. */
const againAfterMilliseconds = 24 * 3_600_000;
/** A request that nobody decides ends by itself. */
export const requestDays = 14;

/** `access`: somebody without an account asks the administrators of the workspace for one. */
export const access: Command = {
  name: 'access',
  usage: '[withdraw]',
  summary: 'Ask your administrators for a meeting account',
  examples: ['access'],
  needs: 'account.link',
  wish: () => 'ask for an account',

  now({ button, values, say }): { form: Omit<Form, 'ref'> } | { errors: FieldErrors } | undefined {
    const { form: words } = say.access;
    if (values) return emailIn(String(values.email ?? '')) ? undefined : { errors: { email: words.emailWrong } };
    if (!button?.opensForm || !button.values) return undefined;
    const email = String(button.values.email ?? '');
    const note = String(button.values.note ?? '');
    return {
      form: {
        ...{ title: words.title, submitLabel: words.submit },
        fields: [
          { kind: 'text', name: 'email', label: words.email, value: email, required: true, maxLength: 254 },
          { kind: 'text', name: 'note', label: words.note, value: note, multiline: true, maxLength: 500 },
        ],
      },
    };
  },

  async run(context) {
    const { say, stores, invocation, link, arguments: given, clock } = context;
    const { access: words } = say;
    if (given.text.startsWith('sign in')) return signInAfter(context);
    const latest = await stores.access.latest(invocation.from);
    const open = latest && isOpen(latest, clock()) ? latest : undefined;
    if (given.text === 'withdraw') return withdraw(context, open);
    if (link) return privately(context, { text: words.hasAccount(link.account) });
    if (open) return stateOf(context, open);
    const waits = latest?.state === 'declined' ? Number(latest.decidedAt) + againAfterMilliseconds : 0;
    if (waits > clock().getTime()) return privately(context, { text: words.declinedLately(new Date(waits)) });
    return ask(context);
  },
};

export function isOpen({ state, createdAt }: AccessRequest, now: Date): boolean {
  const isYoung = now.getTime() - createdAt.getTime() < requestDays * 24 * 3_600_000;
  return isYoung && (state === 'open' || state === 'deciding');
}

async function ask(context: CommandContext): Promise<Outcome> {
  const { say, stores, invocation, values, button, chat, clock, arguments: given } = context;
  const { access: words } = say;
  const bound = (await stores.workspaces.find(invocation.from))?.customer;
  const deciders = await stores.access.deciders(invocation.from, bound);
  if (deciders.length === 0) return privately(context, { text: words.nobodyDecides });
  const profile = await chat.profile(invocation.from);
  const filled = values ?? (given.text === 'yes' ? button?.values : undefined);
  const email = emailIn(String(filled?.email ?? profile.email ?? ''))?.toLowerCase();
  const names = deciders.map(({ name }) => name);
  if (!filled || email === undefined) return question(context, email ?? '', names, button?.values?.origin);
  const request: AccessRequest = {
    // Of this invocation there is one, however often it is run.
    ...{ id: context.id, person: invocation.from, name: nameIn(profile.name), email, state: 'open' },
    ...{ note: nameIn(String(filled.note ?? '')), createdAt: clock(), origin: originOf(context) },
  };
  if (!(await stores.access.create(request)) && !context.again) {
    const there = await stores.access.latest(invocation.from);
    if (there) return stateOf(context, there);
  }
  const text = words.asked(names);
  const mine = privately(context, {
    text,
    card: { title: words.askedTitle, tone: 'done', body: text, buttons: [withdrawButton(say.access.withdraw)] },
  });
  return { effects: [...mine.effects, ...putBefore(say, request, deciders)] };
}

/** Where to go on once there is an account: where the command was interrupted, if one was. */
function originOf({ invocation, button }: CommandContext): SignInOrigin {
  const kept = button?.values?.origin;
  if (typeof kept === 'string' && kept !== '') return JSON.parse(kept) as SignInOrigin;
  return signInOrigin(invocation, { resumes: true });
}

/** What will be sent, and to whom, before it is. */
function question(
  context: CommandContext,
  email: string,
  names: readonly string[],
  kept: string | boolean | undefined,
): Outcome {
  const { say, invocation } = context;
  const { access: words } = say;
  const origin = typeof kept === 'string' ? kept : JSON.stringify(signInOrigin(invocation, { resumes: true }));
  const text: Text = words.question(names, email);
  const values = { email, note: '', origin };
  const open: RunButton = {
    ...{ kind: 'run', label: email === '' ? words.ask : words.askWithNote, command: 'access', opensForm: true, values },
    primary: email === '',
  };
  const once: RunButton = {
    ...{ kind: 'run', label: words.ask, command: 'access', input: 'yes', values, once: true, primary: true },
  };
  const buttons = email === '' ? [open] : [once, open];
  return privately(context, { text, card: { title: words.form.title, tone: 'neutral', body: text, buttons } });
}

function stateOf(context: CommandContext, request: AccessRequest): Outcome {
  const { access: words } = context.say;
  const text = words.waits(request.createdAt, request.email);
  const buttons = [withdrawButton(words.withdraw)];
  return privately(context, { text, card: { title: words.askedTitle, tone: 'neutral', body: text, buttons } });
}

function withdrawButton(label: string): RunButton {
  return { kind: 'run', label, command: 'access', input: 'withdraw', once: true };
}

async function withdraw(context: CommandContext, open: AccessRequest | undefined): Promise<Outcome> {
  const { say, stores, invocation } = context;
  const { access: words } = say;
  if (!open || !(await stores.access.withdraw(invocation.from, open.id)))
    return privately(context, { text: words.nothingOpen });
  const mine = privately(context, { text: words.withdrawn });
  const others = await renewCards(context, { ...open, state: 'withdrawn' });
  return { effects: [...mine.effects, ...others] };
}

/** Every card of a request says what became of it; `except`: whose card is answered otherwise. */
export async function renewCards(
  { say, stores }: Pick<CommandContext, 'say' | 'stores'>,
  request: AccessRequest,
  decider?: string,
): Promise<readonly Effect[]> {
  const cards = await stores.access.cards(request.id);
  return cards.map(
    ({ decider: identity, message }): Effect => ({
      do: 'replace',
      key: `${accessCardKey(request.id)}${request.state} ${identity.userId}`,
      message,
      to: '' as Address,
      for: identity,
      reply: requestReply(say, request, decider),
    }),
  );
}

/** The way to the sign-in page for whoever was given an account: what was interrupted goes on where it was. */
async function signInAfter(context: CommandContext): Promise<Outcome> {
  const { say, stores, invocation } = context;
  const request = await stores.access.latest(invocation.from);
  const prompt = signInPrompt(invocation, say, { title: say.connectTitle, why: say.access.signInWhy, resumes: true });
  const origin = request?.state === 'approved' ? request.origin : undefined;
  return privately(context, origin ? { ...prompt, signIn: origin } : prompt);
}
