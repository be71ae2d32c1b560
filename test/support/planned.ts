import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Identity } from '../../src/core/invocation.ts';
import type { Invitee, Planned } from '../../src/core/schedule.ts';

export const host: Identity = { platform: 'slack', workspaceId: 'T1', userId: 'UADA' };
export const bob: Invitee = {
  id: 'b0b00000-0000-4000-8000-000000000000',
  email: 'bob@guest.example',
  name: 'Bob',
  isHost: false,
  addedBy: randomUUID(),
};

/** A planned meeting on a Friday afternoon in Berlin, with its host and one guest, unless it is said otherwise. */
export function plannedMeeting(other: Partial<Planned> = {}): Planned {
  const { localStart = '2026-12-04T15:00', timeZone = 'Europe/Berlin' } = other;
  const startsAt = new Date(Temporal.PlainDateTime.from(localStart).toZonedDateTime(timeZone).epochMilliseconds);
  const ada: Invitee = { id: randomUUID(), identity: host, name: 'Ada Lovelace', isHost: true, addedBy: randomUUID() };
  return {
    ...{ meetingId: '0d2f7c1e-5a3b-4c6d-8e9f-a0b1c2d3e4f5', joinKey: 'join-key-of-a-test', application: 'meeting' },
    ...{ title: 'Design review', host, hostName: 'Ada Lovelace', lobby: false, recording: false, locale: 'en-GB' },
    ...{ localStart, timeZone, startsAt, minutes: 45, sequence: 0, state: 'scheduled', mailer: 'ours' },
    ...{ changedBy: randomUUID(), createdAt: new Date('2026-11-20T09:00Z'), changedAt: new Date('2026-11-20T09:00Z') },
    ...{ changes: [], invitees: [ada, bob] },
    ...other,
  };
}
