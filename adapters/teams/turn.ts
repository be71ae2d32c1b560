import type { Activity } from 'botbuilder';
import type { Invocation } from '../../src/core/invocation.ts';
import type { Now, Receive } from '../../src/core/ports.ts';
import { toDialog, toNotice } from './forms.ts';
import { begin, pressedMessage, readExecute, readMessage, readTask } from './inbound.ts';
import type { ConversationReferences } from './references.ts';
import { flat } from './render.ts';

/** Handles one activity that the gate let through. Resolves to the body of the HTTP response, for invokes. */
export type Turn = (activity: Partial<Activity>) => Promise<object | undefined>;

export function createTurn(deps: {
  readonly tenantId: string;
  readonly receive: Receive;
  readonly references: ConversationReferences;
  readonly sayPrivately: (invocation: Invocation, text: string) => Promise<void>;
}): Turn {
  return async (activity) => {
    const begun = begin(activity, deps.tenantId);
    if (!begun) return undefined;
    const { invocation, reference } = begun;
    await deps.references.save(reference);
    switch (activity.type) {
      case 'message':
        return said(await deps.receive({ ...invocation, ...readMessage(activity) }).then(({ now }) => now), invocation);
      case 'installationUpdate':
        // In a team or group, a greeting that nobody asked for would be noise.
        if (activity.action === 'add' && invocation.kind === 'direct') await deps.receive(invocation);
        return undefined;
      case 'invoke':
        return invoked(activity, invocation);
      default:
        return undefined;
    }
  };

  async function invoked(
    { name, value, ...activity }: Partial<Activity>,
    invocation: Invocation,
  ): Promise<object | undefined> {
    if (name === 'adaptiveCard/action') {
      const ref = readExecute(value);
      if (!ref) return undefined;
      const { now } = await deps.receive({ ...invocation, pressed: { ref, message: pressedMessage(activity) } });
      const text = now?.reply ? flat(now.reply.text) : 'On it.';
      return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
    }
    if (name !== 'task/fetch' && name !== 'task/submit') return undefined;
    const given = readTask(value);
    if (!given) return undefined;
    const opening = { ...invocation, pressed: { ref: given.ref }, opensForms: true };
    if (name === 'task/fetch') return dialog((await deps.receive(opening)).now);
    const { now } = await deps.receive({ ...opening, values: given.values });
    if (!now?.errors) return now ? dialog(now) : toNotice('Saved.');
    // The same form again, with what was typed and what is wrong with it.
    const { now: again } = await deps.receive({ ...opening, deliveryId: `${opening.deliveryId} again` });
    return again?.form ? toDialog(again.form, given.values, now.errors) : toNotice(Object.values(now.errors).join(' '));
  }

  async function said(now: Now | undefined, invocation: Invocation): Promise<undefined> {
    if (now?.reply) await deps.sayPrivately(invocation, flat(now.reply.text));
  }
}

function dialog(now: Now | undefined): object {
  if (now?.form) return toDialog(now.form);
  return toNotice(now?.reply ? flat(now.reply.text) : 'The answer comes in your chat with Meetwire.');
}
