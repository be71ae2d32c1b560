import type { Fact, Instant, Person, Text } from '../../reply.ts';
import { lengthWords } from '../../when/wording.ts';
import { list, shorten, type Typed } from './words.ts';

const starts = (minutes: number) =>
  minutes > 0
    ? `starts in ${lengthWords(minutes)}`
    : minutes === 0
      ? 'starts now'
      : `started ${lengthWords(-minutes)} ago`;

/** More names than this are counted. */
const mostNames = 3;

function names(all: readonly string[]): string {
  const short = all.map((name) => shorten(name));
  if (short.length <= mostNames) return list(short);
  return list([...short.slice(0, mostNames - 1), `${short.length - mostNames + 1} others`]);
}

/** About reminders, and what the host hears of new answers. */
export const reminding = (typed: Typed) => ({
  text: (title: string, minutes: number, url: string): Text => [
    `“${title}” ${starts(minutes)}. Join: `,
    { link: url, label: url },
  ],
  body: (minutes: number, start: Instant): Text => [
    `This meeting ${starts(minutes)}${minutes > 0 ? ', ' : ' ('}`,
    start,
    minutes > 0 ? '.' : ').',
  ],
  facts: (minutes: number, host: Person | undefined): readonly Fact[] => [
    { label: 'Length', value: [lengthWords(minutes)] },
    ...(host ? [{ label: 'Host', value: [host] }] : []),
  ],
  movedText: (title: string, start: Instant, url: string): Text => [
    `“${title}” was moved to another time. It begins: `,
    start,
    '. Join: ',
    { link: url, label: url },
  ],
  /** In place of a reminder of what has been moved since. */
  moved: (start: Instant): Text => ['It was moved after this reminder. It begins: ', start, '.'],
  notNow: ['It was cancelled after this reminder, and does not take place.'] as Text,
  join: 'Join',
  again: 'Remind me again in 5 minutes',
  footnote: ['Other times, quiet hours, or none at all: ', typed('remind'), '.'] as Text,
  snoozed: (title: string, at: Instant): Text => [`All right, I will remind you of “${title}” again at `, at, '.'],
  snoozeTooLate: (title: string): Text => [`“${title}” is over by then, so I will not remind you of it again.`],
  snoozeGone: ['This meeting does not take place any more, or you are not invited to it any more.'] as Text,
  answers: (
    title: string,
    { yes, maybe, no }: { readonly [answer in 'yes' | 'maybe' | 'no']: readonly string[] },
    open: number,
  ): Text => {
    const be = (who: readonly string[]) => (who.length === 1 ? 'is' : 'are');
    const parts = [
      ...(yes.length > 0 ? [`${names(yes)} ${be(yes)} coming`] : []),
      ...(maybe.length > 0 ? [`${names(maybe)} may come`] : []),
      ...(no.length > 0 ? [`${names(no)} ${be(no)} not${yes.length > 0 && maybe.length === 0 ? '' : ' coming'}`] : []),
    ];
    const rest =
      open === 0
        ? 'Everybody has answered.'
        : open === 1
          ? '1 has not answered yet.'
          : `${open} have not answered yet.`;
    return [`“${title}”: ${parts.join(', ')}. ${rest}`];
  },

  title: 'Your reminders',
  showText: (leads: readonly number[], quiet: string | undefined): Text => [
    leads.length === 0
      ? 'You get no reminders.'
      : `You are reminded ${leadsWords(leads)} before a meeting${quiet === undefined ? '' : `, but not between ${quiet}`}.`,
  ],
  leadsFact: (leads: readonly number[]): Fact => ({
    label: 'Before a meeting',
    value: [leads.length === 0 ? 'Off' : leadsWords(leads)],
  }),
  quietFact: (quiet: string | undefined): Fact => ({
    label: 'Quiet hours',
    value: [quiet === undefined ? 'None' : `Between ${quiet}`],
  }),
  showFootnote: [
    'Any other time: ',
    typed('remind 5 and 30'),
    ' or ',
    typed('remind 1 hour before'),
    '. Quiet hours: ',
    typed('remind quiet 22:00-07:00'),
    '.',
  ] as Text,
  set: (leads: readonly number[]): Text => [
    leads.length === 0
      ? 'Reminders are off. What you are invited to, you still hear of.'
      : `From now on I remind you ${leadsWords(leads)} before a meeting.`,
  ],
  quietSet: (quiet: string, zone: string): Text => [`From now on I do not remind you between ${quiet}, ${zone}.`],
  quietOff: ['You have no quiet hours any more.'] as Text,
  lead: (minutes: number) => `${lengthWords(minutes)} before`,
  turnOff: 'Turn off',
  turnOn: 'Turn on',
  quietNights: (hours: string) => `Quiet between ${hours}`,
  quietNone: 'No quiet hours',
  notUnderstood: (said: string): Text => [
    `I do not understand “${shorten(said)}” as a time before a meeting. Try `,
    typed('remind 10'),
    ', ',
    typed('remind 5 and 30'),
    ', ',
    typed('remind 1 hour before'),
    ' or ',
    typed('remind off'),
    '.',
  ],
  tooFar: (most: number): Text => [
    `I remind you at most ${Math.floor(most / 1440)} days before a meeting. Try `,
    typed('remind 1 hour before'),
    '.',
  ],
  tooMany: (most: number): Text => [
    `More than ${most} reminders for one meeting are too many. Try `,
    typed('remind 5 and 30'),
    '.',
  ],
  quietNotUnderstood: (said: string): Text => [
    said === ''
      ? 'Quiet hours go from one time to another. Try '
      : `I do not understand “${shorten(said)}” as two times of day. Try `,
    typed('remind quiet 22:00-07:00'),
    ' or ',
    typed('remind quiet off'),
    '.',
  ],
  quietSame: (time: string): Text => [
    `Quiet hours from ${time} to ${time} would be the whole day. Turn reminders off instead: `,
    typed('remind off'),
    '.',
  ],
});

export function leadsWords(leads: readonly number[]): string {
  return list([...leads].sort((one, other) => other - one).map(lengthWords));
}
