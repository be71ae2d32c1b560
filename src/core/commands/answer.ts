import type { CommandContext } from '../command.ts';
import type { Effect } from '../effect.ts';
import type { Reply } from '../reply.ts';

/** The one answer of a command, where it was asked for. */
export function answerWith(
  { invocation }: Pick<CommandContext, 'invocation'>,
  reply: Reply,
): { effects: readonly Effect[] } {
  return { effects: [{ do: 'post', key: 'answer', to: invocation.at, reply }] };
}

/** The same, for the eyes of whoever asked. */
export function privately(context: Pick<CommandContext, 'invocation'>, said: Omit<Reply, 'visibleTo'>) {
  return answerWith(context, { visibleTo: 'caller', ...said });
}
