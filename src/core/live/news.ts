import type { Life } from './life.ts';
import { attendees } from './people.ts';

/** Whether a card of this meeting would look otherwise now. */
export function isNews(before: Life, after: Life): boolean {
  return JSON.stringify(shown(before)) !== JSON.stringify(shown(after));
}

/** Everything that a card shows of how a meeting is doing. */
function shown(life: Life) {
  const { state, liveSince, endedAt, unknownSince, presences, isFollowed, isClosed, waiting } = life;
  return {
    state,
    liveSince,
    endedAt,
    unknownSince,
    isFollowed,
    isClosed,
    people: presences && attendees(life),
    door: waiting?.length,
  };
}
