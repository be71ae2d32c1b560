import type { Temporal } from 'temporal-polyfill';
import { timeWords as occurrenceWords } from '../calendar/words.ts';
import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { elsewhereAhead } from '../occurrences.ts';
import { habitsOf } from '../reader.ts';
import type { Button } from '../reply.ts';
import type { Reader } from '../when/index.ts';
import { readIntent } from '../when/intent.ts';
import { type Moved, type MoveQuestion, readMove } from '../when/move.ts';
import type { Reference } from '../when/reference.ts';
import { dayAndTime, zoneWords } from '../when/wording.ts';
import { inZone } from '../zoned.ts';
import { inPlace, privately } from './answer.ts';
import { answeredByWord, keepAsked, settleAsked } from './schedule/asked.ts';
import { changeMeeting } from './schedule/changes.ts';
import { clashesOf, overlapFacts } from './schedule/clashes.ts';
import { hearersOf } from './schedule/hearers.ts';
import { behind, type Mine, mayChange, meant } from './schedule/mine.ts';
import { seriesMoved, timesMoved } from './schedule/moved-times.ts';
import { moveOccurrence } from './schedule/one-occurrence.ts';
import { clashesAsWhole, eitherClashes } from './schedule/overlap-asked.ts';
import { saidOfDraft } from './schedule/said-of-draft.ts';
import { changedTold } from './schedule/series-changed.ts';
import { chooseOne } from './schedule/several.ts';
import { isWholeSaid } from './schedule/whole-said.ts';
import { withZone } from './schedule/zone-missing.ts';

/** `move <which> to <when>`: another time for a meeting, or for one occurrence of a series, after a question. */
export const move: Command = {
  name: 'move',
  aliases: ['reschedule'],
  usage: '<title or day> to <when>',
  summary: 'Move a planned meeting to another time; everybody who is invited is told',
  examples: ['move design review to 4pm', 'move friday to monday 10:00', 'move it an hour later'],
  needs: 'meeting.see',
  wish: () => 'move a meeting',

  async run(context) {
    const { say, button, stores, invocation, arguments: given } = context;
    if (button?.values?.start !== undefined) return byButton(context, given.text);
    const talk = await stores.talks.find(invocation.from, invocation.conversation);
    const answer = button ? undefined : await answeredByWord(context, `move ${given.text}`, talk);
    if (answer) return answer;
    const habits = await habitsOf(context);
    return withZone(context, habits, async (reader) => {
      if (button?.values?.meeting !== undefined) {
        const mine = await behind(context);
        return mine ? moveOne(context, reader, mine, given.text, false) : privately(context, { text: say.meetingGone });
      }
      const intent = readIntent(`move ${given.text}`, reader);
      return intent.kind === 'move'
        ? moveMeant(context, reader, intent.which, intent.to)
        : privately(context, { text: say.moveHow });
    });
  },
};

/** Asks whether the meeting that is spoken of is to be moved there. */
export async function moveMeant(
  context: CommandContext,
  reader: Reader,
  which: Reference,
  to: string,
): Promise<Outcome> {
  const { say } = context;
  const draft = await saidOfDraft(context, 'change', which);
  if (draft) return draft;
  const found = await meant(context, reader, which);
  if (found.kind === 'none') return privately(context, { text: say.noSuchMeeting(which.said) });
  if (to === '') return privately(context, { text: say.moveHow });
  if (found.kind === 'several') return chooseOne(context, reader, found.all, 'move', to);
  const { mine, isDated } = found;
  return moveOne(context, reader, mine, to, isDated, !isDated && isWholeSaid(which, mine.title));
}

async function moveOne(
  context: CommandContext,
  reader: Reader,
  mine: Mine,
  to: string,
  isDated: boolean,
  isWhole = false,
): Promise<Outcome> {
  const { say } = context;
  const { planned } = mine;
  if (planned.state === 'cancelled') return privately(context, { text: say.cancelledAlready(mine.title) });
  await mayChange(context, planned);
  const read = readMove(to, { start: mine.start, minutes: mine.minutes, timeZone: planned.timeZone }, reader);
  if ('question' in read) return unclear(context, reader, mine, read, isDated);
  const isSame = read.start.epochMilliseconds === mine.start.getTime() && read.minutes === mine.minutes;
  return isSame
    ? privately(context, { text: say.moveSame(mine.title) })
    : ask(context, reader, mine, read, isDated, isWhole);
}

function unclear(
  context: CommandContext,
  reader: Reader,
  mine: Mine,
  { choices, wrong, question }: MoveQuestion,
  isDated: boolean,
): Outcome {
  const { say } = context;
  const otherwise = question === 'past' ? say.movePast : say.moveUnclear(mine.title, choices.length > 0);
  const text = wrong ? say.moveRefused(mine.title, wrong, reader) : otherwise;
  const buttons = choices.map(
    (choice): Button => ({
      kind: 'run',
      label: `${dayAndTime(choice.start, choice.minutes, reader)}${say.forYou(choice.start, reader)}`,
      command: 'move',
      input: 'ask',
      values: valuesOf(mine, choice, isDated),
    }),
  );
  return privately(context, { text, card: { title: say.moveTitle, tone: 'neutral', body: text, buttons } });
}

