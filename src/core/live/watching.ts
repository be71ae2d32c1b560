import type { Accounts } from '../accounts.ts';
import { ServiceError, UserError } from '../errors.ts';
import type { Intervals } from '../intervals.ts';
import { identityKey } from '../invocation.ts';
import type { Clock, Log, Secrets } from '../ports.ts';
import type { LifeStore, LinkStore, PolicyStore, Searched, Watch } from '../stores.ts';
import type { UcaasSession } from '../ucaas.ts';
import { letThroughBy } from './door.ts';
import { type Life, unseen } from './life.ts';
import { isIdle, lookAt } from './looking.ts';
import { isNews } from './news.ts';
import { found, isNotOffered, lookForRecordings, searchedInVain } from './recordings.ts';
import { viewOf } from './watch-key.ts';

/** Looks how meetings are doing, so that their cards stay true, and for the recordings of those that are over. */
export interface Watching {
  /**
   * Begins to look at whatever is due, as far as there is room; the rest follows by itself. Safe to call at any time, from any number of
   * replicas at once.
   */
  look(): Promise<void>;
  /** Resolves when nothing is being looked at any more. */
  idle(): Promise<void>;
}

/** So many rounds are made at once: a customer whose service is slow holds up no other one. */
const mostAtOnce = 40;
/** What one round costs at most, in calls to the service. */
const mostCalls = 20;
/** The same of looking for recordings, which may wait. */
const mostSearchCalls = 10;
/** Where nothing was new for so long, rounds are further apart. */
const calmAfterMilliseconds = 5 * 60_000;
/** Where the service does not answer, each pause is twice as long as the one before, up to this. */
const longestPauseMilliseconds = 60_000;
/** The service may be away for so long before cards say that they do not know. */
const patienceMilliseconds = 60_000;
/** So many hosts are tried before it is given up that anybody may look for them. */
const mostHosts = 5;

interface Looked {
  readonly lives: readonly Life[];
  readonly made: number;
  readonly goodAt: Date;
  readonly failures: number;
}

