import type { Hearers } from '../../commands/schedule/hearers.ts';
import type { Text } from '../../reply.ts';
import { whoDoesNotHear } from './who-hears.ts';
import { named, shorten, type Typed } from './words.ts';

/** What is said about who comes to a meeting that is planned: inviting more, and taking off. */
export const inviting = (typed: Typed) => ({
  inviteWhom: [
    'Whom, and to which meeting? For example: ',
    typed('invite ann@example.com to design review'),
    '.',
  ] as Text,
  inviteSeriesTitle: 'Invite to the whole series?',
  inviteSeries: (title: string, repeats: string): Text => [
    `“${title}” takes place ${repeats}, and whoever is invited is invited to all of it.`,
  ],
  inviteSeriesQuestion: (names: readonly string[]): Text => [` Invite ${named(names)} to the whole series?`],
  inviteToSeries: 'Invite to the whole series',
  inviteNot: 'Do not invite',
  invitedMore: (names: readonly string[], title: string): Text => [
    `${named(names)} ${names.length === 1 ? 'is' : 'are'} invited to “${title}”.`,
  ],
  invitedAlready: (names: readonly string[], title: string): Text => [
    `${named(names)} ${names.length === 1 ? 'is' : 'are'} invited to “${title}” already.`,
  ],

  uninviteWhom: [
    'Whom, and off which meeting? For example: ',
    typed('uninvite ann@example.com from design review'),
    '.',
  ] as Text,
  takeOffTitle: 'Take off the meeting?',
  /** `when`: of a series, how it repeats. */
  takeOffQuestion: (
    names: readonly string[],
    title: string,
    when: string,
    { told, doubtful, ...hearers }: Hearers,
    isSeries: boolean,
  ): Text => [
    `Take ${named(names)} off ${isSeries ? 'all of ' : ''}“${title}” (${when})?${told > 0 ? ' Whoever is taken off is told.' : ''}${doubtful.length > 0 ? whoDoesNotHear({ told, doubtful, ...hearers }) : ''}`,
  ],
  takeOffYes: 'Take off',
  takeOffWhich: (said: string, title: string): Text => [
    `Several people who are invited to “${title}” match “${shorten(said)}”. Whom shall I take off?`,
  ],
  takenOff: (names: readonly string[], title: string): Text => [
    `${named(names)} ${names.length === 1 ? 'is' : 'are'} taken off “${title}”.`,
  ],
  takenOffAlready: (names: readonly string[], title: string): Text => [
    `${named(names)} ${names.length === 1 ? 'is' : 'are'} not invited to “${title}” any more.`,
  ],
  notOnMeeting: (missing: readonly string[], title: string, guests: readonly string[]): Text => [
    `${named(missing)} ${missing.length === 1 ? 'is' : 'are'} not invited to “${title}”, so nobody of that name is taken off. `,
    guests.length === 0 ? 'Nobody is invited to it but its host.' : `Invited are: ${named(guests)}.`,
  ],
  hostStays: (name: string, title: string): Text => [
    `${shorten(name)} is the host of “${title}”, and cannot be taken off it. To call it off, say `,
    typed(`cancel ${title}`),
    '.',
  ],
});
