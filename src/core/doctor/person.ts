import type { CommandContext } from '../command.ts';
import { ServiceError, UserError } from '../errors.ts';
import type { Condition } from '../ports.ts';
import { habitsOf } from '../reader.ts';
import type { RunButton, Text } from '../reply.ts';
import { type Check, examine, type Finding } from './finding.ts';

export const personChecks = [
  'account',
  'service',
  'clock',
  'chat',
  'rules',
  'times',
  'heard',
  'messages',
  'features',
] as const;
export type PersonCheck = (typeof personChecks)[number];

/** So far may clocks be apart before tokens and times are in doubt, in seconds. */
const mostClockSeconds = 30;
/** Slower than that is felt, in milliseconds. */
const slowMilliseconds = 2_000;

/** What stands between somebody and meetings, looked at now. */
export function examinePerson(context: CommandContext) {
  const service = serviceChecks(context);
  const checks: readonly Check<PersonCheck>[] = [
    { name: 'account', look: () => account(context) },
    { name: 'service', look: service.answers },
    { name: 'clock', look: service.clock },
    {
      name: 'chat',
      look: async () =>
        platform(context, await context.chat.condition?.(context.invocation.from, context.invocation.at)),
    },
    { name: 'rules', look: () => rules(context) },
    { name: 'times', look: () => times(context) },
    { name: 'heard', look: () => heard(context) },
    { name: 'messages', look: () => messages(context) },
    { name: 'features', look: async () => features(context) },
  ];
  return examine(checks, failedWith(context));
}

export function failedWith({ say }: CommandContext) {
  return (error: unknown): Text => {
    const why =
      error instanceof UserError ? error.problem.code : error instanceof Error ? error.message : String(error);
    return say.doctor.notChecked(why);
  };
}

async function account({ link, ucaas, say, credentials }: CommandContext): Promise<Finding> {
  const words = say.doctor;
  const connect: RunButton = { kind: 'run', label: say.signIn, command: 'connect' };
  if (!link) return { state: 'bad', said: words.notConnected, cure: words.connectCure, button: connect };
  const name = `${link.account.name} (${link.account.email})`;
  try {
    const now = await ucaas().account();
    const [by] = await credentials('command');
    if (now?.suspended) return { state: 'bad', said: words.suspended(name), cure: words.suspendedCure };
    return { state: 'good', said: words.connected(name, by, link.tokenExpiresAt) };
  } catch (error) {
    if (error instanceof UserError && error.problem.code === 'not_connected')
      return { state: 'warning', said: words.signedOut(name), cure: words.signedOutCure, button: connect };
    if (error instanceof ServiceError && error.kind === 'not_offered')
      return { state: 'good', said: words.connectedOnly(name) };
    throw error;
  }
}

/** One knock for both. */
export function serviceChecks({ service, say }: CommandContext) {
  const words = say.doctor;
  const knocked = service.reach();
  // Whoever looks is told; nobody else has to be.
  knocked.catch(() => undefined);
  return {
    async answers(): Promise<Finding> {
      try {
        const { milliseconds } = await knocked;
        return milliseconds > slowMilliseconds
          ? { state: 'warning', said: words.slow(milliseconds), cure: words.slowCure }
          : { state: 'good', said: words.answers(milliseconds) };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        return { state: 'bad', said: words.away(error.kind), cure: words.awayCure };
      }
    },

    async clock(): Promise<Finding | undefined> {
      const { clockAheadSeconds: ahead } = await knocked.catch(() => ({ clockAheadSeconds: undefined }));
      if (ahead === undefined) return undefined;
      return Math.abs(ahead) > mostClockSeconds
        ? { state: 'bad', said: words.clockWrong(Math.round(ahead)), cure: words.clockCure }
        : { state: 'good', said: words.clockRight };
    },
  };
}

/** What the chat platform lets us do. */
export function platform({ say }: CommandContext, condition: Condition | undefined): Finding | undefined {
  if (!condition) return undefined;
  const words = say.doctor;
  const { works, missing, isHere } = condition;
  if (!works) return { state: 'bad', said: words.chatDead, cure: words.chatDeadCure };
  const needed = missing.filter(({ isOptional }) => !isOptional);
  if (needed.length > 0) return { state: 'bad', said: words.scopesMissing(needed), cure: words.scopesCure };
  if (isHere === false) return { state: 'warning', said: words.notHere, cure: words.notHereCure };
  if (missing.length > 0) return { state: 'warning', said: words.scopesMissing(missing), cure: words.scopesCure };
  return { state: 'good', said: words.chatGood };
}

async function rules({ policy, say }: CommandContext): Promise<Finding> {
  const words = say.doctor;
  const [start, plan] = await Promise.all([policy.ruling('start'), policy.ruling('plan')]);
  const against = [start, plan].find(({ value }) => value === 'no');
  if (!against) return { state: 'good', said: words.mayAll };
  const { rule, whoCanChange } = say.policy.refusal(against);
  const why: RunButton = { kind: 'run', label: words.why, command: 'why' };
  return { state: 'warning', said: words.mayNot(rule), cure: words.askThem(whoCanChange), button: why };
}

async function times(context: CommandContext): Promise<Finding> {
  const words = context.say.doctor;
  const { timeZone, saidZone, preferences } = await habitsOf(context);
  if (timeZone === undefined) return { state: 'warning', said: words.noZone, cure: words.zoneCure };
  const isOther = preferences.timeZone !== undefined && saidZone !== undefined && saidZone !== preferences.timeZone;
  if (isOther) return { state: 'warning', said: words.otherZone(timeZone, saidZone), cure: words.zoneCure };
  return { state: 'good', said: words.zone(timeZone, context.now) };
}

async function heard({ stores, invocation, id, say }: CommandContext): Promise<Finding> {
  const { heardAt } = await stores.doctor.traffic(invocation.from, id);
  return { state: 'good', said: say.doctor.heard(heardAt) };
}

async function messages({ stores, invocation, id, say }: CommandContext): Promise<Finding> {
  const words = say.doctor;
  const { waiting, lost } = await stores.doctor.traffic(invocation.from, id);
  if (lost > 0) return { state: 'warning', said: words.messagesLost(lost), cure: words.messagesCure };
  if (waiting > 0) return { state: 'warning', said: words.messagesWait(waiting), cure: words.messagesWaitCure };
  return { state: 'good', said: words.messagesGood };
}

function features({ service, say }: CommandContext): Finding | undefined {
  const missing = service.missing();
  if (missing.length === 0) return undefined;
  return { state: 'warning', said: say.doctor.featuresMissing(missing), cure: say.doctor.featuresCure };
}
