import type { Activity } from 'botbuilder';
import type { FormValues, Invocation } from '../../src/core/invocation.ts';
import type { Log, Look, Now, Receive } from '../../src/core/ports.ts';
import type { Workspaces } from '../../src/core/workspace.ts';
import { toDialog, toNotice } from './forms.ts';
import { begin, isOutsider, pressedMessage, readExecute, readFiles, readMessage, readTask } from './inbound.ts';
import { type Installations, withSightings } from './installations.ts';
import { type InstallationChange, readChange } from './lifecycle.ts';
import { fromMessageAction, isMessageAction } from './message-action.ts';
import type { ConversationReferences } from './references.ts';
import { flat } from './render.ts';
import { readRefresh, refreshed } from './views.ts';

/**
 * Handles one activity that the gate let through, in the tenant that the gate has verified. Resolves to the body of the HTTP
 * response, for invokes.
 */
export type Turn = (activity: Partial<Activity>, tenantId: string) => Promise<object | undefined>;

const toOutsiders =
  'Meetwire works here for members of this organisation only. Ask one of them to start the meeting and to share its link.';

export function createTurn(deps: {
  readonly receive: Receive;
  readonly look: Look;
  readonly references: ConversationReferences;
  readonly installations: Installations;
  readonly workspaces: Workspaces;
  readonly log: Log;
  readonly sayPrivately: (invocation: Invocation, text: string) => Promise<void>;
  /** Says something where the activity came from, to somebody who has no chat of their own with us. */
  readonly sayThere: (activity: Partial<Activity>, text: string) => Promise<void>;
}): Turn {
  const installations = withSightings(deps.installations);

  return async (activity, tenantId) => {
    const meetingId = readRefresh(activity);
    if (meetingId !== undefined) return seenAnew(activity, tenantId, meetingId);
    const isChosen = isMessageAction(activity);
    // Messages can be chosen in chats that do not have the app.
    const change = isChosen ? undefined : readChange(activity, tenantId);
    if (change?.change === 'removed') return removed(change, activity.from?.aadObjectId?.toLowerCase());
    const fresh = change !== undefined && (await noted(change));
    if (isOutsider(activity, tenantId)) return refuseOutsider(activity);
    const begun = begin(activity, tenantId);
    if (!begun) return undefined;
    const { invocation, reference } = begun;
    const greeted = fresh && invocation.kind === 'direct';
    // Another replica may have forgotten this person since ours last saved them.
    if (greeted) await deps.references.forget(tenantId, reference.userId);
    await deps.references.save(reference);
    switch (activity.type) {
      case 'message':
        return said(
          await deps
            .receive({ ...invocation, ...readMessage(activity), ...readFiles(activity) })
            .then(({ now }) => now),
          invocation,
        );
      case 'installationUpdate':
      case 'conversationUpdate':
        // In a team or group, a greeting that nobody asked for would be noise.
        if (greeted) await deps.receive(invocation);
        return undefined;
      case 'invoke':
        return isChosen ? chosen(activity, invocation) : invoked(activity, invocation);
      default:
        return undefined;
    }
  };

  /** True for an installation that is told for the first time. */
  async function noted({ change, installation }: InstallationChange): Promise<boolean> {
    if (change === 'seen') {
      await installations.see(installation);
      return false;
    }
    const { tenantId, kind } = installation;
    const fresh = await installations.save(installation);
    if (fresh) deps.log.info({ tenantId, kind }, 'the app was installed in Teams');
    return fresh;
  }

  /** With the last installation, the tenant leaves: nobody there can be spoken to, so nothing of theirs is kept ready. */
  async function removed({ installation }: InstallationChange, userId: string | undefined): Promise<undefined> {
    const { tenantId, conversation, kind } = installation;
    if (kind === 'personal' && userId) await deps.references.forget(tenantId, userId);
    if (!(await installations.remove(tenantId, conversation))) return;
    await deps.references.forgetAll(tenantId);
    await deps.workspaces.removed({ platform: 'teams', workspaceId: tenantId });
    deps.log.info({ tenantId }, 'the app is gone from this tenant of Teams');
  }

  async function refuseOutsider(activity: Partial<Activity>): Promise<object | undefined> {
    // Other bots and connectors get no answer, so that no two of them ever talk to each other.
    if (!activity.from?.id.startsWith('29:')) return undefined;
    if (activity.type === 'message') await deps.sayThere(activity, toOutsiders);
    if (activity.type !== 'invoke') return undefined;
    return activity.name === 'adaptiveCard/action' ? notice(toOutsiders) : toNotice(toOutsiders);
  }

  /** Whoever only looks leaves nothing behind: neither a reference nor a sighting is saved. */
  async function seenAnew(activity: Partial<Activity>, tenantId: string, meetingId: string) {
    if (isOutsider(activity, tenantId)) return refuseOutsider(activity);
    const viewer = begin(activity, tenantId)?.invocation.from;
    return viewer && refreshed(deps.look, { viewer, meetingId, activity });
  }

  async function invoked(
    { name, value, ...activity }: Partial<Activity>,
    invocation: Invocation,
  ): Promise<object | undefined> {
    if (name === 'adaptiveCard/action') {
      const ref = readExecute(value);
      if (!ref) return undefined;
      const { now } = await deps.receive({ ...invocation, pressed: { ref, message: pressedMessage(activity) } });
      const text = now?.reply ? flat(now.reply.text) : 'On it.';
      return notice(text);
    }
    if (name !== 'task/fetch' && name !== 'task/submit') return undefined;
    const given = readTask(value);
    if (!given) return undefined;
    const opening = { ...invocation, pressed: { ref: given.ref }, opensForms: true };
    if (name === 'task/fetch') return dialog((await deps.receive(opening)).now, invocation.kind);
    return submitted(opening, given.values, toNotice('Thank you, the answer is in the chat.'));
  }

  /** “Meet about this”: the dialog, and what was filled in. Once it is taken, the dialog closes. */
  async function chosen(activity: Partial<Activity>, invocation: Invocation): Promise<object | undefined> {
    const about = fromMessageAction(activity, invocation);
    if (!about) return undefined;
    if (activity.name === 'composeExtension/fetchTask') return dialog((await deps.receive(about)).now, about.kind);
    const given = readTask(activity.value);
    return given && (await submitted({ ...about, pressed: { ref: given.ref } }, given.values, {}));
  }

  /** What was filled in; where something is wrong, the same form again, with what was typed and what is wrong with it. */
  async function submitted(opening: Invocation, values: FormValues, taken: object): Promise<object> {
    const { now } = await deps.receive({ ...opening, values });
    if (!now?.errors) return now ? dialog(now, opening.kind) : taken;
    const { errors } = now;
    const { now: again } = await deps.receive({ ...opening, deliveryId: `${opening.deliveryId} again` });
    if (!again?.form) return toNotice(Object.values(errors).join(' '));
    return toDialog(again.form, opening.kind, { values, errors });
  }

  async function said(now: Now | undefined, invocation: Invocation): Promise<undefined> {
    if (now?.reply) await deps.sayPrivately(invocation, flat(now.reply.text));
  }
}

/** What the presser of a button sees (learn.microsoft.com, universal actions). */
function notice(text: string): object {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
}

function dialog(now: Now | undefined, place: Invocation['kind']): object {
  if (now?.form) return toDialog(now.form, place);
  return toNotice(now?.reply ? flat(now.reply.text) : 'The answer comes in your chat with Meetwire.');
}
