import { ServiceError } from '../errors.ts';
import { rulingOf } from '../policy/rules.ts';
import type { Secrets } from '../ports.ts';
import type { PolicyStore, RecordingSearch, Searched } from '../stores.ts';
import type { UcaasSession } from '../ucaas.ts';

/** Looked for so often: two, four, eight … minutes after the end, for a day and a half. */
const mostLooks = 11;
/** Where more are looked for at a time, the list of all is read first. */
const mostSingly = 3;
const mostPages = 3;

/**
 * One look for the recordings of some meetings that have ended, by the right of somebody who sees all of them, for at most so many calls.
 * A recording belongs to a meeting by its session alone: in a permanent room, and in a series, the next one is another meeting. What was not
 * come to is not in the result, and stays due. Throws where nothing could be asked at all.
 */
export async function lookForRecordings(
  session: Pick<UcaasSession, 'recordings' | 'recordingsOf'>,
  searches: readonly RecordingSearch[],
  mostCalls: number,
): Promise<{
  readonly ready: ReadonlySet<RecordingSearch>;
  readonly asked: ReadonlySet<RecordingSearch>;
  readonly made: number;
}> {
  let made = 0;
  const listed = new Set<string>();
  const isWhole = searches.length > mostSingly && (await readList());
  const ready = new Set(searches.filter(({ sessions }) => sessions.some((id) => listed.has(id))));
  const asked = new Set(isWhole ? searches : ready);
  for (const search of searches) {
    if (asked.has(search)) continue;
    if (made > 0 && made + search.sessions.length > mostCalls) break;
    if (await isReady(search)) ready.add(search);
    asked.add(search);
  }
  return { ready, asked, made };

  /** Newest first, as far as that is true. Resolves to whether all of them were on it that could be. */
  async function readList(): Promise<boolean> {
    const earliest = Math.min(...searches.map(({ liveSince }) => liveSince.getTime()));
    for (let page = 1; page <= Math.min(mostPages, mostCalls); page += 1) {
      made += 1;
      const { recordings, isLast } = await session.recordings(page);
      const before = listed.size;
      for (const { sessionId } of recordings) listed.add(sessionId);
      if (isLast || (page > 1 && listed.size === before)) return true;
      const [first, last] = [recordings[0], recordings.at(-1)].map((row) => row?.startedAt?.getTime());
      if (first !== undefined && last !== undefined && last < first && last < earliest) return true;
    }
    return false;
  }

  async function isReady({ sessions, accountId }: RecordingSearch): Promise<boolean> {
    for (const id of sessions) {
      made += 1;
      try {
        if ((await session.recordingsOf(id, accountId)).length > 0) return true;
      } catch (error) {
        // Of a session that is gone there is no recording.
        if (!(error instanceof ServiceError) || error.kind !== 'not_found') throw error;
      }
    }
    return false;
  }
}

/** Nothing was found, or nobody could look: when that is done again. */
export function searchedInVain(
  search: RecordingSearch,
  at: Date,
  { recordingMilliseconds }: { readonly recordingMilliseconds: number },
): Searched {
  const { looks } = search;
  const again = looks + 1 < mostLooks ? new Date(at.getTime() + recordingMilliseconds * 2 ** looks) : undefined;
  return { search, again };
}

/** Who is told of one that was found: by a rule of its workspace that holds for everybody there. */
export async function found(
  search: RecordingSearch,
  { policies, secrets }: { readonly policies: Pick<PolicyStore, 'of'>; readonly secrets: Pick<Secrets, 'token'> },
): Promise<Searched> {
  const { value } = rulingOf(await policies.of(search.meeting.host), 'recordings', { role: 'user', kind: 'public' });
  return { search, found: { linkKey: secrets.token(), isShared: value === 'posted' } };
}

/** A service that does not list recordings is not asked for these again. */
export function isNotOffered(error: unknown): boolean {
  return error instanceof ServiceError && error.kind === 'not_offered';
}
