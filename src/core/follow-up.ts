import type { Invocation } from './invocation.ts';
import type { Clock, Secrets } from './ports.ts';
import type { Runner } from './run.ts';
import type { InvocationStore, Ticket } from './stores.ts';

/** Does in chat what follows from a page of ours, once for each `deliveryId`. */
export type FollowUp = (ticket: Ticket, then: Then) => Promise<void>;

type Then = Pick<Invocation, 'deliveryId' | 'text'> & { readonly inside: NonNullable<Invocation['inside']> };

/** What goes on in chat after the page: an invocation like any other, so that a crash does not lose it, and none is there twice. */
export function followUpOf({ person, personName, origin }: Ticket, then: Then): Invocation {
  const { resumes: _, purpose: __, ...place } = origin;
  return { ...place, ...then, from: person, fromName: personName, mentions: [] };
}

export function createFollowUp(deps: {
  readonly invocations: Pick<InvocationStore, 'accept'>;
  readonly runner: Pick<Runner, 'start'>;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): FollowUp {
  return async (ticket, then) => {
    const id = deps.secrets.id();
    const invocation = followUpOf(ticket, then);
    const { fresh, link } = await deps.invocations.accept(id, invocation);
    if (fresh) deps.runner.start({ id, invocation, attempts: 1, acceptedAt: deps.clock(), link });
  };
}
