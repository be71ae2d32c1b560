import type { Fact, Text } from '../../reply.ts';
import type { Contact, ContactGroup } from '../../ucaas.ts';
import { names, shown } from './contacts.ts';
import { counted, type Typed } from './words.ts';

/** About groups of contacts. */
export const groups = (typed: Typed) => ({
  groupsTitle: 'Your groups',
  groupsText: (count: number): Text => {
    if (count === 0)
      return [
        'You have no groups yet. Make one with ',
        typed('groups add Sales'),
        ', and fill it with ',
        typed('groups put Zoe, Bob in Sales'),
        '.',
      ];
    if (count <= 20) return [`You have ${counted(count, 'group')}.`];
    return [`You have ${counted(count, 'group')}. These are the first 20, and ${count - 20} more.`];
  },
  groupFact: ({ name, size, mine, shared }: ContactGroup): Fact => {
    const whose = mine ? (shared ? [', shared by you'] : []) : [', shared by a colleague'];
    const members: Text =
      size === undefined ? ['See it with ', typed(`groups ${shown(name)}`)] : [counted(size, 'contact')];
    return { label: shown(name), value: [...members, ...whose] };
  },
  groupTitle: ({ name }: Pick<ContactGroup, 'name'>) => shown(name),
  groupText: ({ name, mine }: ContactGroup, count: number): Text => {
    if (count === 0 && !mine) return [`Nobody is in ${shown(name)} yet.`];
    if (count === 0)
      return [`Nobody is in ${shown(name)} yet. Fill it with `, typed(`groups put Zoe in ${shown(name)}`), '.'];
    const more = count > 20 ? `: these 20, and ${count - 20} more` : '';
    return [`${counted(count, 'contact')} ${count === 1 ? 'is' : 'are'} in ${shown(name)}${more}.`];
  },
  groupUnknown: (wanted: string): Text => [
    `You have no group “${shown(wanted)}”. See them all with `,
    typed('groups'),
    ', or make one: ',
    typed('groups add Sales'),
    '.',
  ],
  groupGone: ['That group is gone: it was removed meanwhile.'] as Text,
  groupForeign: ({ name }: ContactGroup): Text => [
    `${shown(name)} is a group of a colleague, who alone can change it. Make one of your own: `,
    typed('groups add Sales'),
    '.',
  ],
  groupNameMissing: ['A group needs a name: ', typed('groups add Sales'), '.'] as Text,
  groupTaken: (name: string): Text => [
    `You have a group ${shown(name)} already. See it with `,
    typed(`groups ${shown(name)}`),
    '.',
  ],
  groupAdded: (name: string): Text => [
    `Made the group ${shown(name)}. Fill it with `,
    typed(`groups put Zoe in ${shown(name)}`),
    '.',
  ],
  groupAddedWith: (contacts: readonly Contact[], name: string): Text => [
    `Made the group ${shown(name)} with ${names(contacts.map((one) => shown(one.name)))} in it.`,
  ],
  groupRenamed: ({ name }: ContactGroup, now: string): Text => [`${shown(name)} is called ${shown(now)} from now on.`],
  groupRemoved: ({ name }: ContactGroup): Text => [`Removed the group ${shown(name)}. Its contacts are still yours.`],
  removeGroup: 'Remove group',
  removeGroupTitle: 'Remove this group?',
  removeGroupQuestion: ({ name }: ContactGroup): Text => [
    `Remove the group ${shown(name)}? The contacts in it stay among yours.`,
  ],
  removeGroupYes: 'Yes, remove it',
  /** `example`: a line that works. */
  whichGroupMissing: (example: string): Text => [
    'Something is missing there. Say it like this: ',
    typed(`groups ${example}`),
    '.',
  ],
  tooManyNames: (most: number): Text => [
    `One line takes ${most} names. Say it in several: `,
    typed('groups put Zoe, Bob in Sales'),
    '.',
  ],
  /** `group`: absent for one that is not there yet. */
  contactsUnknown: (wanted: readonly string[], group?: ContactGroup): Text => [
    `Nobody in your contacts is called ${names(wanted.map((name) => `“${shown(name)}”`))}, so ${group ? `nobody of that name was put in ${shown(group.name)}` : 'no group was made'}. Add them first: `,
    typed('contacts add Zoe Zander zoe@example.com'),
    '.',
  ],
  /** Colleagues who are known in the chat alone. `group`: absent for one that is not there yet. */
  colleaguesNoContacts: (colleagues: readonly string[], group?: ContactGroup): Text => {
    const [first = ''] = colleagues;
    return [
      `${names(colleagues.map(shown))} ${colleagues.length === 1 ? 'is a colleague, but not' : 'are colleagues, but not'} among your contacts, and a group holds contacts alone, so ${group ? `they were not put in ${shown(group.name)}` : 'no group was made'}. Add them with an address first: `,
      typed(`contacts add ${shown(first)} name@example.com`),
      '.',
    ];
  },
  groupWithoutThem: (missing: readonly string[]) =>
    missing.length === 1 ? `Make it without ${shown(missing[0] ?? '')}` : `Make it without these ${missing.length}`,
  notInGroup: (wanted: readonly string[], { name }: ContactGroup): Text => [
    `Nobody in ${shown(name)} is called ${names(wanted.map((one) => `“${shown(one)}”`))}, so nobody of that name was taken out. See who is in it with `,
    typed(`groups ${shown(name)}`),
    '.',
  ],
  putInGroup: (contacts: readonly Contact[], { name }: ContactGroup): Text => [
    `${names(contacts.map((one) => shown(one.name)))} ${contacts.length === 1 ? 'is' : 'are'} in ${shown(name)} now.`,
  ],
  takenOutOfGroup: (contacts: readonly Contact[], { name }: ContactGroup): Text => [
    `${names(contacts.map((one) => shown(one.name)))} ${contacts.length === 1 ? 'is' : 'are'} not in ${shown(name)} any more.`,
  ],
});
