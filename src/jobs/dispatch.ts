import type { Deliver } from '../core/deliver.ts';
import { type Identity, identityKey } from '../core/invocation.ts';
import type { Log } from '../core/ports.ts';
import type { Outbox, StoredEffect } from '../core/stores.ts';

/** So many messages are on their way at once from this process, and of them so many for one workspace. */
const mostAtOnce = 40;
const mostOfOne = 10;

/** Delivers what is due in the outbox. */
export interface Dispatch {
  /** Takes as much as there is room for, and begins; the rest follows by itself. Resolves once it is begun. */
  pump(): Promise<void>;
  /** Resolves when nothing is on its way any more. */
  idle(): Promise<void>;
}

/** The effect's row is the truth: what a process took and did not deliver is taken by another one after a minute. */
export function createDispatch({
  outbox,
  deliver,
  log,
}: {
  readonly outbox: Pick<Outbox, 'takeDue' | 'note'>;
  readonly deliver: Deliver;
  readonly log: Log;
}): Dispatch {
  const sending = new Set<Promise<void>>();
  const busy = new Map<string, Pick<Identity, 'platform' | 'workspaceId'> & { count: number }>();
  let pumping: Promise<void> | undefined;
  /** Once so few are left on their way, more are taken: not for each one, a statement of its own. */
  let refillAt = -1;

  const pump = () => {
    pumping ??= takeMore().finally(() => {
      pumping = undefined;
    });
    return pumping;
  };

  return {
    pump,
    async idle() {
      while (pumping || sending.size > 0) await Promise.all([pumping, ...sending]);
    },
  };

  async function takeMore(): Promise<void> {
    const taken = await outbox.takeDue(mostAtOnce - sending.size, mostOfOne, [...busy.values()]);
    for (const effect of taken) begin(effect);
    refillAt = taken.length > 0 ? Math.floor(sending.size / 2) : -1;
  }

  function begin(effect: StoredEffect): void {
    const { platform, workspaceId } = effect.caller;
    const name = identityKey({ platform, workspaceId, userId: '' });
    const counted = busy.get(name) ?? { platform, workspaceId, count: 0 };
    counted.count += 1;
    busy.set(name, counted);
    const done = send(effect)
      .catch((error: unknown) => log.error({ effectId: effect.id, error }, 'what became of a message was not noted'))
      .then(() => {
        sending.delete(done);
        counted.count -= 1;
        if (counted.count === 0) busy.delete(name);
        if (sending.size <= refillAt)
          pump().catch((error: unknown) => log.error({ error }, 'no more could be taken from the outbox'));
      });
    sending.add(done);
  }

  async function send(effect: StoredEffect): Promise<void> {
    // Whatever was tried before may have got through.
    await outbox.note(await deliver(effect, effect.attempts > 1));
  }
}
