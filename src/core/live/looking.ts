import { ServiceError } from '../errors.ts';
import type { Log } from '../ports.ts';
import type { Calls, Run } from '../ucaas.ts';
import { attended, idsOf, isLeftEmpty, type Life, lookedFrom, runOf, seen } from './life.ts';

/**
 * One look at some meetings by the right of somebody who sees all of them, for at most so many calls: first what runs, then who is
 * inside of as many as the rest allows. What the service cannot tell of people is left as it was.
 */
export async function lookAt(
  calls: Calls,
  lives: readonly Life[],
  { at, mostCalls, log }: { readonly at: Date; readonly mostCalls: number; readonly log: Log },
): Promise<{ readonly lives: readonly Life[]; readonly made: number }> {
  let made = 0;
  const counted = <Result>(call: Promise<Result>) => {
    made += 1;
    return call;
  };

  const runs = lives.length === 1 ? await runsOfEach(lives) : await runsOfAll();
  const taken = new Map(lives.flatMap(({ meeting: { id }, sessionId }) => (sessionId ? [[sessionId, id]] : [])));
  const looked = lives.map((life) => {
    const ofOthers = (sessionId: string) => (taken.get(sessionId) ?? life.meeting.id) !== life.meeting.id;
    return seen(life, at, runOf(life, runs, ofOthers));
  });
  return { lives: await withPeople(looked), made };

  /** All that run or have ended lately; a running one that is not among them is asked for, before it is said that it has ended. */
  async function runsOfAll(): Promise<readonly Run[]> {
    const earliest = Math.min(...lives.map(lookedFrom));
    const found: Run[] = [];
    for (let page = 1, isLast = false; !isLast && page <= mostCalls / 2; page += 1) {
      const next = await counted(calls.runs(page));
      found.push(...next.runs);
      isLast = next.isLast || (next.runs.at(-1)?.startedAt.getTime() ?? 0) < earliest;
    }
    const known = new Set(found.map(({ sessionId }) => sessionId));
    const missing = lives.filter((life) =>
      life.state === 'live' ? !known.has(life.sessionId ?? '') : isLeftEmpty(life, at) && !runOf(life, found),
    );
    return [...found, ...(await runsOfEach(missing))];
  }

  async function runsOfEach(some: readonly Life[]): Promise<readonly Run[]> {
    const found: Run[] = [];
    for (const life of some) found.push(...(await counted(calls.runsOf(idsOf(life.meeting)))));
    return found;
  }

  /** Of those that have just ended first, as the list may not be there for long; then of those whose list is oldest. */
  async function withPeople(all: readonly Life[]): Promise<readonly Life[]> {
    const asked = all
      .filter((life) => life.sessionId !== undefined && !isComplete(life))
      .sort((one, other) => urgency(one) - urgency(other))
      .slice(0, Math.max(1, mostCalls - made));
    const found = new Map<Life, Life>();
    for (const life of asked) {
      const { sessionId = '' } = life;
      try {
        found.set(life, attended(life, at, sessionId, await counted(calls.presences(sessionId))));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        // That it runs is known all the same: the card then has no names.
        if (error.kind === 'not_offered') break;
        log.warn({ meeting: life.meeting.id, error }, 'who is in a meeting could not be seen');
      }
    }
    return all.map((life) => found.get(life) ?? life);
  }
}

function isComplete({ state, endedAt, presencesAsOf }: Life): boolean {
  return state === 'ended' && endedAt !== undefined && presencesAsOf !== undefined && presencesAsOf >= endedAt;
}

function urgency({ state, presencesAsOf }: Life): number {
  return state === 'ended' ? 0 : (presencesAsOf?.getTime() ?? 1);
}
