import { authorize } from '../authorize.ts';
import type { CommandContext } from '../command.ts';
import type { Effect, Outcome } from '../effect.ts';
import { UserError } from '../errors.ts';
import { parseInput } from '../parse.ts';
import type { RunButton, Text } from '../reply.ts';
import type { Talk } from '../stores.ts';
import type { Reader } from '../when/index.ts';
import { pressedEffect, privately } from './answer.ts';
import { readChoice } from './read-choice.ts';
import { oldCards } from './schedule/old-cards.ts';

/** What any command asks by buttons that say what words do the same. Plain JSON: it is stored between messages. */
export interface Choices {
  readonly kind: 'choices';
  /** Those that were asked at once and are not answered yet; words answer the first. */
  readonly questions: readonly Question[];
  /** The `reference` of the invocation that asked, and of the one that answered. */
  readonly askedBy: string;
  readonly answeredBy?: string;
}

export interface Question {
  /** Of its card (`DraftCard`). */
  readonly id: string;
  readonly buttons: readonly RunButton[];
  readonly asksWho?: RunButton;
}

type Posted = Extract<Effect, { readonly do: 'post' | 'replace' }>;

/** Names the cards of what is asked about a meeting. */
export function questionAbout(meetingId: string): string {
  return `asked ${meetingId}`;
}

/** What is asked in a conversation by whatever command and not answered yet, unless by the invocation of this `reference`. */
export function choicesIn(talk: Talk | undefined, reference?: string): Choices | undefined {
  const asked = talk?.question as Partial<Choices> | undefined;
  if (asked?.kind !== 'choices') return undefined;
  const { answeredBy } = asked;
  return answeredBy === undefined || answeredBy === reference ? (asked as Choices) : undefined;
}

/** What a press is told whose question was answered or asked anew meanwhile; undefined where it is still open. */
export async function questionOver(context: CommandContext): Promise<Outcome | undefined> {
  const { invocation, stores, button, say } = context;
  const effectId = button?.answers && invocation.pressed?.ref.split('.', 1)[0];
  if (!effectId || !(await stores.talks.isOver(invocation.from, effectId))) return undefined;
  return privately(context, { text: say.questionOver });
}

/** Writes down what a command asks, so that words answer it, and what a press has answered. What was asked before about the same is put away. */
export async function noteQuestions(context: CommandContext, outcome: Outcome): Promise<Outcome> {
  const { invocation, button, reference, say } = context;
  const pressed = invocation.pressed && button?.answers ? button : undefined;
  const asking = outcome.effects.filter((effect) => asksIn(effect, context));
  if (!pressed && asking.length === 0) return outcome;
  if (pressed) await settleChoices(context, pressed);
  const taking = takesPlace(context, outcome.effects);
  const insteadOf = pressedEffect(invocation);
  const noted = asking.map((effect, index) => {
    const buttons = questionButtons(effect).map((one) => bySaid(context, one));
    const meeting = buttons.find(({ answers }) => answers === 'meeting')?.values?.meeting;
    const id = meeting === undefined ? `asked ${reference} ${index}` : questionAbout(String(meeting));
    return { effect, id, buttons, isOwn: meeting !== undefined, asksWho: effect.reply.card?.asksWho };
  });
  const effects = outcome.effects.map((effect): Effect => {
    const own = noted.find((one) => one.effect === effect);
    const instead = effect === taking && insteadOf !== undefined ? { insteadOf } : {};
    if (own) return { ...own.effect, draft: { id: own.id, isLive: true, ...instead } };
    const about = pressed?.answers === 'meeting' ? questionAbout(String(pressed.values?.meeting)) : undefined;
    return effect === taking && about ? { ...taking, draft: { id: about, isLive: false, ...instead } } : effect;
  });
  const questions = noted.flatMap(({ id, buttons, isOwn, asksWho }) => (isOwn ? [] : [{ id, buttons, asksWho }]));
  if (questions.length > 0) await ask(context, { kind: 'choices', questions, askedBy: reference });
  const older: Effect[] = [];
  for (const { id } of noted.filter(({ isOwn }) => isOwn)) older.push(...(await oldCards(context, id, say.askedAgain)));
  const known = new Set(effects.map(({ key }) => key));
  return { ...outcome, effects: [...effects, ...older.filter(({ key }) => !known.has(key))] };
}

/** An outcome that answers a question in words: its card, wherever it stands, says so and answers nothing any more. */
export async function answering(context: CommandContext, id: string, outcome: Outcome): Promise<Outcome> {
  const answer = outcome.effects.find(isPosted);
  const effects = outcome.effects.map((effect) =>
    effect === answer ? { ...answer, draft: answer.draft ?? { id, isLive: false } } : effect,
  );
  return { ...outcome, effects: [...effects, ...(await oldCards(context, id, context.say.answeredBelow))] };
}

