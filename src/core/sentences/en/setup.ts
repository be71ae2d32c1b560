import type { AdminTask } from '../../commands/admin/task.ts';
import type { Fact, Text } from '../../reply.ts';
import type { Customer } from '../../ucaas.ts';
import type { TokenMode, WorkspaceSettings } from '../../workspace.ts';
import { shorten, type Typed } from './words.ts';

const tokenMode: { readonly [mode in TokenMode]: string } = {
  ask_again: 'Everybody signs in again after 15 minutes',
  stay_signed_in: 'Whoever wants to stays signed in',
  on_behalf: 'Nobody signs in again: Meetwire acts for them with our API credentials',
};

/** About what a workspace is bound to. */
export const setup = (typed: Typed) => ({
  tokenMode,
  setupTitle: 'This workspace',
  setupText: ({ customer, tokenMode: mode, server }: WorkspaceSettings): Text => {
    if (!customer)
      return ['This workspace is bound to no customer yet: everybody signs in with an account of their own.'];
    if (mode === 'on_behalf' && !server)
      return [
        `One thing is missing: the API credentials of ${customer.name}. Until you give them, everybody signs in as before.`,
      ];
    return [`This workspace belongs to ${customer.name}.`];
  },
  setupFacts: ({ customer, tokenMode: mode, server }: WorkspaceSettings): readonly Fact[] => [
    { label: 'Customer', value: [customer?.name ?? 'None yet'] },
    { label: 'Signing in', value: [tokenMode[mode]] },
    ...(mode === 'on_behalf'
      ? [{ label: 'API credentials', value: [server ? `Given, API id ${shorten(server.apiId)}` : 'Not given yet'] }]
      : []),
  ],
  setupForm: {
    title: 'Set up this workspace',
    intro:
      'Staying signed in keeps the passwords, encrypted, of those who want it. To act for people, Meetwire needs the API credentials of the customer, which you give on a page; what each person may do is then up to Meetwire.',
    submit: 'Save',
    customer: 'Customer',
    mode: 'How people sign in',
  },
  beginSetup: 'Set up',
  changeSetup: 'Change',
  unbind: 'Unbind',
  unbindTitle: 'Unbind this workspace?',
  unbindQuestion: [
    'Passwords that are kept here and the API credentials are deleted, and everybody signs in again when it is needed. Nobody is disconnected. Unbind this workspace?',
  ] as Text,
  unbindYes: 'Yes, unbind it',
  giveCredentials: (again: boolean) => (again ? 'Give new credentials' : 'Give the credentials'),
  workspaceBound: (customer: Customer): Text => [`Saved: this workspace is bound to ${customer.name}.`],
  workspaceUnbound: ['Unbound: kept passwords and server credentials of this workspace are deleted.'] as Text,
  credentialsGiven: (customer: Customer): Text => [
    `The credentials of ${customer.name} were tried and work. From now on they act for everybody here who is connected with an account of ${customer.name}, and none of them has to sign in again. Change it with `,
    typed('admin setup'),
    '.',
  ],
  noAdministrator: (email: string) => ({
    rule: `${email} is no administrator of a customer at the meeting service any more`,
    whoCanChange: 'an administrator of your customer, or you with another account: connect that one first',
  }),
  otherCustomers: (email: string, bound: Customer) => ({
    rule: `this workspace belongs to ${bound.name}, which ${email} does not administer`,
    whoCanChange: `an administrator of ${bound.name}, or you with an account that is one: connect that one first`,
  }),
  adminTitle: 'For administrators',
  adminFootnote: ['Each with examples: ', typed('help admin'), '.'] as Text,
  adminText: (word: string): Text => [
    word === '' ? 'What administrators can do here:' : `There is no “admin ${shorten(word)}”. There is this:`,
  ],
  adminFact: ({ word, summary }: Pick<AdminTask, 'word' | 'summary'>): Fact => ({
    label: typed(`admin ${word}`).typed,
    value: [summary],
  }),
  credentialsProblem: {
    incomplete: 'Type the API id and the API key.',
    rejected:
      'The meeting service does not take these credentials. Check both in its portal, under Developers / API Access.',
    tooFar: (customer: string) =>
      `These credentials reach further than ${customer}: a reseller's or another customer's would act for strangers. Give those of ${customer} itself.`,
    reachesNobody: (customer: string) =>
      `These credentials reach nobody of ${customer}. Give those of ${customer} itself.`,
    signedOut: 'Your own sign-in has ended. Ask for “admin setup” in the chat again, and sign in there.',
    changed: 'The workspace was set up anew meanwhile. Ask for a new link in the chat.',
  },
});
