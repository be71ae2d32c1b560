import type { CommandContext } from '../../command.ts';
import type { FormValues } from '../../invocation.ts';
import { mostTimes, mostYears, seriesTooLong } from '../../occurrences.ts';
import type { Habits } from '../../reader.ts';
import type { Button, Card, Fact, Reply, Text } from '../../reply.ts';
import { minutesOf, type Reader, startOf } from '../../when/index.ts';
import { dayAndTime, lengthWords, recurrenceWords, zoneWords } from '../../when/wording.ts';
import { candidateLabels } from './candidates.ts';
import { type Clash, clashesOf, overlapFacts } from './clashes.ts';
import { draftValues } from './form.ts';
import { mostGuests, type Unclear } from './guests.ts';
import { type DraftTalk, guestsOf, type OpenDraft } from './open-draft.ts';
import { timesOf } from './times.ts';
import { whoText } from './who-question.ts';

/** An open draft: the question that comes next, or all of it with the button that makes it. */
export async function draftReply(
  context: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft,
  talk: DraftTalk,
  told?: Text,
): Promise<Reply> {
  const { say } = context;
  const { questions } = open.understanding;
  const [question] = questions;
  const [unclear] = open.unclear;
  const guests = guestsOf(open);
  const press = pressFor(talk);
  if (question) {
    const text = say.question(question, habits);
    const choices = say.choices(open.understanding, habits).map((label, index) => press(label, `choose ${index}`));
    return asked(context, habits, open, say.questionTitle, text, choices, press);
  }
  if (unclear) {
    return asked(
      context,
      habits,
      open,
      say.whoUnknownTitle,
      whoText(say, unclear),
      whoButtons(say, unclear, press),
      press,
    );
  }
  if (guests.length > mostGuests) {
    return asked(context, habits, open, say.whoUnknownTitle, say.whoTooMany(mostGuests, guests.length), [], press);
  }
  const times = timesOf(open.understanding.draft);
  if (times?.recurrence && seriesTooLong(times.recurrence, times.startsAt)) {
    return asked(context, habits, open, say.seriesTooLongTitle, say.seriesTooLong(mostYears, mostTimes), [], press);
  }
  const clashes = times ? await clashesOf(context, times) : [];
  return whole(context, habits, open, talk, clashes, told);
}

type Press = (label: string, input: string, look?: Partial<Extract<Button, { kind: 'run' }>>) => Button;

function pressFor({ id, version }: DraftTalk): Press {
  const values: FormValues = { talk: id, version: String(version) };
  return (label, input, look) => ({ kind: 'run', label, command: 'schedule', input, values, ...look });
}

function asked(
  { say }: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft,
  title: string,
  text: Text,
  choices: readonly Button[],
  press: Press,
): Reply {
  const card: Card = {
    title,
    tone: 'neutral',
    body: text,
    facts: facts(say, habits, open),
    buttons: [...choices, press(say.giveUp, 'drop')],
  };
  return { visibleTo: 'caller', text, card };
}

function whole(
  { say }: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft,
  talk: DraftTalk,
  clashes: readonly Clash[],
  told?: Text,
): Reply {
  const { draft } = open.understanding;
  const press = pressFor(talk);
  const title = draft.title || say.defaultMeetingTitle;
  const when = whenOf(open, habits) ?? '';
  return {
    visibleTo: 'caller',
    text: told ? [...told, ' ', ...say.draftText(title, when)] : say.draftText(title, when),
    card: {
      title,
      tone: clashes.length > 0 ? 'warning' : 'neutral',
      body: told ?? say.draftBody,
      facts: [...facts(say, habits, open), ...overlapFacts(say, clashes, habits)],
      buttons: [
        press(say.schedule, 'confirm', { primary: true, once: true }),
        press(say.edit, 'form', { opensForm: true, values: formOf(habits, open, talk) }),
        press(say.giveUp, 'drop', { danger: true }),
      ],
      footnote: say.draftFootnote,
    },
  };
}

/** An open draft, as its form is filled in. */
export function formOf(habits: Habits & Reader, open: OpenDraft, talk: DraftTalk): FormValues {
  const names = new Map(guestsOf(open).flatMap(({ identity, name }) => (identity ? [[identity.userId, name]] : [])));
  const values = draftValues(open.understanding.draft, names, ruleWords(open, habits));
  return { ...values, talk: talk.id, version: String(talk.version) };
}

/** What is known so far: shown with each question, so that nobody wonders what became of the rest. */
function facts(say: CommandContext['say'], habits: Habits & Reader, open: OpenDraft): readonly Fact[] {
  const { draft } = open.understanding;
  const when = whenOf(open, habits);
  const guests = guestsOf(open);
  const own = startOf(draft)?.withTimeZone(habits.timeZone);
  const elsewhere = draft.timeZone !== habits.timeZone && own ? dayAndTime(own, minutesOf(draft), habits) : undefined;
  const options = say.optionNames({
    lobby: draft.options.lobby === true,
    recording: draft.options.recording === true,
    application: draft.options.webinar ? 'webinar' : 'meeting',
  });
  const rule = ruleWords(open, habits);
  const length = lengthWords(minutesOf(draft));
  return [
    ...(draft.title ? [{ label: say.titleLabel, value: [draft.title] }] : []),
    ...(when ? [{ label: say.when, value: [when] }] : []),
    ...(elsewhere ? [{ label: say.yourTime, value: [elsewhere] }] : []),
    ...(rule ? [{ label: say.repeats, value: [rule] }] : []),
    { label: say.lengthLabel, value: [draft.minutes === undefined ? say.lastsUsual(length) : length] },
    { label: say.withWhom, value: [guests.length === 0 ? say.nobody : say.guestNames(guests)] },
    ...(options ? [{ label: say.options, value: [options] }] : []),
  ];
}

function whenOf(open: OpenDraft, habits: Habits & Reader): string | undefined {
  const { draft } = open.understanding;
  const start = startOf(draft);
  return start && `${dayAndTime(start, minutesOf(draft), habits)}, ${zoneWords(draft.timeZone, start, habits.locale)}`;
}

function ruleWords(open: OpenDraft, habits: Habits & Reader): string {
  const { draft } = open.understanding;
  const start = startOf(draft);
  return draft.recurrence && start ? recurrenceWords(draft.recurrence, start, habits) : '';
}

function whoButtons(say: CommandContext['say'], { why, candidates, count }: Unclear, press: Press): readonly Button[] {
  const leave = press(say.leaveOut, 'who none');
  if (why === 'large') return [press(say.inviteAll(count), 'who all', { primary: true }), leave];
  const each = candidateLabels(say, candidates).map((label, index) => press(label, `who ${index}`));
  return [...each, leave];
}
