import type { KeptCounts } from '../../person.ts';
import type { Fact, Text } from '../../reply.ts';
import { counted, list, type Typed } from './words.ts';

/** About what is kept of a person, and deleting it. */
export const forgetting = (typed: Typed) => ({
  keptTitle: 'What is kept of you here',
  keptWhy: ['This is all that I keep of you. Save a copy if you like, or have it deleted.'] as Text,
  kept: (counts: KeptCounts): Text => [
    `Kept of you here: ${list(kinds.filter(([kind]) => counts[kind] > 0).map(([kind, , one, many]) => counted(counts[kind], one, many)))}.`,
  ],
  keptFacts: (counts: KeptCounts): readonly Fact[] =>
    kinds
      .filter(([kind]) => counts[kind] > 0 || kind === 'accounts')
      .map(([kind, label]) => ({ label, value: [String(counts[kind])] })),
  keptFootnote: [
    'What others wrote about you belongs to them: their commands go after 7 days, my answers to them after 30.',
  ] as Text,
  saveData: 'Save my data',
  deleteEverything: 'Delete everything',
  forgetQuestionTitle: 'Delete everything that is kept of you?',
  forgetQuestion: [
    'Your accounts are disconnected, and your sign-ins, commands and answers are deleted here, with all else that names you, at once and for good. Links to meetings you started keep working, without your name. Meetings you planned lose their invitations and reminders here; your meeting service keeps them.',
  ] as Text,
  yesDeleteEverything: 'Yes, delete everything',
  keepIt: 'Keep it',
  nothingForgotten: ['Nothing was deleted.'] as Text,
  forgottenTitle: 'Deleted',
  forgotten: [
    'Everything that was kept of you here is deleted. This request and this answer follow within the hour; your account at the meeting service is not touched. To start again, type ',
    typed('connect'),
    '.',
  ] as Text,
  forgetOnlyYou: ['I can only forget you yourself: type ', typed('forget me'), '.'] as Text,
});

/** In the order of the card: its label there, and how one and many are called in a sentence. */
const kinds: readonly (readonly [kind: keyof KeptCounts, label: string, one: string, many: string])[] = [
  ['accounts', 'Connected accounts', 'connected account', 'connected accounts'],
  ['commands', 'Commands', 'command', 'commands'],
  ['answers', 'Answers', 'answer', 'answers'],
  ['meetings', 'Links to meetings', 'link to a meeting', 'links to meetings'],
  ['plans', 'Planned meetings', 'planned meeting', 'planned meetings'],
  ['invitations', 'Invitations', 'invitation', 'invitations'],
  ['settings', 'Settings of your own', 'set of your own settings', 'sets of your own settings'],
  ['conversations', 'Conversations about meetings', 'conversation about a meeting', 'conversations about meetings'],
  ['pages', 'Sign-in pages', 'sign-in page', 'sign-in pages'],
  ['consoles', 'Open consoles', 'open console', 'open consoles'],
  ['messages', 'Messages in the playground', 'message in the playground', 'messages in the playground'],
  ['imports', 'Imports of users', 'import of users', 'imports of users'],
  ['browsers', 'Recognised browsers', 'recognised browser', 'recognised browsers'],
  ['statuses', 'Rights to your status', 'right to your status', 'rights to your status'],
  ['requests', 'Requests for access', 'request for access', 'requests for access'],
  ['records', 'Records under a pseudonym', 'record under a pseudonym', 'records under a pseudonym'],
];
