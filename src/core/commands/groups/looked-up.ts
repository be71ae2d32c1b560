import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { type Matched, matchName, suggestedNames } from '../../name-match.ts';
import type { Contact, UcaasSession } from '../../ucaas.ts';
import { privately } from '../answer.ts';
import { findContacts, idIn, only, sure } from '../contacts/find.ts';
import { namesIn } from './line.ts';

/** Names that one line takes. */
const mostNames = 50;

/** Whom a name in a line means. */
export interface LookedUp {
  readonly wanted: string;
  /** Of those whom the person can change. */
  readonly matched: Matched<Contact>;
  /** A contact whom a colleague alone can change, where nobody else is meant. */
  readonly foreign?: Contact;
}

/** Contacts as they are named in a line. */
interface NamedInLine {
  /** Who, as it was typed. */
  readonly list: string;
  /** Among whom they are; absent: all contacts. */
  readonly members?: readonly Contact[];
  readonly example: string;
}

/** Whom everybody means who is named and mentioned, one by one; or what is told where nobody is, or too many are. */
export async function lookUp(
  context: CommandContext,
  session: UcaasSession,
  { list, members, example }: NamedInLine,
): Promise<{ readonly all: readonly LookedUp[] } | { readonly told: Outcome }> {
  const { say } = context;
  const known = members ?? (await session.contacts());
  const names = [
    ...namesIn(
      list,
      known.map(({ name }) => name),
    ),
    ...(await mentionedNames(context)),
  ];
  if (names.length === 0) return { told: privately(context, { text: say.whichGroupMissing(example) }) };
  if (names.length > mostNames) return { told: privately(context, { text: say.tooManyNames(mostNames) }) };
  const matches = members ? names.map((name) => among(members, name)) : await findContacts(session, names);
  return { all: names.map((wanted, index) => foundBy(wanted, matches[index] ?? only<Contact>(undefined), known)) };
}

/** Those who are meant beyond doubt, each once. */
export function sureOf(all: readonly LookedUp[]): readonly Contact[] {
  const known = all.flatMap(({ matched }) => sure(matched) ?? []);
  return [...new Map(known.map((one) => [one.contactId, one])).values()];
}

/** Of whom it has to be asked who is meant. */
export function doubtfulOf(all: readonly LookedUp[]): readonly LookedUp[] {
  return all.filter(({ matched }) => matched.found.length > 0 && sure(matched) === undefined);
}

/** Names that nobody has. */
export function missingOf(all: readonly LookedUp[]): readonly string[] {
  return all.filter(({ matched, foreign }) => matched.found.length === 0 && !foreign).map(({ wanted }) => wanted);
}

/** What a colleague is called who is meant by a name that no contact has; undefined: that is nobody's, or of several. */
export async function colleagueOf({ chat, invocation }: CommandContext, wanted: string): Promise<string | undefined> {
  if (idIn(wanted) !== undefined) return undefined;
  const named = await chat.named?.(invocation.from, wanted.replace(/^@/u, ''), 2);
  return named && sure(named)?.name;
}

function foundBy(wanted: string, { by, found }: Matched<Contact>, known: readonly Contact[]): LookedUp {
  const mine = found.filter((one) => one.mine);
  if (mine.length > 0) return { wanted, matched: { by, found: mine } };
  const [foreign] = found;
  if (foreign) return { wanted, matched: only<Contact>(undefined), foreign };
  const alike = idIn(wanted) === undefined ? suggestedNames(wanted, known, ({ name }) => [name]) : [];
  return { wanted, matched: { by: 'near', found: alike.filter((one) => one.mine) } };
}

function among(members: readonly Contact[], wanted: string): Matched<Contact> {
  const id = idIn(wanted);
  if (id !== undefined) return only(members.find(({ contactId }) => contactId === id));
  return matchName(wanted, members, ({ name, email }) => [name, email]);
}

/** Whoever is mentioned is looked for by the email that the chat knows, or else by name. */
async function mentionedNames({ chat, invocation, arguments: given }: CommandContext): Promise<readonly string[]> {
  const persons = given.mentions.filter(({ kind }) => kind === 'person');
  if (persons.length === 0) return [];
  const found = await chat.people(invocation.at, persons);
  return Promise.all(found.map(async ({ identity, name }) => (await chat.profile(identity)).email ?? name));
}
