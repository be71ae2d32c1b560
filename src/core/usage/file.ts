import type { Accounts } from '../accounts.ts';
import type { AuditStore } from '../audit.ts';
import { ServiceError } from '../errors.ts';
import { createFileBehindLink, type FileBehindLink, type FileSurroundings } from '../file-behind-link.ts';
import { referenceOf } from '../link-ticket.ts';
import type { Clock } from '../ports.ts';
import type { SignInOrigin } from '../reply.ts';
import { sentencesFor } from '../sentences/index.ts';
import type { LinkStore } from '../stores.ts';
import type { UcaasSession, User } from '../ucaas.ts';
import { collectUsage, type UsageScope } from './collect.ts';
import { minutesOfCall } from './summary.ts';

/** Users whose names are looked up for one file. */
const mostUsers = 10_000;

const columns = [
  ...([
    'began',
    'ended',
    'minutes',
    'kind',
    'host',
    'host_email',
    'customer',
    'meeting',
    'call',
    'recordings',
  ] as const),
  'recorded_minutes' as const,
];

type Row = Readonly<Record<(typeof columns)[number], unknown>>;

/** What a link to the file is about, as its ticket keeps it. */
export function usageDetail(scope: UsageScope): NonNullable<SignInOrigin['detail']> {
  const { from, to, customerId, userId } = scope;
  return {
    ...{ from: from.toISOString(), to: to.toISOString() },
    ...(customerId !== undefined && { customerId }),
    ...(userId !== undefined && { userId }),
  };
}

/** The use of meetings as a file: a line for each call. */
export function createUsageFile(
  deps: FileSurroundings & {
    readonly links: Pick<LinkStore, 'find'>;
    readonly audit: Pick<AuditStore, 'note'>;
    readonly accounts: Accounts;
    readonly clock: Clock;
  },
): FileBehindLink {
  return createFileBehindLink(deps, {
    ...{ purpose: 'usage', verb: 'report.see', columns },
    async rowsFor(ticket) {
      const { person, origin } = ticket;
      const { from = '', to = '', customerId, userId } = origin.detail ?? {};
      const scope = { from: new Date(from), to: new Date(to), customerId, userId };
      const link = await deps.links.find(person);
      try {
        const rows = await rowsOf(deps.accounts.session(link, 'administration'), scope, deps.clock());
        return noted(rows, () => deps.audit.note(person, 'report.export'));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        return { problem: sentencesFor({ ...origin, from: person }).signInFailed(error.kind, referenceOf(ticket)) };
      }
    },
  });
}

/** Oldest first, as a table is read. */
async function rowsOf(session: UcaasSession, scope: UsageScope, now: Date): Promise<readonly Row[]> {
  const { calls, recordings = [] } = await collectUsage(session, scope);
  const users = calls.length > 0 ? await usersOf(session, scope) : [];
  const byId = new Map(users.map((user) => [user.userId, user]));
  return calls.toReversed().map((call): Row => {
    const own = recordings.filter(({ sessionId }) => sessionId === call.sessionId);
    const host = byId.get(call.userId ?? '');
    return {
      ...{ began: call.startedAt.toISOString(), ended: call.endedAt?.toISOString() ?? '' },
      ...{ minutes: minutesOfCall(call, now), kind: call.application ?? '' },
      ...{ host: host?.name ?? call.userId ?? '', host_email: host?.email ?? '', customer: call.customerId ?? '' },
      ...{ meeting: call.meetingId ?? '', call: call.sessionId, recordings: own.length },
      recorded_minutes: Math.round(own.reduce((sum, { seconds = 0 }) => sum + seconds, 0) / 60),
    };
  });
}

/** Where the service does not list its users, the file has their ids. */
async function usersOf(session: UcaasSession, { customerId }: UsageScope): Promise<readonly User[]> {
  try {
    return (await session.everyUser(customerId, mostUsers)) ?? [];
  } catch (error) {
    if (error instanceof ServiceError && error.kind === 'not_offered') return [];
    throw error;
  }
}

/** The rows, after it was written down that they are read. */
async function* noted(rows: readonly Row[], note: () => Promise<void>): AsyncIterable<Row> {
  await note();
  yield* rows;
}
