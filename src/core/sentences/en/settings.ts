import type { RoomChoice } from '../../preferences.ts';
import type { Fact, Text } from '../../reply.ts';
import { list, shorten, type Typed } from './words.ts';

/** Where a setting comes from. */
export type Source = 'you' | 'platform' | 'locale' | 'nobody';

const platformName = { slack: 'Slack', teams: 'Teams', web: 'your browser' } as const;

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** About how somebody reads times. */
export const settings = (typed: Typed) => ({
  title: 'Your settings',
  text: (zone: string, clock: string, day: string): Text => [
    `Your time zone is ${zone}, times are shown as ${clock}, and weeks begin on ${day}.`,
  ],
  saved: ['Saved.'] as Text,
  zoneFact: (zone: string, source: Source, platform: keyof typeof platformName): Fact => ({
    label: 'Time zone',
    value: [`${zone} (${from(source, platform)})`],
  }),
  clockFact: (clock: string, source: Source, platform: keyof typeof platformName): Fact => ({
    label: 'Times',
    value: [`${clock} (${from(source, platform)})`],
  }),
  weekFact: (day: string, source: Source, platform: keyof typeof platformName): Fact => ({
    label: 'Weeks begin on',
    value: [`${day} (${from(source, platform)})`],
  }),
  roomFact: (set: RoomChoice | undefined, isPersonalUsual: boolean): Fact => {
    const isOwn = set === undefined ? isPersonalUsual : set === 'own';
    return {
      label: 'Meetings you start',
      value: [
        `${isOwn ? 'in your own room' : 'in a new room each'} (${set ? 'set by you' : 'as is usual here'}). Once otherwise: `,
        typed(isOwn ? 'now --new' : 'now --room'),
      ],
    };
  },
  callsFact: (isOff: boolean): Fact => ({
    label: 'Calls into meetings',
    value: [
      isOff ? 'Off: nobody rings you. On again: ' : 'On. Off: ',
      typed(isOff ? 'settings calls on' : 'settings calls off'),
    ],
  }),
  callsUnknown: (said: string): Text => [
    `Calls are on or off${said === '' ? '' : `, not “${shorten(said)}”`}. Try `,
    typed('settings calls off'),
    ' or ',
    typed('settings calls on'),
    '.',
  ],
  unaskedFacts: (channels: number): readonly Fact[] =>
    channels === 0
      ? []
      : [
          {
            label: 'Large channels',
            value: [
              `You are not asked before a card is posted in ${channels === 1 ? 'one' : channels} of them. To be asked again: `,
              typed('settings ask'),
            ],
          },
        ],
  dayName: (day: number) => dayNames[day - 1] ?? 'Monday',
  noZone: 'UTC',
  footnote: [
    'Or type: ',
    typed('settings zone Berlin'),
    ', ',
    typed('settings clock 24'),
    ', ',
    typed('settings week monday'),
    ', ',
    typed('settings room own'),
    '.',
  ] as Text,
  change: 'Change',
  zoneMissing: [
    'I do not know your time zone yet. Tell me a city in it first: ',
    typed('settings zone Berlin'),
    '.',
  ] as Text,
  zoneUnknown: (said: string, near: readonly string[]): Text => [
    `I know no time zone or city “${shorten(said)}”. `,
    near.length > 0 ? `Did you mean ${list(near)}? ` : 'Name a large city in it. ',
    'Try ',
    typed(`settings zone ${near[0] ?? 'Berlin'}`),
    '.',
  ],
  zoneSeveral: (said: string, zones: readonly string[]): Text => [
    `There are several time zones for “${shorten(said)}”: ${list(zones)}. Try `,
    typed(`settings zone ${zones[0]}`),
    '.',
  ],
  clockUnknown: (said: string): Text => [
    `A clock has 12 or 24 hours, not “${shorten(said)}”. Try `,
    typed('settings clock 24'),
    ' or ',
    typed('settings clock 12'),
    '.',
  ],
  weekUnknown: (said: string): Text => [
    `I know no day of the week “${shorten(said)}”. Try `,
    typed('settings week monday'),
    '.',
  ],
  roomUnknown: (said: string): Text => [
    said === '' ? 'Say which room' : `A room is your own or a new one, not “${shorten(said)}”`,
    ': ',
    typed('settings room own'),
    ', ',
    typed('settings room new'),
    ' or ',
    typed('settings room usual'),
    '.',
  ],
  unknown: (word: string): Text => [
    `There is no setting “${shorten(word)}”. Try `,
    typed('settings zone Berlin'),
    ', ',
    typed('settings clock 24'),
    ' or ',
    typed('settings week monday'),
    '.',
  ],
  form: {
    title: 'Your settings',
    submit: 'Save',
    zone: 'Time zone',
    clock: 'Times',
    week: 'Weeks begin on',
    usual: 'As my chat has it',
    clock12: '3:00 PM',
    clock24: '15:00',
    room: 'Meetings that you start',
    roomUsual: 'As is usual here',
    roomOwn: 'In your own permanent room',
    roomNew: 'In a new room each',
    calls: 'Others may call me into their meetings',
  },
});

function from(source: Source, platform: keyof typeof platformName): string {
  switch (source) {
    case 'you':
      return 'set by you';
    case 'platform':
      return `from ${platformName[platform]}`;
    case 'locale':
      return 'from your language';
    case 'nobody':
      return 'as nobody has said';
  }
}
