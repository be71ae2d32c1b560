import type { Imported, Sorted } from '../../commands/contacts/import.ts';
import { plainTitle } from '../../parse.ts';
import type { Fact, Text } from '../../reply.ts';
import type { Contact } from '../../ucaas.ts';
import { counted, list, shorten, type Typed } from './words.ts';

/** Names that are listed one by one. */
const mostNamed = 10;

/** About the address book. */
export const contacts = (typed: Typed) => ({
  contactsTitle: 'Your contacts',
  contactsText: (count: number): Text => {
    if (count === 0)
      return [
        'You have no contacts yet. Add one with ',
        typed('contacts add Zoe Zander zoe@example.com'),
        ', or everybody of a channel with ',
        typed('contacts import'),
        '.',
      ];
    const more = count > 20 ? ` These are the first 20, and ${count - 20} more: find them by name with ` : '';
    const all = count < 200 ? `You have ${counted(count, 'contact')}.` : 'You have 200 contacts or more.';
    return more ? [all, more, typed('contacts zoe'), '.'] : [all];
  },
  contactsFound: (wanted: string, count: number, near: boolean): Text => [
    near
      ? `Nobody in your contacts is called “${shown(wanted)}”. Did you mean ${count === 1 ? 'this one' : 'one of these'}?`
      : `${counted(count, 'contact')} match “${shown(wanted)}”${count > 20 ? `: these 20, and ${count - 20} more` : ''}.`,
  ],
  contactUnknown: (wanted: string): Text => [
    `Nobody in your contacts is called “${shown(wanted)}”. See them all with `,
    typed('contacts'),
    ', or add somebody: ',
    typed('contacts add Zoe Zander zoe@example.com'),
    '.',
  ],
  contactGone: ['That contact is gone: it was removed meanwhile.'] as Text,
  mentionedUnknown: [
    'I could not find whom you mentioned. Add somebody by name and email address instead: ',
    typed('contacts add Zoe Zander zoe@example.com'),
    '.',
  ] as Text,
  contactForeign: (contact: Contact): Text => [
    `${nameAndEmail(contact)} is a contact of a colleague, who shares it with you and alone can change it. Add one of your own: `,
    typed('contacts add Zoe Zander zoe@example.com'),
    '.',
  ],
  contactFact: (contact: Contact): Fact => ({ label: shown(contact.name), value: [details(contact)] }),
  contactTitle: (contact: Contact) => shown(contact.name),
  contactText: (contact: Contact): Text => [
    contact.mine
      ? `${shown(contact.name)} is one of your contacts.`
      : `A colleague shares ${shown(contact.name)} with you.`,
  ],
  contactFacts: ({ email, company, shared, mine }: Contact): readonly Fact[] => [
    { label: 'Email', value: [email ? shown(email) : 'None'] },
    ...(company ? [{ label: 'Company', value: [shown(company)] }] : []),
    ...(mine ? [{ label: 'Shared', value: [shared ? 'With all colleagues' : 'No: only you see it'] }] : []),
  ],
  contactLabel: nameAndEmail,
  changeContact: 'Change',
  shareContact: 'Share with colleagues',
  unshareContact: 'Stop sharing',
  removeContact: 'Remove',
  addContact: 'Add a contact',
  importContacts: 'Import from this channel',
  contactForm: {
    title: 'Add a contact',
    changeTitle: 'Change a contact',
    submit: 'Add',
    change: 'Save',
    name: 'Name',
    email: 'Email address',
    company: 'Company',
    shared: 'Colleagues see it, too',
    nameMissing: 'A contact needs a name.',
    emailWrong: 'That is not an email address. One looks like zoe@example.com.',
  },
  addContactHow: (name: string): Text => [
    name === '' ? 'Whom do you want to add?' : `What is the email address of ${shown(name)}?`,
    ' Press the button, or type it in one line: ',
    typed(name === '' ? 'contacts add Zoe Zander zoe@example.com' : `contacts add ${shown(name)} zoe@example.com`),
    '.',
  ],
  contactAdded: (contact: Contact): Text => [`Added ${nameAndEmail(contact)} to your contacts.`],
  editContactHow: (contact: Contact): Text => [
    `Press Change for a form with all that is known of ${nameAndEmail(contact)}, or type what is to be different: `,
    typed(`contacts edit ${shown(contact.name)} email zoe@example.org`),
    '.',
  ],
  noEmailToChange: (wrong: string): Text => [
    `“${shown(wrong)}” is not an email address, so nothing was changed. Say one such as `,
    typed('contacts edit Zoe email zoe@example.org'),
    '.',
  ],
  contactChanged: ['Saved. This is the contact now.'] as Text,
  contactShared: (contact: Contact, shared: boolean): Text => [
    shared
      ? `All colleagues see ${nameAndEmail(contact)} from now on.`
      : `Only you see ${nameAndEmail(contact)} from now on.`,
  ],
  contactRemoved: (contact: Contact): Text => [`Removed ${nameAndEmail(contact)} from your contacts.`],
  removeContactTitle: 'Remove this contact?',
  removeContactQuestion: (contact: Contact): Text => [
    `Remove ${nameAndEmail(contact)} from your contacts, and from your groups?`,
  ],
  removeContactYes: 'Yes, remove it',
  nothingRemoved: ['Nothing was removed.'] as Text,
  whichContactMissing: (task: string): Text => [
    'Which contact? Say it by name or email: ',
    typed(`contacts ${task} Zoe`),
    '.',
  ],
  contactIncomplete: [
    'A contact needs a name and an email address: ',
    typed('contacts add Zoe Zander zoe@example.com'),
    '.',
  ] as Text,
  noEmail: (wrong: string): Text => [
    `“${shown(wrong)}” is not an email address. One looks like this: `,
    typed('contacts add Zoe Zander zoe@example.com'),
    '.',
  ],
  oneContactAtATime: [
    'I add one contact at a time, with one email address: ',
    typed('contacts add Zoe Zander zoe@example.com'),
    '.',
  ] as Text,
  emailTaken: (email: string): Text => [
    `You have a contact with the address ${shown(email)} already. See it with `,
    typed(`contacts ${shown(email)}`),
    '.',
  ],
  whichOneTitle: 'Which one?',
  whichOne: (wanted: string, count: number, near: boolean, more: boolean): Text => [
    near
      ? `There is no “${shown(wanted)}”. Did you mean ${count === 1 ? 'this one' : 'one of these'}?`
      : `There are ${count} for “${shown(wanted)}”. Which one do you mean?`,
    ...(more ? [' These are the first: type more of the name if it is another.'] : []),
  ],
  importTitle: 'Import contacts',
  importText: ({ fresh, known, withoutEmail, left }: Sorted): Text => {
    const others = [
      ...(known.length > 0 ? [`${known.length} ${isOrAre(known.length)} in your contacts already`] : []),
      ...(withoutEmail.length > 0 ? [`of ${withoutEmail.length} I know no email address`] : []),
      ...(left > 0 ? [`${left} more ${isOrAre(left)} too many to look at`] : []),
    ];
    const rest = others.length > 0 ? ` ${capital(list(others))}.` : '';
    if (fresh.length > 0)
      return [`${counted(fresh.length, 'person', 'people')} would be added to your contacts.${rest}`];
    return [`There is nobody to add.${rest || ' You are alone here.'}`];
  },
  importFacts: ({ fresh, known, withoutEmail }: Sorted): readonly Fact[] => [
    ...named(
      'Would be added',
      fresh.map(({ name, email }) => `${shown(name)} (${shown(email)})`),
    ),
    ...named('Contacts already', known.map(shown)),
    ...named('No email address', withoutEmail.map(shown)),
  ],
  importNow: (count: number) => `Add ${counted(count, 'contact')}`,
  imported: ({ added, known, withoutEmail, refused }: Imported): Text => {
    const others = [
      ...(known > 0 ? [`${known} ${known === 1 ? 'was' : 'were'} there already`] : []),
      ...(withoutEmail > 0 ? [`of ${withoutEmail} I know no email address`] : []),
      ...(refused.length > 0 ? [`the meeting service refused ${names(refused.map(shown))}`] : []),
    ];
    return [
      `Added ${added === 0 ? 'nobody' : counted(added, 'contact')}${others.length > 0 ? `; ${list(others)}` : ''}. See them with `,
      typed('contacts'),
      '.',
    ];
  },
  importDirect: [
    'In a direct chat there is nobody to import. Type this in a channel, or add somebody by name: ',
    typed('contacts add Zoe Zander zoe@example.com'),
    '.',
  ] as Text,
  importUnseen: [
    'I cannot see who is here: add me to this conversation, or add people by name: ',
    typed('contacts add Zoe Zander zoe@example.com'),
    '.',
  ] as Text,
});

/** A name from outside, as it stands in a sentence of ours. */
export function shown(text: string): string {
  return shorten(plainTitle(text));
}

/** So many names in words, and how many more. */
export function names(all: readonly string[]): string {
  const rest = all.length - mostNamed;
  return list(rest > 0 ? [...all.slice(0, mostNamed), `${rest} more`] : all);
}

export function nameAndEmail({ name, email }: Contact): string {
  return email ? `${shown(name)} (${shown(email)})` : shown(name);
}

function details({ email, company, shared, mine }: Contact): string {
  const whose = mine ? (shared ? ['shared by you'] : []) : ['shared by a colleague'];
  return [email ?? 'no email address', ...(company ? [company] : []), ...whose].map(shown).join(', ');
}

function named(label: string, all: readonly string[]): readonly Fact[] {
  return all.length > 0 ? [{ label, value: [names(all)] }] : [];
}

function isOrAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
