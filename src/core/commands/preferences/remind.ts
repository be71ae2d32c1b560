import type { Command, CommandContext } from '../../command.ts';
import type { Preferences } from '../../preferences.ts';
import { type Habits, habitsOf } from '../../reader.ts';
import { mostLead, mostLeads, readLeads, readQuiet } from '../../reminders/reading.ts';
import type { RunButton, Text } from '../../reply.ts';
import { privately } from '../answer.ts';
import { clockWords, inOwnZone } from './own-zone.ts';

/** `remind`, `remind 5 and 30`, `remind quiet 22:00-07:00`, `remind off`: when somebody is reminded of meetings. */
export const remind: Command = {
  name: 'remind',
  aliases: ['reminders'],
  usage: '[<time before> | quiet <from>-<to> | on | off]',
  summary: 'Choose when you are reminded of meetings, and when you are left alone',
  examples: [
    'remind',
    'remind 10',
    'remind 5 and 30',
    'remind 1 hour before',
    'remind quiet 22:00-07:00',
    'remind quiet off',
    'remind off',
  ],
  needs: ({ text }) => (text === '' ? 'preference.see' : 'preference.change'),
  wish: () => 'set your reminders',

  run(context) {
    const { text } = context.arguments;
    const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/u.exec(text) ?? [];
    if (text === '') return show(context);
    if (/^quiet$/iu.test(word)) return quiet(context, rest);
    if (/^(?:off|none|never|stop)$/iu.test(text)) return set(context, { leads: [] });
    if (/^on$/iu.test(text)) return set(context, { leads: null });
    const read = readLeads(text);
    if ('leads' in read) return set(context, { leads: read.leads });
    return Promise.resolve(privately(context, { text: wrong(context.say, read.wrong, text) }));
  },
};

function wrong(
  { reminding }: CommandContext['say'],
  what: Extract<ReturnType<typeof readLeads>, { wrong: string }>['wrong'],
  said: string,
): Text {
  if (what === 'far') return reminding.tooFar(mostLead);
  return what === 'many' ? reminding.tooMany(mostLeads) : reminding.notUnderstood(said);
}

async function show(context: CommandContext) {
  const habits = await habitsOf(context);
  const { leads, quiet: hours } = habits.preferences;
  return answer(context, habits, habits.preferences, context.say.reminding.showText(leads, quietWords(hours, habits)));
}

async function set(context: CommandContext, changes: { readonly leads: Preferences['leads'] | null }) {
  const { stores, invocation, say } = context;
  const habits = await habitsOf(context);
  const after = await stores.preferences.set(invocation.from, changes);
  return answer(context, habits, after, say.reminding.set(after.leads), true);
}

function quiet(context: CommandContext, said: string) {
  const { stores, invocation, say } = context;
  return inOwnZone(context, async ({ habits, kept, words }) => {
    if (/^(?:off|none|never|no)$/iu.test(said)) {
      const after = await stores.preferences.set(invocation.from, { quiet: null });
      return answer(context, habits, after, say.reminding.quietOff, true);
    }
    const hours = readQuiet(said);
    if (!hours) return privately(context, { text: say.reminding.quietNotUnderstood(said) });
    if (hours.from === hours.to)
      return privately(context, { text: say.reminding.quietSame(clockWords(hours.from, habits)) });
    const after = await stores.preferences.set(invocation.from, { quiet: hours, ...kept });
    return answer(context, habits, after, say.reminding.quietSet(quietWords(hours, habits) ?? '', words), true);
  });
}

function quietWords(hours: Preferences['quiet'], habits: Habits): string | undefined {
  return hours && `${clockWords(hours.from, habits)} and ${clockWords(hours.to, habits)}`;
}

/** What holds now, with the buttons that change it. */
function answer(context: CommandContext, habits: Habits, now: Preferences, text: Text, isChange = false) {
  const { reminding } = context.say;
  const press = (label: string, input: string, danger = false): RunButton => ({
    kind: 'run',
    label,
    command: 'remind',
    input,
    danger,
  });
  const offered = [5, 10, 30].filter((lead) => now.leads.length !== 1 || now.leads[0] !== lead);
  return privately(context, {
    text,
    card: {
      title: reminding.title,
      tone: isChange ? 'done' : 'neutral',
      body: isChange ? text : undefined,
      facts: [reminding.leadsFact(now.leads), reminding.quietFact(quietWords(now.quiet, habits))],
      buttons: [
        ...(now.leads.length === 0
          ? [press(reminding.turnOn, 'on')]
          : offered.map((lead) => press(reminding.lead(lead), String(lead)))),
        now.quiet
          ? press(reminding.quietNone, 'quiet off')
          : press(reminding.quietNights(nights(habits)), 'quiet 22:00-07:00'),
        ...(now.leads.length === 0 ? [] : [press(reminding.turnOff, 'off', true)]),
      ],
      footnote: reminding.showFootnote,
    },
  });
}

function nights(habits: Habits): string {
  return quietWords({ from: '22:00', to: '07:00' }, habits) ?? '';
}
