import type { Command, CommandContext } from '../../command.ts';
import { type Habits, habitsOf } from '../../reader.ts';
import { zoneNamed } from '../../reminders/zones.ts';
import type { RunButton, Text } from '../../reply.ts';
import type { Source } from '../../sentences/en/settings.ts';
import { firstDayOfWeekOf, hour12Of } from '../../when/index.ts';
import { zoneWords } from '../../when/wording.ts';
import { privately } from '../answer.ts';
import { ownStatus, statusFacts } from './own-status.ts';
import { type Changes, formValues, fromForm, settingsForm } from './settings-form.ts';

/** `settings`, `settings zone Berlin`, `settings clock 24`, `settings week monday`: how somebody reads times. */
export const settings: Command = {
  name: 'settings',
  aliases: ['preferences'],
  usage: '[zone <city> | clock <12 | 24> | week <day> | room <own | new> | calls <off | on> | status <on | off> | ask]',
  summary:
    'Show and change your time zone, 12 or 24 hours, the first day of your week, the room that you meet in, whether you are called into meetings, whether your status says that you are in one, and where you are not asked before posting',
  examples: [
    'settings',
    'settings zone Berlin',
    'settings clock 24',
    'settings week monday',
    'settings room own',
    'settings calls off',
    'settings status on',
    'settings zone auto',
    'settings ask',
  ],
  needs: ({ text }) => (text === '' ? 'preference.see' : 'preference.change'),
  wish: () => 'change your settings',

  now({ button, values, say }) {
    return button?.opensForm && button.values && !values ? { form: settingsForm(say, button.values) } : undefined;
  },

  async run(context) {
    const { say, stores, invocation, values } = context;
    const [, status] = /^status\b\s*(.*)$/iu.exec(values ? '' : context.arguments.text) ?? [];
    if (status !== undefined) return ownStatus(context, status);
    const changes = values ? fromForm(values) : fromText(say, context.arguments.text);
    if (changes && 'wrong' in changes) return privately(context, { text: changes.wrong });
    if (changes) await stores.preferences.set(invocation.from, { ...changes, ...(await keptWith(context, changes)) });
    return show(context, await habitsOf(context), changes !== undefined);
  },
};

/** Where somebody reads times by their own clock, we write them: by the zone and the language that the platform says. */
async function keptWith(context: CommandContext, { timeZone, hour12 }: Changes): Promise<Changes> {
  if (typeof timeZone !== 'string' && typeof hour12 !== 'boolean') return {};
  const habits = await habitsOf(context);
  const zone = habits.saidZone ?? habits.timeZone ?? timeZone;
  return zone ? { heard: { timeZone: zone, locale: habits.locale } } : {};
}

function fromText(say: CommandContext['say'], text: string): Changes | { readonly wrong: Text } | undefined {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/u.exec(text) ?? [];
  const isReset = /^(?:auto|automatic|default|reset|usual)$/iu.test(rest);
  switch (word.toLowerCase()) {
    case '':
      return undefined;
    case 'ask':
      return { unaskedIn: null };
    case 'zone':
    case 'timezone':
      return isReset ? { timeZone: null } : zoneFrom(say, rest);
    case 'clock':
      return isReset ? { hour12: null } : clockFrom(say, rest);
    case 'room':
      return isReset ? { room: null } : roomFrom(say, rest);
    case 'calls':
      return /^(?:off|on|mute|unmute)$/iu.test(rest)
        ? { callsOff: /^(?:off|mute)$/iu.test(rest) || null }
        : { wrong: say.settings.callsUnknown(rest) };
    case 'week':
      return isReset ? { firstDayOfWeek: null } : weekFrom(say, rest);
    default:
      return { wrong: say.settings.unknown(word) };
  }
}

function zoneFrom(say: CommandContext['say'], said: string): Changes | { readonly wrong: Text } {
  const named = zoneNamed(said);
  if ('zone' in named) return { timeZone: named.zone };
  if ('several' in named) return { wrong: say.settings.zoneSeveral(said, named.several) };
  return { wrong: say.settings.zoneUnknown(said, named.near) };
}

function clockFrom(say: CommandContext['say'], said: string): Changes | { readonly wrong: Text } {
  const [hours] = /^(?:12|24)(?=\s*-?\s*(?:h|hours?)?$)/iu.exec(said) ?? [];
  return hours ? { hour12: hours === '12' } : { wrong: say.settings.clockUnknown(said) };
}

function roomFrom(say: CommandContext['say'], said: string): Changes | { readonly wrong: Text } {
  if (/^(?:(?:my )?own|mine|my(?: room)?|personal|permanent)$/iu.test(said)) return { room: 'own' };
  return /^(?:a )?new(?: one| room)?$/iu.test(said) ? { room: 'new' } : { wrong: say.settings.roomUnknown(said) };
}

function weekFrom(say: CommandContext['say'], said: string): Changes | { readonly wrong: Text } {
  const days = [1, 2, 3, 4, 5, 6, 7].filter((day) => {
    const name = say.settings.dayName(day).toLowerCase();
    return said.length >= 3 && name.startsWith(said.toLowerCase());
  });
  const [day] = days;
  return day ? { firstDayOfWeek: day } : { wrong: say.settings.weekUnknown(said) };
}

async function show(context: CommandContext, habits: Habits, isChange: boolean) {
  const { say, invocation, policy } = context;
  const { settings: words } = say;
  const { preferences, locale, now, timeZone } = habits;
  const { platform } = invocation.from;
  const source = (set: unknown, otherwise: Source): Source => (set === undefined ? otherwise : 'you');
  const zone = timeZone === undefined ? words.noZone : zoneWords(timeZone, now, locale);
  const clock = (habits.hour12 ?? hour12Of(locale)) ? words.form.clock12 : words.form.clock24;
  const day = words.dayName(habits.firstDayOfWeek ?? firstDayOfWeekOf(locale));
  const change: RunButton = {
    kind: 'run',
    label: words.change,
    command: 'settings',
    opensForm: true,
    values: formValues(preferences),
    primary: true,
  };
  return privately(context, {
    text: [...(isChange ? [...words.saved, ' '] : []), ...words.text(zone, clock, day)],
    card: {
      title: words.title,
      tone: isChange ? 'done' : 'neutral',
      body: isChange ? words.saved : undefined,
      facts: [
        words.zoneFact(zone, source(preferences.timeZone, timeZone === undefined ? 'nobody' : 'platform'), platform),
        words.clockFact(clock, source(preferences.hour12, 'locale'), platform),
        words.weekFact(day, source(preferences.firstDayOfWeek, 'locale'), platform),
        words.roomFact(preferences.room, (await policy.ruling('room')).value === 'personal'),
        words.callsFact(preferences.callsOff === true),
        ...(await statusFacts(context)),
        ...words.unaskedFacts(preferences.unaskedIn?.length ?? 0),
      ],
      buttons: [change],
      footnote: words.footnote,
    },
  });
}
