import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { FormValues } from '../../invocation.ts';
import { habitsOf } from '../../reader.ts';
import type { Card, RunButton, Text } from '../../reply.ts';
import type { Talk } from '../../stores.ts';
import { type Act, readScope, type ScopeQuestion } from '../../when/said-scope.ts';
import { inZone } from '../../zoned.ts';
import { privately } from '../answer.ts';
import { answering, questionAbout } from '../questions.ts';
import { isShown, type Mine } from './mine.ts';

/**
 * What was asked about a planned meeting, so that a word answers it as well as a press: one of a series or all of it, or whether at all.
 * Plain JSON: it is stored between messages.
 */
export interface Asked extends ScopeQuestion {
  readonly meeting: string;
  readonly title: string;
  /** What can be answered beside `keep`; `all` alone: it is no series. */
  readonly choices: readonly Choice[];
  readonly isSeries: boolean;
  /** What stands with the buttons. */
  readonly values: FormValues;
  /** The `reference` of the invocation that asked, and of the one that answered: either may be run again after a crash. */
  readonly askedBy: string;
  readonly answeredBy?: string;
}

type Choice = 'one' | 'all';

/** Writes down what is asked, in place of what was asked before in this conversation. */
export async function keepAsked(
  context: CommandContext,
  act: Act,
  mine: Mine,
  choices: readonly Choice[],
  values: FormValues,
): Promise<void> {
  const { stores, invocation, reference } = context;
  const habits = await habitsOf(context);
  const zones = [mine.planned.timeZone, habits.timeZone ?? mine.planned.timeZone];
  const asked: Asked = {
    ...{ act, meeting: mine.id, title: mine.title, choices, values, askedBy: reference },
    isSeries: mine.planned.recurrence !== undefined,
    isNext: isShown(mine, context.clock()),
    days: [...new Set(zones.map((zone) => inZone(mine.start, zone).toPlainDate().toString()))],
  };
  await stores.talks.ask(invocation.from, invocation.conversation, asked, mine.id);
}

/**
 * Asks whether something is done to a meeting as a whole: a press, or a word, runs the command of that name with `all`, or with `keep`.
 * `values` stand with both buttons, the meeting among them.
 */
export async function askWhether(
  context: CommandContext,
  act: Act,
  mine: Mine,
  values: FormValues,
  {
    title,
    tone,
    text,
    yes,
    no,
  }: Pick<Card, 'title' | 'tone'> & {
    readonly text: Text;
    readonly yes: Pick<RunButton, 'label' | 'primary' | 'danger'>;
    readonly no: string;
  },
): Promise<Outcome> {
  await keepAsked(context, act, mine, ['all'], values);
  const press = { kind: 'run', command: act, values, once: true, answers: 'meeting' } as const;
  const buttons = [
    { ...press, ...yes, input: 'all' },
    { ...press, label: no, input: 'keep' },
  ];
  return privately(context, { text, card: { title, tone, body: text, buttons } });
}

/** A press answers as well: no word after it answers the same once more. */
export async function settleAsked(context: CommandContext): Promise<void> {
  const { stores, invocation, button } = context;
  if (!invocation.pressed) return;
  const asked = askedIn(await stores.talks.find(invocation.from, invocation.conversation));
  if (asked && asked.meeting === button?.values?.meeting)
    await stores.talks.settle(invocation.from, invocation.conversation);
}

/** What is asked in a conversation and not answered yet, unless by the invocation of this `reference`. */
export function askedIn(talk: Talk | undefined, reference?: string): Asked | undefined {
  const question = talk?.question as (Asked & { readonly kind?: string }) | undefined;
  // Whatever else is asked has a kind.
  const asked = question?.kind === undefined ? question : undefined;
  return asked && (asked.answeredBy === undefined || asked.answeredBy === reference) ? asked : undefined;
}

/** Does what a word answers to what is asked; undefined where it answers nothing, or not surely one thing. */
export async function answeredByWord(
  context: CommandContext,
  said: string,
  talk: Talk | undefined,
): Promise<Outcome | undefined> {
  const { stores, invocation, reference, table } = context;
  const asked = askedIn(talk, reference);
  // What this very invocation asked before it was interrupted was asked after this word was said.
  if (!asked || asked.askedBy === reference) return undefined;
  const habits = await habitsOf(context);
  const scope = readScope(said, asked, { ...habits, timeZone: habits.timeZone ?? 'UTC' });
  const input = scope === 'no' ? 'keep' : scope && choiceOf(scope, asked);
  const command = table.find(asked.act);
  if (!input || !command) return scope && askedStands(context, asked);
  const { from, conversation } = invocation;
  await stores.talks.ask(from, conversation, { ...asked, answeredBy: reference }, asked.meeting);
  const button = { kind: 'run', label: '', command: asked.act, input, values: asked.values } as const;
  const given = { text: input, options: new Map(), mentions: [] };
  return answering(context, questionAbout(asked.meeting), await command.run({ ...context, button, arguments: given }));
}

function choiceOf(scope: 'one' | 'all' | 'yes' | 'other', { choices, isSeries }: Asked): Choice | undefined {
  const [only] = choices;
  // What is no series has one answer, whatever it is called; who answers “this one” does not mean all of a series.
  if (choices.length === 1 && (scope === 'yes' || (scope === 'one' && only === 'all' && !isSeries))) return only;
  return choices.find((choice) => choice === scope);
}

/** What is asked stays asked: how it can be answered. */
export function askedStands({ say, invocation }: CommandContext, { title, choices }: Asked): Outcome {
  return privately({ invocation }, { text: say.askedStands(title, choices) });
}
