import { timeWords } from '../calendar/words.ts';
import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { habitsOf } from '../reader.ts';
import type { Button } from '../reply.ts';
import type { Reader } from '../when/index.ts';
import { type Reference, readReference } from '../when/reference.ts';
import { inPlace, privately } from './answer.ts';
import { answeredByWord, keepAsked, settleAsked } from './schedule/asked.ts';
import { cancelMeeting, changeOccurrence } from './schedule/changes.ts';
import { hearersOf } from './schedule/hearers.ts';
import { behind, type Mine, mayChange } from './schedule/mine.ts';
import { dropped } from './schedule/open-draft.ts';
import { whenForReader } from './schedule/own-words.ts';
import { spanOf } from './schedule/planned-card.ts';
import { withMeant } from './schedule/several.ts';
import { isWholeSaid } from './schedule/whole-said.ts';
import { withZone } from './schedule/zone-missing.ts';

/** `cancel <which>`: a meeting, or one occurrence of a series, after a question. A bare `cancel` gives up what is being talked about. */
export const cancel: Command = {
  name: 'cancel',
  usage: '[title or day]',
  summary: 'Cancel a planned meeting, once or all of a series; alone: give up what you are planning',
  examples: ['cancel design review', 'cancel friday', 'cancel'],
  needs: 'meeting.see',
  wish: () => 'cancel a meeting',

  async run(context) {
    const { say, invocation, stores, arguments: given, button } = context;
    if (button?.values?.meeting !== undefined) return byButton(context, given.text);
    const open = await stores.talks.find(invocation.from, invocation.conversation);
    const answer = button ? undefined : await answeredByWord(context, `cancel ${given.text}`.trim(), open);
    if (answer) return answer;
    if (given.text === '') {
      if (open?.body === undefined) return privately(context, { text: say.nothingToDrop });
      return dropped(context, { ...open, conversation: invocation.conversation });
    }
    const habits = await habitsOf(context);
    return withZone(context, habits, (reader) => cancelMeant(context, reader, readReference(given.text, reader)));
  },
};

/** Asks whether the meeting that is spoken of is to be cancelled, or which one. */
export function cancelMeant(context: CommandContext, reader: Reader, which: Reference): Promise<Outcome> {
  return withMeant(context, reader, which, { command: 'cancel', input: 'ask', ofDraft: 'cancel' }, (mine, isDated) =>
    ask(context, mine, !isDated && isWholeSaid(which, mine.title)),
  );
}

async function byButton(context: CommandContext, task: string): Promise<Outcome> {
  const mine = await behind(context, { exactly: task === 'one' || task === 'all' });
  const { say, button, reference } = context;
  if (!mine) return inPlace(context, { visibleTo: 'caller', text: say.meetingGone });
  await settleAsked(context);
  const isOff = mine.planned.state === 'cancelled';
  if (task === 'keep') {
    const text = isOff ? say.cancelledAlready(mine.title) : say.meetingKept(mine.title);
    return inPlace(context, { visibleTo: 'caller', text });
  }
  if (task !== 'all' && task !== 'one') return ask(context, mine);
  await mayChange(context, mine.planned);
  const { sequence, changedBy } = mine.planned;
  // It was changed since this was asked: what is cancelled now may be something else, so it is asked anew.
  if (button?.values?.sequence !== String(sequence) && changedBy !== reference) return ask(context, mine);
  if (task === 'all') return cancelMeeting(context, mine.planned);
  const when = timeWords(mine.planned, mine);
  const host = { person: mine.planned.host, name: mine.planned.hostName };
  const told = say.occurrenceCancelled(mine.title, await whenForReader(context, mine.planned, mine));
  const change = { occurrence: mine.original };
  return changeOccurrence(context, mine.planned, change, () => told, [
    ...say.occurrenceCancelledByHost(host, mine.title, when),
    ...say.inYourTime(spanOf(mine)),
  ]);
}

/** `isWhole`: of a series, all of it was said to be meant. */
async function ask(context: CommandContext, mine: Mine, isWhole = false): Promise<Outcome> {
  const { say } = context;
  const { planned, id, original, title } = mine;
  if (planned.state === 'cancelled') return privately(context, { text: say.cancelledAlready(title) });
  await mayChange(context, planned);
  const guests = hearersOf(planned, 'cancelled', 'asked');
  const when = await whenForReader(context, planned, mine);
  const text = say.cancelQuestion(title, when, guests, planned.recurrence !== undefined);
  const values = { meeting: id, occurrence: original.toISOString(), sequence: String(planned.sequence) };
  await keepAsked(context, 'cancel', mine, planned.recurrence && !isWhole ? ['one', 'all'] : ['all'], values);
  const press = (label: string, input: string, danger: boolean): Button => ({
    kind: 'run',
    label,
    command: 'cancel',
    input,
    values,
    danger,
    once: true,
    answers: 'meeting',
  });
  return privately(context, {
    text,
    card: {
      title: say.cancelTitle,
      tone: 'warning',
      body: text,
      buttons: planned.recurrence
        ? [
            ...(isWhole ? [] : [press(say.cancelThisOne, 'one', true)]),
            press(say.cancelSeries, 'all', true),
            press(say.keepMeeting, 'keep', false),
          ]
        : [press(say.cancelMeeting, 'all', true), press(say.keepMeeting, 'keep', false)],
    },
  });
}
