import type { Clock, Log, Secrets } from '../ports.ts';
import { type HandsOver, inBatches } from '../reminders/hands-over.ts';
import { replacements } from '../reminders/replacements.ts';
import { sentencesFor } from '../sentences/index.ts';
import type { DueStore, StaleLife } from '../stores.ts';
import { liveReply } from './card.ts';

const most = 20;

/** Makes the cards of meetings anew that do not show what is known of them. */
export function createShowing(deps: {
  readonly due: Pick<DueStore, 'handLives'>;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'id'>;
  readonly log: Log;
}): HandsOver {
  return {
    hand: () =>
      inBatches(most, (batch) => {
        const now = deps.clock();
        return deps.due.handLives(now, batch, (stale) => stale.flatMap((one) => safely(one, now)));
      }),
  };

  /** One that cannot be made must not hold up all others. */
  function safely(one: StaleLife, now: Date) {
    const { meeting } = one.life;
    try {
      const name = `${one.life.version} ${one.dueAt.toISOString()}`;
      return replacements(meeting.id, { name, cards: one.cards }, { ...deps, now }, (shownTo) => {
        const viewer = shownTo === 'everyone' ? meeting.host : shownTo;
        const say = sentencesFor({
          from: viewer,
          kind: shownTo === 'everyone' ? 'channel' : 'direct',
          locale: undefined,
        });
        return liveReply(one.life, shownTo, { say, publicUrl: deps.publicUrl });
      });
    } catch (error) {
      deps.log.error({ meeting: meeting.id, error }, 'how a meeting is doing could not be shown');
      return [];
    }
  }
}
