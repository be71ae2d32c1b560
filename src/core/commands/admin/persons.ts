import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { type Matched, matchName } from '../../name-match.ts';
import type { MentionedPerson } from '../../ports.ts';
import type { RunButton, Text } from '../../reply.ts';
import { idIn, only, sure } from '../contacts/find.ts';
import { withOne } from './which.ts';

/** So many of one name are looked for: a question has buttons for fewer, and says that there are more. */
const mostOfOneName = 6;

/** Somebody of the workspace, as far as a command needs to know. */
export type Person = Pick<MentionedPerson, 'identity' | 'name' | 'hints'>;

/** Names as people list them: `Bob, Chen and Dana`. */
export function namesIn(text: string): readonly string[] {
  const names = text.split(/[,;\n]|\s&\s|\band\b/iu).map((name) => name.trim().replace(/^@/u, ''));
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Those who are mentioned. */
export async function mentioned({ chat, invocation, arguments: given }: CommandContext): Promise<readonly Person[]> {
  const mentions = given.mentions.filter(({ kind }) => kind === 'person');
  return mentions.length === 0 ? [] : chat.people(invocation.at, mentions);
}

/**
 * Whom of the workspace is meant: by the id that one of our buttons gave (`#…`), by the id that a form gave, or by name, where the platform tells
 * whoever asks who is there.
 */
export async function personCalled(context: CommandContext, wanted: string): Promise<Matched<Person>> {
  const { chat, invocation } = context;
  const { from } = invocation;
  const userId = idIn(wanted);
  if (userId !== undefined) {
    const identity = { ...from, userId };
    return only({ identity, name: (await chat.profile(identity)).name });
  }
  if (/^(?:me|myself)$/iu.test(wanted)) return only(await self(context));
  if (!/\s/u.test(wanted)) {
    const [chosen] = await chat.people(invocation.at, [{ kind: 'person', id: wanted, start: 0, length: 0 }]);
    if (chosen) return only(chosen);
  }
  const named = await chat.named?.(from, wanted, mostOfOneName);
  if (named && named.found.length > 0) return named;
  const own = matchName(wanted, [await self(context)], ({ name }) => [name]);
  return own.by === 'near' ? { by: undefined, found: [] } : own;
}

async function self({ chat, invocation: { from } }: CommandContext): Promise<Person> {
  return { identity: from, name: (await chat.profile(from)).name };
}

/** Does it with the one who is meant; asks where several are called so, and says so where nobody is. `line` stands after `admin`. */
export function withPerson(
  context: CommandContext,
  {
    wanted,
    matched,
    line,
    values,
    unknown = context.say.persons.unknown([wanted]),
  }: {
    readonly wanted: string;
    readonly matched: Matched<Person>;
    readonly line: string;
    readonly values?: RunButton['values'];
    readonly unknown?: Text;
  },
  act: (person: Person) => Promise<Outcome>,
): Promise<Outcome> {
  const choice = (person: Person) => ({ label: personLabel(person), id: person.identity.userId, line, values });
  return withOne(context, { matched, wanted, gone: unknown, unknown, choice }, act);
}

/** As somebody stands on a button: two of one name can be told apart. */
export function personLabel({ name, hints: [hint] = [] }: Person): string {
  return hint === undefined ? name : `${name} (${hint})`;
}

/** Several, of whom each was named by itself. */
export interface PersonsCalled {
  readonly people: readonly Person[];
  /** Names that several have, or that are not quite theirs. */
  readonly unclear: readonly (Matched<Person> & { readonly wanted: string })[];
  readonly unknown: readonly string[];
}

/** Whom somebody means by several names, each for itself; whoever is mentioned as well is one of them. */
export async function personsCalled(context: CommandContext, wanted: readonly string[]): Promise<PersonsCalled> {
  const matches: (Matched<Person> & { readonly wanted: string })[] = [];
  for (const one of wanted) matches.push({ ...(await personCalled(context, one)), wanted: one });
  const all = [...(await mentioned(context)), ...matches.flatMap((match) => sure(match) ?? [])];
  return {
    people: [...new Map(all.map((person) => [person.identity.userId, person])).values()],
    unclear: matches.filter((match) => match.found.length > 0 && !sure(match)),
    unknown: matches.filter(({ found }) => found.length === 0).map((match) => match.wanted),
  };
}
