import type { CommandContext } from '../../command.ts';
import { type Identity, sameIdentity } from '../../invocation.ts';
import type { Reply, RunButton } from '../../reply.ts';
import type { Planned } from '../../schedule.ts';

/** What the button of a card that does not follow has as input: the card is made anew where it stands. */
export const again = 'again';

/**
 * Whether a card that is an answer follows what becomes of the meeting, as every other card of it does: it has to be within reach later, and
 * cards are made for those who are invited by the identity in whose chat they stand.
 *
 * @param viewer as whom it is made; undefined for whoever is not invited
 */
export function isKeptTrue({ invocation, chat }: CommandContext, viewer: Identity | undefined): boolean {
  return viewer !== undefined && sameIdentity(viewer, invocation.from) && chat.losesPrivate?.(invocation.at) !== true;
}

/** One that cannot be replaced later says as of when it is, and is looked at again by a press. `original`: of a series, which one. */
export function asItIsNow({ say, clock }: CommandContext, reply: Reply, planned: Planned, original?: Date): Reply {
  const { card } = reply;
  if (!card || planned.state === 'cancelled') return reply;
  const look: RunButton = {
    ...{ kind: 'run', label: say.showAgain, command: 'show', input: again },
    values: { meeting: planned.meetingId, ...(original && { occurrence: original.toISOString() }) },
  };
  const footnote = [...(card.footnote ? [...card.footnote, ' '] : []), ...say.shownAsOf(clock(), say.showAgain)];
  return { ...reply, card: { ...card, buttons: [...(card.buttons ?? []), look], footnote } };
}
