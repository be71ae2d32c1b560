import { authorize } from './authorize.ts';
import { UserError } from './errors.ts';
import type { Invocation } from './invocation.ts';
import { isOfView, viewButton } from './live/views.ts';
import { governedVerbs } from './policy/settings.ts';
import type { Clock, Log, Now, Receive, Received, Secrets } from './ports.ts';
import { formReference, type Request, understand, understandPress, verbOf } from './request.ts';
import type { Runner } from './run.ts';
import { sentencesFor } from './sentences/index.ts';
import type { InvocationStore, LifeStore, PreferenceStore } from './stores.ts';
import { canonicalZone } from './zoned.ts';

/**
 * The one way in: pressed button or typed line → command → authorisation → what can be answered at once, or the
 * invocation written down for `run`. One database trip for a typed line, two for a press, three for a form.
 */
export function createReceive(deps: {
  readonly invocations: InvocationStore;
  readonly lives: Pick<LifeStore, 'find'>;
  readonly preferences: Pick<PreferenceStore, 'find'>;
  readonly runner: Runner;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
}): Receive {
  return async (delivered) => {
    const invocation: Invocation = { ...delivered, inside: undefined };
    try {
      const request = invocation.pressed
        ? await understandPress(invocation, invocation.pressed.ref, (ref) =>
            isOfView(ref) ? viewButton(deps.lives, invocation, ref) : deps.invocations.button(ref),
          )
        : understand(invocation);
      const now = firstPhase(request, deps.clock(), invocation.values && (await zoneOf(invocation)));
      return now ? { now, later: false } : await accept(request);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { problem } = error;
      if (problem.code === 'not_allowed') deps.log.warn({ verb: problem.verb }, 'an act was refused');
      if (problem.code === 'not_yours') deps.log.warn({}, 'a button was pressed by somebody whom it is not for');
      const text = sentencesFor(invocation).problem(problem, '');
      return { now: { reply: { visibleTo: 'caller', text } }, later: false };
    }
  };

  /** What was set, else what came with the delivery, else what is kept of what the platform has said. */
  async function zoneOf({ from, timeZone }: Invocation): Promise<string | undefined> {
    const { timeZone: set, heard } = await deps.preferences.find(from);
    return [set, timeZone, heard?.timeZone].map((name) => name && canonicalZone(name)).find(Boolean);
  }

  /** What others have written is not kept: it has served once the form was open. */
  async function accept(given: Request): Promise<Received> {
    const id = deps.secrets.id();
    const invocation: Invocation = { ...given.invocation, about: undefined };
    const request = { ...given, invocation };
    const { fresh, ...read } = await deps.invocations.accept(
      id,
      invocation,
      governedVerbs[verbOf(request)] !== undefined,
    );
    if (!fresh) return { later: false };
    deps.runner.start({ id, invocation, attempts: 1, acceptedAt: deps.clock(), ...read }, request);
    return { later: true };
  }
}

/** Forms and field errors: what the platform wants in its own HTTP response. Calls nobody. */
function firstPhase(request: Request, at: Date, timeZone?: string): Now | undefined {
  const { invocation, command, button } = request;
  if (!invocation.opensForms && !invocation.values && !invocation.about) return undefined;
  const say = sentencesFor(invocation);
  const now = command.now?.({
    invocation,
    arguments: request.arguments,
    values: invocation.values,
    button,
    say,
    now: at,
    timeZone,
  });
  if (!now) return undefined;
  const verb = verbOf(request);
  const decision = authorize({ identity: invocation.from }, verb, { ...invocation.from, owner: invocation.from });
  // Whether the account may is known once the work runs, and judged there.
  if (!decision.allowed && !decision.needsAccount) throw new UserError({ code: 'not_allowed', verb, ...decision });
  return 'form' in now ? { form: { ...now.form, ref: formReference(request) } } : { errors: now.errors };
}
