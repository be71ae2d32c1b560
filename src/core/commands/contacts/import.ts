import type { Address } from '../../address.ts';
import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { DeliveryError, ServiceError } from '../../errors.ts';
import { type Mention, sameIdentity } from '../../invocation.ts';
import type { MentionedPerson } from '../../ports.ts';
import type { RunButton } from '../../reply.ts';
import { someAtOnce } from '../../some-at-once.ts';
import type { UcaasSession } from '../../ucaas.ts';
import { privately } from '../answer.ts';
import { emailIn, nameIn } from './wish.ts';

/** The most people that one import looks at. */
const mostPeople = 100;
/** So many are asked about, or added, at the same time. */
const atOnce = 5;

/** Where people are imported from, as the button keeps it: pressed, it may well stand in another place. */
interface Source {
  readonly at: Address;
  readonly of: Mention | undefined;
}

/** Whom an import concerns. Names alone of those who cannot be added. */
export interface Sorted {
  readonly fresh: readonly { readonly name: string; readonly email: string }[];
  /** In the contacts already. */
  readonly known: readonly string[];
  readonly withoutEmail: readonly string[];
  /** Too many to be looked at. */
  readonly left: number;
}

/** What came of adding them. */
export interface Imported {
  readonly added: number;
  readonly known: number;
  readonly withoutEmail: number;
  /** Whom the service did not take. */
  readonly refused: readonly string[];
}

/** `contacts import [@group | #channel]`: says whom it would add; the press of its button does it. */
export async function importContacts(context: CommandContext): Promise<Outcome> {
  const { button, say, invocation, chat, arguments: given } = context;
  const pressed = button?.values && sourceIn(button.values);
  const source = pressed ?? { at: invocation.at, of: given.mentions.find(({ kind }) => kind !== 'person') };
  if (!pressed && !source.of && invocation.kind === 'direct') return privately(context, { text: say.importDirect });
  const members = await chat.members?.(source.at, source.of, mostPeople);
  if (!members) return privately(context, { text: say.importUnseen });
  const session = context.ucaas('address_book');
  const sorted = await sort(context, session, members.people, members.total);
  if (pressed) return privately(context, { text: say.imported(await add(session, sorted)) });
  const text = say.importText(sorted);
  const buttons: readonly RunButton[] =
    sorted.fresh.length === 0
      ? []
      : [
          {
            kind: 'run',
            label: say.importNow(sorted.fresh.length),
            command: 'contacts',
            input: 'import',
            values: { at: source.at, of: source.of ? JSON.stringify(source.of) : '' },
            primary: true,
            once: true,
            answers: 'yes',
          },
        ];
  return privately(context, {
    text,
    card: { title: say.importTitle, tone: 'neutral', body: text, facts: say.importFacts(sorted), buttons },
  });
}

/** `contacts add @Bob @Chen`: the people who are mentioned, by what the chat knows of them. */
export async function addPeople(context: CommandContext, people: readonly MentionedPerson[]): Promise<Outcome> {
  if (people.length === 0) return privately(context, { text: context.say.mentionedUnknown });
  const session = context.ucaas('address_book');
  const sorted = await sort(context, session, people, people.length);
  return privately(context, { text: context.say.imported(await add(session, sorted)) });
}

function sourceIn({ at, of }: NonNullable<RunButton['values']>): Source | undefined {
  if (typeof at !== 'string') return undefined;
  return { at: at as Address, of: of ? (JSON.parse(String(of)) as Mention) : undefined };
}

async function sort(
  { chat, invocation }: CommandContext,
  session: UcaasSession,
  people: readonly MentionedPerson[],
  total: number,
): Promise<Sorted> {
  const others = people.filter(({ identity }) => !sameIdentity(identity, invocation.from));
  const contacts = await session.contacts();
  const known = new Set(contacts.filter(({ mine }) => mine).map(({ email }) => email?.toLowerCase()));
  const found = await someAtOnce(atOnce, others, async ({ identity, name }) => ({
    name: nameIn(name),
    email: emailIn((await chat.profile(identity).catch(unreachable))?.email ?? ''),
  }));
  const named = [...new Map(found.map((one) => [one.email?.toLowerCase() ?? `#${one.name}`, one])).values()];
  return {
    fresh: named.flatMap(({ name, email }) => (email && !known.has(email.toLowerCase()) ? [{ name, email }] : [])),
    known: named.filter(({ email }) => email && known.has(email.toLowerCase())).map(({ name }) => name),
    withoutEmail: named.filter(({ email }) => !email).map(({ name }) => name),
    left: Math.max(0, total - people.length),
  };
}

/** Somebody whom the chat does not tell about has no address that is known. */
function unreachable(error: unknown): undefined {
  if (!(error instanceof DeliveryError)) throw error;
}

async function add(session: UcaasSession, { fresh, known, withoutEmail }: Sorted): Promise<Imported> {
  const became = await someAtOnce(atOnce, fresh, async ({ name, email }) => {
    try {
      return (await session.addContact({ name, email })) ? 'added' : 'known';
    } catch (error) {
      if (error instanceof ServiceError && error.kind === 'refused') return 'refused';
      throw error;
    }
  });
  const count = (what: string) => became.filter((one) => one === what).length;
  return {
    added: count('added'),
    known: known.length + count('known'),
    withoutEmail: withoutEmail.length,
    refused: fresh.filter((_one, index) => became[index] === 'refused').map(({ name }) => name),
  };
}
