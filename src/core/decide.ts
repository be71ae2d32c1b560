import type { Accounts } from './accounts.ts';
import { type AuditEntry, type AuditOutcome, auditedVerbs, auditWay } from './audit.ts';
import { authorize, needsAdministrator, type Verb } from './authorize.ts';
import type { CommandContext, CommandTable } from './command.ts';
import { accessButton } from './commands/access/offer.ts';
import { findTyped, nearest, topics } from './commands/index.ts';
import { noteQuestions, questionOver } from './commands/questions.ts';
import { signInPrompt } from './commands/sign-in-prompt.ts';
import type { Effect, Outcome } from './effect.ts';
import { ServiceError, UserError } from './errors.ts';
import type { Identity, Platform } from './invocation.ts';
import { namedAccount } from './named-account.ts';
import { createPolicyHere, type PolicyAsked } from './policy/here.ts';
import type { Chat, Clock, Log, Secrets } from './ports.ts';
import type { RunButton, Text } from './reply.ts';
import { type Request, understand, verbOf } from './request.ts';
import type { Mailer } from './schedule.ts';
import { sentencesFor } from './sentences/index.ts';
import type { CommandStores, Decision, Link, StoredInvocation } from './stores.ts';
import type { Ucaas } from './ucaas.ts';

export interface DecideDeps {
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly stores: CommandStores;
  /** The same for one invocation: once its person is forgotten, nothing of that person is written for it any more. */
  readonly storesFor: (invocationId: string) => CommandStores;
  readonly accounts: Accounts;
  readonly service: Ucaas;
  readonly publicUrl: string;
  readonly largeChannel: number;
  readonly namesGoAlong: boolean;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly log: Log;
}

/** What waited for room for longer is judged by the links of now: somebody may have disconnected meanwhile. */
const freshMilliseconds = 2_000;
/** What was left behind for longer than this is offered, not done. */
const staleAfterMilliseconds = 15 * 60_000;
/** A command that was interrupted this often is not run again. */
const mostAttempts = 5;

const table: CommandTable = { topics, find: findTyped, nearest };

