import type { CommandContext } from '../../../command.ts';
import type { Effect, Outcome } from '../../../effect.ts';
import { UserError } from '../../../errors.ts';
import { cut } from '../../../plain.ts';
import type { RunButton, Text } from '../../../reply.ts';
import type { AccessRequest } from '../../../stores.ts';
import type { User } from '../../../ucaas.ts';
import { requestReply, sayTo, settledCards } from '../../access/cards.ts';
import { isUndecided } from '../../access/offer.ts';
import { inPlace, privately } from '../../answer.ts';
import { noted } from '../noted.ts';
import type { Office } from '../office.ts';
import { orRefusal, Refused } from '../refusal.ts';
import { homeKey, isSameUser, type NewUser, newUserIn, splitName } from '../users/form.ts';
import { deciderOf, overtaken } from './decline.ts';

/** What was interrupted is offered for a day. */
const offeredMilliseconds = 24 * 60 * 60_000;

/** What came of making an account: it is there, or why it is not. */
type Made =
  | { readonly outcome: 'made' | 'had'; readonly user: User; readonly why?: undefined }
  | { readonly why: Text; readonly outcome?: undefined };

/**
 * Gives access: by the administrator's own right, the service makes the account. The request is claimed before, so that of two
 * administrators one makes it, and a run after a crash finds what an earlier one has made.
 */
export async function approve(
  context: CommandContext,
  office: Office,
  request: AccessRequest,
  isChanged: boolean,
): Promise<Outcome> {
  const { values, button, stores, clock } = context;
  const by = deciderOf(context);
  const given = isChanged ? values && { ...button?.values, ...values } : asAsked(context, office, request);
  const wish = given && newUserIn(given, office.homes);
  if (!wish) return isUndecided(request) ? fillIn(context, office, request) : overtaken(context, request);
  const claimed = await stores.access.claim(by, request.id, clock());
  if (!claimed) {
    const isMine = await stores.access.isSettledBy(request.id, by.claim);
    const settled = isMine && (await stores.access.find(by.identity, request.id));
    return settled && settled.state === 'approved' ? told(context, settled) : overtaken(context, request);
  }
  const made = await make(context, office, claimed, wish);
  if (made.why) {
    await stores.access.release(claimed.id, by.claim);
    return privately(context, again(context, office, claimed, given, made.why));
  }
  const { outcome, user } = made;
  const link = outcome === 'made' ? await linkAtOnce(context, user, wish) : undefined;
  const approved = await stores.access.approve(
    by,
    claimed.id,
    { outcome: link ? 'linked' : outcome, email: user.email, link },
    clock(),
  );
  const added = {
    action: 'user.add',
    on: { kind: 'user', id: user.userId },
    after: { role: wish.role, customer: wish.customerId, welcomed: true },
  } as const;
  const done = approved
    ? await told(context, approved)
    : privately(context, { text: context.say.access.orphaned(user.email) });
  return outcome === 'made' ? noted(done, added) : done;
}

/** What was asked for, at the customer of the workspace, or at the only one; where that is not clear, it has to be said. */
function asAsked({ link }: CommandContext, { homes }: Office, { name, email }: AccessRequest) {
  const bound = link?.workspace.customer?.customerId;
  const home =
    homes.length === 1 ? homes[0] : homes.find((one) => one.customerId !== undefined && one.customerId === bound);
  return home && { ...splitName(name), email, customer: homeKey(home) };
}

/** Where somebody has several customers, or was not connected as the card was made, the form is known only now. */
function fillIn(context: CommandContext, { homes }: Office, request: AccessRequest): Outcome {
  const { say } = context;
  return inPlace(
    context,
    requestReply(say, request, { homes, told: say.access.chooseCustomer(request), mustFillIn: true }),
  );
}

/** The form again, with what was typed, and why it did not do. */
function again(
  { say }: CommandContext,
  { homes }: Office,
  request: AccessRequest,
  values: Readonly<Record<string, string | boolean>>,
  why: Text,
) {
  return requestReply(say, request, { homes, values, told: why, isWrong: true });
}

async function make(
  context: CommandContext,
  { session }: Office,
  claimed: AccessRequest,
  wish: NewUser,
): Promise<Made> {
  const { say, stores, reference } = context;
  const called = async (email: string) =>
    (await session.findUsers(email)).find((user) => user.email.toLowerCase() === email.toLowerCase());
  try {
    // Somebody who came to no end may have made it: with another address now, there would be two.
    const before = await called(claimed.tried ?? wish.email);
    if (before && claimed.tried) return { outcome: isSameUser(before, wish) ? 'made' : 'had', user: before };
    if (before) return exists(say, claimed, before);
    await stores.access.tries(claimed.id, reference, wish.email);
    const added = await orRefusal(session.addUser(wish));
    if (added instanceof Refused) return { why: say.lists.refused(added.said) };
    if (added) return { outcome: 'made', user: added };
    const taken = await called(wish.email);
    return taken ? exists(say, claimed, taken) : { why: say.access.takenElsewhere(wish.email) };
  } catch (error) {
    // Nothing was made by a right that has ended; it goes on once the administrator has signed in, if nobody else was faster.
    if (error instanceof UserError) await stores.access.release(claimed.id, reference);
    throw error;
  }
}

/** Only the address that the person gave is theirs; another one may be a slip of the administrator's. */
function exists({ access }: CommandContext['say'], { email }: AccessRequest, user: User): Made {
  if (user.suspended) return { why: access.suspended(user) };
  return user.email.toLowerCase() === email ? { outcome: 'had', user } : { why: access.takenByAnother(user.email) };
}

/** Where the server of the workspace acts for people, whoever got an account needs not sign in to be known. */
async function linkAtOnce({ stores, invocation, secrets }: CommandContext, user: User, { customerId }: NewUser) {
  const settings = await stores.workspaces.find(invocation.from);
  const home = user.customerId ?? customerId;
  if (settings?.tokenMode !== 'on_behalf' || !settings.server || settings.customer?.customerId !== home)
    return undefined;
  const { userId, email, name, role } = user;
  return { id: secrets.id(), account: { userId, customerId: home, email, name, role } };
}

/** The administrator, all cards, and the person. */
async function told(context: CommandContext, request: AccessRequest): Promise<Outcome> {
  const { say, stores, clock } = context;
  const { id, person, name, origin, outcome = 'made' } = request;
  const theirs = sayTo(person, origin.locale);
  const text = theirs.access.told(request, outcome);
  const since = new Date(clock().getTime() - offeredMilliseconds);
  const isLinked = outcome === 'linked';
  const waiting = isLinked ? await stores.invocations.waiting(person, origin.conversation, since) : [];
  const buttons: readonly RunButton[] = isLinked
    ? waiting.slice(0, 3).map((one) => ({
        ...{ kind: 'run', label: theirs.run(cut(one.invocation.text.trim(), 40)), command: 'help' },
        ...{ repeats: one.id, once: true },
      }))
    : [{ kind: 'run', label: theirs.signIn, command: 'access', input: 'sign-in', primary: true }];
  const dm: Effect = {
    ...{ do: 'direct', key: `access told ${id}`, person, name, about: 'access' },
    reply: {
      visibleTo: 'caller',
      text,
      card: { title: theirs.access.toldTitle, tone: 'done', body: text, buttons },
    },
  };
  const answer = privately(context, { text: say.access.done(request) });
  const cards = settledCards(request, await stores.access.takeCards(id));
  return noted(
    { effects: [...answer.effects, ...cards, dm], abandons: waiting.map((one) => one.id) },
    { action: 'access.approve', on: { kind: 'request', id } },
  );
}
