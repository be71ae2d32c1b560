import { ServiceError } from '../errors.ts';
import type { RecordingRow, UcaasSession, UsedCall } from '../ucaas.ts';

/** What is looked through at most: so many pages of some hundred rows. */
const mostPages = 50;

/** Which calls: all that is given has to hold. */
export interface UsageScope {
  readonly from: Date;
  /** Not itself any more. */
  readonly to: Date;
  readonly customerId?: string;
  readonly userId?: string;
}

/** What was used in a time. */
export interface UsageOfTime {
  /** Newest first, each once. They count where they began. */
  readonly calls: readonly UsedCall[];
  /** Of these calls; undefined where the service does not offer to tell. */
  readonly recordings?: readonly RecordingRow[];
  /** False where there is more than was looked through. */
  readonly isWhole: boolean;
}

/**
 * Asks page by page until everything of that time has been seen. Newest first is asked for; whether a service does that is not documented, so
 * a page ends the search only as long as all rows so far came in that order.
 */
export async function collectUsage(session: UcaasSession, scope: UsageScope): Promise<UsageOfTime> {
  const calls = new Map<string, UsedCall>();
  const isWanted = ({ startedAt, customerId, userId }: UsedCall) =>
    startedAt >= scope.from &&
    startedAt < scope.to &&
    (scope.customerId === undefined || customerId === scope.customerId) &&
    (scope.userId === undefined || userId === scope.userId);
  const isWhole = await eachPage(
    async (page) => {
      const found = await session.usedCalls(page, scope.userId);
      return { rows: found.calls, isLast: found.isLast };
    },
    ({ startedAt }) => startedAt,
    scope.from,
    (call) => {
      if (isWanted(call)) calls.set(call.sessionId, call);
    },
  );
  const all = [...calls.values()].sort((one, other) => other.startedAt.getTime() - one.startedAt.getTime());
  const recordings = all.length > 0 ? await recordingsOf(session, scope, new Set(calls.keys())) : [];
  return { calls: all, isWhole, recordings };
}

async function recordingsOf(
  session: UcaasSession,
  { from, userId }: UsageScope,
  sessionIds: ReadonlySet<string>,
): Promise<readonly RecordingRow[] | undefined> {
  const found = new Map<string, RecordingRow>();
  try {
    await eachPage(
      async (page) => {
        const { recordings, isLast } = await session.recordings(page, userId);
        return { rows: recordings, isLast };
      },
      ({ startedAt }) => startedAt,
      from,
      (row) => {
        if (sessionIds.has(row.sessionId)) found.set(row.recordingId, row);
      },
    );
    return [...found.values()];
  } catch (error) {
    if (error instanceof ServiceError && error.kind === 'not_offered') return undefined;
    throw error;
  }
}

/** False where the pages did not come to an end. */
async function eachPage<Row>(
  read: (page: number) => Promise<{ readonly rows: readonly Row[]; readonly isLast: boolean }>,
  dateOf: (row: Row) => Date | undefined,
  from: Date,
  take: (row: Row) => void,
): Promise<boolean> {
  let before = Number.POSITIVE_INFINITY;
  let isSorted = true;
  for (let page = 1; page <= mostPages; page += 1) {
    const { rows, isLast } = await read(page);
    for (const row of rows) {
      take(row);
      const at = dateOf(row)?.getTime();
      if (at === undefined || at > before) isSorted = false;
      before = at ?? before;
    }
    if (isLast || (isSorted && before < from.getTime())) return true;
  }
  return false;
}
