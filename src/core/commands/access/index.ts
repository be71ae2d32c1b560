import type { Command, CommandContext } from '../../command.ts';
import type { Effect, Outcome } from '../../effect.ts';
import { UserError } from '../../errors.ts';
import { plainTitle } from '../../parse.ts';
import type { Button, SignInOrigin, Text } from '../../reply.ts';
import type { AccessRequest } from '../../stores.ts';
import { inPlace, privately } from '../answer.ts';
import { signInOrigin, signInPrompt } from '../sign-in-prompt.ts';
import { requestReply, sayTo, settledCards } from './cards.ts';
import { type AccessWish, accessErrors, accessForm, accessWish } from './form.ts';
import { askButton, isUndecided, profileOf } from './offer.ts';
import { type Recipient, whoDecides } from './who-decides.ts';

/** Whoever was declined may ask again after a day. */
const declinedMilliseconds = 24 * 60 * 60_000;

/** `access`: whoever has no account asks the administrators for one, and sees what became of it. */
export const access: Command = {
  name: 'access',
  usage: '[withdraw]',
  summary: 'Ask an administrator for an account, and see what became of it',
  examples: ['access'],
  yieldsToSentences: true,
  needs: 'access.ask',
  wish: () => 'ask for access',

  now({ button, values, say }) {
    if (values) {
      const errors = accessErrors(say, values);
      return errors && { errors };
    }
    return button?.opensForm && button.values ? { form: accessForm(say, button.values) } : undefined;
  },

  async run(context) {
    const { arguments: given, values } = context;
    const wish = values && accessWish(values);
    if (given.text === 'withdraw') return withdraw(context);
    if (given.text === 'sign-in') return signIn(context);
    return wish ? ask(context, wish) : show(context);
  },
};

/** What there is, or how to ask. */
async function show(context: CommandContext): Promise<Outcome> {
  const { say, link, stores, invocation } = context;
  if (link) return privately(context, { text: say.access.connectedAlready(link.account.email) });
  const latest = await stores.access.latest(invocation.from);
  if (isUndecided(latest)) return privately(context, mine(context, latest, say.access.waits(latest)));
  const until = declinedUntil(context, latest);
  if (until && latest) return privately(context, { text: say.access.declinedLately(latest, until) });
  const profile = await profileOf(context);
  if (profile?.isGuest) throw refused(say.access.guest);
  const button = { ...askButton(context, say.access.form.title, profile), primary: true };
  const prompt = signInPrompt(invocation, say, {
    ...{ title: say.access.offerTitle, why: say.access.offer, resumes: false },
    first: button,
  });
  return { effects: [{ do: 'post', key: 'answer', to: invocation.at, reply: prompt }] };
}

async function ask(context: CommandContext, wish: AccessWish): Promise<Outcome> {
  const { say, link, stores, invocation, button, reference, clock } = context;
  if (link) return privately(context, { text: say.access.connectedAlready(link.account.email) });
  const latest = await stores.access.latest(invocation.from);
  const isAgain = latest?.id === reference;
  if (!isAgain && isUndecided(latest)) return show(context);
  const until = isAgain ? undefined : declinedUntil(context, latest);
  if (until && latest) return privately(context, { text: say.access.declinedLately(latest, until) });
  const profile = await profileOf(context);
  if (profile?.isGuest !== false) throw refused(profile?.isGuest ? say.access.guest : say.access.unknownPerson);
  const recipients = await whoDecides(context);
  if (recipients.length === 0) return privately(context, { text: say.access.nobodyToAsk });
  if (!isAgain && !(await stores.access.mayAsk(invocation.from)))
    return privately(context, { text: say.access.tooOften });
  const hasOtherEmail = profile.email !== undefined && profile.email.toLowerCase() !== wish.email;
  const asked = await stores.access.ask(
    {
      ...{
        id: reference,
        person: invocation.from,
        ...wish,
        chatName: plainTitle(profile.name),
        hasOtherEmail,
        askedAt: clock(),
      },
      origin: originIn(button?.values?.origin) ?? signInOrigin(invocation, { resumes: true }),
    },
    context.id,
  );
  // Nothing is written for somebody who is being forgotten.
  if (!asked) return { effects: [] };
  if (!asked.isNew) return privately(context, mine(context, asked.request, say.access.waits(asked.request)));
  const text = say.access.asked(recipients.map(({ name }) => name));
  const told = privately(context, mine(context, asked.request, text));
  return { effects: [...told.effects, ...recipients.map((one, index) => cardFor(asked.request, one, index))] };
}

