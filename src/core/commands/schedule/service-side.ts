import type { CommandContext } from '../../command.ts';
import { ServiceError, UserError } from '../../errors.ts';
import { nextOccurrence, occurrencesBetween } from '../../occurrences.ts';
import { mailedOf, type Planned } from '../../schedule.ts';
import type { PlanChanges, UcaasSession } from '../../ucaas.ts';
import { refusedAddress } from './refused-address.ts';
import { afterTimes } from './rule-dates.ts';

/** What others changed meanwhile is brought to the service so often at most. */
const mostRounds = 3;
/** No series has more occurrences than this. */
const mostCounted = 1_000;
/** After these, nobody knows whether the service has done it. */
const doubtful = new Set(['slow', 'unreachable', 'garbled']);

/**
 * The session of the account that planned the meeting: no other one reaches it at the service, where it would look as if it were gone.
 * Undefined where the service knows nothing of the meeting. Throws `other_account_needed`.
 */
export async function sessionOfHost(context: CommandContext, planned: Planned): Promise<UcaasSession | undefined> {
  const { link, stores, invocation } = context;
  const { hostAccountId, host, serviceMeetingId } = planned;
  if (!serviceMeetingId) return undefined;
  if (hostAccountId === undefined || link?.account.userId === hostAccountId) return context.ucaas();
  // Whoever may change it is the host, by whatever identity.
  const links = [...(await stores.links.all(invocation.from)), ...(await stores.links.all(host))];
  const theirs = links.find(({ account }) => account.userId === hostAccountId);
  if (theirs) return context.ucaasBy(theirs);
  if (!link) return context.ucaas();
  throw new UserError({ code: 'other_account_needed' });
}

/**
 * Brings a change that was made here to the service, and takes it back here where the service does not take it: whoever comes first
 * here is first there. `before` is absent where a crash came in between: all is said again then. False where the service does not
 * offer that, and for a permanent room; undefined where it had not to be asked.
 */
export async function toService(
  context: CommandContext,
  session: UcaasSession | undefined,
  made: Planned,
  before?: Planned,
): Promise<boolean | undefined> {
  if (!session) return undefined;
  try {
    return await send(context, session, made, before);
  } catch (error) {
    const isBack = before !== undefined && (await context.stores.schedules.takeBack(made, before));
    const { meetingId: meeting } = made;
    if (!isBack) context.log.warn({ meeting, error }, 'a change is here and not at the service');
    if (isBack && made.state === before.state && error instanceof ServiceError && doubtful.has(error.kind))
      await send(context, session, before, made).catch((also: unknown) =>
        context.log.warn({ meeting, error: also }, 'a change may be at the service and not here'),
      );
    throw error;
  }
}

/** Of two changes at once, the one that is late at the service brings there what is true by then. */
async function send(
  context: CommandContext,
  session: UcaasSession,
  made: Planned,
  before: Planned | undefined,
): Promise<boolean | undefined> {
  let [there, here] = [before, made];
  let isDone: boolean | undefined;
  for (let round = 1; round <= mostRounds; round += 1) {
    isDone = (await sendOnce(context, session, here, there)) ?? isDone;
    const now = await context.stores.schedules.find(made.host, made.meetingId);
    if (!now || (now.state === here.state && isNothing(changesFrom(here, now)))) return isDone;
    [there, here] = [undefined, now];
  }
  return isDone;
}

async function sendOnce(
  { clock }: CommandContext,
  session: UcaasSession,
  here: Planned,
  there: Planned | undefined,
): Promise<boolean | undefined> {
  const { application, serviceMeetingId = '', state } = here;
  if (state === 'cancelled') return session.cancelMeeting(application, serviceMeetingId);
  const changes = there ? ahead(changesFrom(there, here), here, clock()) : wholeOf(here, clock());
  if (isNothing(changes)) return undefined;
  try {
    return (await session.changeMeeting(application, serviceMeetingId, changes)) !== undefined;
  } catch (error) {
    const address = refusedAddress(error, changes.emails);
    throw address === undefined ? error : new UserError({ code: 'address_refused', address }, { cause: error });
  }
}

/** A series that has begun is moved from its next occurrence on: no service takes a beginning that is past. */
function ahead(changes: PlanChanges, here: Planned, now: Date): PlanChanges {
  if (!changes.startsAt || changes.startsAt >= now || !here.recurrence) return changes;
  const rule = { ...here, changes: [] };
  const next = nextOccurrence(rule, now);
  if (!next) return { ...changes, startsAt: undefined };
  const past = occurrencesBetween(rule, here.startsAt, next.start, mostCounted).length;
  return { ...changes, startsAt: next.start, recurrence: afterTimes(here.recurrence, past) };
}

/** No service takes a beginning that is past: that of a series which goes on is there already. */
function wholeOf(planned: Planned, now: Date): PlanChanges {
  const { title, startsAt, minutes, timeZone, recurrence = '', lobby, recording } = planned;
  return given({
    ...{ title, startsAt: startsAt < now ? undefined : startsAt, minutes, timeZone, recurrence, lobby, recording },
    emails: planned.mailer === 'service' ? emailsOf(planned) : undefined,
  });
}

function changesFrom(there: Planned, here: Planned): PlanChanges {
  const other = <Value>(of: (planned: Planned) => Value): Value | undefined =>
    JSON.stringify(of(there)) === JSON.stringify(of(here)) ? undefined : of(here);
  return given({
    title: other(({ title }) => title),
    startsAt: other(({ startsAt }) => startsAt),
    minutes: other(({ minutes }) => minutes),
    timeZone: other(({ timeZone }) => timeZone),
    recurrence: other(({ recurrence = '' }) => recurrence),
    lobby: other(({ lobby }) => lobby),
    recording: other(({ recording }) => recording),
    emails: here.mailer === 'service' ? other(emailsOf) : undefined,
  });
}

function emailsOf({ invitees }: Planned): readonly string[] {
  return [...new Set(mailedOf(invitees))].sort();
}

function given(changes: { readonly [name in keyof PlanChanges]: PlanChanges[name] | undefined }): PlanChanges {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function isNothing(changes: PlanChanges): boolean {
  return Object.keys(changes).length === 0;
}
