import { randomUUID } from 'node:crypto';
import type { NewMeeting } from '../../src/core/meeting.ts';
import type { NewInvitee, Planned } from '../../src/core/schedule.ts';
import type { ScheduleStore } from '../../src/core/stores.ts';
import { plannedMeeting } from './planned.ts';

/** Writes a planned meeting down as a command would, and reads it again. Each has an id and a way in of its own. */
export async function keepMeeting(
  schedules: ScheduleStore,
  other: Partial<Planned> & { readonly joinUrl?: string; readonly guests?: readonly NewInvitee[] } = {},
): Promise<Planned> {
  const { joinUrl = 'https://meet.enablex.io/x', guests, ...rest } = other;
  const id = randomUUID();
  const joinKey = randomUUID();
  const { title, application, host, hostName, createdAt, ...plan } = plannedMeeting({
    ...rest,
    meetingId: id,
    joinKey,
  });
  const meeting: NewMeeting = {
    ...({ id, joinKey, kind: 'planned', application, title, host, hostName, joinUrl } as const),
    startedAt: createdAt,
  };
  const invitees = plan.invitees.map((one) => ({ ...one, id: randomUUID() }));
  const kept = await schedules.create(
    meeting,
    { ...plan, application, host, hostName, createdAt },
    guests ? [...invitees.filter(({ isHost }) => isHost), ...guests] : invitees,
  );
  const planned = kept ? await schedules.find(host, id) : undefined;
  if (!planned) throw new Error('a meeting was not kept');
  return planned;
}

/** Whoever is invited and is not the host. */
export function guestOf({ invitees }: Planned) {
  const guest = invitees.find(({ isHost }) => !isHost);
  if (!guest) throw new Error('nobody is invited');
  return guest;
}