function cardFor(request: AccessRequest, { identity, name, hasOneCustomer }: Recipient, index: number): Effect {
  const reply = requestReply(sayTo(identity), request, hasOneCustomer ? { homes: [] } : {});
  return { do: 'direct', key: `access card ${request.id} ${index}`, person: identity, name, about: 'access', reply };
}

/** The request as its person sees it. */
function mine({ say }: CommandContext, request: AccessRequest, text: Text) {
  const isOpen = request.state === 'open';
  const buttons: readonly Button[] = isOpen
    ? [{ kind: 'run', label: say.access.withdraw, command: 'access', input: 'withdraw', danger: true }]
    : [];
  const facts = say.access.mine(request);
  const footnote = say.access.endsAfter;
  return { text, card: { title: say.access.title, tone: 'neutral', body: text, facts, buttons, footnote } as const };
}

async function withdraw(context: CommandContext): Promise<Outcome> {
  const { say } = context;
  const effects = await withdrawn(context);
  const latest = effects ? undefined : await context.stores.access.latest(context.invocation.from);
  const left = latest?.state === 'deciding' ? say.access.waits(latest) : say.access.noneToWithdraw;
  // Of a press that is run again, the first run has withdrawn it.
  const isDone = effects !== undefined || (context.again && latest?.state === 'withdrawn');
  const text = isDone ? say.access.withdrawn : left;
  const told = inPlace(context, {
    visibleTo: 'caller',
    text,
    card: { title: say.access.title, tone: 'done', body: text },
  });
  const again = isDone && latest ? await settledCardsOf(context, latest) : [];
  return { effects: [...told.effects, ...(effects ?? again)] };
}

/** Takes an open request of this person back, and says so on the administrators' cards; undefined where there is none. */
export async function withdrawn(
  context: Pick<CommandContext, 'stores' | 'invocation' | 'clock'>,
): Promise<readonly Effect[] | undefined> {
  const request = await context.stores.access.withdraw(context.invocation.from, context.clock());
  return request && settledCardsOf(context, request);
}

async function settledCardsOf({ stores }: Pick<CommandContext, 'stores'>, request: AccessRequest) {
  return settledCards(request, await stores.access.takeCards(request.id));
}

/** From the message that says that there is an account now: it goes on where it was asked for. */
async function signIn(context: CommandContext): Promise<Outcome> {
  const { say, link, stores, invocation } = context;
  if (link) return privately(context, { text: say.access.connectedAlready(link.account.email) });
  const latest = await stores.access.latest(invocation.from);
  const prompt = { title: say.connectTitle, why: say.access.signInNow, resumes: true };
  const reply = signInPrompt(latest?.origin ?? invocation, say, prompt);
  return { effects: [{ do: 'post', key: 'answer', to: invocation.at, reply }] };
}

/** Until when whoever was declined has to wait; undefined where they need not. */
function declinedUntil({ now }: CommandContext, latest: AccessRequest | undefined): Date | undefined {
  if (latest?.state !== 'declined' || !latest.settledAt) return undefined;
  const until = new Date(latest.settledAt.getTime() + declinedMilliseconds);
  return until > now ? until : undefined;
}

/** As our own button carries it. */
function originIn(value: string | boolean | undefined): SignInOrigin | undefined {
  return typeof value === 'string' ? (JSON.parse(value) as SignInOrigin) : undefined;
}

function refused(why: { readonly rule: string; readonly whoCanChange: string }): UserError {
  return new UserError({ code: 'not_allowed', verb: 'access.ask', ...why });
}