/** Runs the command and turns whatever it throws into what the person is told. Does nothing in chat yet. */
export async function decide(deps: DecideDeps, stored: StoredInvocation, known?: Request): Promise<Decision> {
  const { invocation } = stored;
  const say = sentencesFor(invocation);
  const reference = stored.id.slice(0, 8).toUpperCase();
  const wish: { text: string; verb?: Verb } = { text: '' };
  try {
    const request = known ?? understand(invocation);
    wish.text = request.command.wish?.(request.arguments, request.button, invocation.values) ?? request.command.name;
    if (stored.attempts > mostAttempts) throw new Error(`given up after ${mostAttempts} attempts`);
    if (deps.clock().getTime() - stored.acceptedAt.getTime() > staleAfterMilliseconds && stored.attempts > 1) {
      return failure(say.stale(reference));
    }
    const link = await linkFor(request);
    const verb = verbOf(request);
    wish.verb = verb;
    const administers = needsAdministrator.has(verb)
      ? await deps.chats.get(invocation.from.platform)?.administers?.(invocation.from)
      : undefined;
    const actor = { identity: invocation.from, account: link?.account, administers };
    const decision = authorize(actor, verb, { ...invocation.from, owner: invocation.from });
    if (!decision.allowed && decision.needsAccount) throw new UserError({ code: 'not_connected', reason: 'never' });
    if (!decision.allowed) throw new UserError({ code: 'not_allowed', verb, ...decision });
    const context = contextFor(request, link, actor);
    await context.policy.require(verb);
    const over = await questionOver(context);
    return toDecision(over ?? (await noteQuestions(context, await request.command.run(context))), 'done');
  } catch (error) {
    return explain(error);
  }

  function contextFor(request: Request, link: Link | undefined, actor: CommandContext['actor']): CommandContext {
    const chat = deps.chats.get(invocation.from.platform);
    if (!chat) throw new Error(`${invocation.from.platform} is switched off`);
    const policyFor = (asked: PolicyAsked) => {
      const rules = async () => (isFresh() && stored.rules) || deps.stores.policies.of(asked.person);
      return createPolicyHere({ rules, chat, asked, say, log: deps.log });
    };
    return {
      ...deps,
      policy: policyFor({ person: invocation.from, account: link?.account, at: invocation }),
      policyFor,
      roomChoice: async () => {
        const { from } = invocation;
        return (isFresh() && stored.room) || ((await deps.stores.preferences.find(from)).room ?? 'usual');
      },
      stores: deps.storesFor(stored.id),
      invocation,
      arguments: request.arguments,
      values: invocation.values,
      now: deps.clock(),
      button: request.button,
      say,
      id: stored.id,
      reference: invocation.inside?.repeats ?? stored.id,
      again: stored.attempts > 1 || invocation.inside?.repeats !== undefined,
      actor,
      link,
      chat,
      table,
      credentials: async (purpose) => (link ? deps.accounts.credentials(link, purpose) : []),
      ucaas: (purpose = request.command.purpose ?? 'command') => deps.accounts.session(link, purpose),
      ucaasBy: (other) => deps.accounts.session(other, request.command.purpose ?? 'command'),
    };
  }

  /** The chosen account, or the one that is named. */
  async function linkFor(request: Request): Promise<Link | undefined> {
    const { links } = deps.stores;
    const wanted = request.arguments.options.get('as');
    if (wanted !== undefined) return namedAccount(await links.all(invocation.from), wanted);
    const wasRead = known !== undefined || stored.link !== undefined;
    const serves = wasRead && isFresh() && request.command.purpose !== 'administration';
    return serves ? stored.link : links.find(invocation.from);
  }

  /** What was read at the acknowledgement is good enough for a moment, and not at all for the rights of an administrator. */
  function isFresh(): boolean {
    return deps.clock().getTime() - stored.acceptedAt.getTime() < freshMilliseconds;
  }

  async function explain(error: unknown): Promise<Decision> {
    if (error instanceof UserError && error.problem.code === 'not_connected') {
      const { reason } = error.problem;
      // Whoever has just signed in for this very command is not sent to sign in for it again and again.
      if (reason === 'signed_out' && (await signedInMeanwhile())) {
        deps.log.error({ reference, invocation: stored.id, error }, 'the service refuses a command with a fresh token');
        return failure(say.serviceFailed('refused', undefined, reference));
      }
      const prompt = await askToSignIn(say.problem(error.problem, wish.text), reason === 'never');
      return toDecision({ effects: [prompt] }, 'waiting');
    }
    if (error instanceof UserError && error.problem.code === 'not_allowed')
      deps.log.warn({ reference, verb: error.problem.verb }, 'an act was refused');
    if (error instanceof UserError) {
      const isRefused = error.problem.code === 'not_allowed';
      const told = [privately(say.problem(error.problem, wish.text))];
      return toDecision({ effects: told, audit: isRefused ? attempted('refused') : [] }, 'done');
    }
    deps.log.error({ reference, invocation: stored.id, attempts: stored.attempts, error }, 'a command failed');
    const service = error instanceof ServiceError;
    return failure(service ? say.serviceFailed(error.kind, error.said, reference) : say.bug(reference));
  }

  /** Whoever is spoken to in another workspace is spoken to there: the caller is nobody there. */
  function speaksFor(effect: Effect): Identity {
    const { from } = invocation;
    if (effect.do !== 'direct') return from;
    const { platform, workspaceId } = effect.person;
    return platform === from.platform && workspaceId === from.workspaceId ? from : effect.person;
  }

  async function signedInMeanwhile(): Promise<boolean> {
    const links = stored.attempts > 1 ? await deps.stores.links.all(invocation.from) : [];
    return links.some(({ linkedAt }) => linkedAt > stored.acceptedAt);
  }

  /** Of many commands at once, one asks; the others say that they wait, and how to get another link. */
  async function askToSignIn(why: Text, isUnknown: boolean): Promise<Effect> {
    const { from, conversation, at } = invocation;
    const key = `sign in ${stored.attempts}`;
    if (await deps.stores.tickets.claimPrompt(from, conversation, stored.id, deps.clock())) {
      const chat = deps.chats.get(from.platform);
      const beside = isUnknown && chat ? await accessButton({ ...deps, chat, say, invocation }) : undefined;
      const reply = signInPrompt(invocation, say, { title: say.signInTitle, why, resumes: true, beside });
      return { do: 'post', key, to: at, reply };
    }
    const text = say.alsoWaits(wish.text);
    const buttons: readonly RunButton[] = [{ kind: 'run', label: say.newSignInLink, command: 'connect' }];
    const card = { title: say.alsoWaitsTitle, tone: 'neutral', body: text, buttons } as const;
    return { do: 'post', key, to: at, reply: { visibleTo: 'caller', text, card } };
  }

  /** Not done, but not lost either: one press repeats it, and what it may have made already is looked for first. */
  function failure(text: Text): Decision {
    const button: RunButton = {
      kind: 'run',
      label: say.tryAgain,
      command: 'help',
      repeats: stored.id,
      once: true,
      primary: true,
    };
    return toDecision({ effects: [privately(text, [button])], audit: attempted('failed') }, 'failed');
  }

  /** What administrators may not do, or could not, is written down as well. */
  function attempted(outcome: AuditOutcome): readonly AuditEntry[] {
    const { verb } = wish;
    return verb && auditedVerbs.has(verb) ? [{ action: verb, outcome }] : [];
  }

  function privately(text: Text, buttons: readonly RunButton[] = []): Effect {
    const card = { title: say.wentWrong, tone: 'warning', body: text, buttons } as const;
    return {
      do: 'post',
      key: `told ${stored.attempts}`,
      to: invocation.at,
      reply: { visibleTo: 'caller', text, card },
    };
  }

  function toDecision({ effects, ...outcome }: Outcome, next: Decision['next']): Decision {
    return {
      outcome,
      next,
      way: auditWay(invocation),
      effects: inPlaceOfPressed(effects).map((effect) => ({
        id: deps.secrets.id(),
        invocationId: stored.id,
        caller: speaksFor(effect),
        effect,
        attempts: 1,
      })),
    };
  }

  /**
   * What can be pressed only once does not stay to be pressed again: what is answered privately takes its place, be it done or refused.
   * Where nothing is, it says what was pressed.
   */
  function inPlaceOfPressed(effects: readonly Effect[]): readonly Effect[] {
    const message = known?.pressed?.once ? invocation.pressed?.message : undefined;
    if (!message || effects.some((effect) => effect.do === 'replace' && effect.message === message)) return effects;
    const answer = effects.find(
      (effect) => effect.do === 'post' && effect.to === invocation.at && effect.reply.visibleTo === 'caller',
    );
    const place = { do: 'replace', message, to: invocation.at } as const;
    if (answer) return effects.map((effect) => (effect === answer ? { ...effect, ...place } : effect));
    const reply = { visibleTo: 'caller', text: say.pressed(wish.text) } as const;
    return [{ ...place, key: 'pressed', reply }, ...effects];
  }
}