async function ask(
  context: CommandContext,
  reader: Reader,
  mine: Mine,
  moved: Moved,
  isDated: boolean,
  isWhole = false,
): Promise<Outcome> {
  const { say } = context;
  const { planned } = mine;
  const words = (start: Temporal.ZonedDateTime, minutes: number) =>
    `${dayAndTime(start, minutes, reader)}, ${zoneWords(planned.timeZone, start, reader.locale)}${say.forYou(start, reader)}`;
  const before = words(inZone(mine.start, planned.timeZone), mine.minutes);
  const after = words(moved.start.withTimeZone(planned.timeZone), moved.minutes);
  const guests = hearersOf(planned, 'changed', 'asked');
  const isLength = moved.start.epochMilliseconds === mine.start.getTime();
  const text = (isLength ? say.lengthQuestion : say.moveQuestion)(mine.title, before, after, guests);
  const values = valuesOf(mine, moved, isDated);
  const press = (label: string, input: string, primary: boolean): Button => ({
    kind: 'run',
    label,
    command: 'move',
    input,
    values,
    primary,
    once: true,
    answers: 'meeting',
  });
  const all = planned.recurrence ? seriesMoved(planned, mine, moved) : undefined;
  const isOneAsked = planned.recurrence !== undefined && !(isWhole && all);
  const choices = [...(isOneAsked ? ['one' as const] : []), ...(all || !planned.recurrence ? ['all' as const] : [])];
  await keepAsked(context, 'move', mine, choices, values);
  const one = { ...timesMoved(moved, planned), recurrence: undefined };
  const clashes = eitherClashes(
    choices.includes('one') || !all ? await clashesOf(context, one, planned.meetingId) : [],
    all ? await clashesAsWhole(context, planned, all, all.along) : [],
  );
  const elsewhere = all ? elsewhereAhead(planned, context.clock()) : [];
  const stay = elsewhere
    .filter(({ original }) => original.getTime() !== mine.original.getTime())
    .map((one) => occurrenceWords(planned, one));
  const buttons = planned.recurrence
    ? [
        ...(isOneAsked ? [press(say.moveThisOne, 'one', isDated)] : []),
        ...(all ? [press(say.moveSeries, 'all', !isDated)] : []),
        press(say.keepMeeting, 'keep', false),
      ]
    : [press(isLength ? say.changeIt : say.moveIt, 'all', true), press(say.keepMeeting, 'keep', false)];
  const facts = [
    { label: say.moveFrom, value: [before] },
    { label: say.moveTo, value: [after] },
    ...(stay.length > 0 ? [{ label: say.moveStays, value: say.moveStay(stay) }] : []),
    ...overlapFacts(say, clashes, reader),
  ];
  const card = {
    title: isLength ? say.lengthTitle : say.moveTitle,
    tone: clashes.length > 0 ? 'warning' : 'neutral',
    body: [mine.title],
    facts,
    buttons,
  } as const;
  return inPlace(context, { visibleTo: 'caller', text, card });
}

async function byButton(context: CommandContext, task: string): Promise<Outcome> {
  const { say, button, clock, reference } = context;
  const mine = await behind(context, { exactly: task !== 'keep' });
  if (!mine) return inPlace(context, { visibleTo: 'caller', text: say.meetingGone });
  const { planned } = mine;
  await settleAsked(context);
  if (task === 'keep') return inPlace(context, { visibleTo: 'caller', text: say.meetingKept(mine.title) });
  if (planned.state === 'cancelled')
    return inPlace(context, { visibleTo: 'caller', text: say.cancelledAlready(mine.title) });
  await mayChange(context, planned);
  const moved: Moved = {
    start: inZone(new Date(String(button?.values?.start)), planned.timeZone),
    minutes: Number(button?.values?.minutes),
  };
  if (moved.start.epochMilliseconds < clock().getTime())
    return inPlace(context, { visibleTo: 'caller', text: say.movePast });
  const isAnother = button?.values?.sequence !== String(planned.sequence) && planned.changedBy !== reference;
  if (task === 'ask' || isAnother) {
    const habits = await habitsOf(context);
    return withZone(context, habits, (reader) => ask(context, reader, mine, moved, button?.values?.isDated === true));
  }
  if (task === 'one' && planned.recurrence) return moveOccurrence(context, mine, moved);
  const changes = planned.recurrence ? seriesMoved(planned, mine, moved) : timesMoved(moved, planned);
  return changes
    ? changeMeeting(context, planned, changes, (after) => changedTold(context, after))
    : inPlace(context, { visibleTo: 'caller', text: say.moveHow });
}

function valuesOf(mine: Mine, { start, minutes }: Moved, isDated: boolean) {
  return {
    meeting: mine.id,
    occurrence: mine.original.toISOString(),
    start: new Date(start.epochMilliseconds).toISOString(),
    minutes: String(minutes),
    sequence: String(mine.planned.sequence),
    isDated,
  };
}
