import { DeliveryError } from '../errors.ts';
import type { Platform } from '../invocation.ts';
import { isLastTry, secondsToWait } from '../next-try.ts';
import type { Chat, Clock, Log, Statuses } from '../ports.ts';
import type { DueStatus, ShownStatus, StatusStore, StatusTaken } from '../stores.ts';
import { isAttending } from './attending.ts';
import { inBatches } from './in-batches.ts';

/** Ours goes by itself after so long, should nobody be there to take it away; it is renewed once so much of that is over. */
const shownMilliseconds = 30 * 60_000;
const renewedMilliseconds = 10 * 60_000;
/** A right that ends within this time is renewed first. */
const marginMilliseconds = 5 * 60_000;

const ours = { text: 'In a meeting', emoji: ':movie_camera:' } as const;
const nothing: ShownStatus = { text: '', emoji: '' };

/** Shows beside the names of those who want it that they are in a meeting, and gives back what stood there. */
export interface KeepingStatuses {
  /** Safe to call at any time, from any number of replicas at once. */
  keep(): Promise<void>;
  /** Resolves when nothing is being done any more. */
  idle(): Promise<void>;
}

/** What stood there is written down before ours is shown, and forgotten only after it is given back: a crash in between loses nothing. */
export function createKeepingStatuses({
  statuses,
  chats,
  clock,
  log,
}: {
  readonly statuses: StatusStore;
  readonly chats: ReadonlyMap<Platform, Pick<Chat, 'statuses'>>;
  readonly clock: Clock;
  readonly log: Log;
}): KeepingStatuses {
  const { run, idle } = inBatches((most) => statuses.take(clock(), most), keepOne);
  return { keep: run, idle };

  async function keepOne(due: DueStatus): Promise<void> {
    const api = chats.get(due.person.platform)?.statuses;
    let now = due;
    const noted: Noted = async (changes) => {
      now = { ...now, ...changes };
      if (!(await statuses.note(due, now, clock()))) throw new Overtaken();
      return now;
    };
    try {
      // Where it is not set up any more, ours goes by itself.
      const again = api && (await bringUpToDate(api, due, noted));
      if (due.isEnding) {
        await api?.revoke(now.token.token);
        await statuses.remove(due);
      } else await statuses.release(due, again);
    } catch (error) {
      if (error instanceof Overtaken) return;
      await notKept(now, error).catch((fault: unknown) =>
        log.error({ error: fault }, 'what became of a status was not noted'),
      );
    }
  }

  /** Resolves to when it is to be looked after again, if nothing is new before. */
  async function bringUpToDate(api: Statuses, due: DueStatus, noted: Noted): Promise<Date | undefined> {
    const isIn = due.isEnding ? false : isAttending(due);
    // It is not known just now: ours goes by itself before long.
    if (isIn === undefined) return undefined;
    if (!isIn && due.isYielded) await noted({ isYielded: false });
    if (isIn ? due.isYielded : !due.taken) return undefined;
    const token = await usableToken(api, due, noted);
    const current = await api.read(token);
    if (isIn) return take(api, { due, token, current, noted });
    if (due.taken && isOurs(current, due.taken)) await api.show(token, stillGood(due.taken.before));
    await noted({ taken: undefined, attempts: 0 });
    return undefined;
  }

  async function take(
    api: Statuses,
    { due, token, current, noted }: { due: DueStatus; token: string; current: ShownStatus; noted: Noted },
  ): Promise<Date | undefined> {
    const at = clock().getTime();
    const { taken } = due;
    const isStill = taken !== undefined && isOurs(current, taken);
    if (taken?.isShown && !isStill) {
      await noted({ taken: undefined, isYielded: true, attempts: 0 });
      return undefined;
    }
    const isFresh = taken?.isShown && taken.until.getTime() - at > shownMilliseconds - renewedMilliseconds;
    if (isFresh) return new Date(taken.until.getTime() - shownMilliseconds + renewedMilliseconds);
    const before = isStill ? taken.before : current;
    const until = new Date(at + shownMilliseconds);
    if (!isStill) await noted({ taken: { before, until, isShown: false } });
    await api.show(token, { ...ours, until });
    await noted({ taken: { before, until, isShown: true }, attempts: 0 });
    return new Date(at + renewedMilliseconds);
  }

  async function usableToken(api: Statuses, { token }: DueStatus, noted: Noted): Promise<string> {
    const { refreshToken, endsAt } = token;
    if (!refreshToken || !endsAt || endsAt.getTime() - clock().getTime() > marginMilliseconds) return token.token;
    return (await noted({ token: await api.renew(refreshToken) })).token.token;
  }

  /** Ours, or what the platform has made of it when its time was over. */
  function isOurs(current: ShownStatus, { until, isShown }: StatusTaken): boolean {
    const isGone = isShown && until <= clock() && isSame(current, nothing);
    return isGone || isSame(current, ours);
  }

  function stillGood(before: ShownStatus): ShownStatus {
    return before.until && before.until <= clock() ? nothing : before;
  }

  /** A status is nothing to tell anybody in chat about: where it cannot be kept, ours goes by itself. */
  async function notKept(due: DueStatus, error: unknown): Promise<void> {
    const { id, person, isEnding } = due;
    if (error instanceof DeliveryError && chats.get(person.platform)?.statuses?.isGone(error)) {
      log.info({ status: id, workspace: person.workspaceId }, 'the right to somebody’s status is gone');
      return statuses.remove(due);
    }
    const attempts = due.attempts + 1;
    const isFinal = isLastTry(attempts, error);
    log[error instanceof DeliveryError ? 'warn' : 'error']({ status: id, attempts, error }, 'a status was not kept');
    if (isFinal && isEnding) return statuses.remove(due);
    if (!(await statuses.note(due, { ...due, attempts: isFinal ? 0 : attempts }, clock()))) return;
    const seconds = secondsToWait(attempts, error);
    await statuses.release(due, isFinal ? undefined : new Date(clock().getTime() + seconds * 1_000));
  }
}

type Noted = (changes: Partial<DueStatus>) => Promise<DueStatus>;

function isSame(one: ShownStatus, other: ShownStatus): boolean {
  return one.text === other.text && one.emoji === other.emoji;
}

/** Another process has it by now. */
class Overtaken extends Error {}
