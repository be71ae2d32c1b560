import { sayTo, settledCards } from './commands/access/cards.ts';
import type { Effect } from './effect.ts';
import type { Identity } from './invocation.ts';
import type { Clock, Secrets } from './ports.ts';
import { inBatches } from './reminders/hands-over.ts';
import type { AccessStore, DueEffect, ExpiredRequest } from './stores.ts';

/** Nobody is kept waiting for longer without being told: 14 days. */
const lifeMilliseconds = 14 * 24 * 60 * 60_000;
const most = 20;

/** Ends requests for access that nobody has decided, and tells their people and the administrators. Safe on any number of replicas. */
export function createAccessExpiry({
  access,
  clock,
  secrets,
}: {
  readonly access: Pick<AccessStore, 'expire'>;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'id'>;
}): () => Promise<number> {
  return () =>
    inBatches(most, (batch) => {
      const now = clock();
      return access.expire(new Date(now.getTime() - lifeMilliseconds), now, batch, (ended) => told(ended, now));
    });

  function told({ request, cards }: ExpiredRequest, dueAt: Date): readonly DueEffect[] {
    const { id, person, name, origin } = request;
    const say = sayTo(person, origin.locale).access;
    const text = say.toldExpired;
    const reply = { visibleTo: 'caller', text, card: { title: say.title, tone: 'warning', body: text } } as const;
    const due = (caller: Identity, effect: Effect): DueEffect => {
      return { id: secrets.id(), invocationId: id, caller, effect, attempts: 0, dueAt };
    };
    return [
      due(person, { do: 'direct', key: `access expired ${id}`, person, name, about: 'access', reply }),
      ...settledCards(request, cards).map((card) => due(card.for ?? person, card)),
    ];
  }
}
