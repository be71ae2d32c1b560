import { Temporal } from 'temporal-polyfill';
import type { Fact, Text } from '../../reply.ts';
import type { Period } from '../../usage/period.ts';
import type { Sum } from '../../usage/summary.ts';
import type { Reader } from '../../when/draft.ts';
import { dayWords, lengthWords, rangeWords } from '../../when/wording.ts';
import { counted, shorten, type Typed } from './words.ts';

/** Eighths of a block: how much of the longest day another one was. */
const blocks = '▏▎▍▌▋▊▉█';

const sumText = ({ calls, minutes }: Sum): string => `${counted(calls, 'meeting')}, ${lengthWords(minutes)}`;

/** About how much meetings are used. */
export const usage = (typed: Typed) => ({
  title: 'Use of meetings',
  days: ({ from, to }: Period, reader: Reader): string => rangeWords({ from, to, name: 'days' }, reader),
  wrongDays: (said: string, mostDays: number): Text => [
    `“${shorten(said)}” are no days that I can tell of: say one, or two that are ${mostDays} days apart at most, such as `,
    typed('admin reports 2026-10-01 2026-10-31'),
    '.',
  ],
  text: ({
    days,
    about,
    sum,
    isWhole,
    running,
    hosts,
    recordings,
  }: {
    readonly days: string;
    readonly about?: string;
    readonly sum: Sum;
    readonly isWhole: boolean;
    readonly running: number;
    readonly hosts: number;
    readonly recordings?: { readonly count: number; readonly minutes: number };
  }): Text => {
    const whom = about === undefined ? '' : ` of ${shorten(about)}`;
    if (sum.calls === 0)
      return [`Nobody met${about === undefined ? '' : ` in meetings of ${shorten(about)}`}: ${days}.`];
    const parts = [
      `${days}${whom}: ${isWhole ? '' : 'at least '}${counted(sum.calls, 'meeting')}, ${lengthWords(sum.minutes)} in all`,
      ...(about === undefined || hosts > 1 ? [`by ${counted(hosts, 'host')}`] : []),
      ...(recordings && recordings.count > 0
        ? [`${counted(recordings.count, 'recording')} (${lengthWords(recordings.minutes)})`]
        : []),
    ];
    const now = running > 0 ? ` ${counted(running, 'meeting')} ${running === 1 ? 'runs' : 'run'} just now.` : '';
    return [`${parts.join(', ')}.${now}`];
  },
  charts: {
    day: (day: Temporal.PlainDate) => day.toLocaleString('en-GB', { day: 'numeric', month: 'short' }),
    month: (day: Temporal.PlainDate) => day.toLocaleString('en-GB', { month: 'short', year: 'numeric' }),
    minutes: { title: 'Minutes in meetings', unit: 'minutes' },
    meetings: { title: 'Meetings', unit: 'meetings' },
  },
  sumFact: (name: string, sum: Sum): Fact => ({ label: shorten(name), value: [sumText(sum)] }),
  restFact: (count: number, rest: readonly Sum[]): Fact => ({
    label: `${count} more`,
    value: [
      sumText({
        calls: rest.reduce((sum, { calls }) => sum + calls, 0),
        minutes: rest.reduce((sum, { minutes }) => sum + minutes, 0),
      }),
    ],
  }),
  /** `share`: of the longest day, from 0 to 1. */
  dayFact: ({ key, ...sum }: Sum & { readonly key: string }, share: number, reader: Reader): Fact => ({
    label: dayWords(Temporal.PlainDate.from(key), reader),
    value: [`${sumText(sum)} ${bar(share)}`],
  }),
  footnote: [
    'A meeting counts on the day it began. Others: ',
    typed('admin reports last week'),
    ', ',
    typed('admin reports zoe this year'),
    '.',
  ] as Text,
  by: { person: 'By person', day: 'By day', customer: 'By customer' },
  lastMonth: 'Last month',
  export: 'Save as a table',
  exportText: (days: string, about: string | undefined): Text => [
    `The use of meetings${about === undefined ? '' : ` of ${shorten(about)}`}, ${days}, is saved on a page of mine, with a line for each meeting, and not in the chat. The page asks you to show that it is you.`,
  ],
  open: 'Save the table',
});

function bar(share: number): string {
  const eighths = Math.max(1, Math.round(share * 40));
  return '█'.repeat(Math.floor(eighths / 8)) + (eighths % 8 > 0 ? (blocks[(eighths % 8) - 1] ?? '') : '');
}
