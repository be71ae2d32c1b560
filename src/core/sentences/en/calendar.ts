import type { Text } from '../../reply.ts';
import type { Typed } from './words.ts';

/** About the private calendar address of a person. */
export const calendar = (typed: Typed) => ({
  calendarTitle: 'Your meetings in your calendar',
  calendarText: (url: string): Text => [
    'Your private calendar address, for any calendar program: ',
    { link: url, label: url },
    ' Whoever has it can read your meetings.',
  ],
  calendarWhy: [
    'Add this address to your calendar once, and your meetings stay there as they are here: moved when they are moved, gone when they are cancelled. What you declined is not in it.',
  ] as Text,
  calendarAddress: 'Your address',
  addToGoogle: 'Add to Google Calendar',
  addToOutlook: 'Add to Outlook',
  addToOthers: 'Apple and others',
  resetCalendar: 'Reset address',
  calendarFootnote: [
    'Whoever has this address can read your meetings: do not pass it on. Calendars look for changes when they like, Google about twice a day.',
  ] as Text,
  resetQuestionTitle: 'Another calendar address?',
  resetQuestion: [
    'The address that you have now stops working at once, in every calendar that you have added it to. Then you add the new one.',
  ] as Text,
  yesReset: 'Yes, another address',
  keepAddress: 'Keep it',
  addressKept: ['Your calendar address stays as it is.'] as Text,
  calendarReset: ['The old address does not work any more. This is the new one.'] as Text,
  calendarUnknownWord: (word: string): Text => [
    `I can show or reset your calendar address, but not “${word}”. Try `,
    typed('calendar'),
    ' or ',
    typed('calendar reset'),
    '.',
  ],
});
