import type { Clock, Log } from '../core/ports.ts';
import type { HandsOver } from '../core/reminders/hands-over.ts';
import type { DueStore, Waiting } from '../core/stores.ts';
import type { Dispatch } from './dispatch.ts';

/** Does what is due: one statement where there is nothing. Every replica calls it every second. */
export function createDueWork({
  due,
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

  return async () => {
    const waiting = await due.waiting(clock());
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
