import type { StandInWorkspace } from './workspaces.ts';

interface CallUser {
  readonly slack_id?: string;
  readonly external_id?: string;
  readonly display_name?: string;
}

/** A call as Slack would keep it. */
export interface KeptCall {
  readonly id: string;
  readonly team: string;
  readonly key: string;
  readonly title: string;
  readonly url: string;
  readonly createdBy: string;
  /** Who is in it: Slack ids, or the names of those who have none, by their ids. */
  readonly users: Map<string, string>;
  /** In seconds. */
  duration?: number;
}

/**
 * Slack's Calls API (docs.slack.dev, Using the Calls API), for those to whom it was granted. It does not tell what happens where one is
 * added twice: here, there are two then.
 */
export function createCallsStandIn(failure: (error: string) => object) {
  const kept: KeptCall[] = [];
  const state = { isGranted: false };
  const users = (given: unknown) =>
    new Map(
      ((given ?? []) as readonly CallUser[]).map(({ slack_id: id, external_id: other, display_name: name }) => [
        id ?? other ?? '',
        id ?? name ?? '',
      ]),
    );
  const changing =
    (change: (call: KeptCall, body: Record<string, unknown>) => object) =>
    (body: Record<string, unknown>, at: StandInWorkspace) => {
      if (!state.isGranted) return failure('missing_scope');
      const call = kept.find(({ id, team }) => id === body.id && team === at.teamId);
      if (!call) return failure('invalid_call_id');
      return call.duration === undefined ? change(call, body) : failure('inactive_call');
    };

  return {
    kept,
    state,
    /** False where a message has a call that is none of this workspace. */
    knows: (blocks: unknown, { teamId }: StandInWorkspace) =>
      ((blocks ?? []) as readonly { type: string; call_id?: string }[])
        .filter(({ type }) => type === 'call')
        .every(({ call_id: id }) => kept.some((call) => call.id === id && call.team === teamId)),
    methods: {
      'calls.add': (body: Record<string, unknown>, { teamId }: StandInWorkspace) => {
        if (!state.isGranted) return failure('missing_scope');
        const { external_unique_id: key, join_url: url, title, created_by: createdBy } = body as Record<string, string>;
        if (!key || !url || !title || !createdBy) return failure('invalid_arguments');
        const call = { id: `R${kept.length + 1}`, team: teamId, key, title, url, createdBy, users: users(body.users) };
        kept.push(call);
        return { call: { id: call.id } };
      },
      'calls.participants.add': changing((call, body) => {
        const came = users(body.users);
        if ([...came.keys()].some((id) => call.users.has(id))) return failure('bad_users');
        for (const [id, name] of came) call.users.set(id, name);
        return {};
      }),
      'calls.participants.remove': changing((call, body) => {
        for (const id of users(body.users).keys()) call.users.delete(id);
        return {};
      }),
      'calls.end': changing((call, { duration }) => {
        call.duration = Number(duration ?? 0);
        return {};
      }),
    },
  };
}
