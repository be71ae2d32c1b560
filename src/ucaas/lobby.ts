import { markIn, withoutMark } from '../core/live/entry-mark.ts';
import type { Lobby } from '../core/ucaas.ts';
import { appTypeOf, type Own, unless } from './own.ts';
import { toDate } from './times.ts';

/** Those who wait at the doors of rooms that one account sees. */
export function lobbyOf({ api }: Own): Lobby {
  return {
    async waiting({ application, roomId: room_id }) {
      const { waiting } = await api.listWaiting({ room_id }, { appType: appTypeOf[application] });
      return waiting.map(({ waiting_id: waitingId, name, since }) => ({
        ...{ waitingId, name: withoutMark(name), mark: markIn(name) },
        since: toDate(since),
      }));
    },

    letIn: ({ application, roomId: room_id }, waiting_id) =>
      whileWaiting(api.admit({ room_id, waiting_id }, { appType: appTypeOf[application] })),

    turnAway: ({ application, roomId: room_id }, waiting_id) =>
      whileWaiting(api.deny({ room_id, waiting_id }, { appType: appTypeOf[application] })),
  };
}

/** Whoever has gone, or was let in by somebody else, is not there to be found. */
function whileWaiting(done: Promise<unknown>): Promise<boolean> {
  return unless(
    ['not_found'],
    done.then(() => true),
    () => false,
  );
}
