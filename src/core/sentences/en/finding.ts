import type { Fact, Text } from '../../reply.ts';
import { shorten, type Typed } from './words.ts';

/** About which meetings somebody has, and which one is meant. */
export const finding = (typed: Typed) => ({
  listTitle: 'Your meetings',
  listEmpty: (range: string): Text => [`You have no meetings ${inRange(range)}.`],
  listBody: (count: number, range: string): Text => [
    `${count} ${count === 1 ? 'meeting' : 'meetings'} ${inRange(range)}:`,
  ],
  listText: (range: string, facts: readonly Fact[]): Text => [
    `Your meetings ${inRange(range)}:\n`,
    facts.map(({ label, value }) => `${label}: ${value.join('')}`).join('\n'),
  ],
  listLine: (title: string, others: number, isSeries: boolean) =>
    [
      title,
      ...(others > 0 ? [`with ${others} ${others === 1 ? 'other' : 'others'}`] : []),
      ...(isSeries ? ['repeats'] : []),
    ].join(' · '),
  listMore: (count: number): Text => [`And ${count} more: ask for fewer days, such as `, typed('list tomorrow'), '.'],
  listFootnote: ['Change one with ', typed('edit'), ', ', typed('move'), ' or ', typed('cancel'), '.'] as Text,
  rangeUnknown: (said: string): Text => [
    `“${shorten(said)}” is no day or range that I know. Try `,
    typed('list tomorrow'),
    ', ',
    typed('list next week'),
    ' or ',
    typed('list december'),
    '.',
  ],
  scheduleOne: 'Schedule one',
  showOne: (title: string) => shorten(title),
  noSuchMeeting: (said: string): Text => [
    said === '' ? 'You have no meeting that this could be. ' : `None of your meetings fits “${shorten(said)}”. `,
    'See them with ',
    typed('list'),
    '.',
  ],
  whichMeetingTitle: 'Which one?',
  whichMeeting: (count: number): Text => [`${count} meetings could be meant. Which one?`],
  whichMore: ['There are more: name the day and the title.'] as Text,
  choiceOfMeeting: (title: string, when: string) => `${shorten(title).slice(0, 30)}: ${when}`,
});

/** `tomorrow`, but `on Friday 4 December` and `in the next 7 days`. */
function inRange(range: string): string {
  if (/^(today|tomorrow|this|next)/.test(range)) return range;
  return range.startsWith('the ') ? `in ${range}` : `on ${range}`;
}
