import type { Accounts } from '../accounts.ts';
import { nextOccurrence, occurrencesBetween } from '../occurrences.ts';
import type { Clock, Log } from '../ports.ts';
import type { Occurrence, Planned } from '../schedule.ts';
import type { LifeStore, LinkStore, Opening } from '../stores.ts';
import { awaitedUntil, earlyMilliseconds } from './life.ts';
import { watchKeyFor } from './watch-key.ts';

/** Begins to look at planned meetings as their time comes. */
export interface OpeningPlanned {
  /** Safe to call at any time, from any number of replicas at once. */
  open(): Promise<void>;
}

const mostAtOnce = 50;
/** Nothing is opened more often. */
const shortestMilliseconds = 30_000;

export function createOpening({
  lives,
  links,
  accounts,
  clock,
  log,
}: {
  readonly lives: Pick<LifeStore, 'takeOpenings' | 'open'>;
  readonly links: Pick<LinkStore, 'all'>;
  readonly accounts: Pick<Accounts, 'credentials'>;
  readonly clock: Clock;
  readonly log: Log;
}): OpeningPlanned {
  return {
    async open() {
      await Promise.all((await lives.takeOpenings(clock(), mostAtOnce)).map(openOne));
    },
  };

  async function openOne(opening: Opening): Promise<void> {
    const { planned } = opening;
    const now = clock();
    const occurrence = atHand(planned, now);
    // One that cannot be opened now is tried again when its time with us is over, and must not hold up the others.
    try {
      const watch = occurrence && (await watchOf(planned));
      const begins = occurrence && { ...occurrence, awaitedUntil: awaitedUntil(occurrence.start, occurrence.minutes) };
      const next = nextOpening(planned, occurrence?.start ?? now);
      const soonest = new Date(now.getTime() + shortestMilliseconds);
      await lives.open(opening, { at: now, next: next && next < soonest ? soonest : next, begins, watch });
    } catch (error) {
      log.error({ meeting: planned.meetingId, error }, 'a planned meeting could not be looked at');
    }
  }

  /** By the account that planned it, where that is still linked. */
  async function watchOf({ host, hostAccountId }: Planned): Promise<string | undefined> {
    const link = (await links.all(host)).find(({ account }) => account.userId === hostAccountId);
    if (!link) return undefined;
    const [best] = await accounts.credentials(link, 'sweep');
    return watchKeyFor(host, link.account, best);
  }
}

/** The occurrence that goes on, or begins within minutes. */
function atHand(planned: Planned, now: Date): Occurrence | undefined {
  if (planned.state === 'cancelled') return undefined;
  // Of two that follow each other, the one that comes: whoever is still in the first one is found in it.
  return occurrencesBetween(planned, now, new Date(now.getTime() + earlyMilliseconds)).at(-1);
}

function nextOpening(planned: Planned, after: Date): Date | undefined {
  if (planned.state === 'cancelled') return undefined;
  const next = nextOccurrence(planned, after);
  return next && new Date(next.start.getTime() - earlyMilliseconds);
}
