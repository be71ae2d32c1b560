import { type Asked, type CallAnswer, soonMilliseconds } from '../../live/asked.ts';
import type { Person, Text } from '../../reply.ts';
import { named, shorten } from './words.ts';

type Typed = { readonly typed: string };

/** About calling people into a meeting that runs. */
export const calling = {
  soon: 'In 5 min',
  cannot: 'Can’t',
  answered: (answer: CallAnswer, typed: Typed): Text =>
    answer === 'soon'
      ? ['Everybody sees that you come in five minutes. I remind you then.']
      : ['Everybody sees that you cannot come. Join stays, should that change. To get no calls at all: ', typed, '.'],
  /** Who was asked, and what each has said. */
  asked: (all: readonly Asked[]): Text =>
    all.flatMap(
      ({ person, name, ping, answer, answeredAt }, index): Text => [
        ...(index > 0 ? [', '] : []),
        { person, name, ping },
        ...(answer === 'no' ? [' (can’t)'] : []),
        ...(answer === 'soon' && answeredAt ? [' (comes at ', comesAt(answeredAt), ')'] : []),
      ],
    ),
  /** Five minutes after somebody said so. */
  now: (title: string): Text => [`You wanted to be in “${shorten(title)}” by now.`],
  ownLabel: 'Your answer',
  own: ({ answer, answeredAt }: Asked): Text | undefined => {
    if (answer === 'no') return ['You can’t come'];
    return answer === 'soon' && answeredAt ? ['You come at ', comesAt(answeredAt)] : undefined;
  },
  form: {
    open: 'Call people in…',
    title: 'Call people in',
    intro: 'They get a card in their direct chat with me, at which they join or say that they cannot.',
    people: 'People',
    submit: 'Call',
    missing: 'Choose whom to call.',
    tooMany: (most: number) => `At most ${most} people are called at once.`,
  },
  whom: (typed: Typed): Text => ['Mention whom to call: ', typed, '.'],
  called: (names: readonly string[], title: string): Text => [
    `${named(names)} ${names.length === 1 ? 'was' : 'were'} called into “${title}”.`,
  ],
  calledAgain: (names: readonly string[], title: string): Text => [
    `${named(names)} ${names.length === 1 ? 'was' : 'were'} called into “${title}” once more.`,
  ],
  calledBefore: (names: readonly string[]): Text => [
    `${named(names)} ${names.length === 1 ? 'has' : 'have'} answered already, or been called twice: nobody is called a third time.`,
  ],
  again: 'Call them again',
  nobodyLeft: (title: string): Text => [
    `There is nobody to call again into “${title}”: whoever has not answered is in, or has been called twice.`,
  ],
  areQuiet: (names: readonly string[]): Text => [
    `${named(names)} ${names.length === 1 ? 'takes' : 'take'} no calls now and ${names.length === 1 ? 'was' : 'were'} not called: the card is there for later. `,
  ],
  /** Whom all others together have called as often as they may. */
  wereCalledOften: ({ people, until }: { people: readonly Person[]; until: Date }, most: number): Text => [
    `${named(people.map(({ name }) => name))} ${people.length === 1 ? 'was' : 'were'} not called, as nobody is called more than ${most} times within an hour: call again from `,
    { instant: until.toISOString(), show: 'time' },
    ' on. ',
  ],
  /** People of other organisations and bots: their names are not known here. */
  cannotBeCalled: (count: number): Text => [
    `${count === 1 ? 'One of those' : `${count} of those`} whom you chose cannot be called from here: a bot, or somebody who is no member. The link works for everybody. `,
  ],
  isPlanned: (title: string, typed: Typed): Text => [
    `“${title}” is no meeting that people are called into. To invite people to a planned one: `,
    typed,
    '.',
  ],
};

function comesAt(answeredAt: string) {
  return { instant: new Date(Date.parse(answeredAt) + soonMilliseconds).toISOString(), show: 'time' } as const;
}
