import type { CommandContext } from '../command.ts';
import type { CardNote, DraftCard, Effect, Outcome } from '../effect.ts';
import type { Reply } from '../reply.ts';

/** The one answer of a command, where it was asked for. `meetingId`: it is a card that is kept true. */
export function answerWith(
  { invocation }: Pick<CommandContext, 'invocation'>,
  reply: Reply,
  meetingId?: string,
): { effects: readonly Effect[] } {
  return { effects: [{ do: 'post', key: 'answer', to: invocation.at, reply, meetingId }] };
}

/** The same, for the eyes of whoever asked. */
export function privately(context: Pick<CommandContext, 'invocation'>, said: Omit<Reply, 'visibleTo'>) {
  return answerWith(context, { visibleTo: 'caller', ...said });
}

/** Where a button was pressed, its message becomes the next one: what was asked and answered does not stay to be pressed again. */
export function inPlace(
  { invocation }: Pick<CommandContext, 'invocation'>,
  reply: Reply,
  {
    key = 'answer',
    meetingId,
    note,
    draft,
  }: { readonly key?: string; readonly meetingId?: string; readonly note?: CardNote; readonly draft?: DraftCard } = {},
): Outcome {
  const message = invocation.pressed?.message;
  const rest = { key, to: invocation.at, reply, meetingId, note };
  if (!message) return { effects: [{ do: 'post', ...rest, draft }] };
  const insteadOf = pressedEffect(invocation);
  return { effects: [{ do: 'replace', message, ...rest, draft: draft && { ...draft, insteadOf } }] };
}

/** The effect whose message was pressed and becomes the answer, by id; undefined where no message does. */
export function pressedEffect({ pressed }: CommandContext['invocation']): string | undefined {
  return pressed?.message && pressed.ref.split('.', 1)[0];
}
