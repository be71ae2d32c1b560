import type { Accounts } from '../accounts.ts';
import type { AuditStore } from '../audit.ts';
import { ServiceError } from '../errors.ts';
import { contentOf, type FileBehindLink } from '../file-behind-link.ts';
import { referenceOf } from '../link-ticket.ts';
import type { Linking } from '../linking.ts';
import type { PageJudge } from '../page-judge.ts';
import type { Clock, Secrets } from '../ports.ts';
import type { SignInOrigin } from '../reply.ts';
import { sentencesFor } from '../sentences/index.ts';
import type { LinkStore, TicketStore } from '../stores.ts';
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
export function createUsageFile(deps: {
  readonly linking: Pick<Linking, 'look' | 'use'>;
  readonly tickets: Pick<TicketStore, 'find'>;
  readonly links: Pick<LinkStore, 'find'>;
  readonly audit: Pick<AuditStore, 'note'>;
  readonly accounts: Accounts;
  readonly mayNot: PageJudge;
  readonly secrets: Pick<Secrets, 'digest'>;
  readonly clock: Clock;
}): FileBehindLink {
  return {
    async give(nonce, browser, format) {
      const page = await deps.linking.look(nonce, browser);
      const ticket = await deps.tickets.find(deps.secrets.digest(nonce));
      if (!ticket || page.step !== 'usage') return { ok: false, page };
      const problem = await deps.mayNot(ticket, 'report.see', undefined);
      if (problem) return { ok: false, page, problem };
      const { detail = {} } = ticket.origin;
      const scope = {
        ...{ from: new Date(detail.from ?? 0), to: new Date(detail.to ?? 0) },
        ...{ customerId: detail.customerId, userId: detail.userId },
      };
      const link = await deps.links.find(ticket.person);
      try {
        const rows = await rowsOf(deps.accounts.session(link, 'administration'), scope, deps.clock());
        const used = await deps.linking.use(nonce, browser, 'usage');
        if (!used.ok) return { ok: false, page: used.page };
        await deps.audit.note(ticket.person, 'report.export');
        return { ok: true, content: contentOf(format, columns, each(rows)) };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        const say = sentencesFor({ ...ticket.origin, from: ticket.person });
        return { ok: false, page, problem: say.signInFailed(error.kind, referenceOf(ticket)) };
      }
    },
  };
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

async function* each(rows: readonly Row[]): AsyncIterable<Row> {
  yield* rows;
}
