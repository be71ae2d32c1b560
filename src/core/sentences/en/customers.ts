import type { Fact, Text } from '../../reply.ts';
import type { CustomerRecord } from '../../ucaas.ts';
import { shown } from './contacts.ts';
import type { Typed } from './words.ts';

/** About the customers that resellers look after. */
export const customers = (typed: Typed) => ({
  listTitle: 'Customers',
  none: ['There are no customers yet.'] as Text,
  listFact: ({ name, contactEmail, isReseller, suspended }: CustomerRecord): Fact => ({
    label: shown(name),
    value: [
      contactEmail ? shown(contactEmail) : 'No contact',
      ...(isReseller ? [', reseller'] : []),
      ...(suspended ? [', suspended'] : []),
    ],
  }),
  listFootnote: ['See one, and change it: ', typed('admin customers acme'), '.'] as Text,
  unknown: (wanted: string): Text => [
    `None of your customers is called “${shown(wanted)}”. See them all with `,
    typed('admin customers'),
    ', or add one: ',
    typed('admin customers add'),
    '.',
  ],
  gone: ['None of your customers is that one: it was removed, or moved elsewhere, meanwhile.'] as Text,
  whichMissing: (task: string): Text => [
    'Say which customer. For example ',
    typed(`admin customers ${task} acme`),
    '.',
  ],
  label: (name: string) => shown(name),
  text: ({ name, isReseller, suspended }: CustomerRecord): Text => [
    suspended
      ? `${shown(name)} is suspended: none of its people can use the service.`
      : `${shown(name)} is ${isReseller ? 'a reseller below you' : 'one of your customers'}.`,
  ],
  facts: ({ legalName, code, contactName, contactEmail, suspended }: CustomerRecord): readonly Fact[] => [
    ...(legalName ? [{ label: 'Legal name', value: [shown(legalName)] }] : []),
    ...(code ? [{ label: 'Code', value: [shown(code)] }] : []),
    { label: 'Contact', value: [contactName ? shown(contactName) : 'None'] },
    { label: 'Email', value: [contactEmail ? shown(contactEmail) : 'None'] },
    { label: 'State', value: [suspended ? 'Suspended' : 'Active'] },
  ],
  add: 'Add a customer',
  users: 'Users',
  subscriptions: 'Subscriptions',
  form: {
    title: 'Add a customer',
    changeTitle: 'Change a customer',
    submit: 'Add',
    change: 'Save',
    name: 'Name',
    contactName: 'Who is the contact there?',
    contactEmail: 'Email address of the contact',
    legalName: 'Legal name',
    code: 'Code, as you number your customers',
    nameMissing: 'A customer needs a name.',
    contactMissing: 'A customer needs somebody who is the contact.',
    emailWrong: 'That is not an email address. One looks like zoe@example.com.',
  },
  addHow: ['A new customer has a name, and somebody there who is the contact. Press the button to say both.'] as Text,
  added: ({ name }: CustomerRecord): Text => [
    `Added ${shown(name)}. Next, give it a plan: `,
    typed(`admin subscriptions add --customer "${shown(name)}"`),
    '.',
  ],
  changed: ['Saved. This is the customer now.'] as Text,
  emailTaken: (email: string): Text => [
    `There is a customer with the contact ${shown(email)} already. Press Change to give another address.`,
  ],
  suspendQuestion: ({ name }: CustomerRecord): Text => [
    `Suspend ${shown(name)}? All of its people are shut out of the service until somebody activates it. Nothing is lost.`,
  ],
  suspended: ({ name }: CustomerRecord): Text => [`Suspended ${shown(name)}. Press Activate to undo it.`],
  activated: ({ name }: CustomerRecord): Text => [`${shown(name)} is active again.`],
  removeQuestion: ({ name }: CustomerRecord): Text => [
    `Remove ${shown(name)} for good? It must have no users any more, and it cannot be undone.`,
  ],
  removed: ({ name }: CustomerRecord): Text => [`Removed ${shown(name)}.`],
});
