import type { Clock, Log } from '../core/ports.ts';
import type { HandsOver } from '../core/reminders/hands-over.ts';
import type { DueStore, Waiting } from '../core/stores.ts';
import type { Dispatch } from './dispatch.ts';

/** What goes on by itself once it has begun, beside everything else: it may take as long as a platform that is slow. */
interface Asides {
  readonly openings: () => Promise<void>;
  readonly calls: () => Promise<void>;
  readonly statuses: () => Promise<void>;
}

/** Does what is due: one statement where there is nothing. Every replica calls it every second. */
export function createDueWork({
  due,
  asides,
  dispatch,
  clock,
  log,
  ...hands
}: {
  readonly due: Pick<DueStore, 'waiting'>;
  readonly reminding: HandsOver;
  readonly gathering: HandsOver;
  readonly agendas: HandsOver;
  readonly showing: HandsOver;
  readonly asides: Asides;
  readonly dispatch: Pick<Dispatch, 'pump'>;
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<void> {
  const whoHands = (waiting: Waiting): readonly (keyof typeof hands)[] => [
    ...(waiting.reminders ? (['reminding'] as const) : []),
    ...(waiting.cards || waiting.hosts ? (['gathering'] as const) : []),
    ...(waiting.lives ? (['showing'] as const) : []),
    ...(waiting.agendas ? (['agendas'] as const) : []),
  ];

  const running = new Set<keyof Asides>();
  /** One run of each at a time. */
  function begin(name: keyof Asides): void {
    if (running.has(name)) return;
    running.add(name);
    asides[name]()
      .catch((error: unknown) => log.error({ error }, `${name} failed`))
      .finally(() => running.delete(name));
  }

  return async () => {
    const waiting = await due.waiting(clock());
    for (const name of ['openings', 'calls', 'statuses'] as const) if (waiting[name]) begin(name);
    let handed = 0;
    for (const name of whoHands(waiting)) {
      // What fails here fails for itself: the outbox is emptied all the same.
      handed += await hands[name].hand().catch((error: unknown) => {
        log.error({ error }, `${name} failed`);
        return 0;
      });
    }
    if (waiting.effects || handed > 0) await dispatch.pump();
  };
}
