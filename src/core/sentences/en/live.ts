import type { Attendee } from '../../live/people.ts';
import type { Instant, Person, Text } from '../../reply.ts';
import { lengthWords } from '../../when/wording.ts';
import { counted, named } from './words.ts';

const time = (at: Date): Instant => ({ instant: at.toISOString(), show: 'time' });

const dayAndTime = (at: Date): Instant => ({ instant: at.toISOString(), show: 'day-time' });

/** How a meeting is doing that was started here. */
export const live = {
  startedLabel: 'When',
  startedAt: (at: Date): Text => ['Now, since ', time(at)],
  liveSince: (at: Date): Text => ['Live since ', time(at)],
  tookPlace: (from: Date, to: Date): Text => [time(from), ' to ', time(to), ` (${lasted(from, to)})`],
  tookPlaceOn: (from: Date, to: Date): Text => [dayAndTime(from), ' to ', time(to), ` (${lasted(from, to)})`],
  nowLabel: 'Now',
  lastTimeLabel: 'Last time',
  beginsAt: (at: Date): Text => ['Begins ', dayAndTime(at)],
  beginsText: (title: string, at: Date, url: string): Text => [
    `“${title}” begins `,
    dayAndTime(at),
    ', and nobody is in yet. Join: ',
    { link: url, label: url },
  ],
  invitedLabel: 'Invited',
  insideLabel: (people: number) => `In the meeting (${people})`,
  cameLabel: (people: number) => `Came (${people})`,
  attendees: (all: readonly Attendee[]): Text => [
    named(all.map(({ name, isHost }) => (isHost ? `${name} (host)` : name))),
  ],
  nobodyInside: 'Nobody just now',
  roomEmpty: (title: string, url: string): Text => [
    `“${title}” is the room of this channel; nobody is in just now. Join: `,
    { link: url, label: url },
  ],
  withoutHost: ['The host is not in yet.'] as Text,
  hostHasLeft: ['The host has left.'] as Text,
  nobodyUntil: (at: Date): Text => [
    'Nobody was seen in it until ',
    dayAndTime(at),
    ', so this card does not follow it any more.',
  ],
  insideText: (title: string, since: Date, people: readonly Attendee[] | undefined, url: string): Text => [
    `“${title}” is live since `,
    time(since),
    people ? insideWords(people) : '',
    '. Join: ',
    { link: url, label: url },
  ],
  insideNumber: (title: string, since: Date, people: number, url: string): Text => [
    `“${title}” is live since `,
    time(since),
    `, ${counted(people, 'person is', 'people are')} in. Join: `,
    { link: url, label: url },
  ],
  endedTitle: (title: string) => `Ended: ${title}`,
  endedText: (title: string, from: Date, to: Date, people: number | undefined): Text => [
    `“${title}” has ended after ${lasted(from, to)}`,
    people === undefined ? '.' : ` with ${counted(people, 'person', 'people')}.`,
  ],
  unknownText: (title: string, since: Date, url: string): Text => [
    `How “${title}” is doing is not known since `,
    dayAndTime(since),
    '. Join: ',
    { link: url, label: url },
  ],
  unknownSince: (since: Date): Text => [
    'How it is going is not known since ',
    dayAndTime(since),
    ': the meeting service does not tell. This card follows it again as soon as it does.',
  ],
  unwatched: (asOf: Date): Text => [
    'As seen ',
    dayAndTime(asOf),
    ': I may look into this meeting only when its host asks me who is in.',
  ],
  meetAgain: 'Meet again',
  followUp: 'Schedule a follow-up',
  noneHere: (typed: { readonly typed: string }): Text => [
    'No meeting that I started here is on. Start one: ',
    typed,
    '.',
  ],
  /** Under an answer that is not kept true, as the cards are. */
  answeredAt: (at: Date): Text => [
    'As of ',
    { instant: at.toISOString(), show: 'time' },
    ': the meeting’s card is kept up to date, this answer is not.',
  ],
  whoTitle: (title: string) => `Who is in “${title}”`,
  endForAll: 'End for everybody',
  endTitle: (title: string) => `End “${title}”?`,
  endQuestion: (title: string, people: readonly Attendee[] | undefined): Text => [
    people && people.length > 0
      ? `${named(people.map(({ name }) => name))} ${people.length === 1 ? 'is' : 'are'} in “${title}”. Do you want to end it for everybody?`
      : `Do you want to end “${title}” for everybody?`,
  ],
  endHow: (typed: { readonly typed: string }): Text => [
    'Nothing was ended. To end the meeting that you started here, say nothing but ',
    typed,
    '.',
  ],
  endIt: 'End it',
  goOn: 'Let it go on',
  goesOn: (title: string): Text => [`“${title}” goes on.`],
  endedByYou: (title: string): Text => [`You have ended “${title}” for everybody.`],
  endedAlready: (title: string): Text => [`“${title}” is over already.`],
  notBegun: (title: string): Text => [`Nobody is in “${title}”, so there is nothing to end.`],
  clashTitle: 'There is a meeting here already',
  clash: (title: string, since: Date, people: readonly Attendee[] | undefined): Text => [
    `“${title}” is live here since `,
    time(since),
    people && people.length > 0 ? `, with ${named(people.map(({ name }) => name))}` : '',
    '. Do you want to join it, or to start another one?',
  ],
  clashStarting: (title: string, host: Person, at: Date): Text => [
    host,
    ` started “${title}” here at `,
    time(at),
    ', and nobody is in yet. Do you want to join it, or to start another one?',
  ],
  beingStarted: [
    'Somebody is starting a meeting here at this very moment: its card comes in some seconds. Do you want to start another one?',
  ] as Text,
  startAnother: 'Start another',
};

function lasted(from: Date, to: Date): string {
  const minutes = (to.getTime() - from.getTime()) / 60_000;
  return minutes < 1 ? 'less than a minute' : lengthWords(minutes);
}

function insideWords(people: readonly Attendee[]): string {
  if (people.length === 0) return ', nobody is in just now';
  return `, ${counted(people.length, 'person is', 'people are')} in: ${named(people.map(({ name }) => name))}`;
}
