import type { Address } from '../address.ts';
import type { Secrets } from '../ports.ts';
import type { Reply } from '../reply.ts';
import type { CardPlace, DueEffect } from '../stores.ts';

/**
 * All cards of a meeting anew, as `make` makes them for those to whom they are shown; where it makes none, one stays as it is. `name`: of
 * this state of it, and of no other one.
 */
export function replacements(
  meetingId: string,
  { name, cards }: { readonly name: string; readonly cards: readonly CardPlace[] },
  { secrets, now: dueAt }: { readonly secrets: Pick<Secrets, 'id'>; readonly now: Date },
  make: (shownTo: CardPlace['shownTo'], note: CardPlace['note']) => Reply | undefined,
): DueEffect[] {
  return cards.flatMap(({ reference: message, shownTo, caller, to = '' as Address, note }, index) => {
    const reply = make(shownTo, note);
    if (!reply) return [];
    const key = `cards ${name} ${index}`;
    return {
      id: secrets.id(),
      invocationId: meetingId,
      // A card for one person stays this person's, buttons and all, whoever made it.
      caller: shownTo === 'everyone' ? caller : shownTo,
      effect: { do: 'replace', key, message, to, reply, meetingId, note },
      attempts: 0,
      dueAt,
    };
  });
}
