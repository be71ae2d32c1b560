import type { Command, CommandContext } from '../../command.ts';
import { sameIdentity } from '../../invocation.ts';
import type { Preferences } from '../../preferences.ts';
import type { Habits } from '../../reader.ts';
import { agendaOf, agendaReply, dayOf } from '../../reminders/agenda.ts';
import { namesDays, readAgenda } from '../../reminders/reading.ts';
import type { RunButton } from '../../reply.ts';
import { dayWords } from '../../when/wording.ts';
import { privately } from '../answer.ts';
import { clockWords, inOwnZone } from './own-zone.ts';

/** `agenda`, `agenda 8:30`, `agenda weekdays 8am`, `agenda off`: the day's meetings, now or every morning. */
export const agenda: Command = {
  name: 'agenda',
  usage: '[[weekdays] <time> | off]',
  summary: 'Show today’s meetings, and have them sent to you every day at a time',
  examples: ['agenda', 'agenda 8:30', 'agenda weekdays 8am', 'agenda off'],
  needs: ({ text }) => (text === '' ? 'preference.see' : 'preference.change'),
  wish: () => 'see your agenda',

  run(context) {
    const { text } = context.arguments;
    if (text === '') return show(context);
    if (/^(?:off|none|never|stop)$/iu.test(text)) return off(context);
    return set(context, text);
  },
};

function show(context: CommandContext) {
  const { say, stores, invocation, clock, publicUrl } = context;
  return inOwnZone(context, async ({ habits, timeZone, words }) => {
    const now = clock();
    const day = dayOf(timeZone, now);
    const end = new Date(day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
    const meetings = (await stores.schedules.of(invocation.from, now, end)).filter(
      ({ invitees }) =>
        !invitees.some(
          ({ identity, answer }) => identity && sameIdentity(identity, invocation.from) && answer === 'no',
        ),
    );
    const items = agendaOf(meetings, timeZone, now);
    const setting = settingWords(context, habits, words);
    const buttons = buttonsFor(context, habits);
    if (items.length > 0)
      return privately(
        context,
        agendaReply(items, { now, timeZone, habits, publicUrl }, say, { buttons, footnote: setting }),
      );
    const name = dayWords(day, habits, { year: false });
    const text = say.agenda.empty(name);
    return privately(context, {
      text: [...text, ' ', ...setting],
      card: { title: say.agenda.title(name), tone: 'neutral', body: text, buttons, footnote: setting },
    });
  });
}

function settingWords({ say }: CommandContext, habits: Habits, zone: string) {
  const { agenda: setting } = habits.preferences;
  return say.agenda.setting(setting && { ...setting, time: clockWords(setting.time, habits) }, zone);
}

const usualTime = '08:30';

function buttonsFor({ say }: CommandContext, { preferences, ...habits }: Habits): readonly RunButton[] {
  const { agenda: setting } = preferences;
  const press = (label: string, input: string): RunButton => ({ kind: 'run', label, command: 'agenda', input });
  const time = setting?.time ?? usualTime;
  const words = clockWords(time, habits);
  return [
    ...(setting?.days === 'daily' ? [] : [press(say.agenda.everyDay(words), time)]),
    ...(setting?.days === 'weekdays' ? [] : [press(say.agenda.weekdays(words), `weekdays ${time}`)]),
    ...(setting ? [press(say.agenda.turnOff, 'off')] : []),
  ];
}

async function off(context: CommandContext) {
  const { say, stores, invocation } = context;
  await stores.preferences.set(invocation.from, { agenda: null });
  return privately(context, { text: say.agenda.off });
}

function set(context: CommandContext, said: string) {
  const { say, stores, invocation } = context;
  return inOwnZone(context, async ({ habits, kept, words }) => {
    const wish = readAgenda(said);
    if (!wish)
      return privately(context, {
        text: namesDays(said) ? say.agenda.onSingleDays(said) : say.agenda.notUnderstood(said),
      });
    const { at, days } = wish;
    if ('either' in at) return ask(context, habits, wish.said, at.either, days);
    await stores.preferences.set(invocation.from, { agenda: { time: at.time, days }, ...kept });
    const text = say.agenda.on({ time: clockWords(at.time, habits), days }, words);
    return privately(context, { text });
  });
}

function ask(
  context: CommandContext,
  habits: Habits,
  said: string,
  either: readonly [string, string],
  days: NonNullable<Preferences['agenda']>['days'],
) {
  const { say } = context;
  const words = [clockWords(either[0], habits), clockWords(either[1], habits)] as const;
  const text = say.agenda.ambiguous(said, words);
  const buttons = either.map(
    (time, index): RunButton => ({
      kind: 'run',
      label: words[index] ?? time,
      command: 'agenda',
      input: `${days === 'weekdays' ? 'weekdays ' : ''}${time}`,
    }),
  );
  return privately(context, { text, card: { title: say.agenda.ambiguousTitle, tone: 'neutral', body: text, buttons } });
}
