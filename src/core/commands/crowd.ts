import type { CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import type { Crowd } from '../ports.ts';
import type { RunButton, Text } from '../reply.ts';
import { inPlace, privately } from './answer.ts';

/** Of how many channels it is remembered that somebody is not asked there any more; beyond that, the oldest are asked about again. */
const mostRemembered = 200;

/**
 * What was answered to the question whether a card is to be posted where many see it; `always` is `here`, and not to be asked there
 * again.
 */
export type CrowdAnswer = 'here' | 'always' | 'nowhere' | 'cancel';

/** What was answered before this, if it was asked. */
export function crowdAnswer({ invocation, button }: Pick<CommandContext, 'invocation' | 'button'>) {
  const answer = button?.values?.crowd ?? invocation.inside?.chosen?.crowd;
  return answer as CrowdAnswer | undefined;
}

/**
 * Where a card would be seen by many, its person is asked once; undefined where nothing is in the way. Where the platform does not tell how
 * many there are, nobody is asked.
 */
export async function crowdHere(context: CommandContext): Promise<Outcome | undefined> {
  const { invocation, arguments: given, chat, stores, largeChannel, policy, say } = context;
  const answer = crowdAnswer(context);
  if (invocation.kind === 'direct' || invocation.inThread === true || answer === 'nowhere') return undefined;
  const ruling = await policy.ruling('large');
  const isSettled =
    ruling.value === 'yes' || (ruling.value === 'ask' && (given.options.has('here') || answer !== undefined));
  if (isSettled) return undefined;
  const crowd = await chat.crowd?.(invocation.at);
  if (!crowd || crowd.members <= largeChannel) return undefined;
  if (ruling.value === 'no') return ask(context, crowd, say.policy.notPosted(crowd, invocation.kind, ruling));
  const { unaskedIn = [] } = await stores.preferences.find(invocation.from);
  return unaskedIn.includes(crowd.place) ? undefined : ask(context, crowd);
}

/** Where it was answered so, this person is not asked in that channel any more. */
export async function rememberUnasked({ invocation, stores }: CommandContext): Promise<void> {
  const { crowd, place } = invocation.inside?.chosen ?? {};
  if (crowd !== 'always' || typeof place !== 'string') return;
  const { unaskedIn = [] } = await stores.preferences.find(invocation.from);
  const others = unaskedIn.filter((one) => one !== place);
  await stores.preferences.set(invocation.from, { unaskedIn: [...others, place].slice(-mostRemembered) });
}

/** Nothing was made yet, so there is nothing to undo. */
export function notStarted(context: CommandContext): Outcome {
  return inPlace(context, { visibleTo: 'caller', text: context.say.crowd.notStarted });
}

/** `ruled`: why its card may not be posted there at all. */
function ask(context: CommandContext, crowd: Crowd, ruled?: Text): Outcome {
  const { say } = context;
  const words = say.crowd;
  const press = (label: string, answer: CrowdAnswer, look: Partial<RunButton> = {}): RunButton => ({
    ...{ kind: 'run', label, command: 'now', once: true, repeats: context.id, answers: 'press' },
    ...{ values: { crowd: answer, place: crowd.place }, ...look },
  });
  const buttons = [
    ...(ruled ? [] : [press(words.here, 'here', { primary: true }), press(words.always, 'always')]),
    press(words.nowhere, 'nowhere', { primary: ruled !== undefined }),
    press(words.cancel, 'cancel', { repeats: undefined }),
  ];
  const text = ruled ?? words.question(crowd, context.invocation.kind);
  const footnote = ruled ? undefined : words.skip(say.typed('now --here'));
  return privately(context, {
    text,
    card: { title: words.title, tone: 'neutral', body: text, buttons, footnote },
  });
}
