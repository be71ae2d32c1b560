import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import type { User } from '../../../ucaas.ts';
import { privately } from '../../answer.ts';
import { emailIn } from '../../contacts/wish.ts';
import { noted } from '../noted.ts';
import { type Home, homeNamed, type Office } from '../office.ts';
import { orRefusal, Refused } from '../refusal.ts';
import { addCard, userCard } from './cards.ts';
import { homeKey, isSameUser, type NewUser, newUserIn, splitName, typedValues } from './form.ts';
import type { UserTask } from './line.ts';

/** `admin users add`: by a form, or in one line, which is asked about before anything is done. */
export async function addUser(context: CommandContext, office: Office, { what, answer }: UserTask): Promise<Outcome> {
  const { say, values, button } = context;
  if (answer === 'no') return privately(context, { text: say.users.notAdded });
  const given = values ? { ...button?.values, ...values } : answer === 'yes' ? button?.values : undefined;
  if (given) {
    const wish = newUserIn(given, office.homes);
    // What the form shows is among what there is, unless that has changed since.
    return wish ? add(context, office, given, wish) : privately(context, addCard(say, office, given, undefined));
  }
  const { values: typed, emails } = await wishedFor(context, what);
  if (emails.length > 1) return privately(context, { text: say.users.oneAtATime });
  const [email = ''] = emails;
  if (email !== '' && emailIn(email) === undefined) return privately(context, { text: say.noEmail(email) });
  const home = usualHome(context, office);
  if (home === 'unknown') return privately(context, { text: say.users.customerUnknown(wantedCustomer(context)) });
  const shown = { ...typed, customer: home ? homeKey(home) : '', welcome: true };
  return privately(context, addCard(say, office, shown, newUserIn(shown, home ? [home] : [])));
}

/** Whoever is mentioned brings name and email along, as the chat knows them. */
async function wishedFor({ chat, invocation, arguments: given }: CommandContext, line: string) {
  const typed = typedValues(line);
  const mentions = given.mentions.filter(({ kind }) => kind === 'person');
  if (mentions.length === 0) return typed;
  const people = await chat.people(invocation.at, mentions);
  const emails = await Promise.all(people.map(async ({ identity }) => (await chat.profile(identity)).email ?? ''));
  const known = emails.filter((email) => email !== '');
  const name = splitName(people[0]?.name ?? '');
  return { values: { ...name, email: known[0] ?? '' }, emails: known.length > 0 ? known : typed.emails };
}

function wantedCustomer({ arguments: given }: CommandContext): string {
  return given.options.get('customer') ?? '';
}

/** The one that was named, or the only one. Undefined: it has to be chosen. */
function usualHome(context: CommandContext, office: Office): Home | 'unknown' | undefined {
  const wanted = wantedCustomer(context);
  if (wanted === '') return office.homes.length === 1 ? office.homes[0] : undefined;
  const { found } = homeNamed(office, wanted);
  return found.length === 1 ? found[0] : 'unknown';
}

async function add(
  context: CommandContext,
  office: Office,
  values: Readonly<Record<string, string | boolean>>,
  wish: NewUser,
): Promise<Outcome> {
  const { say } = context;
  const { session } = office;
  const again = (told: Parameters<typeof addCard>[4]) => privately(context, addCard(say, office, values, wish, told));
  const added = await orRefusal(session.addUser(wish));
  if (added instanceof Refused) return again(say.lists.refused(added.said));
  const done = (user: User) =>
    noted(privately(context, userCard(say, office, user, say.users.added(user, wish.isWelcomed))), {
      action: 'user.add',
      on: { kind: 'user', id: user.userId },
      after: { role: wish.role, customer: wish.customerId, welcomed: wish.isWelcomed },
    });
  if (added) return done(added);
  // An earlier try, which did not come to an end, may have added this very user.
  const there = context.again ? await sameUser(office, wish) : undefined;
  if (there) return done(there);
  return again(say.users.emailTaken(wish.email));
}

async function sameUser({ session }: Office, wish: NewUser): Promise<User | undefined> {
  const found = await session.findUsers(wish.email);
  return found.find((user) => isSameUser(user, wish));
}
