import type { Address } from '../../address.ts';
import type { Command, CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { FieldErrors, Form } from '../../form.ts';
import type { FormValues } from '../../invocation.ts';
import type { Life } from '../../live/life.ts';
import { plainTitle } from '../../parse.ts';
import type { Card, RunButton } from '../../reply.ts';
import type { PollResult } from '../../ucaas.ts';
import { inPlace, privately } from '../answer.ts';
import { offered } from '../offered.ts';
import { mayChange } from '../schedule/mine.ts';
import { nothingHere } from '../who.ts';
import { meantLife, sessionFor, steered } from './steered.ts';

const fewestOptions = 2;
const mostOptions = 10;
/** In characters, as titles. */
const longestOption = 200;

/** `poll Lunch? Pizza, pasta`: those in the running meeting vote; its host sees the result, and may post it. */
export const poll: Command = {
  name: 'poll',
  usage: '[question? answer, answer]',
  summary: 'Let those in the meeting that you host vote on something',
  examples: ['poll', 'poll Where do we have lunch? Pizzeria, canteen, park'],
  yieldsToSentences: true,
  needs: 'meeting.steer',
  wish: () => 'let those in a meeting vote',

  now({ arguments: given, values, button, say }): ReturnType<NonNullable<Command['now']>> {
    if (values) {
      const read = wishIn(values);
      const errors = errorsOf(say, read);
      return errors && { errors };
    }
    if (given.text !== '' && !button?.opensForm) return undefined;
    return { form: form(say, given.text) };
  },

  run: (context) =>
    offered(async () => {
      const { values, arguments: given, button } = context;
      if (button?.values?.poll !== undefined) return byButton(context, given.text, String(button.values.poll));
      const wish = values ? wishIn(values) : typedWish(given.text);
      return given.text === '' && !values ? offerForm(context) : begin(context, wish);
    }),
};

interface PollWish {
  readonly question: string;
  readonly options: readonly string[];
}

function form({ inside: { pollForm } }: CommandContext['say'], said: string): Omit<Form, 'ref'> {
  const { question, options } = typedWish(said);
  const answers = { name: 'options', label: pollForm.options, hint: pollForm.optionsHint, value: options.join('\n') };
  return {
    title: pollForm.title,
    intro: pollForm.intro,
    submitLabel: pollForm.submit,
    fields: [
      { kind: 'text', name: 'question', label: pollForm.question, value: question, required: true, maxLength: 200 },
      { kind: 'text', ...answers, multiline: true, required: true, maxLength: 2_100 },
    ],
  };
}

/** What stands before the question mark is the question; what follows are the answers. */
function typedWish(said: string): PollWish {
  const [, question = said, rest = ''] = /^(.*?\?)\s*(.*)$/u.exec(said) ?? [];
  return { question: plainTitle(question), options: distinct(rest.split(/\s*[,;|]\s*/u)) };
}

function wishIn(values: FormValues): PollWish {
  const options = String(values.options ?? '').split(/\r?\n/u);
  return { question: plainTitle(String(values.question ?? '')), options: distinct(options) };
}

function distinct(options: readonly string[]): readonly string[] {
  const plain = options.map((option) => option.normalize('NFC').replace(/\s+/gu, ' ').trim());
  return [...new Map(plain.filter((option) => option !== '').map((one) => [one.toLowerCase(), one])).values()];
}

function errorsOf(
  { inside: { pollForm } }: CommandContext['say'],
  { question, options }: PollWish,
): FieldErrors | undefined {
  if (question === '') return { question: pollForm.questionMissing };
  if (options.length < fewestOptions) return { options: pollForm.tooFew };
  if (options.length > mostOptions) return { options: pollForm.tooMany };
  return options.some((one) => one.length > longestOption) ? { options: pollForm.tooLong } : undefined;
}

/** Where no form can open by itself. */
async function offerForm(context: CommandContext): Promise<Outcome> {
  const { say } = context;
  const now = await steered(context);
  if ('effects' in now) return now;
  const open: RunButton = {
    ...{ kind: 'run', label: say.inside.pollOpenForm, command: 'poll', opensForm: true, primary: true },
    values: { meeting: now.life.meeting.id },
  };
  const text = [say.inside.pollHow];
  const card: Card = { title: say.inside.pollForm.title, tone: 'neutral', body: text, buttons: [open] };
  return privately(context, { text, card });
}

async function begin(context: CommandContext, wish: PollWish): Promise<Outcome> {
  const { say } = context;
  if (errorsOf(say, wish)) {
    const example = say.typed('poll Where do we have lunch? Pizzeria, canteen');
    return privately(context, { text: say.inside.pollIncomplete(example) });
  }
  const now = await steered(context);
  if ('effects' in now) return now;
  const { meeting } = now.life;
  const roomId = meeting.serviceRoomId;
  if (roomId === undefined) return privately(context, { text: say.inside.pollNoRoom(meeting.title) });
  const room = { application: meeting.application, roomId };
  const pollId = await now.session.openPoll(room, wish, context.again);
  const begun: PollResult = {
    question: wish.question,
    isOpen: true,
    votes: wish.options.map((option) => ({ option, count: 0 })),
  };
  const text = say.inside.pollBegan(wish.question, meeting.title);
  return privately(context, { text, card: await pollCard(context, now.life, pollId, begun) });
}

async function byButton(context: CommandContext, task: string, pollId: string): Promise<Outcome> {
  const { say } = context;
  const life = await meantLife(context);
  if (!life) return nothingHere(context);
  await mayChange(context, life.meeting, 'meeting.steer');
  const session = await sessionFor(context, life);
  const { application } = life.meeting;
  const result = await (task === 'close'
    ? session.closePoll(application, pollId)
    : session.pollResult(application, pollId));
  if (!result) return inPlace(context, { visibleTo: 'caller', text: say.inside.pollGone });
  const card = await pollCard(context, life, pollId, result);
  const text = wordsOf(context, result);
  if (task !== 'share') return inPlace(context, { visibleTo: 'caller', text, card });
  const place = await placeOf(context, life);
  if (!place) return privately(context, { text, card });
  const reply = { visibleTo: 'everyone', text, card: { ...card, buttons: [] } } as const;
  return { effects: [{ do: 'post', key: 'result', to: place, reply }] };
}

/** Where the meeting's card stands for everybody: a private answer may stand elsewhere. */
async function placeOf({ stores }: CommandContext, { meeting }: Life): Promise<Address | undefined> {
  const cards = await stores.schedules.cards(meeting.id);
  return cards.find(({ shownTo, to }) => shownTo === 'everyone' && to)?.to;
}

async function pollCard(context: CommandContext, life: Life, pollId: string, result: PollResult): Promise<Card> {
  const { say } = context;
  const values = { meeting: life.meeting.id, poll: pollId };
  const press = (label: string, input: string, more: Partial<RunButton> = {}): RunButton => ({
    ...{ kind: 'run', label, command: 'poll', input, values },
    ...more,
  });
  const buttons = result.isOpen
    ? [press(say.inside.pollShow, 'show'), press(say.inside.pollClose, 'close', { primary: true })]
    : [...((await placeOf(context, life)) ? [press(say.inside.pollShare, 'share', { once: true })] : [])];
  return {
    title: result.question,
    tone: result.isOpen ? 'live' : 'done',
    facts: result.votes.map(({ option, count }) => ({ label: option, value: [say.inside.pollVotes(result, count)] })),
    buttons,
  };
}

function wordsOf({ say }: CommandContext, result: PollResult) {
  const total = result.votes.reduce((sum, { count }) => sum + count, 0);
  return result.isOpen ? say.inside.pollSoFar(result.question, total) : say.inside.pollEnded(result.question, total);
}
