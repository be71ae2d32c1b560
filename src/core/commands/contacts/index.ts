import type { Verb } from '../../authorize.ts';
import type { Arguments, Command, CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { FormValues } from '../../invocation.ts';
import type { RunButton } from '../../reply.ts';
import type { Contact } from '../../ucaas.ts';
import { privately } from '../answer.ts';
import { asOption } from '../as-option.ts';
import { offered } from '../offered.ts';
import { addButton, chooseButton, contactCard, importButton, listCard } from './cards.ts';
import { readContactChange } from './edit-line.ts';
import { byId, findContact, findContacts, idIn, mostChoices, sure, whichCard } from './find.ts';
import { addPeople, importContacts } from './import.ts';
import { contactForm, emailIn, formErrors, formValues, formWish, typedWish } from './wish.ts';

/** What the first word does; whatever it is else only looks. */
const tasks = {
  add,
  edit,
  remove,
  share: (context: CommandContext, wanted: string) => share(context, wanted, true),
  unshare: (context: CommandContext, wanted: string) => share(context, wanted, false),
  import: importContacts,
} as const;
type Task = keyof typeof tasks;

const wishes: Readonly<Record<Task | 'see', string>> = {
  see: 'see your contacts',
  add: 'add a contact',
  edit: 'change a contact',
  remove: 'remove a contact',
  share: 'share a contact',
  unshare: 'stop sharing a contact',
  import: 'import contacts',
};

/** `contacts …`: the person's own address book at the meeting service, and what colleagues share. */
export const contacts: Command = {
  name: 'contacts',
  aliases: ['contact'],
  usage: '[name | add | edit | remove | share | unshare | import]',
  summary: 'See, find, add, change and share your contacts, or import those of a channel',
  examples: [
    'contacts',
    'contacts zoe',
    'contacts add Zoe Zander zoe@example.com',
    'contacts edit Zoe',
    'contacts edit Zoe email zoe@example.org',
    'contacts share Zoe',
    'contacts remove Zoe',
    'contacts import',
  ],
  options: [asOption],
  needs: (given): Verb => (taskOf(given).task ? 'contact.change' : 'contact.see'),
  wish: (given) => wishes[taskOf(given).task ?? 'see'],

  now({ arguments: given, values, button, say }) {
    const { task, rest } = taskOf(given);
    if (task !== 'add' && task !== 'edit') return undefined;
    if (values) {
      const errors = formErrors(say, values);
      return errors && { errors };
    }
    if (task === 'add') {
      const { name, emails } = typedWish(rest);
      if (emails.length > 0 || given.mentions.length > 0) return undefined;
      return { form: contactForm(say, button?.values ?? { name }) };
    }
    return button?.opensForm && button.values ? { form: contactForm(say, button.values, true) } : undefined;
  },

  run: (context) =>
    offered(async () => {
      const { task, rest } = taskOf(context.arguments);
      if (task) return tasks[task](context, rest);
      return rest === '' ? list(context) : find(context, rest);
    }),
};

function taskOf({ text }: Arguments): { readonly task: Task | undefined; readonly rest: string } {
  const word = text.split(' ', 1)[0] ?? '';
  const task = Object.hasOwn(tasks, word.toLowerCase()) ? (word.toLowerCase() as Task) : undefined;
  if (task) return { task, rest: text.slice(word.length).trim() };
  return { task, rest: /^list$/i.test(text) ? '' : text };
}

async function list(context: CommandContext): Promise<Outcome> {
  const { say, chat, invocation } = context;
  const all = await context.ucaas().contacts();
  const buttons = [addButton(say), ...(chat.members && invocation.kind !== 'direct' ? [importButton(say)] : [])];
  return privately(context, listCard(say, all, say.contactsText(all.length), buttons));
}

/** `search zoe`: what somebody who looks for a contact says first, unless one is called so. */
function withoutVerb(said: string): string {
  return said.replace(/^(?:search|find|show|see|get|look (?:for|up)|list)(?: for)?\s+(?=\S)/iu, '');
}

async function find(context: CommandContext, said: string): Promise<Outcome> {
  const { say } = context;
  const session = context.ucaas();
  const bare = withoutVerb(said);
  const [whole, other] = bare === said ? [] : await findContacts(session, [said, bare]);
  const wanted = whole?.by === 'exact' ? said : bare;
  const matched = (wanted === bare ? other : whole) ?? (await findContact(session, wanted));
  const one = sure(matched);
  if (one) return privately(context, contactCard(say, one));
  const { found, by } = matched;
  if (found.length === 0) return privately(context, { text: say.contactUnknown(wanted) });
  const buttons = found.length > mostChoices ? [] : found.map((contact) => chooseButton(say, contact));
  return privately(context, listCard(say, found, say.contactsFound(wanted, found.length, by === 'near'), buttons));
}

async function add(context: CommandContext, line: string): Promise<Outcome> {
  const { say, values, chat, invocation, arguments: given } = context;
  const persons = given.mentions.filter(({ kind }) => kind === 'person');
  const typed = typedWish(line);
  if (!values && typed.emails.length === 0 && persons.length > 0) {
    return addPeople(context, await chat.people(invocation.at, persons));
  }
  if (!values && typed.emails.length === 0) {
    const text = say.addContactHow(typed.name);
    const button = { ...addButton(say), values: { name: typed.name } };
    return privately(context, {
      text,
      card: { title: say.contactForm.title, tone: 'neutral', body: text, buttons: [button] },
    });
  }
  if (typed.emails.length > 1) return privately(context, { text: say.oneContactAtATime });
  const [only = ''] = typed.emails;
  const [mentioned] = persons;
  const wish = formWish(
    values ?? { name: typed.name || (mentioned?.name ?? ''), email: only, company: typed.company, shared: false },
  );
  if (!wish) {
    const text = only !== '' && emailIn(only) === undefined ? say.noEmail(only) : say.contactIncomplete;
    return privately(context, { text });
  }
  const session = context.ucaas('address_book');
  const added = await session.addContact({ ...wish, company: wish.company || undefined });
  if (added) return privately(context, contactCard(say, added, { text: say.contactAdded(added) }));
  const there = context.again ? (await session.contacts(wish.email)).find((one) => isThat(one, wish)) : undefined;
  // An earlier try, which did not come to an end, may have added it.
  if (there) return privately(context, contactCard(say, there, { text: say.contactAdded(there) }));
  return privately(context, { text: say.emailTaken(wish.email) });
}

function isThat(contact: Contact, { name, email }: { readonly name: string; readonly email: string }): boolean {
  return contact.mine && contact.name === name && contact.email?.toLowerCase() === email.toLowerCase();
}

async function edit(context: CommandContext, line: string): Promise<Outcome> {
  const { say, values } = context;
  if (values) return withOne(context, 'edit', line, (contact) => change(context, contact, values));
  const typed = readContactChange(line);
  // A name may have such a word in it.
  const isName = typed !== undefined && sure(await findContact(context.ucaas('address_book'), line)) !== undefined;
  if (!typed || isName)
    return withOne(context, 'edit', line, async (contact) =>
      privately(context, contactCard(say, contact, { text: say.editContactHow(contact), edits: true })),
    );
  const { email = '' } = typed.change;
  if (email !== '' && emailIn(email) === undefined) return privately(context, { text: say.noEmailToChange(email) });
  const filled = (contact: Contact) => ({ ...formValues(contact), ...typed.change });
  return withOne(context, 'edit', typed.wanted, (contact) => change(context, contact, filled(contact)), typed.rest);
}

async function change(context: CommandContext, contact: Contact, values: FormValues): Promise<Outcome> {
  const { say } = context;
  const wish = formWish(values);
  if (!wish) return privately(context, { text: say.contactIncomplete });
  const isFree = await context.ucaas('address_book').changeContact(contact.contactId, wish);
  if (!isFree) return privately(context, { text: say.emailTaken(wish.email) });
  const changed = { ...contact, ...wish, company: wish.company || undefined };
  return privately(context, contactCard(say, changed, { text: say.contactChanged }));
}

async function share(context: CommandContext, wanted: string, shared: boolean): Promise<Outcome> {
  const { say } = context;
  return withOne(context, shared ? 'share' : 'unshare', wanted, async (contact) => {
    await context.ucaas('address_book').shareContact(contact.contactId, shared);
    return privately(context, contactCard(say, { ...contact, shared }, { text: say.contactShared(contact, shared) }));
  });
}

async function remove(context: CommandContext, line: string): Promise<Outcome> {
  const { say } = context;
  const [, wanted = line, confirmed] = /^(#[\w-]+) (yes|no)$/.exec(line) ?? [];
  if (confirmed === 'no') return privately(context, { text: say.nothingRemoved });
  return withOne(context, 'remove', wanted, async (contact) => {
    if (confirmed === 'yes') {
      await context.ucaas('address_book').removeContact(contact.contactId);
      return privately(context, { text: say.contactRemoved(contact) });
    }
    const press = (label: string, answer: 'yes' | 'no'): RunButton => ({
      kind: 'run',
      label,
      command: 'contacts',
      input: `remove ${byId(contact.contactId)} ${answer}`,
      once: true,
      answers: answer,
    });
    const text = say.removeContactQuestion(contact);
    const buttons = [{ ...press(say.removeContactYes, 'yes'), danger: true }, press(say.keepIt, 'no')];
    return privately(context, {
      text,
      card: { title: say.removeContactTitle, tone: 'warning', body: text, facts: say.contactFacts(contact), buttons },
    });
  });
}

/** Does it with the one contact that is meant; asks where that is not clear. `rest`: what stands behind the name in the line. */
async function withOne(
  context: CommandContext,
  task: Task,
  wanted: string,
  act: (contact: Contact) => Promise<Outcome>,
  rest = '',
): Promise<Outcome> {
  const { say } = context;
  if (wanted === '') return privately(context, { text: say.whichContactMissing(task) });
  const matched = await findContact(context.ucaas('address_book'), wanted);
  const mine = matched.found.filter((contact) => contact.mine);
  const [first] = matched.found;
  if (!first) return privately(context, { text: idIn(wanted) ? say.contactGone : say.contactUnknown(wanted) });
  if (mine.length === 0) return privately(context, { text: say.contactForeign(first) });
  const one = sure({ ...matched, found: mine });
  if (one) return act(one);
  const which = whichCard(say, { ...matched, found: mine, wanted }, (contact) => ({
    label: say.contactLabel(contact),
    command: 'contacts',
    input: `${task} ${byId(contact.contactId)} ${rest}`.trim(),
  }));
  return privately(context, which);
}