export function createWatching({
  lives: store,
  links,
  policies,
  accounts,
  secrets,
  callsPerMinute,
  intervals,
  clock,
  log,
}: {
  readonly lives: Pick<LifeStore, 'takeWatches' | 'note' | 'takeMark'>;
  readonly links: Pick<LinkStore, 'all'>;
  readonly policies: Pick<PolicyStore, 'of'>;
  readonly accounts: Pick<Accounts, 'session'>;
  readonly secrets: Pick<Secrets, 'token'>;
  /** The most calls that looking costs in a minute, for each customer. */
  readonly callsPerMinute: number;
  readonly intervals: Intervals;
  readonly clock: Clock;
  readonly log: Log;
}): Watching {
  const rounds = new Set<Promise<void>>();
  const isLetThrough = letThroughBy(store, clock);
  return {
    look,
    async idle() {
      while (rounds.size > 0) await Promise.all(rounds);
    },
  };

  async function look(): Promise<void> {
    const room = mostAtOnce - rounds.size;
    const due = room > 0 ? await store.takeWatches(clock(), room) : [];
    const isMore = due.length === room;
    for (const watch of due) {
      const made: Promise<void> = round(watch)
        .catch((error: unknown) => log.error({ watch: watch.key, error }, 'a look at running meetings failed'))
        .then(() => {
          rounds.delete(made);
          return isMore && rounds.size === 0 ? look() : undefined;
        })
        .catch((error: unknown) => log.error({ error }, 'no more could be looked at'));
      rounds.add(made);
    }
  }

  async function round(watch: Watch): Promise<void> {
    const began = clock();
    const isAnyOn = watch.lives.length > 0;
    const looked: Looked = isAnyOn
      ? await lookInto(watch, began).catch((error: unknown) => unableToLook(watch, began, error))
      : { lives: [], made: 0, goodAt: watch.goodAt, failures: 0 };
    const { searched, made } = await search(watch, began);
    const changed = looked.lives.flatMap((life, index) => {
      const before = watch.lives[index];
      return before && life !== before ? [{ life, news: isNews(before, life) }] : [];
    });
    const isFollowed = looked.lives.some((life) => life.isFollowed);
    const at = clock();
    const spent = { ...looked, made: looked.made + made };
    const later = (milliseconds: number) => new Date(at.getTime() + milliseconds);
    const again = isFollowed ? later(pause(spent, began)) : undefined;
    const { goodAt, failures } = looked;
    const notBefore = failures > 0 ? again : later(costOf(spent.made));
    await store.note(watch, { at, again, notBefore, goodAt, failures, changed, searched });
  }

  function pause({ lives, made, failures }: Looked, at: Date): number {
    const { lookMilliseconds, calmLookMilliseconds, idleLookMilliseconds } = intervals;
    if (failures > 0) return Math.min(longestPauseMilliseconds, lookMilliseconds * 2 ** failures);
    const isCalm = lives.every(({ newsAt }) => at.getTime() - newsAt.getTime() > calmAfterMilliseconds);
    const usual = isCalm ? (lives.every(isIdle) ? idleLookMilliseconds : calmLookMilliseconds) : lookMilliseconds;
    return Math.max(usual, costOf(made));
  }

  /** How long nothing more may be asked after so many calls. */
  function costOf(made: number): number {
    return (made * 60_000) / callsPerMinute;
  }

  async function lookInto(watch: Watch, at: Date): Promise<Looked> {
    const looked = await byAnyOf(watch.key, watch.lives, (session) =>
      lookAt(session, watch.lives, { at, mostCalls, isLetThrough, log }),
    );
    if (watch.failures > 0) log.info({ watch: watch.key }, 'how meetings are doing is seen again');
    return { ...looked, goodAt: at, failures: 0 };
  }

  /** By the right of the host of the newest meeting; of another host, where nobody may look for that one. */
  async function byAnyOf<Result>(
    key: string,
    hosted: readonly Pick<Life, 'meeting'>[],
    call: (session: UcaasSession) => Promise<Result>,
  ): Promise<Result> {
    const hosts = new Map(hosted.toReversed().map(({ meeting: { host } }) => [identityKey(host), host]));
    let refused: Error = new UserError({ code: 'not_connected', reason: 'never' });
    for (const host of [...hosts.values()].slice(0, mostHosts)) {
      for (const link of await links.all(host)) {
        const view = viewOf(key, host, link.account);
        if (!view) continue;
        try {
          return await call(accounts.session(link, 'sweep', view.only));
        } catch (error) {
          if (!isOfHost(error)) throw error;
          refused = error;
        }
      }
    }
    throw refused;
  }

  /** A recording may be ready within minutes or hours. Where nobody may look, or the service is away, it is looked for later. */
  async function search(
    { key, searches }: Watch,
    at: Date,
  ): Promise<{ readonly searched: readonly Searched[]; readonly made: number }> {
    if (searches.length === 0) return { searched: [], made: 0 };
    try {
      const { ready, asked, made } = await byAnyOf(key, searches, (session) =>
        lookForRecordings(session, searches, mostSearchCalls),
      );
      const searched = [...asked].map((one) =>
        ready.has(one) ? found(one, { policies, secrets }) : searchedInVain(one, at, intervals),
      );
      return { searched: await Promise.all(searched), made };
    } catch (error) {
      if (!(error instanceof UserError) && !(error instanceof ServiceError)) throw error;
      const isOver = isNotOffered(error);
      if (!isOver) log.warn({ watch: key, error }, 'recordings cannot be looked for');
      return {
        searched: searches.map((one) => (isOver ? { search: one } : searchedInVain(one, at, intervals))),
        made: 1,
      };
    }
  }

  function unableToLook(watch: Watch, at: Date, error: unknown): Looked {
    const nobodyMay = error instanceof UserError;
    if (!nobodyMay && !(error instanceof ServiceError)) throw error;
    if (watch.failures === 0) log.warn({ watch: watch.key, error }, 'how meetings are doing cannot be seen');
    const { goodAt } = watch;
    const isAway = nobodyMay || at.getTime() - goodAt.getTime() >= patienceMilliseconds;
    const lives = isAway ? watch.lives.map((life) => unseen(life, goodAt)) : watch.lives;
    return { lives, made: 0, goodAt, failures: watch.failures + 1 };
  }
}

/** That this host may not look says nothing of another one. */
function isOfHost(error: unknown): error is Error {
  return error instanceof UserError || (error instanceof ServiceError && ['refused', 'not_found'].includes(error.kind));
}
