import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import type { RunButton, Text } from '../../../reply.ts';
import type { User } from '../../../ucaas.ts';
import { privately } from '../../answer.ts';
import { byId } from '../../contacts/find.ts';
import { noted } from '../noted.ts';
import { homeOf, type Office, whyToStay } from '../office.ts';
import { orRefusal, Refused } from '../refusal.ts';
import { askAbout, pressUsers, userCard } from './cards.ts';
import { changesIn } from './form.ts';
import type { UserTask } from './line.ts';

/** `admin users edit`: shows the user, whose form is behind Change; filled in, it changes what was changed in it. */
export async function editUser(context: CommandContext, office: Office, user: User): Promise<Outcome> {
  const { say, values, button } = context;
  if (!values) return privately(context, userCard(say, office, user));
  const home = homeOf(office, user);
  const changes = changesIn(values, button?.values ?? {}, home);
  const warn = (why: Text) => {
    const said = userCard(say, office, user, why, 'warning');
    // What was typed stands in the form again.
    const [change, ...rest] = said.card.buttons as readonly RunButton[];
    const kept = { ...change, values: { ...button?.values, ...values } } as RunButton;
    return privately(context, { ...said, card: { ...said.card, buttons: [kept, ...rest] } });
  };
  if (Object.keys(changes).length === 0) return privately(context, userCard(say, office, user, say.lists.unchanged));
  if (changes.role !== undefined && changes.role !== user.role) {
    const why = await whyToStay(office, user);
    if (why) return warn(say.users.mustStay[why]);
  }
  if (changes.role === undefined && home === undefined && values.administers !== button?.values?.administers) {
    return warn(say.users.roleElsewhere);
  }
  const isFree = await orRefusal(office.session.changeUser(user.userId, changes));
  if (isFree instanceof Refused) return warn(say.lists.refused(isFree.said));
  if (!isFree) return warn(say.users.emailTaken(changes.email ?? user.email));
  const changed = (await office.session.user(user.userId)) ?? user;
  const { role, ...others } = changes;
  return noted(privately(context, userCard(say, office, changed, say.users.changed)), {
    action: 'user.change',
    on: { kind: 'user', id: user.userId },
    before: role === undefined ? undefined : { role: user.role },
    after: { role, fields: Object.keys(others) },
  });
}

/** `admin users suspend`, `activate`: whoever is suspended cannot sign in, and loses nothing. */
export async function setSuspended(
  context: CommandContext,
  office: Office,
  user: User,
  { task, answer }: UserTask,
): Promise<Outcome> {
  const { say } = context;
  const isSuspended = task === 'suspend';
  if (answer === 'no') return privately(context, userCard(say, office, user, say.lists.leftAlone));
  // An earlier try, which did not come to an end, may have done it.
  if (user.suspended === isSuspended && !(context.again && answer === 'yes')) {
    return privately(context, userCard(say, office, user, say.users.isAlready(isSuspended)));
  }
  if (isSuspended) {
    const why = await whyToStay(office, user);
    if (why) return privately(context, userCard(say, office, user, say.users.mustStay[why], 'warning'));
    if (answer !== 'yes') {
      const question = { task, question: say.users.suspendQuestion(user), yes: say.users.suspend, danger: true };
      return privately(context, askAbout(say, office, user, question));
    }
  }
  const done = await orRefusal(office.session.setSuspended(user.userId, isSuspended));
  if (done instanceof Refused) {
    return privately(context, userCard(say, office, user, say.lists.refused(done.said), 'warning'));
  }
  const text = isSuspended ? say.users.suspended(user) : say.users.activated(user);
  return noted(privately(context, userCard(say, office, { ...user, suspended: isSuspended }, text)), {
    action: isSuspended ? 'user.suspend' : 'user.activate',
    on: { kind: 'user', id: user.userId },
    before: { suspended: !isSuspended },
    after: { suspended: isSuspended },
  });
}

/** `admin users remove`: for good, so that suspending is offered in its place. */
export async function removeUser(
  context: CommandContext,
  office: Office,
  user: User,
  { task, answer }: UserTask,
): Promise<Outcome> {
  const { say } = context;
  if (answer === 'no') return privately(context, userCard(say, office, user, say.lists.leftAlone));
  const why = await whyToStay(office, user);
  if (why) return privately(context, userCard(say, office, user, say.users.mustStay[why], 'warning'));
  if (answer !== 'yes') {
    const suspend = pressUsers(say.users.suspendInstead, `suspend ${byId(user.userId)} yes`, { once: true });
    const instead = user.suspended ? [] : [suspend];
    const question = {
      task,
      question: say.users.removeQuestion(user),
      yes: say.users.removeYes,
      danger: true,
      instead,
    };
    return privately(context, askAbout(say, office, user, question));
  }
  const done = await orRefusal(office.session.removeUser(user.userId));
  if (done instanceof Refused) {
    return privately(context, userCard(say, office, user, say.lists.refused(done.said), 'warning'));
  }
  const text = say.users.removed(user);
  return noted(privately(context, { text, card: { title: say.users.title(user), tone: 'done', body: text } }), {
    action: 'user.remove',
    on: { kind: 'user', id: user.userId },
    before: { role: user.role, suspended: user.suspended, customer: user.customerId },
  });
}

/** `admin users reset`: a mail of the service, so that no password passes through a chat. */
export async function resetPassword(
  context: CommandContext,
  office: Office,
  user: User,
  { task, answer }: UserTask,
): Promise<Outcome> {
  const { say } = context;
  if (answer === 'no') return privately(context, userCard(say, office, user, say.lists.leftAlone));
  if (answer !== 'yes') {
    const question = { task, question: say.users.resetQuestion(user), yes: say.users.resetYes };
    return privately(context, askAbout(say, office, user, question));
  }
  await context.service.mailPasswordReset(user.email);
  return noted(privately(context, userCard(say, office, user, say.users.resetSent(user))), {
    action: 'user.reset',
    on: { kind: 'user', id: user.userId },
  });
}
