import type { CommandContext } from '../command.ts';
import { ServiceError } from '../errors.ts';
import type { RunButton } from '../reply.ts';
import type { WorkspaceState } from '../stores.ts';
import { type Check, examine, type Finding } from './finding.ts';
import { failedWith, platform, serviceChecks } from './person.ts';

export const workspaceChecks = [
  'service',
  'clock',
  'chat',
  'binding',
  'credentials',
  'people',
  'outbox',
  'live',
  'imports',
  'requests',
  'features',
] as const;
export type WorkspaceCheck = (typeof workspaceChecks)[number];

/** How a workspace is doing, for those who set it up. */
export function examineWorkspace(context: CommandContext) {
  const service = serviceChecks(context);
  const state = context.stores.doctor.state(context.invocation.from);
  state.catch(() => undefined);
  const of = (look: (state: WorkspaceState) => Finding | undefined) => async () => look(await state);
  const { say } = context;
  const checks: readonly Check<WorkspaceCheck>[] = [
    { name: 'service', look: service.answers },
    { name: 'clock', look: service.clock },
    {
      name: 'chat',
      look: async () =>
        platform(context, await context.chat.condition?.(context.invocation.from, context.invocation.at)),
    },
    { name: 'binding', look: () => binding(context) },
    { name: 'credentials', look: () => credentials(context) },
    { name: 'people', look: of((now) => people(context, now)) },
    { name: 'outbox', look: of((now) => outbox(context, now)) },
    { name: 'live', look: of((now) => live(context, now)) },
    {
      name: 'imports',
      look: of(({ imports }) =>
        imports > 0
          ? { state: 'warning', said: say.doctor.importsRun(imports), cure: say.doctor.importsCure }
          : undefined,
      ),
    },
    { name: 'requests', look: of(({ requests }) => requestsOf(context, requests)) },
    {
      name: 'features',
      look: async () => {
        const missing = context.service.missing();
        const { featuresMissing, featuresCure } = say.doctor;
        return missing.length > 0
          ? { state: 'warning', said: featuresMissing(missing), cure: featuresCure }
          : undefined;
      },
    },
  ];
  return examine(checks, failedWith(context));
}

function admin(label: string, input: string): RunButton {
  return { kind: 'run', label, command: 'admin', input };
}

async function binding({ stores, invocation, say }: CommandContext): Promise<Finding> {
  const words = say.doctor;
  const settings = await stores.workspaces.find(invocation.from);
  if (!settings?.customer)
    return { state: 'warning', said: words.unbound, cure: words.unboundCure, button: admin(say.beginSetup, 'setup') };
  return { state: 'good', said: words.bound(settings.customer.name, settings.tokenMode) };
}

/** Server credentials are tried by a real call. */
async function credentials({ stores, invocation, service, say }: CommandContext): Promise<Finding | undefined> {
  const words = say.doctor;
  const settings = await stores.workspaces.find(invocation.from);
  if (settings?.tokenMode !== 'on_behalf') return undefined;
  const button = admin(say.setupTitle, 'setup');
  if (!settings.server) return { state: 'bad', said: words.noCredentials, cure: words.credentialsCure, button };
  try {
    const reached = await service.reachOf(settings.server);
    const others = [...(reached ?? [])].filter((id) => id !== settings.customer?.customerId);
    if (others.length > 0) return { state: 'bad', said: words.credentialsTooFar, cure: words.credentialsCure, button };
    return { state: 'good', said: words.credentialsGood };
  } catch (error) {
    if (error instanceof ServiceError && error.kind === 'signed_out')
      return { state: 'bad', said: words.credentialsRefused, cure: words.credentialsCure, button };
    throw error;
  }
}

function people({ say, link }: CommandContext, { linked, signedOut, staying }: WorkspaceState): Finding {
  const words = say.doctor;
  if (linked === 0) return { state: 'warning', said: words.nobodyLinked, cure: words.nobodyLinkedCure };
  const mode = link?.workspace.tokenMode ?? 'ask_again';
  return {
    state: 'good',
    said: words.peopleLinked({ linked, signedOut: mode === 'on_behalf' ? 0 : signedOut, staying }),
  };
}

function outbox({ say, now }: CommandContext, { waiting, waitingSince, lost, lostWhy }: WorkspaceState): Finding {
  const words = say.doctor;
  if (lost > 0) return { state: 'bad', said: words.outboxLost(lost, lostWhy), cure: words.outboxLostCure };
  const minutes = waitingSince ? (now.getTime() - waitingSince.getTime()) / 60_000 : 0;
  if (waiting > 0 && minutes > 5)
    return { state: 'warning', said: words.outboxWaits(waiting, Math.round(minutes)), cure: words.outboxWaitsCure };
  return { state: 'good', said: words.outboxGood };
}

function live({ say }: CommandContext, { unknownMeetings }: WorkspaceState): Finding | undefined {
  if (unknownMeetings === 0) return undefined;
  const words = say.doctor;
  return { state: 'warning', said: words.meetingsUnknown(unknownMeetings), cure: words.meetingsUnknownCure };
}

function requestsOf({ say }: CommandContext, requests: number): Finding | undefined {
  if (requests === 0) return undefined;
  const words = say.doctor;
  const button = admin(words.seeRequests, 'requests');
  return { state: 'warning', said: words.requestsWait(requests), cure: words.requestsCure, button };
}
