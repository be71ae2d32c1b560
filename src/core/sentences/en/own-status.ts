import type { Platform } from '../../invocation.ts';
import type { Fact, Text } from '../../reply.ts';
import { shorten, type Typed } from './words.ts';

/** About the status that the chat platform shows beside somebody's name. */
export const ownStatus = (typed: Typed) => ({
  title: 'Your status in meetings',
  ask: [
    'Let Slack show beside your name that you are in a meeting: agree there, and your own status comes back afterwards.',
  ] as Text,
  footnote: [
    'The link is for you alone, for ten minutes. To stop it later: ',
    typed('settings status off'),
    '.',
  ] as Text,
  open: 'Agree in Slack',
  isOn: ['Your status follows your meetings already. To stop it: ', typed('settings status off'), '.'] as Text,
  ended: (wasOn: boolean): Text =>
    wasOn
      ? ['Your status follows your meetings no more: your own comes back, and I give back the right to change it.']
      : ['Your status does not follow your meetings. To have it do so: ', typed('settings status on'), '.'],
  notHere: (platform: Platform): Text => [
    platform === 'slack'
      ? 'Statuses are not set up here: whoever runs Meetwire has to give it the OAuth client of its Slack app.'
      : 'Your status can follow your meetings in Slack only: there, say it to me in a direct message.',
  ],
  unknown: (said: string): Text => [
    `Your status follows your meetings or not${said === '' ? '' : `, not “${shorten(said)}”`}. Try `,
    typed('settings status on'),
    ' or ',
    typed('settings status off'),
    '.',
  ],
  fact: (isOn: boolean): Fact => ({
    label: 'Your status',
    value: [
      isOn ? 'Says when you are in a meeting. Off: ' : 'Does not say when you are in a meeting. On: ',
      typed(isOn ? 'settings status off' : 'settings status on'),
    ],
  }),
});
