import { z } from 'zod';
import { createMemory } from '../../src/core/memory.ts';
import { cut, withoutControls } from '../../src/core/plain.ts';
import type { CallParticipant, Clock, Log, NativeCalls } from '../../src/core/ports.ts';
import { refusedAs } from './api.ts';
import type { WorkspaceApis } from './workspace-apis.ts';

/** So long it is not asked again whether the right to have calls was given. */
const withoutMilliseconds = 10 * 60_000;
const longestName = 80;
const longestTitle = 150;

/** What Slack says to whoever has no such right, or where there are no calls. */
const without = new Set([
  'missing_scope',
  'not_allowed_token_type',
  'not_implemented',
  'unknown_method',
  'no_permission',
]);
/** What Slack says where it knows that already (docs.slack.dev, calls.participants.add, calls.participants.remove, calls.end). */
const known = new Set(['bad_users']);
const over = new Set(['inactive_call', 'invalid_call_id']);

const begun = z.object({ call: z.object({ id: z.string().min(1) }) });

/**
 * Slack's own picture of a call (docs.slack.dev, Using the Calls API), for whoever has granted `calls:write`. Whether it was, the first call of
 * a workspace finds out; that it was not is remembered for some minutes.
 */
export function createNativeCalls({
  apis,
  clock,
  log,
}: {
  readonly apis: WorkspaceApis;
  readonly clock: Clock;
  readonly log: Log;
}): NativeCalls {
  const refused = createMemory<true>({ milliseconds: withoutMilliseconds, most: 10_000 });

  return {
    async begin({ workspaceId, userId }, { key, title, url, since, people }) {
      if (refused.get(workspaceId, clock().getTime())) return undefined;
      try {
        const answer = await apis.of(workspaceId).call('calls.add', {
          external_unique_id: key,
          title: plain(title, longestTitle),
          join_url: url,
          date_start: Math.floor(since.getTime() / 1_000),
          created_by: userId,
          users: people.length > 0 ? people.map(toUser) : undefined,
        });
        return begun.parse(answer).call.id;
      } catch (error) {
        if (!refusedAs(error, without)) throw error;
        refused.set(workspaceId, true, clock().getTime());
        log.info({ workspace: workspaceId }, 'Slack shows no calls there: calls:write was not granted');
        return undefined;
      }
    },

    async change({ workspaceId }, id, { came, left }) {
      const api = apis.of(workspaceId);
      const tell = async (method: string, people: readonly CallParticipant[]) => {
        if (people.length === 0) return;
        await api.call(method, { id, users: people.map(toUser) }).catch(unless(known));
      };
      // In this order, so that whoever turns out to be somebody else is never in it twice.
      await tell('calls.participants.remove', left);
      await tell('calls.participants.add', came);
    },

    async end({ workspaceId }, id, duration) {
      await apis.of(workspaceId).call('calls.end', { id, duration }).catch(unless(over));
    },
  };
}

function unless(words: ReadonlySet<string>) {
  return (error: unknown) => {
    if (!refusedAs(error, words)) throw error;
  };
}

/** Whoever is not known in Slack has an id of ours, and the name that they go by. */
function toUser({ key, name, identity }: CallParticipant): object {
  return identity
    ? { slack_id: identity.userId }
    : { external_id: key, display_name: plain(name, longestName) || 'Somebody' };
}

function plain(text: string, most: number): string {
  return cut(withoutControls(text), most);
}
