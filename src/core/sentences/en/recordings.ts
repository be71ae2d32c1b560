import type { Instant, Text } from '../../reply.ts';
import { lengthWords } from '../../when/wording.ts';
import type { Typed } from './words.ts';

const dayAndTime = (at: Date): Instant => ({ instant: at.toISOString(), show: 'day-time' });

/** About what was recorded of a meeting, once it is over. */
export const recordings = (typed: Typed) => ({
  label: 'Recording',
  watch: 'Watch the recording',
  withHost: 'There is one: its host has it',
  /** Below the cards of the meeting. */
  ready: (title: string, url: string): Text => [
    `“${title}” was recorded, and the recording is ready. `,
    { link: url, label: 'Watch the recording' },
    ' – for those who are here: it asks who you are where your browser is not known.',
  ],
  /** To the host alone. */
  readyForHost: (title: string, heldAt: Date, url: string): Text => [
    `The recording of “${title}” (`,
    dayAndTime(heldAt),
    ') is ready, and you alone can open it: ',
    { link: url, label: 'Watch the recording' },
  ],
  readyTitle: (title: string) => `Recorded: ${title}`,
  post: 'Post it below the meeting’s card',
  posted: (title: string): Text => [
    `Done: the recording of “${title}” is posted below its card, for those who see that.`,
  ],
  postedAlready: ['It is posted already, or there is nothing of yours to be posted.'] as Text,
  listTitle: 'Your recordings',
  none: ['No meeting of yours of the last 30 days has a recording that I know of.'] as Text,
  list: (count: number): Text => [
    `${count === 1 ? 'One meeting' : `${count} meetings`} of yours of the last 30 days ${count === 1 ? 'has' : 'have'} a recording, newest first.`,
  ],
  line: (title: string, from: Date, to: Date, url: string, isShared: boolean): { label: string; value: Text } => ({
    label: title,
    value: [
      dayAndTime(from),
      `, ${(to.getTime() - from.getTime()) / 60_000 < 1 ? 'less than a minute' : lengthWords((to.getTime() - from.getTime()) / 60_000)}: `,
      { link: url, label: 'Watch' },
      isShared ? '' : ' (you alone)',
    ],
  }),
  notOffered: [
    'The meeting service does not offer lists of recordings, so there is nothing that I could show. Ask whoever looks after it where recordings are.',
  ] as Text,
  how: ['To see the recordings of your own meetings, say nothing but ', typed('recordings'), '.'] as Text,
});
