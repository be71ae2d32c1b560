import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import type { Mention } from '../../../invocation.ts';
import { type Matched, matchName } from '../../../name-match.ts';
import type { UcaasSession, User } from '../../../ucaas.ts';
import { privately } from '../../answer.ts';
import { idIn, only } from '../../contacts/find.ts';
import type { Office } from '../office.ts';
import { withOne } from '../which.ts';
import type { UserTask } from './line.ts';

/** Who is meant by what was typed: a name or a part of it, an email, a mention, or the id that one of our buttons gave. */
export async function findUser(context: CommandContext, { session }: Office, wanted: string): Promise<Matched<User>> {
  const id = idIn(wanted);
  if (id !== undefined) return only(await session.user(id));
  const [mention] = context.arguments.mentions.filter(({ kind }) => kind === 'person');
  if (mention) return findMentioned(context, session, mention);
  const found = await lookFor(session, wanted);
  const namesOf = ({ name, email }: User) => [name, email];
  const matched = matchName(wanted, found, namesOf);
  if (matched.found.length > 0) return matched;
  // A typo finds nothing at the service, which looks for letters as they are: whoever is on the first page may be near.
  return matchName(wanted, (await session.users(1)).users, namesOf);
}

/** The service looks for one run of letters in one field: the longest word of a name says most. */
async function lookFor(session: UcaasSession, wanted: string): Promise<readonly User[]> {
  const [longest = ''] = wanted.split(/\s+/u).sort((one, other) => other.length - one.length);
  return longest === '' ? [] : session.findUsers(longest);
}

/** Whoever is connected here is known by the account; else the email that the chat knows says who it is. */
async function findMentioned(context: CommandContext, session: UcaasSession, mention: Mention): Promise<Matched<User>> {
  const { chat, invocation, stores } = context;
  const [person] = await chat.people(invocation.at, [mention]);
  if (!person) return { by: undefined, found: [] };
  const link = await stores.links.find(person.identity);
  if (link) return only(await session.user(link.account.userId));
  const email = (await chat.profile(person.identity)).email?.toLowerCase();
  if (!email) return { by: undefined, found: [] };
  return only((await session.findUsers(email)).find((user) => user.email.toLowerCase() === email));
}

/**
 * Does it with the one user who is meant; asks where that is not clear. `line` is what stands before the id on the
 * buttons of that question, after `admin`; without it, the task of `admin users`.
 */
export async function withUser(
  context: CommandContext,
  office: Office,
  {
    task,
    what,
    line = `users ${task === 'find' ? 'show' : task}`,
  }: Pick<UserTask, 'task' | 'what'> & { line?: string },
  act: (user: User) => Promise<Outcome>,
): Promise<Outcome> {
  const { users } = context.say;
  const [mention] = context.arguments.mentions;
  const isMentioned = what === '' && mention !== undefined;
  if (what === '' && !isMentioned) return privately(context, { text: users.whoMissing(task) });
  const matched = await findUser(context, office, what);
  const wanted = isMentioned ? (mention.name ?? '') : what;
  const choice = (user: User) => ({ label: users.label(user), id: user.userId, line });
  return withOne(
    context,
    { matched, wanted, gone: users.gone, unknown: users.unknown(wanted, isMentioned), choice },
    act,
  );
}
