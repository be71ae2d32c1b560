import { ServiceError, type ServiceErrorKind } from '../errors.ts';
import type { Log } from '../ports.ts';
import type { Calls, Lobby, LobbyRoom, Run, RunPage, Waiting } from '../ucaas.ts';
import { atDoor, hasDoor } from './door.ts';
import { attended, idsOf, isStanding, type Life, lookedFrom, runOf, seen } from './life.ts';

/** A list of calls is read for so many pages at most. */
const mostPages = 10;
/** The calls of one meeting, or of one room over the years. */
const mostPagesOfOne = 3;
/** A service that is slow with one is slow with the next: the rest is left for the next round. */
const notNow: readonly ServiceErrorKind[] = ['slow', 'unreachable', 'busy'];
/** Where there are others to look at, an empty room is asked for by itself so often at most. */
const idleMilliseconds = 60_000;
/** A call that is said to end later than so long from now is running. */
const skewMilliseconds = 2 * 60_000;

/**
 * One look at some meetings by the right of somebody who sees all of them, for at most so many calls: first what runs, then who is
 * inside of as many as the rest allows. Only what the service has said is concluded: a meeting that it did not come to, or that it
 * would not tell of, is left as it was. Throws where nothing could be asked at all.
 */
export async function lookAt(
  calls: Calls & Pick<Lobby, 'waiting' | 'letIn'>,
  lives: readonly Life[],
  {
    at,
    mostCalls,
    isLetThrough,
    log,
  }: {
    readonly at: Date;
    readonly mostCalls: number;
    /** Whether somebody waits whom our own link has let through as one of those who come straight in. True once. */
    readonly isLetThrough: (life: Life, waiting: Waiting) => Promise<boolean>;
    readonly log: Log;
  },
): Promise<{ readonly lives: readonly Life[]; readonly made: number }> {
  let made = 0;
  const counted = <Result>(call: Promise<Result>) => {
    made += 1;
    return call;
  };

  const runs = new Map<string, Run>();
  const passing = lives.filter((life) => !isStanding(life));
  const taken = new Map(passing.flatMap(({ meeting: { id }, sessionId }) => (sessionId ? [[sessionId, id]] : [])));
  if (lives.length > 1) await readAll();
  const asked = await askSingly();
  const looked = lives.map((life) => {
    const run = found(life);
    return run || asked.has(life) ? seen(life, at, run) : life;
  });
  return { lives: await withDoors(await withPeople(looked)), made };

  function found(life: Life): Run | undefined {
    const isOfOther = (sessionId: string) => (taken.get(sessionId) ?? life.meeting.id) !== life.meeting.id;
    return runOf(life, [...runs.values()], isOfOther);
  }

  function add(page: RunPage): boolean {
    const before = runs.size;
    for (const run of page.runs) {
      const isOver = run.endedAt && run.endedAt.getTime() <= at.getTime() + skewMilliseconds;
      runs.set(run.sessionId, isOver ? run : { ...run, endedAt: undefined });
    }
    return runs.size > before;
  }

  /** Newest first, as far as that is true: then, whatever comes after the first that is too old is too old as well. */
  async function readAll(): Promise<void> {
    const earliest = Math.min(...lives.map(lookedFrom));
    for (let page = 1; page <= Math.min(mostPages, mostCalls / 2); page += 1) {
      const next = await counted(calls.runs(page));
      const isNew = add(next);
      if (next.isLast || !isNew || isPast(next, earliest)) return;
    }
  }

  /** Those that are on no list, whoever was not looked at for longest first. Resolves to those of which all is known. */
  async function askSingly(): Promise<ReadonlySet<Life>> {
    const known = new Set<Life>();
    const missing = lives
      .filter((life) => (isIdle(life) ? !isRunning(found(life)) && isOld(life) : isMissing(life)))
      .sort((one, other) => one.asOf.getTime() - other.asOf.getTime());
    for (const [index, life] of missing.entries()) {
      if (made >= mostCalls / 2 && index > 0) break;
      try {
        if (await readOne(life)) known.add(life);
      } catch (error) {
        if (lives.length === 1 || !(error instanceof ServiceError)) throw error;
        log.warn({ meeting: life.meeting.id, error }, 'how one meeting is doing could not be seen');
        if (notNow.includes(error.kind)) break;
      }
    }
    return known;
  }

  function isMissing(life: Life): boolean {
    return life.sessionId === undefined ? !found(life) : !runs.has(life.sessionId);
  }

  /** An empty room is on no list for days: it is asked for by itself now and then. */
  function isOld({ asOf }: Life): boolean {
    return lives.length === 1 || at.getTime() - asOf.getTime() >= idleMilliseconds;
  }

  async function readOne(life: Life): Promise<boolean> {
    const { meeting, accountId } = life;
    const earliest = lookedFrom(life);
    for (let page = 1; page <= mostPagesOfOne; page += 1) {
      const next = await counted(calls.runsOf({ ...idsOf(meeting), accountId }, page));
      if (!add(next) || next.isLast || isPast(next, earliest)) return true;
    }
    return false;
  }

  /** Of those that have just ended first, as the list may not be there for long; then of those whose list is oldest. */
  async function withPeople(all: readonly Life[]): Promise<readonly Life[]> {
    const wanted = all
      .filter((life) => life.sessionId !== undefined && !isComplete(life))
      .sort((one, other) => urgency(one) - urgency(other))
      .slice(0, Math.max(1, mostCalls - made));
    const known = new Map<Life, Life>();
    for (const life of wanted) {
      const { sessionId = '' } = life;
      try {
        known.set(life, attended(life, at, sessionId, await counted(calls.presences(sessionId))));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        // That it runs is known all the same: the card then has no names.
        if (error.kind === 'not_offered') break;
        log.warn({ meeting: life.meeting.id, error }, 'who is in a meeting could not be seen');
        if (notNow.includes(error.kind)) break;
      }
    }
    return all.map((life) => known.get(life) ?? life);
  }

  /** Who waits, of those that have a lobby: half of what is left of the calls at most, whoever was not looked at for longest first. */
  async function withDoors(all: readonly Life[]): Promise<readonly Life[]> {
    const wanted = all
      .filter(hasDoor)
      .sort((one, other) => one.asOf.getTime() - other.asOf.getTime())
      .slice(0, Math.max(1, Math.floor((mostCalls - made) / 2)));
    const known = new Map<Life, Life>();
    for (const life of wanted) {
      const { application, serviceRoomId: roomId = '' } = life.meeting;
      const room = { application, roomId };
      try {
        const waiting = await counted(calls.waiting(room));
        known.set(life, atDoor(life, life.membersIn ? await withoutMembers(life, room, waiting) : waiting));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        if (error.kind === 'not_offered') break;
        log.warn({ meeting: life.meeting.id, error }, 'who waits for a meeting could not be seen');
        if (notNow.includes(error.kind)) break;
      }
    }
    return all.map((life) => known.get(life) ?? life);
  }

  /** Those who wait on, once those were let in whom our link has let through. Whoever cannot be let in waits for the host. */
  async function withoutMembers(life: Life, room: LobbyRoom, waiting: readonly Waiting[]): Promise<readonly Waiting[]> {
    const left: Waiting[] = [];
    for (const one of waiting) {
      const isIn = (await isLetThrough(life, one)) && (await counted(letIn(life, room, one)));
      if (!isIn) left.push(one);
    }
    return left;
  }

  async function letIn({ meeting }: Life, room: LobbyRoom, { waitingId }: Waiting): Promise<boolean> {
    try {
      return await calls.letIn(room, waitingId);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      log.warn({ meeting: meeting.id, error }, 'a member of the channel could not be let in');
      return false;
    }
  }
}

/** Newest first, as far as the page tells: whatever comes after it began before. */
function isPast({ runs }: RunPage, earliest: number): boolean {
  const [first, last] = [runs[0], runs.at(-1)].map((run) => run?.startedAt.getTime() ?? 0);
  return last !== undefined && first !== undefined && last < first && last < earliest;
}

/** The room of a channel in which nobody is. */
export function isIdle(life: Life): boolean {
  return isStanding(life) && life.state !== 'live';
}

function isRunning(run: Run | undefined): boolean {
  return run !== undefined && !run.endedAt;
}

function isComplete({ state, endedAt, presencesAsOf }: Life): boolean {
  return state === 'ended' && endedAt !== undefined && presencesAsOf !== undefined && presencesAsOf >= endedAt;
}

function urgency({ state, presencesAsOf }: Life): number {
  return state === 'ended' ? 0 : (presencesAsOf?.getTime() ?? 1);
}
