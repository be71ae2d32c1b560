import type { CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import type { Crowd } from '../ports.ts';
import type { RunButton } from '../reply.ts';
import { inPlace, privately } from './answer.ts';

/** What was answered to the question whether a card is to be posted where many see it. */
export type CrowdAnswer = 'here' | 'nowhere' | 'cancel';

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
  const { invocation, arguments: given, chat, largeChannel } = context;
  const isSeenByFew = invocation.kind === 'direct' || invocation.inThread === true;
  if (isSeenByFew || given.options.has('here') || crowdAnswer(context) !== undefined) return undefined;
  const crowd = await chat.crowd?.(invocation.at);
  return crowd && crowd.members > largeChannel ? ask(context, crowd) : undefined;
}

/** Nothing was made yet, so there is nothing to undo. */
export function notStarted(context: CommandContext): Outcome {
  return inPlace(context, { visibleTo: 'caller', text: context.say.crowd.notStarted });
}

function ask(context: CommandContext, crowd: Crowd): Outcome {
  const { say } = context;
  const words = say.crowd;
  const press = (label: string, answer: CrowdAnswer, look: Partial<RunButton> = {}): RunButton => ({
    ...{ kind: 'run', label, command: 'now', once: true, repeats: context.id },
    ...{ values: { crowd: answer, place: crowd.place }, ...look },
  });
  const buttons = [
    press(words.here, 'here', { primary: true }),
    press(words.nowhere, 'nowhere'),
    press(words.cancel, 'cancel', { repeats: undefined }),
  ];
  const text = words.question(crowd, context.invocation.kind);
  return privately(context, {
    text,
    card: { title: words.title, tone: 'neutral', body: text, buttons, footnote: words.skip(say.typed('now --here')) },
  });
}