/** Does what words answer to what any command asked last; undefined where they answer nothing. */
export async function answeredChoice(
  context: CommandContext,
  said: string,
  talk: Talk | undefined,
  reader: Reader,
): Promise<Outcome | undefined> {
  const { reference, say } = context;
  const asked = choicesIn(talk, reference);
  const [question, ...rest] = asked?.questions ?? [];
  // What this very invocation asked before it was interrupted was asked after this word was said.
  if (!asked || !question || asked.askedBy === reference) return undefined;
  const chosen = readChoice(context, said, question, reader);
  if (chosen === undefined) return undefined;
  await ask(context, { ...asked, answeredBy: reference });
  const none = () => privately(context, { text: say.noneOfThem });
  const outcome = await answering(context, question.id, chosen === 'none' ? none() : await pressFor(context, chosen));
  if (rest.length > 0 && !outcome.effects.some((effect) => asksIn(effect, context)))
    await ask(context, { kind: 'choices', questions: rest, askedBy: reference });
  return outcome;
}

/** What is asked stays asked: how it can be answered. */
export function choicesStand(context: CommandContext, { questions: [question] }: Choices): Outcome {
  if (question?.asksWho) return privately(context, { text: context.say.choiceStands('who') });
  const kinds = (question?.buttons ?? []).map(({ answers }) => answers);
  const by = kinds.includes('yes') ? 'yes' : kinds.includes('which') ? 'which' : 'press';
  const text: Text = context.say.choiceStands(by);
  return privately(context, { text });
}

/** True where it is asked who is meant, and whoever is mentioned answers it. */
export function asksWho(talk: Talk | undefined): boolean {
  return choicesIn(talk)?.questions[0]?.asksWho !== undefined;
}

/** True where a press alone answers it. */
export function isPressOnly({ questions: [question] }: Choices): boolean {
  return !question?.asksWho && (question?.buttons.every(({ answers }) => answers === 'press') ?? true);
}

/** Does what the press of a button would, and is judged as it. Throws `not_allowed` and `not_connected`. */
async function pressFor(context: CommandContext, button: RunButton): Promise<Outcome> {
  const { invocation, actor, policy, table } = context;
  const command = table.find(button.command);
  if (!command) throw new Error(`no command is named ${button.command}`);
  const given = parseInput(button.input ?? '', command, []);
  const verb = typeof command.needs === 'function' ? command.needs(given) : command.needs;
  const decision = authorize(actor, verb, { ...invocation.from, owner: invocation.from });
  if (!decision.allowed && decision.needsAccount) throw new UserError({ code: 'not_connected', reason: 'never' });
  if (!decision.allowed) throw new UserError({ code: 'not_allowed', verb, ...decision });
  await policy.require(verb);
  const { purpose: usual = 'command' } = command;
  return command.run({ ...context, button, arguments: given, ucaas: (purpose = usual) => context.ucaas(purpose) });
}

/** What was pressed is answered; of several questions, the others stay. */
async function settleChoices(context: CommandContext, button: RunButton): Promise<void> {
  const { stores, invocation, reference } = context;
  const asked = choicesIn(await stores.talks.find(invocation.from, invocation.conversation));
  const left = asked?.questions.filter(({ buttons }) => !buttons.some((one) => isSame(one, button))) ?? [];
  if (!asked || left.length === asked.questions.length) return;
  if (left.length > 0) await ask(context, { kind: 'choices', questions: left, askedBy: reference });
  else await stores.talks.settle(invocation.from, invocation.conversation);
}

function isSame(one: RunButton, other: RunButton): boolean {
  const what = ({ command, input, values = {} }: RunButton) => JSON.stringify([command, input, Object.entries(values)]);
  return what(one) === what(other);
}

function ask({ stores, invocation }: CommandContext, choices: Choices): Promise<void> {
  return stores.talks.ask(invocation.from, invocation.conversation, choices);
}

/** What repeats an invocation, and what administrators do, is answered by a press alone: what is said has not their rights. */
function bySaid({ table }: CommandContext, button: RunButton): RunButton {
  const command = button.repeats === undefined ? table.find(button.command) : undefined;
  return command && command.purpose !== 'administration' ? button : { ...button, answers: 'press' };
}

function isPosted(effect: Effect): effect is Posted {
  return (effect.do === 'post' || effect.do === 'replace') && effect.reply.visibleTo === 'caller';
}

function asksIn(effect: Effect, { invocation }: CommandContext): effect is Posted {
  return isPosted(effect) && effect.to === invocation.at && (questionButtons(effect).length > 0 || isWho(effect));
}

function isWho({ reply }: Posted): boolean {
  return reply.card?.asksWho !== undefined;
}

function questionButtons({ reply }: Posted): readonly RunButton[] {
  return (reply.card?.buttons ?? []).flatMap((button) => (button.kind === 'run' && button.answers ? [button] : []));
}

/** The effect that takes the place of the pressed message. */
function takesPlace({ invocation, button }: CommandContext, effects: readonly Effect[]): Posted | undefined {
  const message = invocation.pressed?.message;
  if (!message) return undefined;
  const placed = effects.filter(isPosted);
  return (
    placed.find((effect) => effect.do === 'replace' && effect.message === message) ??
    (button?.once ? placed.find(({ to }) => to === invocation.at) : undefined)
  );
}
