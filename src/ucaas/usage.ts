import type { z } from 'zod';
import type { Application } from '../core/meeting.ts';
import type { RecordingRow, Usage } from '../core/ucaas.ts';
import type { Own } from './own.ts';
import type { listRecordings } from './routes/reports.ts';
import { toDate } from './times.ts';

const pageLength = 100;
/** The names are those of `search_by` (S8). */
const newestFirst = { order_by: 'from_session_date', order_qualify: 'desc' } as const;
const applications: Readonly<Record<string, Application>> = { vc: 'meeting', wb: 'webinar' };

/** What one account sees of what was used: its own, and that of everybody below. */
export function usageOf({ api }: Own): Usage {
  return {
    async usedCalls(page, userId) {
      const scope = userId === undefined ? {} : { user_id: userId };
      const { sessions } = await api.listSessions({ page, page_length: pageLength, ...newestFirst, ...scope });
      const calls = sessions.flatMap((row) => {
        const startedAt = toDate(row.start_time);
        if (!startedAt) return [];
        return [
          {
            ...{ sessionId: row.session_id, startedAt, endedAt: toDate(row.end_time) },
            minutes: row.duration ?? undefined,
            ...{ userId: row.user_id || undefined, customerId: row.customer_id || undefined },
            ...{ meetingId: row.meeting_id || undefined, application: applications[row.app_type ?? ''] },
          },
        ];
      });
      return { calls, isLast: sessions.length === 0 };
    },

    async recordings(page, userId) {
      const scope = userId === undefined ? {} : { user_id: userId };
      const { recordings } = await api.listRecordings({ page, page_length: pageLength, ...scope });
      return { recordings: recordings.map(toRow), isLast: recordings.length === 0 };
    },

    async recordingsOf(sessionId, accountId) {
      // Without it, the scope is whoever calls (S8).
      const scope = accountId === undefined ? {} : { user_id: accountId };
      const query = { search_by: 'session_id', search_string: sessionId, page_length: pageLength, ...scope };
      const { recordings } = await api.listRecordings(query);
      return recordings
        .flatMap((row) => (row.session_id === sessionId && row.url ? [{ ...toRow(row), url: row.url }] : []))
        .sort((one, other) => (one.startedAt?.getTime() ?? 0) - (other.startedAt?.getTime() ?? 0));
    },
  };
}

type Row = z.output<(typeof listRecordings)['response']>['recordings'][number];

function toRow({ recording_id: recordingId, session_id: sessionId, duration, start_time }: Row): RecordingRow {
  return { recordingId, sessionId, startedAt: toDate(start_time), seconds: duration ?? undefined };
}
