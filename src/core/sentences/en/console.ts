import type { Fact, Text } from '../../reply.ts';
import { counted } from './words.ts';

/** About the pages for administrators. */
export const console = {
  title: 'Console',
  text: [
    'Look after users, requests and all the rest on pages of mine, for half an hour. The link works once, and only for you: the page asks you to show that it is you.',
  ] as Text,
  open: 'Open the console',
  opened: ['The console was opened in a browser, as you. If that was not you, close it.'] as Text,
  openFact: (until: Date): Fact => ({
    label: 'Open until',
    value: [{ instant: until.toISOString(), show: 'time' }],
  }),
  close: (count: number) => (count === 1 ? 'Close it' : `Close all ${count}`),
  closed: (count: number): Text => [
    count === 0 ? 'The console is open nowhere.' : `Closed, in ${counted(count, 'browser')}.`,
  ],
};
