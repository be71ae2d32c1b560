import { type Matched, matchName } from '../../name-match.ts';
import type { Card, RunButton } from '../../reply.ts';
import type { Sentences } from '../../sentences/index.ts';
import type { Contact, UcaasSession } from '../../ucaas.ts';

/** The most that the service lists at once; where there are more, it searches by itself as well. */
const mostListed = 200;
/** Buttons of one question: Teams shows six. */
export const mostChoices = 5;

/** How our buttons name somebody or something: by an id, which only finds what is the person's to see. */
export function byId(id: string): string {
  return `#${id}`;
}

export function idIn(text: string): string | undefined {
  return /^#([\w-]{1,64})$/.exec(text)?.[1];
}

function namesOf({ name, email }: Contact): readonly (string | undefined)[] {
  return [name, email];
}

/** Whom somebody means by what was typed: a name or a part of it, an email, or the id that one of our buttons gave. */
export async function findContact(session: UcaasSession, wanted: string): Promise<Matched<Contact>> {
  const id = idIn(wanted);
  return id === undefined ? look(session, wanted) : only(await session.contact(id));
}

/** The same for several, who are looked for in one list. */
export async function findContacts(
  session: UcaasSession,
  wanted: readonly string[],
): Promise<readonly Matched<Contact>[]> {
  const all = await session.contacts();
  return Promise.all(
    wanted.map(async (one) => {
      const id = idIn(one);
      const known = all.find(({ contactId }) => contactId === id);
      return id === undefined ? look(session, one, all) : only(known ?? (await session.contact(id)));
    }),
  );
}

async function look(session: UcaasSession, wanted: string, listed?: readonly Contact[]): Promise<Matched<Contact>> {
  return matchName(wanted, await contactsFor(session, wanted, listed ?? (await session.contacts())), namesOf);
}

/** Those that were listed, and where there are more, what the service finds by itself. */
export async function contactsFor(
  session: UcaasSession,
  wanted: string,
  listed: readonly Contact[],
): Promise<readonly Contact[]> {
  if (listed.length < mostListed) return listed;
  const both = [...listed, ...(await session.contacts(wanted))].map((contact) => [contact.contactId, contact] as const);
  return [...new Map(both).values()];
}

export function only<Item>(item: Item | undefined): Matched<Item> {
  return item === undefined ? { by: undefined, found: [] } : { by: 'exact', found: [item] };
}

/** The one that is meant beyond doubt: a typo is asked about before anything is done. */
export function sure<Item>({ by, found }: Matched<Item>): Item | undefined {
  return found.length === 1 && by !== 'near' ? found[0] : undefined;
}

/** “Which one?”, with a button for each, which goes on where the name stood. */
export function whichCard<Item>(
  say: Sentences,
  { wanted, by, found }: Matched<Item> & { readonly wanted: string },
  one: (item: Item) => Pick<RunButton, 'label' | 'command' | 'input' | 'values'>,
): { readonly text: Card['body'] & {}; readonly card: Card } {
  const text = say.whichOne(wanted, found.length, by === 'near', found.length > mostChoices);
  const buttons = found
    .slice(0, mostChoices)
    .map((item): RunButton => ({ kind: 'run', once: true, answers: 'which', ...one(item) }));
  return { text, card: { title: say.whichOneTitle, tone: 'warning', body: text, buttons } };
}
