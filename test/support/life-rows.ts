import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import { life } from '../../db/life-schema.ts';
import { meeting } from '../../db/schema.ts';
import type { Identity } from '../../src/core/invocation.ts';

/** A meeting that this person started, and one of somebody else to which they were asked, and came. */
export async function fillWithLives({ orm }: Database, who: Identity, name: string): Promise<void> {
  await start(who, name, name);
  await start({ ...who, userId: 'host-of-others' }, 'A standup', 'A host');

  async function start(host: Identity, title: string, hostName: string): Promise<void> {
    const { platform, workspaceId, userId: hostId } = host;
    const [id, at] = [randomUUID(), new Date()];
    await orm.insert(meeting).values({
      ...{ id, joinKey: randomUUID(), kind: 'instant', application: 'meeting', title },
      ...{ platform, workspaceId, hostId, hostName, joinUrl: 'https://meet.example.com', startedAt: at },
    });
    await orm.insert(life).values({
      ...{ meetingId: id, platform, workspaceId, conversation: 'c', state: 'live', sessionId: 's', liveSince: at },
      invited: [
        { person: who, name },
        { person: { ...who, userId: 'invited' }, name: 'A guest' },
      ],
      presences: [{ participantId: 'p', name, isHost: false, since: at.toISOString(), sessionId: 's' }],
      ...{ expectedAt: at, awaitedUntil: at, asOf: at, isFollowed: false, newsAt: at },
    });
  }
}
