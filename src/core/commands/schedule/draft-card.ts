import type { CommandContext } from '../../command.ts';
import type { FormValues } from '../../invocation.ts';
import { mostTimes, mostYears, seriesTooLong } from '../../occurrences.ts';
import type { Habits } from '../../reader.ts';
import type { Button, Card, Reply, Text } from '../../reply.ts';
import type { Reader } from '../../when/index.ts';
import { candidateLabels } from './candidates.ts';
import { type Clash, clashesOf, overlapFacts } from './clashes.ts';
import { draftTitle, factsSoFar, ruleWords, whenOf, wholeFacts } from './draft-facts.ts';
import { draftValues } from './form.ts';
import { fitsBeside, mostGuests, type Unclear } from './guests.ts';
import { type DraftTalk, guestsOf, type OpenDraft } from './open-draft.ts';
import { timesOf } from './times.ts';
import { whoText } from './who-question.ts';

/**
 * An open draft: the question that comes next, or all of it with the button that makes it. `accepting`: the zone of which `told` says
 * that the service does not know it, and which a press then accepts.
 */
export async function draftReply(
  context: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft,
  talk: DraftTalk,
  told?: Text,
  accepting = '',
): Promise<Reply> {
  const question = questionOf(context, habits, open, talk);
  if (question) return asked(context, habits, open, talk, question, told);
  const times = timesOf(open.understanding.draft);
  const clashes = times ? await clashesOf(context, times) : [];
  return whole(context, habits, open, talk, clashes, told, accepting);
}

/** True where nothing is asked any more. */
export function canBeMade(context: CommandContext, habits: Habits & Reader, open: OpenDraft, talk: DraftTalk): boolean {
  return questionOf(context, habits, open, talk) === undefined;
}

/** What has to be asked next; undefined where everything is settled. */
function questionOf(
  { say }: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft,
  talk: DraftTalk,
): Asked | undefined {
  const [question] = open.understanding.questions;
  const [unclear] = open.unclear;
  const press = pressFor(talk);
  if (question) {
    const labels = say.choices(open.understanding, habits);
    const choices = labels.map((label, index) => press(label, `choose ${index}`));
    return { title: say.questionTitle, text: say.question(question, habits), choices };
  }
  if (unclear) {
    const text = whoText(say, unclear, guestsOf(open));
    return { title: say.whoUnknownTitle, text, choices: whoButtons(say, unclear, open, press) };
  }
  const guests = guestsOf(open);
  if (guests.length > mostGuests) {
    const text = say.whoTooMany(mostGuests, guests.length, guests.at(-1)?.name);
    return { title: say.whoTooManyTitle, text };
  }
  const times = timesOf(open.understanding.draft);
  const isTooLong = times?.recurrence && seriesTooLong(times.recurrence, times.startsAt);
  return isTooLong ? { title: say.seriesTooLongTitle, text: say.seriesTooLong(mostYears, mostTimes) } : undefined;
}

type Press = (label: string, input: string, look?: Partial<Extract<Button, { kind: 'run' }>>) => Button;

function pressFor({ id, version }: DraftTalk): Press {
  const values: FormValues = { talk: id, version: String(version) };
  return (label, input, look) => ({ kind: 'run', label, command: 'schedule', input, values, ...look });
}

interface Asked {
  readonly title: string;
  readonly text: Text;
  readonly choices?: readonly Button[];
}

function asked(
  context: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft,
  talk: DraftTalk,
  { title, text, choices = [] }: Asked,
  told?: Text,
): Reply {
  const { say } = context;
  const body = told ? [...told, ' ', ...text] : text;
  const card: Card = {
    title,
    tone: 'neutral',
    body,
    facts: factsSoFar(context, habits, open),
    buttons: [...choices, pressFor(talk)(say.giveUp, 'drop')],
    footnote: say.answerHow(choices.length > 0),
  };
  return { visibleTo: 'caller', text: body, card };
}

function whole(
  context: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft,
  talk: DraftTalk,
  clashes: readonly Clash[],
  told: Text | undefined,
  accepting: string,
): Reply {
  const { say } = context;
  const press = pressFor(talk);
  const title = draftTitle(context, open.understanding.draft);
  const when = whenOf(open, habits) ?? '';
  return {
    visibleTo: 'caller',
    text: told ? [...told, ' ', ...say.draftText(title, when)] : say.draftText(title, when),
    card: {
      title,
      tone: clashes.length > 0 ? 'warning' : 'neutral',
      body: told ?? say.draftBody,
      facts: [...wholeFacts(say, habits, open), ...overlapFacts(say, clashes, habits)],
      buttons: [
        press(say.schedule, `confirm ${accepting}`.trim(), { primary: true, once: true }),
        press(say.edit, 'form', { opensForm: true, values: formOf(habits, open, talk) }),
        press(say.giveUp, 'drop', { danger: true }),
      ],
      footnote: say.draftFootnote,
    },
  };
}

/** An open draft, as its form is filled in. */
export function formOf(habits: Habits & Reader, open: OpenDraft, talk: DraftTalk): FormValues {
  const values = draftValues(open.understanding.draft, open.known, ruleWords(open, habits));
  return { ...values, talk: talk.id, version: String(talk.version), yourZone: habits.timeZone };
}

function whoButtons(say: CommandContext['say'], unclear: Unclear, open: OpenDraft, press: Press): readonly Button[] {
  const { why, candidates, count } = unclear;
  const leave = press(say.leaveOut, 'who none');
  // What cannot be is not offered.
  if (why === 'large' && !fitsBeside(unclear, guestsOf(open))) return [leave];
  if (why === 'large') return [press(say.inviteAll(count), 'who all', { primary: true }), leave];
  const each = candidateLabels(say, candidates).map((label, index) => press(label, `who ${index}`));
  return [...each, leave];
}
