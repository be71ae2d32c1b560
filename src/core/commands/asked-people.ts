import type { CommandContext } from '../command.ts';
import type { Effect } from '../effect.ts';
import { UserError } from '../errors.ts';
import { liveReply } from '../live/card.ts';
import type { Life } from '../live/life.ts';
import type { MentionedPerson } from '../ports.ts';
import { isQuiet } from '../reminders/quiet.ts';
import type { Person } from '../reply.ts';
import type { CalledOften } from './called-often.ts';

/** The most people that one command calls. */
export const mostPeople = 20;

/** Who is called by a command, and who is not. */
export interface AskedPeople {
  readonly people: readonly Person[];
  /** Of them, those who take no calls now: they are invited, but nothing rings. */
  readonly quiet: readonly Person[];
  /** Of them, those whom others have called too often: the same. */
  readonly often?: CalledOften;
  /** What was mentioned and is nobody: channels, and groups whose people cannot be seen. */
  readonly others: readonly string[];
  readonly missing: readonly string[];
  /** How many more there are of whom no name is known: bots and people of other organisations, as a form may offer them. */
  readonly unnamed?: number;
}

/** Those who are mentioned. Throws `too_many_people`. */
export async function askedPeople(context: CommandContext): Promise<AskedPeople> {
  const { arguments: given, chat, invocation } = context;
  const mentioned = given.mentions.filter(({ kind }) => kind === 'person');
  const { people: grouped, others } = await groupsOf(context);
  if (mentioned.length > mostPeople) throw new UserError({ code: 'too_many_people', most: mostPeople });
  if (mentioned.length === 0 && grouped.length === 0) return { people: [], quiet: [], others, missing: [] };
  const found = [...(mentioned.length > 0 ? await chat.people(invocation.at, mentioned) : []), ...grouped];
  const byPerson = new Map(found.map(({ identity, name }) => [identity.userId, { person: identity, name }]));
  byPerson.delete(invocation.from.userId);
  const known = new Set(found.map(({ mentionId }) => mentionId));
  const unknown = mentioned.filter(({ id }) => !known.has(id));
  // In a form people are chosen by their names, and nobody knows their ids.
  const missing = unknown.flatMap(({ name, id }) => name ?? (context.values ? [] : [id]));
  const people = [...byPerson.values()];
  if (people.length > mostPeople) throw new UserError({ code: 'too_many_people', most: mostPeople });
  const quiet = await quietOf(context, people);
  return { people, quiet, others, missing, unnamed: unknown.length - missing.length };
}

/** Everybody in the groups that are mentioned, and what is no group whose people can be seen. Throws `too_many_people`. */
async function groupsOf({ arguments: given, chat, invocation }: CommandContext): Promise<{
  readonly people: readonly MentionedPerson[];
  readonly others: readonly string[];
}> {
  const people: MentionedPerson[] = [];
  const others: string[] = [];
  for (const mention of given.mentions.filter(({ kind }) => kind !== 'person')) {
    const members = mention.kind === 'group' ? await chat.members?.(invocation.at, mention, mostPeople + 1) : undefined;
    if (members && members.total > mostPeople + 1) throw new UserError({ code: 'too_many_people', most: mostPeople });
    if (members) people.push(...members.people);
    else others.push(mention.name ?? mention.id);
  }
  return { people, others };
}

/** Those who take no calls, or have quiet hours by their own clock, as it was set or heard. */
export async function quietOf<One extends Person>(
  { stores, clock }: CommandContext,
  people: readonly One[],
): Promise<readonly One[]> {
  const preferences = await Promise.all(people.map(({ person }) => stores.preferences.find(person)));
  return people.filter((_person, index) => {
    const { quiet, timeZone, heard, callsOff } = preferences[index] ?? {};
    if (callsOff) return true;
    const zone = timeZone ?? heard?.timeZone;
    return zone !== undefined && isQuiet(quiet, zone, clock());
  });
}

/** Whom it rings for, of those who are asked. */
export function isCalled({ quiet, often }: Pick<AskedPeople, 'quiet' | 'often'>): (one: Person) => boolean {
  return (one) => !quiet.includes(one) && often?.people.includes(one) !== true;
}

/** The card of the meeting for each of them, and what is said of those who get none. */
export function callEffects(context: CommandContext, life: Life, asked: AskedPeople): readonly Effect[] {
  const { say, invocation, stores } = context;
  const meetingId = life.meeting.id;
  const calls = asked.people.filter(isCalled(asked)).map(
    ({ person, name }): Effect => ({
      do: 'direct',
      key: `invite ${person.userId}`,
      ...{ person, name, meetingId },
      reply: liveReply(life, person, context),
    }),
  );
  const notes = [
    ...(asked.others.length > 0 ? say.onlyPeople(asked.others) : []),
    ...(asked.missing.length > 0 ? say.unreached(asked.missing) : []),
    ...(asked.unnamed ? say.calling.cannotBeCalled(asked.unnamed) : []),
    ...(asked.quiet.length > 0 ? say.calling.areQuiet(asked.quiet.map(({ name }) => name)) : []),
    ...(asked.often ? say.calling.wereCalledOften(asked.often, stores.callLimits.most) : []),
  ];
  if (notes.length === 0) return calls;
  const reply = { visibleTo: 'caller', text: notes } as const;
  return [...calls, { do: 'post', key: 'not invited', to: invocation.at, reply }];
}
