import { type DecideDeps, decide } from './decide.ts';
import type { Deliver } from './deliver.ts';
import type { Platform } from './invocation.ts';
import { notesOfLost } from './lost.ts';
import type { Chat, Log } from './ports.ts';
import type { Request } from './request.ts';
import { sentencesFor } from './sentences/index.ts';
import type { Delivery, StoredEffect, StoredInvocation } from './stores.ts';

/** The second phase: what runs after the acknowledgement. */
export interface Runner {
  /** Runs it in this process, as soon as there is room. The lease is ours already. */
  start(stored: StoredInvocation, request?: Request): void;
  /** Takes over what a crashed or stopped process left. Resolves to how many. */
  takeOver(): Promise<number>;
  /** Renews the leases of whatever is being worked on. */
  keepLeases(): Promise<void>;
  /** Resolves when nothing is being worked on any more. */
  idle(): Promise<void>;
}

/** How many invocations run at once in one process; more wait their turn, under their lease. */
const mostAtOnce = 100;

export function createRunner(
  deps: DecideDeps & {
    readonly chats: ReadonlyMap<Platform, Chat>;
    readonly deliver: Deliver;
    /** Begins to deliver what is due in the outbox. */
    readonly pump: () => Promise<void>;
    readonly log: Log;
  },
): Runner {
  const { invocations } = deps.stores;
  const working = new Map<string, Promise<void>>();
  const queue: (() => void)[] = [];
  let running = 0;

  return {
    start,
    async takeOver() {
      const orphans = await invocations.takeOver(20);
      for (const orphan of orphans.filter(({ id }) => !working.has(id))) {
        deps.log.warn(
          { invocation: orphan.id, attempts: orphan.attempts },
          'taking over an invocation that was left behind',
        );
        begin(orphan.id, () => (orphan.state === 'decided' ? finishDecided(orphan) : work(orphan)));
      }
      return orphans.length;
    },
    async keepLeases() {
      if (working.size > 0) await invocations.keep([...working.keys()]);
    },
    async idle() {
      while (working.size > 0) await Promise.all(working.values());
    },
  };

  function start(stored: StoredInvocation, request?: Request): void {
    begin(stored.id, () => work(stored, request));
  }

  /** The only place that may end with an error nobody was told about: the lease then runs out, and it is taken over. */
  function begin(id: string, task: () => Promise<void>): void {
    const done = room()
      .then(task)
      .catch((error: unknown) => deps.log.error({ invocation: id, error }, 'an invocation was interrupted'))
      .finally(() => {
        working.delete(id);
        running -= 1;
        queue.shift()?.();
      });
    working.set(id, done);
  }

  /** Begins after the acknowledgement is on its way, never in the same turn. */
  function room(): Promise<void> {
    return new Promise((resolve) => {
      const enter = () => {
        running += 1;
        setImmediate(resolve);
      };
      if (running < mostAtOnce) enter();
      else queue.push(enter);
    });
  }

  async function work(stored: StoredInvocation, request?: Request): Promise<void> {
    const decision = await decide(deps, stored, request);
    const resumed = await invocations.decide(stored.id, decision);
    await deliverAll(stored, decision.next, decision.effects, false);
    if (resumed) start(resumed);
  }

  async function finishDecided(orphan: StoredInvocation): Promise<void> {
    const { next, effects } = await invocations.undone(orphan.id);
    await deliverAll(orphan, next, effects, true);
  }

  async function deliverAll(
    stored: StoredInvocation,
    next: 'done' | 'waiting' | 'failed',
    effects: readonly StoredEffect[],
    again: boolean,
  ): Promise<void> {
    const deliveries: Delivery[] = [];
    for (const effect of effects) deliveries.push(await deliverOne(effect, again));
    await invocations.finish(stored.id, next, deliveries);
    const lost = effects.filter((_, index) => deliveries[index]?.state === 'failed');
    if (lost.length > 0) await tellWhatWasLost(stored, lost);
    if (effects.some(({ effect }) => effect.do === 'mail')) await deps.pump();
  }

  /** Mails are left to the outbox, which notes each of them at once: a chat tells what it has got already, a mail server does not. */
  async function deliverOne(stored: StoredEffect, again: boolean): Promise<Delivery> {
    if (stored.effect.do !== 'mail') return deps.deliver(stored, again);
    return { effectId: stored.id, state: 'pending', dueAt: deps.clock(), error: '' };
  }

  /** A best effort of its own: what a platform refuses must not leave the caller without an answer. */
  async function tellWhatWasLost({ invocation }: StoredInvocation, lost: readonly StoredEffect[]): Promise<void> {
    // Whoever is spoken to in another workspace is the caller there; who is told is whoever asked.
    const theirs = lost.map((one) => ({ ...one, caller: invocation.from }));
    const { at, inThread } = invocation;
    const notes = notesOfLost(theirs, sentencesFor(invocation), deps.secrets.id, at, inThread);
    for (const note of notes) await deps.deliver(note, false);
  }
}
