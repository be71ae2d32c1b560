import type { Fact, Text } from '../../reply.ts';
import type { LinkedPerson } from '../../stores.ts';
import type { TokenMode } from '../../workspace.ts';
import { shown } from './contacts.ts';
import { counted, list, named, roleName, type Typed } from './words.ts';

/** Whether it works, and for how long. */
function state(
  { stays, signedInUntil }: Pick<LinkedPerson, 'stays' | 'signedInUntil'>,
  mode: TokenMode,
  now: Date,
): Text {
  if (mode === 'on_behalf') return ['never has to sign in'];
  if (mode === 'stay_signed_in' && stays) return ['stays signed in'];
  if (signedInUntil && signedInUntil > now)
    return ['signed in until ', { instant: signedInUntil.toISOString(), show: 'time' }];
  return ['signs in again next time'];
}

/** About who is connected in a workspace. */
export const linked = (typed: Typed) => ({
  title: 'Who is connected here',
  listText: (total: number, page: number, count: number): Text => {
    if (total === 0) return ['Nobody is connected here yet. Ask people to: ', typed('admin linked invite @Bob'), '.'];
    const from = (page - 1) * 10;
    const all = counted(total, 'connected account');
    return [total > count ? `${from + 1} to ${from + count} of ${all}.` : `${all}.`];
  },
  fact: (
    person: Pick<LinkedPerson, 'name' | 'account' | 'stays' | 'signedInUntil' | 'linkedAt'>,
    mode: TokenMode,
    now: Date,
  ): Fact => ({
    label: shown(person.name),
    value: [
      `${shown(person.account.email)}, ${roleName[person.account.role]}; `,
      ...state(person, mode, now),
      '; since ',
      { instant: person.linkedAt.toISOString(), show: 'day-time' },
    ],
  }),
  found: (wanted: string, count: number): Text => [`${counted(count, 'person', 'people')} for “${shown(wanted)}”.`],
  ask: 'Ask people to connect',
  askThem: 'Ask them to connect',
  choose: 'Choose people',
  inviteTitle: 'Ask people to connect',
  howToInvite: [
    'Choose people, or name them: ',
    typed('admin linked invite @Bob @Chen'),
    '. Each gets one message with a button that connects their meeting account.',
  ] as Text,
  inviteIntro:
    'Each gets one message with a button that connects their meeting account. Whoever is connected already is not bothered.',
  invitePeople: 'People',
  inviteSubmit: 'Ask them',
  nobodyGiven: 'Choose at least one person.',
  unclear: (names: readonly string[]): Text => [
    `Who is ${named(names.map((name) => `“${shown(name)}”`))}? Choose below.`,
  ],
  tooMany: (most: number, left: number): Text => [
    `At most ${most} are asked at once: ${left} more ${left === 1 ? 'was' : 'were'} left out.`,
  ],
  footnote: ['See one, or disconnect somebody: ', typed('admin linked @Bob'), '.'] as Text,
  notLinked: (name: string): Text => [`${shown(name)} is not connected here.`],
  shown: (name: string, count: number): Text => [
    count === 1
      ? `${shown(name)} is connected with one account.`
      : `${shown(name)} is connected with ${count} accounts.`,
  ],
  whoMissing: ['Say whom you mean, such as ', typed('admin linked remove @Bob'), '.'] as Text,
  remove: 'Disconnect',
  removeQuestion: (name: string, count: number): Text => [
    `Disconnect ${shown(name)} from ${counted(count, 'account')} here? The sign-in is deleted at once, and they are told. Their account at the meeting service stays, and they can connect it again.`,
  ],
  removed: (name: string): Text => [`Disconnected ${shown(name)}, who is told.`],
  wasRemovedTitle: 'Disconnected',
  wasRemoved: (by: string): Text => [
    `${shown(by)}, who administers this workspace, has disconnected your meeting account here. Your account itself is as it was; you can connect it again.`,
  ],
  connect: 'Connect my account',
  asksTitle: 'Connect your meeting account',
  asks: (by: string): Text => [
    `${shown(by)} asks you to connect your meeting account with this chat: then you start, plan and join meetings from here.`,
  ],
  invited: (fresh: readonly string[], known: readonly string[]): Text => [
    fresh.length === 0 ? 'Nobody had to be asked' : `Asked ${list(fresh.map(shown))} to connect`,
    known.length === 0 ? '.' : `; ${list(known.map(shown))} ${known.length === 1 ? 'is' : 'are'} connected already.`,
  ],
});
