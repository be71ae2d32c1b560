import type { CommandContext } from '../../command.ts';
import type { Effect } from '../../effect.ts';
import type { Card, Text } from '../../reply.ts';
import { pressedEffect } from '../answer.ts';

/**
 * One line in place of every card of a draft that can still be pressed, but for the one that becomes the answer itself. A message that
 * a platform gave no reference for (Slack: private ones in a channel on which nobody has pressed) stays; a press on it is told the truth. `card`: with what can
 * still be pressed there.
 */
export async function oldCards(
  { stores, invocation }: CommandContext,
  draftId: string,
  text: Text,
  card?: Card,
): Promise<readonly Effect[]> {
  const here = pressedEffect(invocation);
  const cards = await stores.talks.cards(invocation.from, draftId);
  return cards
    .filter(({ effectId }) => effectId !== here)
    .map(({ effectId, reference }) => ({
      do: 'replace',
      key: `old ${effectId}`,
      message: reference,
      to: invocation.at,
      reply: { visibleTo: 'caller', text, card },
      draft: { id: draftId, isLive: card !== undefined, insteadOf: effectId },
    }));
}
