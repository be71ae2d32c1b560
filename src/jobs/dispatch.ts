import type { Deliver } from '../core/deliver.ts';
import { type Identity, identityKey } from '../core/invocation.ts';
import { notesOfLost } from '../core/lost.ts';
import type { Log, Secrets } from '../core/ports.ts';
import { sentencesFor } from '../core/sentences/index.ts';
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
  secrets,
  log,
}: {
  readonly outbox: Pick<Outbox, 'takeDue' | 'note'>;
  readonly deliver: Deliver;
  readonly secrets: Pick<Secrets, 'id'>;
  readonly log: Log;
}): Dispatch {
  const sending = new Set<Promise<void>>();
  const busy = new Map<string, Pick<Identity, 'platform' | 'workspaceId'> & { count: number }>();
  /** What was brought about together: its caller hears in one message of all that was lost of it. */
  const together = new Map<string, { count: number; lost: StoredEffect[] }>();
  let pumping: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  /** Once so few are left on their way, more are taken: not for each one, a statement of its own. */
  let refillAt = -1;

  const begun = () => {
    pumping = takeMore().finally(() => {
      pumping = undefined;
    });
    return pumping;
  };
  /** What is under way may have looked already before this was due. */
  const pump = () => {
    if (!pumping) return begun();
    next ??= pumping
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return pumping ?? begun();
      });
    return next;
  };

  return {
    pump,
    async idle() {
      while (pumping || next || sending.size > 0) await Promise.all([pumping, next, ...sending]);
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
    const group = together.get(effect.invocationId) ?? { count: 0, lost: [] };
    group.count += 1;
    together.set(effect.invocationId, group);
    const done = send(effect, group.lost)
      .finally(() => {
        group.count -= 1;
        if (group.count === 0) together.delete(effect.invocationId);
      })
      .then(() => (group.count === 0 ? tell(group.lost) : undefined))
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

  async function send(effect: StoredEffect, lost: StoredEffect[]): Promise<void> {
    // Whatever was tried before may have got through.
    const delivery = await deliver(effect, effect.attempts > 1);
    await outbox.note(delivery);
    if (delivery.state === 'failed') lost.push(effect);
  }

  /** A best effort: whoever brought it about hears of what will not get through. */
  async function tell(lost: readonly StoredEffect[]): Promise<void> {
    for (const [, theirs] of Map.groupBy(lost, ({ caller }) => identityKey(caller))) {
      const from = theirs[0]?.caller;
      if (!from) continue;
      const say = sentencesFor({ from, kind: 'direct', locale: undefined });
      for (const note of notesOfLost(theirs, say, secrets.id)) await deliver(note, false);
    }
  }
}
