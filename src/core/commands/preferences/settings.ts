import type { Command, CommandContext } from '../../command.ts';
import type { Form } from '../../form.ts';
import type { FormValues } from '../../invocation.ts';
import type { Preferences } from '../../preferences.ts';
import { type Habits, habitsOf } from '../../reader.ts';
import { zoneNamed } from '../../reminders/zones.ts';
import type { RunButton, Text } from '../../reply.ts';
import type { Source } from '../../sentences/en/settings.ts';
import type { PreferenceStore } from '../../stores.ts';
import { firstDayOfWeekOf, hour12Of } from '../../when/index.ts';
import { zoneWords } from '../../when/wording.ts';
import { privately } from '../answer.ts';

/** What a choice says where nothing is set here. */
const usual = 'usual';

/** `settings`, `settings zone Berlin`, `settings clock 24`, `settings week monday`: how somebody reads times. */
export const settings: Command = {
  name: 'settings',
  aliases: ['preferences'],
  usage: '[zone <city> | clock <12 | 24> | week <day> | room <own | new> | calls <off | on> | ask]',
  summary:
    'Show and change your time zone, 12 or 24 hours, the first day of your week, the room that you meet in, whether you are called into meetings, and where you are not asked before posting',
  examples: [
    'settings',
    'settings zone Berlin',
    'settings clock 24',
    'settings week monday',
    'settings room own',
    'settings calls off',
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
    const changes = values ? fromForm(values) : fromText(say, context.arguments.text);
    if (changes && 'wrong' in changes) return privately(context, { text: changes.wrong });
    if (changes) await stores.preferences.set(invocation.from, changes);
    return show(context, await habitsOf(context), changes !== undefined);
  },
};

type Changes = Parameters<PreferenceStore['set']>[1];

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

/** Only what is offered is taken: a form is no way round what can be typed. */
function fromForm({ zone, clock, week, room, calls }: FormValues): Changes {
  const isZone = zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(String(zone));
  const day = Number(week);
  return {
    ...(isZone && { timeZone: String(zone) }),
    ...(zone === usual && { timeZone: null }),
    ...((clock === '12' || clock === '24') && { hour12: clock === '12' }),
    ...(clock === usual && { hour12: null }),
    ...(day >= 1 && day <= 7 && { firstDayOfWeek: day }),
    ...(week === usual && { firstDayOfWeek: null }),
    ...((room === 'own' || room === 'new') && { room }),
    ...(room === usual && { room: null }),
    ...(typeof calls === 'boolean' && { callsOff: calls ? null : true }),
  };
}

function formValues({ timeZone, hour12, firstDayOfWeek, room, callsOff }: Preferences): FormValues {
  return {
    zone: timeZone ?? usual,
    clock: hour12 === undefined ? usual : hour12 ? '12' : '24',
    week: firstDayOfWeek === undefined ? usual : String(firstDayOfWeek),
    room: room ?? usual,
    calls: callsOff !== true,
  };
}

function settingsForm(say: CommandContext['say'], now: FormValues): Omit<Form, 'ref'> {
  const { form, dayName } = say.settings;
  const asItIs = { value: usual, label: form.usual };
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC');
  return {
    title: form.title,
    submitLabel: form.submit,
    fields: [
      {
        kind: 'choice',
        name: 'zone',
        label: form.zone,
        value: String(now.zone ?? usual),
        options: [
          asItIs,
          { value: 'UTC', label: 'UTC' },
          ...zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' '), group: zone.split('/', 1)[0] })),
        ],
      },
      {
        kind: 'choice',
        name: 'clock',
        label: form.clock,
        value: String(now.clock ?? usual),
        options: [asItIs, { value: '24', label: form.clock24 }, { value: '12', label: form.clock12 }],
      },
      {
        kind: 'choice',
        name: 'week',
        label: form.week,
        value: String(now.week ?? usual),
        options: [asItIs, ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: dayName(day) }))],
      },
      {
        kind: 'choice',
        name: 'room',
        label: form.room,
        value: String(now.room ?? usual),
        options: [
          { value: usual, label: form.roomUsual },
          { value: 'own', label: form.roomOwn },
          { value: 'new', label: form.roomNew },
        ],
      },
      { kind: 'toggle', name: 'calls', label: form.calls, value: now.calls !== false },
    ],
  };
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
        ...words.unaskedFacts(preferences.unaskedIn?.length ?? 0),
      ],
      buttons: [change],
      footnote: words.footnote,
    },
  });
}
