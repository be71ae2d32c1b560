import type { CommandContext } from '../command.ts';
import type { Effect, Outcome } from '../effect.ts';
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

/** Where a button was pressed, its message becomes the next one: what was asked and answered does not stay to be pressed again. */
export function inPlace(
  { invocation }: Pick<CommandContext, 'invocation'>,
  reply: Reply,
  { key = 'answer', meetingId }: { readonly key?: string; readonly meetingId?: string } = {},
): Outcome {
  const message = invocation.pressed?.message;
  const rest = { key, to: invocation.at, reply, meetingId };
  return { effects: [message ? { do: 'replace', message, ...rest } : { do: 'post', ...rest }] };
}
