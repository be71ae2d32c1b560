import type { Effect } from '../../effect.ts';
import type { Identity } from '../../invocation.ts';
import type { Card, Reply, RunButton } from '../../reply.ts';
import type { Sentences } from '../../sentences/index.ts';
import type { AccessRequest } from '../../stores.ts';
import { byId } from '../contacts/find.ts';

/** How the effects are named that put a request before an administrator: by it, its cards are found again. */
export function accessCardKey(id: string): string {
  return `access ${id} `;
}

/** A request, as an administrator sees it: with buttons as long as it is open. `decider`: who has decided, by name. */
export function requestReply(say: Sentences, request: AccessRequest, decider?: string): Reply {
  const { access: words } = say;
  const { id, name, email, note, state, createdAt, reason } = request;
  const isOpen = state === 'open';
  const press = (label: string, task: string, look: Partial<RunButton> = {}): RunButton => ({
    ...{ kind: 'run', label, command: 'admin', input: `requests ${task} ${byId(id)}` },
    ...look,
  });
  const text = isOpen ? words.asks(name) : words.outcome(state, name, decider);
  const tone: Card['tone'] = isOpen ? 'warning' : state === 'approved' ? 'done' : 'neutral';
  return {
    visibleTo: 'caller',
    text,
    card: {
      ...{ title: words.title(name), tone, body: text },
      facts: [
        { label: words.email, value: [email] },
        ...(note === '' ? [] : [{ label: words.note, value: [note] }]),
        ...(reason === undefined ? [] : [{ label: words.reason, value: [reason] }]),
        { label: words.since, value: [{ instant: createdAt.toISOString(), show: 'day-time' }] },
      ],
      buttons: isOpen
        ? [
            press(words.approve, 'approve', { primary: true, once: true }),
            press(words.approveOtherwise, 'change'),
            press(words.declineLabel, 'decline', { opensForm: true, values: { name }, danger: true }),
          ]
        : [],
    },
  };
}

/** One card for each administrator, kept the same everywhere. */
export function putBefore(
  say: Sentences,
  request: AccessRequest,
  deciders: readonly { readonly identity: Identity; readonly name: string }[],
) {
  return deciders.map(
    ({ identity, name }): Effect => ({
      do: 'direct',
      key: `${accessCardKey(request.id)}${identity.userId}`,
      person: identity,
      name,
      reply: requestReply(say, request),
    }),
  );
}
