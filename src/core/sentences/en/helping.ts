import type { Command, Topic } from '../../command.ts';
import type { Platform } from '../../invocation.ts';
import type { Fact, Text } from '../../reply.ts';
import type { Account } from '../../ucaas.ts';
import { fullUsage, optionUsage, shorten, type Typed } from './words.ts';

const topicNames: Readonly<Record<Topic['name'], string>> = {
  start: 'Meet now',
  plan: 'Plan',
  inside: 'In a meeting',
  people: 'People',
  times: 'Reminders and times',
  account: 'Your account',
  more: 'More',
};

function typedList(commands: readonly Command[], typed: Typed): Text {
  return commands.flatMap(({ name }, index) => [...(index === 0 ? [] : [', ']), typed(name)]);
}

/** What helps somebody find their way. */
export const helping = (typed: Typed) => ({
  helpTitle: 'What I can do',
  helpText: (topics: readonly Topic[]): Text =>
    topics.flatMap(({ name, commands }) => [`${topicNames[name]}: `, ...typedList(commands, typed), '.\n']),
  helpFacts: (topics: readonly Topic[]): readonly Fact[] =>
    topics.map(({ name, commands }) => ({ label: topicNames[name], value: typedList(commands, typed) })),
  helpFootnote: ['How one of them works, with examples: ', typed('help now'), '.'] as Text,
  /** Where commands are typed, threads need another way; where people mention us anyway, replies work the same. */
  helpInThreads: (platform: Platform, inThread: boolean): Text => {
    if (platform === 'teams') return [' In a reply it works the same: what I post comes below the same message.'];
    if (platform !== 'slack') return [];
    return inThread
      ? [
          ' Slack takes no commands in threads: mention me here. Outside of threads, ',
          { typed: '/meet' },
          ' does the same.',
        ]
      : [' In a thread, where Slack takes no commands, mention me: ', { typed: '@Meetwire now' }, '.'];
  },
  commandHelpTitle: (command: Command) => typed(fullUsage(command)).typed,
  commandHelpText: (command: Command): Text => [
    `${command.summary}.`,
    ...(command.aliases?.length ? [` Also: ${command.aliases.map((alias) => typed(alias).typed).join(', ')}.`] : []),
  ],
  commandHelpFacts: (command: Command): readonly Fact[] => [
    ...(command.options ?? []).map((option) => ({ label: optionUsage(option), value: [option.summary] })),
    ...command.examples.map((example, index) => ({
      label: index === 0 ? 'Examples' : '\u2003',
      value: [typed(example)],
    })),
  ],
  messageTooLong: (most: number): Text => [
    `That is longer than the ${most.toLocaleString('en')} characters that I read at once, so I did nothing with it. Say it in fewer words, like “design review with @somebody friday 3pm”.`,
  ],
  homeTitle: 'Meetwire',
  homeConnected: (account: Account): Text => [`Hello ${account.name}. What would you like to do?`],
  homeNew: ['Start, plan and join video meetings from here. Sign in once, and you are ready.'] as Text,
  homeFootnote: [
    'Or say it in our direct chat: “design review with @somebody friday 3pm”, “what’s on tomorrow”. Everything else: ',
    typed('help'),
    '.',
  ] as Text,
  startNow: 'Start a meeting now',
  planMeeting: 'Plan a meeting',
  myMeetings: 'My meetings',
  myRoom: 'My room',
  joinByPin: 'Join with a PIN',
  help: 'Help',
  /** Behind a command stands what it cannot do anything with. */
  misusedText: ({ name }: Command, said: string): Text => [
    said === '' ? 'I did not understand that.' : `I did not understand “${shorten(said)}” there.`,
    ` How `,
    typed(name),
    ' works: ',
    typed(`help ${name}`),
    '.',
  ],
  unknownTitle: 'I do not know that one',
  unknownText: (word: string, suggestions: readonly Command[]): Text => [
    `There is no command “${shorten(word)}”.`,
    ...(suggestions.length === 0
      ? [' See what there is with ', typed('help'), '.']
      : [
          ' Did you mean ',
          ...suggestions.flatMap(({ name }, index) => [...(index === 0 ? [] : [' or ']), typed(name)]),
          '?',
        ]),
  ],
});
