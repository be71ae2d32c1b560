import type { Application } from '../../meeting.ts';
import type { Fact, Person, Text } from '../../reply.ts';
import type { PlacedMeeting } from '../../ucaas.ts';
import { lengthWords } from '../../when/wording.ts';
import { possessive, shorten, type Typed } from './words.ts';

/** About meetings and rooms of those whom somebody looks after. */
export const estate = (typed: Typed) => ({
  whose: ['Whose room? Name somebody, such as ', typed('admin rooms zoe'), '.'] as Text,
  roomsTitle: (application: Application) => (application === 'webinar' ? 'Webinar rooms' : 'Rooms'),
  noRoom: (name: string): Text => [`${shorten(name)} has no such room.`],
  roomTitle: (name: string) => `${possessive(shorten(name))} room`,
  roomText: (name: string, application: Application): Text => [
    `The permanent ${application === 'webinar' ? 'webinar room' : 'room'} of ${shorten(name)}.`,
  ],
  roomChanged: ['Saved.'] as Text,
  meetingsOf: 'Meetings',
  meetingsTitle: (name?: string) => (name === undefined ? 'Meetings' : `${possessive(shorten(name))} meetings`),
  noMeetings: (name?: string): Text => [
    name === undefined
      ? 'Nobody whom you look after has planned a meeting.'
      : `${shorten(name)} has planned no meeting.`,
  ],
  meetingFact: ({ title, startsAt, minutes, isSeries, lobby, recording }: PlacedMeeting, host?: string): Fact => ({
    label: shorten(title),
    value: [
      ...(startsAt ? [{ instant: startsAt.toISOString(), show: 'day-time' } as const] : ['at no certain time']),
      [
        minutes ? `, ${lengthWords(minutes)}` : '',
        host ? `, ${shorten(host)}` : '',
        isSeries ? ', repeats' : '',
        lobby ? ', guests knock' : '',
        recording ? ', recorded' : '',
      ].join(''),
    ],
  }),
  meetingsFootnote: [
    'Of one person: ',
    typed('admin meetings zoe'),
    '. Cancel one: ',
    typed('admin meetings cancel standup'),
    '.',
  ] as Text,
  meetingLabel: ({ title, startsAt }: PlacedMeeting) =>
    `${shorten(title)}${startsAt ? ` (${startsAt.toISOString().slice(0, 10)})` : ''}`,
  whichMeeting: ['Which meeting? Name it, such as ', typed('admin meetings cancel standup'), '.'] as Text,
  meetingGone: ['That meeting is not there any more.'] as Text,
  meetingUnknown: (wanted: string): Text => [
    `Nobody whom you look after is called “${shorten(wanted)}”, and no meeting of theirs is. See them with `,
    typed('admin meetings'),
    '.',
  ],
  cancel: 'Cancel the meeting',
  cancelQuestion: (title: string): Text => [
    `Cancel “${shorten(title)}” at the meeting service? It cannot be undone, and its people hear of it only what the service tells them.`,
  ],
  cancelled: (title: string, host?: string): Text => [
    `“${shorten(title)}”${host ? ` of ${shorten(host)}` : ''} is cancelled at the meeting service.`,
  ],
  cancelledHere: (title: string, host: Person): Text => [
    `“${shorten(title)}” was planned here by `,
    host,
    ', who can cancel it so that everybody hears of it.',
  ],
});
