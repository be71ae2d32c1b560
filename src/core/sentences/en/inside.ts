import { ordinalEnding } from '../../ordinal.ts';
import type { Text } from '../../reply.ts';
import type { PollResult } from '../../ucaas.ts';
import { lengthWords } from '../../when/wording.ts';
import { counted, named, shorten } from './words.ts';

type Typed = { readonly typed: string };

/** What the host does in a running meeting. */
export const inside = {
  nobodyYet: (title: string): Text => [`Nobody is in “${title}” yet. Come back to this once somebody is.`],
  notInside: (wanted: string, title: string, typed: Typed): Text => [
    `I see nobody called “${shorten(wanted)}” in “${title}” just now. To see who is in it, say `,
    typed,
    '.',
  ],
  hasLeft: (name: string, title: string): Text => [`${shorten(name)} has left “${title}” already.`],
  nth: (name: string, place: number) => `${shorten(name)} (${place}${ordinalEnding(place)} to come)`,
  muteTitle: (isMuted: boolean) => (isMuted ? 'Mute whom?' : 'Unmute whom?'),
  muteWhom: (title: string, isMuted: boolean, more: Typed | undefined): Text => [
    `Whose microphone in “${title}” do you want to ${isMuted ? 'switch off' : 'give back'}?`,
    ...(more ? [' For anybody else, type the name: ', more, '.'] : []),
  ],
  everybodyElse: (count: number) => (count === 2 ? 'Both of them' : `All ${count}`),
  muteAll: 'Mute them again',
  unmuteAll: 'Unmute everybody',
  unmute: 'Unmute',
  muteAgain: 'Mute again',
  mutedTitle: (isMuted: boolean) => (isMuted ? 'Muted' : 'Unmuted'),
  muted: (name: string, title: string, isMuted: boolean): Text => [
    isMuted ? `${shorten(name)} is muted in “${title}”.` : `${shorten(name)} can speak again in “${title}”.`,
  ],
  allMuted: (names: readonly string[], title: string, isMuted: boolean): Text => [
    names.length === 0
      ? `Everybody whom this was about has left “${title}” already.`
      : `${named(names)} ${isMuted ? `${names.length === 1 ? 'is' : 'are'} muted` : 'can speak again'} in “${title}”.`,
  ],
  nobodyToMute: (title: string, isMuted: boolean): Text => [
    isMuted
      ? `There is nobody in “${title}” to mute but hosts and those who are muted already.`
      : `Nobody in “${title}” is muted.`,
  ],
  removeTitle: 'Show somebody out',
  removeWhom: (title: string, more: Typed | undefined): Text => [
    `Whom do you want to show out of “${title}”?`,
    ...(more ? [' For anybody else, type the name: ', more, '.'] : []),
  ],
  removeQuestion: (name: string, title: string): Text => [
    `Do you want to show ${shorten(name)} out of “${title}”? Whoever has the link can come back.`,
  ],
  showOut: 'Show out',
  letStay: 'Let stay',
  keptInside: (title: string): Text => [`Nobody was shown out of “${title}”.`],
  shownOut: (name: string, title: string): Text => [`${shorten(name)} was shown out of “${title}”.`],
  nobodyToRemove: (title: string): Text => [`There is nobody in “${title}” but its host.`],
  lockedTitle: (isLocked: boolean) => (isLocked ? 'Locked' : 'Unlocked'),
  locked: (title: string, isLocked: boolean): Text => [
    isLocked ? `Nobody else comes into “${title}” now.` : `People come into “${title}” again.`,
  ],
  more: 'More…',
  moreTitle: (title: string) => `More for “${shorten(title)}”`,
  moreText: (title: string): Text => [`What else you can do in “${title}”:`],
  poll: 'Poll…',
  extend: '15 min more',
  lock: 'Lock',
  unlock: 'Unlock',
  lockAgain: 'Lock again',
  mute: 'Mute…',
  remove: 'Show out…',

  extendHow: (typed: Typed): Text => ['Say by how long: ', typed, ', for example. At most 8 hours at a time.'],
  noEnd: (title: string): Text => [
    `“${title}” has no planned end: it goes on until everybody has left, or until you end it.`,
  ],
  tooLong: (title: string, most: number): Text => [
    `Your subscription lets “${title}” last ${lengthWords(most)} at most, so it was not extended.`,
  ],
  extended: (title: string, minutes: number, when: string): Text => [
    `“${title}” was extended by ${lengthWords(minutes)}: ${when}.`,
  ],
  extendTitle: 'Extend this meeting?',
  extendQuestion: (title: string, minutes: number): Text => [
    `By ${lengthWords(minutes)}, “${title}” runs into your next meeting.`,
  ],
  extendAnyway: 'Extend anyway',
  letEnd: 'Leave it',
  notExtended: (title: string): Text => [`“${title}” ends as planned.`],

  pollForm: {
    title: 'Ask those inside',
    intro: 'Everybody in the meeting can vote; you see the result here.',
    question: 'Question',
    options: 'Answers',
    optionsHint: 'One on each line: two to ten',
    submit: 'Begin the vote',
    questionMissing: 'Write the question.',
    tooFew: 'Write at least two answers that differ, one on each line.',
    tooMany: 'Write ten answers at most.',
    tooLong: 'An answer has at most 200 characters.',
  },
  pollHow: 'What do you want to ask those who are in?',
  pollOpenForm: 'Write the question',
  pollIncomplete: (typed: Typed): Text => ['A poll has a question and two to ten answers: ', typed],
  pollNoRoom: (title: string): Text => [
    `The meeting service does not say which room “${title}” is in, so nothing can be asked there.`,
  ],
  pollBegan: (question: string, title: string): Text => [`Those in “${title}” can vote on “${question}” now.`],
  pollSoFar: (question: string, total: number): Text => [`“${question}”: ${counted(total, 'vote')} so far.`],
  pollEnded: (question: string, total: number): Text => [
    total === 0
      ? `The vote on “${question}” has ended; nobody has voted.`
      : `The vote on “${question}” has ended with ${counted(total, 'vote')}.`,
  ],
  pollGone: ['This vote is not there any more.'] as Text,
  pollShow: 'Show the result so far',
  pollClose: 'End the vote',
  pollShare: 'Post the result here',
  pollVotes: ({ votes }: PollResult, count: number) => {
    const total = votes.reduce((sum, one) => sum + one.count, 0);
    return total === 0
      ? 'No votes'
      : `${bar(count / total)} ${counted(count, 'vote')}, ${Math.round((count / total) * 100)} %`;
  },
};

/** Ten squares; said in numbers beside it. */
function bar(share: number): string {
  const full = Math.round(share * 10);
  return `${'▰'.repeat(full)}${'▱'.repeat(10 - full)}`;
}
