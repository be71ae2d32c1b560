import { timeWords } from '../../calendar/words.ts';
import type { Command, CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Life } from '../../live/life.ts';
import { habitsOf } from '../../reader.ts';
import { readLeads } from '../../reminders/reading.ts';
import type { RunButton } from '../../reply.ts';
import { endOf } from '../../schedule.ts';
import { mostMinutes } from '../../when/moved.ts';
import { inZone } from '../../zoned.ts';
import { inPlace, privately } from '../answer.ts';
import { changeMeeting } from '../schedule/changes.ts';
import { clashesOf, overlapFacts } from '../schedule/clashes.ts';
import { type Mine, mayChange, mineNamed } from '../schedule/mine.ts';
import { timesMoved } from '../schedule/moved-times.ts';
import { moveOccurrence } from '../schedule/one-occurrence.ts';
import { withZone } from '../schedule/zone-missing.ts';
import { talk } from '../talk.ts';
import { nothingHere } from '../who.ts';
import { meantLife, sessionFor } from './steered.ts';

const usualMinutes = 15;
const mostAtATime = 8 * 60;

/** `extend`, `extend 30`: the planned meeting that is running ends later; asks first where that runs into the host's next one. */
export const extend: Command = {
  name: 'extend',
  usage: '[minutes]',
  summary: 'Let the planned meeting that is running end later',
  examples: ['extend', 'extend 30', 'extend half an hour'],
  yieldsToSentences: true,
  needs: 'meeting.change',
  wish: () => 'extend a meeting',

  async run(context) {
    const { say, arguments: given, button, stores, invocation } = context;
    const life = await meantLife(context);
    const by = minutesIn(button ? String(button.values?.by ?? '') : given.text.replace(/^by /iu, ''));
    // “extend the review by half an hour” is about a meeting that is planned, as far as none is running.
    const isSentence = invocation.kind === 'direct' && !button && given.text !== '';
    if (isSentence && (!life || (by === undefined && !/^\d/u.test(given.text)))) return talk.run(context);
    if (!life) return nothingHere(context);
    await mayChange(context, life.meeting);
    if (given.text === 'keep' && button)
      return inPlace(context, { visibleTo: 'caller', text: say.inside.notExtended(life.meeting.title) });
    if (by === undefined) return privately(context, { text: say.inside.extendHow(say.typed('extend 30')) });
    if (life.state === 'ended') return privately(context, { text: say.live.endedAlready(life.meeting.title) });
    const planned = life.occurrence && (await stores.schedules.find(life.meeting.host, life.meeting.id));
    const mine = planned && life.occurrence && mineNamed(planned, life.occurrence);
    if (!mine) return privately(context, { text: say.inside.noEnd(life.meeting.title) });
    return extendBy(context, life, mine, by);
  },
};

function minutesIn(said: string): number | undefined {
  if (said === '') return usualMinutes;
  const read = readLeads(said);
  const [minutes, ...more] = 'leads' in read ? read.leads : [];
  return minutes !== undefined && more.length === 0 && minutes <= mostAtATime ? minutes : undefined;
}

async function extendBy(context: CommandContext, life: Life, mine: Mine, by: number): Promise<Outcome> {
  const { say, clock, button, reference } = context;
  const { planned, start, title } = mine;
  // What has run over already is extended from now on.
  const end = new Date(Math.max(endOf(mine).getTime(), clock().getTime()));
  const minutes = Math.ceil((end.getTime() - start.getTime()) / 60_000) + by;
  const isDone = planned.changedBy === reference;
  if (!isDone) {
    const session = await sessionFor(context, life);
    const most = Math.min((await session.limits(planned.application))?.minutes ?? mostMinutes, mostMinutes);
    if (minutes > most) return privately(context, { text: say.inside.tooLong(title, most) });
  }
  const moved = { start: inZone(start, planned.timeZone), minutes };
  const times = timesMoved(moved, planned);
  const isAsked = button?.input === 'anyway' || isDone;
  const question = isAsked ? undefined : await clashQuestion(context, mine, { ...times, by, end });
  if (question) return question;
  if (planned.recurrence) return moveOccurrence(context, mine, moved);
  const when = timeWords(planned, { start, minutes });
  return changeMeeting(context, planned, times, () => say.inside.extended(title, by, when));
}

/** Undefined where nothing of the host's begins before the new end. */
async function clashQuestion(
  context: CommandContext,
  { planned, title, id: meeting }: Mine,
  { by, end, ...times }: ReturnType<typeof timesMoved> & { readonly by: number; readonly end: Date },
): Promise<Outcome | undefined> {
  const { say } = context;
  const all = await clashesOf(context, { ...times, recurrence: undefined }, planned.meetingId);
  // With what went on beside it before, the host has come to terms.
  const clashes = all.filter(({ start }) => start.epochMilliseconds >= end.getTime());
  if (clashes.length === 0) return undefined;
  const press = (label: string, input: 'anyway' | 'keep'): RunButton => ({
    ...{ kind: 'run', label, command: 'extend', input, once: true, answers: input === 'keep' ? 'no' : 'yes' },
    values: { meeting, by: String(by) },
  });
  const buttons = [{ ...press(say.inside.extendAnyway, 'anyway'), primary: true }, press(say.inside.letEnd, 'keep')];
  const text = say.inside.extendQuestion(title, by);
  return withZone(context, await habitsOf(context), (reader) => {
    const facts = overlapFacts(say, clashes, reader);
    const card = { title: say.inside.extendTitle, tone: 'warning', body: text, facts, buttons } as const;
    return privately(context, { text, card });
  });
}
