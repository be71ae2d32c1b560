import type { Invocation } from '../../invocation.ts';
import type { Crowd } from '../../ports.ts';
import type { Text } from '../../reply.ts';

/** About posting a card where many people see it. */
export const crowd = {
  title: 'Many people are here',
  question: ({ name, members, isMore }: Crowd, kind: Invocation['kind']): Text => [
    `${name ?? (kind === 'group' ? 'This chat' : 'This channel')} has ${isMore ? 'more than ' : ''}${new Intl.NumberFormat('en').format(members)} members. Start it here?`,
  ],
  skip: (typed: { readonly typed: string }): Text => ['To start without this question: ', typed, '.'],
  here: 'Start here',
  always: 'Start here, and don’t ask again',
  nowhere: 'Start without posting',
  cancel: 'Cancel',
  notStarted: ['All right: nothing was started.'] as Text,
  /** To the host alone. */
  unposted: (title: string, url: string): Text => [
    `“${title}” has begun, and nothing was posted here. Its link, for you alone: `,
    { link: url, label: url },
  ],
};
