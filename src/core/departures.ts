import type { Address } from './address.ts';
import { DeliveryError } from './errors.ts';
import { type Invocation, identityKey, type Platform } from './invocation.ts';
import type { Chat, Clock, Log, Secrets } from './ports.ts';
import type { Runner } from './run.ts';
import { someAtOnce } from './some-at-once.ts';
import type { DepartureStore, InvocationStore, Lookable } from './stores.ts';

/** Everybody is looked at once in so long, and so many in one go: what platforms allow in a minute is for people first. */
const everyMilliseconds = 24 * 60 * 60_000;
const mostInOneGo = 200;
const atOnce = 5;

/**
 * Looks whether linked people are still in their workspaces. Of whoever is not, the administrators get a proposal, once: nothing is taken
 * from anybody by itself. Safe on any number of replicas.
 */
export function createDepartures(deps: {
  readonly departures: DepartureStore;
  readonly chats: ReadonlyMap<Platform, Pick<Chat, 'remains'>>;
  readonly invocations: Pick<InvocationStore, 'accept'>;
  readonly runner: Pick<Runner, 'start'>;
  readonly secrets: Pick<Secrets, 'id'>;
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<void> {
  return async () => {
    const before = new Date(deps.clock().getTime() - everyMilliseconds);
    await someAtOnce(atOnce, await deps.departures.due(before, mostInOneGo), look);
  };

  async function look(one: Lookable): Promise<void> {
    const remains = await asked(one);
    // First the proposal: whoever is interrupted in between looks again, and it is the same one.
    if (remains === false && !one.hasLeft) await propose(one);
    await deps.departures.looked(one.person, deps.clock(), remains === undefined ? undefined : !remains);
  }

  /** Undefined where the platform does not say. */
  async function asked({ person }: Lookable): Promise<boolean | undefined> {
    try {
      return await deps.chats.get(person.platform)?.remains?.(person);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      deps.log.warn({ error: error.message }, 'whether somebody is still there was not to be had');
      return undefined;
    }
  }

  async function propose({ person, name, locale, lookedAt }: Lookable): Promise<void> {
    const id = deps.secrets.id();
    const invocation: Invocation = {
      deliveryId: `left ${person.userId} after ${lookedAt?.toISOString() ?? 'never'}`,
      from: person,
      fromName: name,
      // Nobody is answered where it was asked: nobody has asked.
      ...{ at: '' as Address, conversation: `departure of ${identityKey(person)}`, kind: 'direct' },
      ...{ text: '', mentions: [], locale, inside: { command: 'departed' } },
    };
    const { fresh, link } = await deps.invocations.accept(id, invocation);
    if (fresh) deps.runner.start({ id, invocation, attempts: 1, acceptedAt: deps.clock(), link });
  }
}
