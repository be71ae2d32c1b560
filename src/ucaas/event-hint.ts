import { z } from 'zod';
import type { MeetingHint } from '../core/stores.ts';

/** Ids are text or numbers; whatever else stands there is none. */
const id = z
  .union([z.string().max(200), z.number().transform(String)])
  .optional()
  .catch(undefined);
const ids = z.object({ session_id: id, meeting_id: id, room_id: id, customer_id: id });
const event = z.object({ data: ids.optional().catch(undefined) }).and(ids);

/**
 * What an event of the service may be about. No events are documented, so that none is believed: whatever it says has happened, only the
 * ids are read out of it, at its top or in `data`, to look there. Undefined for what is no JSON object.
 */
export function hintOf(body: string): MeetingHint | undefined {
  const read = event.safeParse(parsed(body));
  if (!read.success) return undefined;
  const { data, ...top } = read.data;
  const found = { ...top, ...defined(data ?? {}) };
  return {
    sessionId: found.session_id || undefined,
    meetingId: found.meeting_id || undefined,
    roomId: found.room_id || undefined,
    customerId: found.customer_id || undefined,
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function defined(all: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
