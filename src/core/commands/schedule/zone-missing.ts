import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Habits } from '../../reader.ts';
import type { Reader } from '../../when/index.ts';
import { privately } from '../answer.ts';

/** Times mean nothing without a zone: where nobody has said it yet, that is asked for. */
export async function withZone(
  context: CommandContext,
  habits: Habits,
  task: (reader: Habits & Reader) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const { timeZone } = habits;
  if (timeZone !== undefined) return task({ ...habits, timeZone });
  const text = context.say.zoneFirst;
  return privately(context, { text, card: { title: context.say.yourZoneTitle, tone: 'warning', body: text } });
}
