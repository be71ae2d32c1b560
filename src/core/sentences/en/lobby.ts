import type { Instant, Text } from '../../reply.ts';
import { counted, named, shorten } from './words.ts';

type Typed = { readonly typed: string };

const time = (at: Date): Instant => ({ instant: at.toISOString(), show: 'time' });

/** About those who wait to be let in. */
export const lobby = {
  title: (title: string) => `At the door of ${title}`,
  waitFor: (names: readonly string[], title: string): Text => [
    `${named(names)} ${names.length === 1 ? 'waits' : 'wait'} to be let into “${title}”.`,
  ],
  since: (at: Date): Text => ['Since ', time(at)],
  nobody: (title: string): Text => [`Nobody waits to be let into “${title}”.`],
  noLobby: (title: string, typed: Typed): Text => [
    `“${title}” has no lobby: whoever has the link comes straight in. To start one with a lobby: `,
    typed,
    '.',
  ],
  letInAll: (people: number) => (people === 2 ? 'Let both in' : `Let all ${people} in`),
  letIn: (name: string) => `Let ${shorten(name)} in`,
  turnAway: (name: string) => `Turn ${shorten(name)} away`,
  cameIn: (names: readonly string[], title: string): Text => [
    `${named(names)} ${names.length === 1 ? 'was' : 'were'} let into “${title}”.`,
  ],
  turnedAway: (name: string, title: string): Text => [`${shorten(name)} was turned away from “${title}”.`],
  gone: (names: readonly string[]): Text => [
    names.length === 0
      ? 'Whoever this was about does not wait any more.'
      : `${named(names)} ${names.length === 1 ? 'does' : 'do'} not wait any more.`,
  ],
  unknown: (wanted: string, title: string): Text => [`Nobody called “${shorten(wanted)}” waits for “${title}”.`],
  how: (first: Typed, second: Typed, third: Typed): Text => [
    'Say ',
    first,
    ' to see who waits, ',
    second,
    ' or ',
    third,
    '.',
  ],
  count: (people: number): Text => [`${counted(people, 'person waits', 'people wait')} to be let in.`],
  seeWho: 'See who waits',
  doorLabel: 'Door',
  knock: (membersIn: boolean): Text => [
    membersIn
      ? 'Members of this channel come straight in by their own link here; everybody else knocks'
      : 'You knock, and the host lets you in',
  ],
  membersStraightIn: 'Let members straight in',
  membersKnock: 'Let members knock',
  membersIn: (title: string, isOn: boolean): Text => [
    isOn
      ? `From now on, members of the channel of “${title}” come straight in, in browsers that I recognise. Everybody else knocks.`
      : `From now on, everybody knocks at “${title}”.`,
  ],
  membersNowhere: (title: string): Text => [
    `“${title}” belongs to no channel whose members I could recognise, so everybody knocks.`,
  ],
};
