import type { z } from 'zod';
import { withoutMark } from '../core/live/entry-mark.ts';
import type { Calls, Presence, Run, Steering } from '../core/ucaas.ts';
import { type Own, unless } from './own.ts';
import type { session } from './routes/reports.ts';
import { toDate } from './times.ts';

const pageLength = 100;
/** Pages may be shorter than was asked for; one of so few rows has no successor. */
const shortPage = 10;
/** The names are those of `search_by` (S8). */
const newestFirst = { order_by: 'from_session_date', order_qualify: 'desc' } as const;

/** What one account sees of calls. */
export function callsOf({ api }: Own): Calls & Steering {
  return {
    async runs(page) {
      const { sessions } = await api.listSessions({ page, page_length: pageLength, ...newestFirst });
      return { runs: sessions.flatMap(toRun), isLast: sessions.length === 0 };
    },

    async runsOf({ meetingId, roomId, accountId }, page) {
      const [by, value] = meetingId === undefined ? ['room_id', roomId] : ['meeting_id', meetingId];
      if (value === undefined) return { runs: [], isLast: true };
      // Without it, the scope is whoever calls (S8).
      const scope = accountId === undefined ? {} : { user_id: accountId };
      const query = { page, search_by: by, search_string: value, page_length: pageLength, ...newestFirst, ...scope };
      const { sessions } = await api.listSessions(query);
      return { runs: sessions.flatMap(toRun), isLast: sessions.length < shortPage };
    },

    async presences(sessionId) {
      const { participants } = await api.listParticipants({ session_id: sessionId });
      return participants.flatMap(({ participant_id: participantId, name, role, join_time, leave_time }) => {
        const since = toDate(join_time);
        // Somebody of whom it is not known since when they are inside is inside, as far as anybody knows.
        const presence: Presence = {
          ...{ participantId, name: withoutMark(name), since: since ?? new Date(0) },
          isHost: isHost(role),
          left: toDate(leave_time),
        };
        return [presence];
      });
    },

    async endRun(sessionId) {
      await unless(['refused', 'not_found'], api.endSession({ session_id: sessionId }), async (error) => {
        const [found] = await callsById(sessionId);
        if (!found?.endedAt) throw error;
      });
    },

    async insiders(sessionId) {
      const { participants } = await api.listParticipants({ session_id: sessionId });
      return participants
        .filter(({ leave_time }) => !toDate(leave_time))
        .map(({ participant_id: participantId, name, role, muted }) => ({
          ...{ participantId, name: withoutMark(name), isMuted: muted },
          isHost: isHost(role),
        }));
    },

    setMuted(session_id, participant_id, isMuted) {
      const who = { session_id, participant_id };
      return whileInside(isMuted ? api.muteParticipant(who) : api.unmuteParticipant(who));
    },

    async setLocked(session_id, isLocked) {
      await (isLocked ? api.lockSession({ session_id }) : api.unlockSession({ session_id }));
    },

    showOut: (session_id, participant_id) => whileInside(api.removeParticipant({ session_id, participant_id })),
  };

  async function callsById(sessionId: string): Promise<readonly Run[]> {
    const query = { search_by: 'session_id', search_string: sessionId, page_length: 1 };
    return (await api.listSessions(query)).sessions.flatMap(toRun);
  }
}

/** Whoever has left meanwhile is not there to be found. */
async function whileInside(done: Promise<unknown>): Promise<boolean> {
  return unless(
    ['not_found'],
    done.then(() => true),
    () => false,
  );
}

function isHost(role: string | undefined): boolean {
  return /moderator|host/i.test(role ?? '');
}

/** A row of which it is not known when it began is of no use: none of ours can be told by it. */
function toRun(row: z.output<typeof session>): readonly Run[] {
  const startedAt = toDate(row.start_time);
  if (!startedAt) return [];
  const { session_id: sessionId, meeting_id, room_id } = row;
  return [
    {
      ...{ sessionId, startedAt },
      meetingId: meeting_id || undefined,
      roomId: room_id || undefined,
      // An end that cannot be read is none: that it is over has to be said.
      endedAt: toDate(row.end_time),
    },
  ];
}
