import type { Fact, Text } from '../../reply.ts';
import { list, shorten, type Typed } from './words.ts';

interface Line {
  readonly title: string;
  readonly time: string;
  readonly url: string;
  readonly clashes: readonly string[];
}

const clash = (titles: readonly string[]) =>
  `overlaps with ${list([...titles.slice(0, 2).map((title) => `“${shorten(title)}”`), ...(titles.length > 2 ? [`${titles.length - 2} more`] : [])])}`;

const counted = (count: number) => (count === 1 ? '1 meeting' : `${count} meetings`);

/** About the meetings of one day. */
export const agenda = (typed: Typed) => ({
  title: (day: string) => `Your meetings on ${day}`,
  text: (day: string, lines: readonly Line[], more: number): Text => [
    `Your meetings on ${day}: `,
    ...lines.flatMap(
      ({ time, title, url, clashes }): Text => [
        `\n${time} “${title}”${clashes.length > 0 ? ` (${clash(clashes)})` : ''} `,
        { link: url, label: url },
      ],
    ),
    ...(more > 0 ? [`\nand ${more} more.`] : []),
  ],
  body: (count: number, more: number): Text => [
    `${counted(count)}${more > 0 ? `; the first ${count - more} are shown` : ''}.`,
  ],
  fact: ({ time, title, url, clashes }: Line): Fact => ({
    label: time,
    value: [{ link: url, label: shorten(title) }, ...(clashes.length > 0 ? [` – ${clash(clashes)}`] : [])],
  }),
  empty: (day: string): Text => [`You have no meetings left on ${day}.`],
  setting: (setting: { readonly time: string; readonly days: 'daily' | 'weekdays' } | undefined, zone: string): Text =>
    setting
      ? [`I send you this ${when(setting.days)} at ${setting.time}, ${zone}.`]
      : ['I do not send you this by itself. Have it every morning: ', typed('agenda 8:30'), '.'],
  footnote: ['Another time, or not at all: ', typed('agenda'), '.'] as Text,
  on: (setting: { readonly time: string; readonly days: 'daily' | 'weekdays' }, zone: string): Text => [
    `From now on I send you the day’s meetings ${when(setting.days)} at ${setting.time}, ${zone}. On days without any I say nothing.`,
  ],
  off: ['I do not send you the day’s meetings any more. See them with ', typed('agenda'), '.'] as Text,
  turnOff: 'Stop sending it',
  everyDay: (time: string) => `Every day at ${time}`,
  weekdays: (time: string) => `On weekdays at ${time}`,
  ambiguousTitle: 'Morning or evening?',
  ambiguous: (said: string, choices: readonly [string, string]): Text => [
    `“${said}” is ${choices[0]} or ${choices[1]}. Which one do you mean?`,
  ],
  onSingleDays: (said: string): Text => [
    `I send it every day or on weekdays, and not on single days such as “${shorten(said)}”: say `,
    typed('agenda weekdays 8am'),
    ' or ',
    typed('agenda 8:30'),
    ', or see one day with ',
    typed('list monday'),
    '.',
  ],
  notUnderstood: (said: string): Text => [
    `I do not understand “${shorten(said)}” as a time of day. Try `,
    typed('agenda 8:30'),
    ', ',
    typed('agenda weekdays 8am'),
    ' or ',
    typed('agenda off'),
    '.',
  ],
});

function when(days: 'daily' | 'weekdays'): string {
  return days === 'daily' ? 'every day' : 'on weekdays';
}
