import type { CommandContext } from '../../command.ts';
import { DeliveryError } from '../../errors.ts';
import { plainTitle } from '../../parse.ts';
import type { Profile } from '../../ports.ts';
import type { RunButton } from '../../reply.ts';
import type { AccessRequest } from '../../stores.ts';
import { signInOrigin } from '../sign-in-prompt.ts';

type Asking = Pick<CommandContext, 'invocation' | 'say' | 'chat' | 'log'> & {
  readonly stores: Pick<CommandContext['stores'], 'access'>;
};

/**
 * The quiet button beside "Sign in", for whoever has no account: the form, filled in with what the chat tells, or the request that there
 * is already. Undefined for guests, who may not ask.
 */
export async function accessButton(context: Asking): Promise<RunButton | undefined> {
  const { invocation, stores, say } = context;
  const [latest, profile] = await Promise.all([stores.access.latest(invocation.from), profileOf(context)]);
  if (isUndecided(latest)) return { kind: 'run', label: say.access.myRequest, command: 'access' };
  return profile?.isGuest === true ? undefined : askButton(context, say.access.noAccount, profile);
}

/** Opens the form. It carries where what was interrupted goes on. */
export function askButton({ invocation }: Asking, label: string, profile: Profile | undefined): RunButton {
  const { name = '', email = '' } = profile ?? {};
  const origin = JSON.stringify(signInOrigin(invocation, { resumes: true }));
  const values = { name: plainTitle(name), email, origin };
  return { kind: 'run', label, command: 'access', input: 'ask', opensForm: true, values };
}

/** Undefined where the platform does not say. */
export async function profileOf({ chat, invocation, log }: Asking): Promise<Profile | undefined> {
  try {
    return await chat.profile(invocation.from);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    log.warn({ error: error.message }, 'who somebody is was not to be had');
    return undefined;
  }
}

export function isUndecided(request: AccessRequest | undefined): request is AccessRequest {
  return request?.state === 'open' || request?.state === 'deciding';
}
