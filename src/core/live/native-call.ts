import type { Identity } from '../invocation.ts';
import { sameIdentity } from '../invocation.ts';
import type { CallParticipant } from '../ports.ts';
import type { Life } from './life.ts';
import { stays } from './people.ts';

/**
 * - `open`: it is to be shown, or is
 * - `ended`: the platform knows that it is over
 * - `refused`: the platform does not take it; the cards say everything without it
 */
export type NativeCallState = 'open' | 'ended' | 'refused';

/** A meeting as a chat platform shows calls itself, in one workspace: what it was told last. */
export interface NativeCall {
  readonly meetingId: string;
  readonly workspace: Pick<Identity, 'platform' | 'workspaceId'>;
  /** Of all calls that this meeting was there, the last one. A session that people come back to, or the next one in a room, is another. */
  readonly round: number;
  /** The service's session that it is. */
  readonly sessionId?: string;
  /** The platform's id of it. */
  readonly callId?: string;
  readonly state: NativeCallState;
  /** Who is in it as far as the platform knows, by `CallParticipant.key`. */
  readonly told: readonly string[];
  /** Tries since something last got through. */
  readonly attempts: number;
}

/** What it is called towards the platform: the same for each try, so that a platform that looks at it knows the call again. */
export function keyOf({ meetingId, round }: NativeCall): string {
  return `${meetingId}-${round}`;
}

/** Whether the call that the platform knows is none any more: it is over, forgotten, or people are in another session now. */
export function isOutlived({ sessionId }: NativeCall, life: Life | undefined): boolean {
  return life?.state !== 'live' || life.sessionId !== sessionId;
}

/** How long it was, in seconds, where that is known. */
export function secondsOf(life: Life | undefined, call: NativeCall): number | undefined {
  if (!life?.liveSince || !life.endedAt || life.sessionId !== call.sessionId) return undefined;
  return Math.max(0, Math.round((life.endedAt.getTime() - life.liveSince.getTime()) / 1_000));
}

/** What the host is called towards a platform on which that is somebody. */
const hostKey = 'host';

interface Known extends CallParticipant {
  readonly id: string;
  readonly isInside: boolean;
}

/**
 * What the platform has not heard yet. Nobody is taken for somebody whom the platform knows by name alone, which everybody may choose: only
 * the host, whom the service calls the host as well. Of a webinar, nobody is named.
 */
export function changesOf(call: NativeCall, life: Life) {
  const { told, workspace } = call;
  const all = knownIn(life, workspace);
  const inside = all.filter(({ isInside }) => isInside);
  const came = inside.filter(({ key }) => !told.includes(key));
  const left = told
    .filter((key) => !inside.some((one) => one.key === key))
    .map((key): CallParticipant => {
      const identity = key === hostKey ? life.meeting.host : undefined;
      return { key, identity, name: all.find(({ id }) => id === key)?.name ?? '' };
    });
  // The service may give the same id to somebody else in another meeting.
  const named = (one: CallParticipant) => ({ ...one, key: `${keyOf(call)}-${one.key}` });
  return { came: came.map(named), left: left.map(named), inside: inside.map(({ key }) => key) };
}

/** Who is or was in it, and who of them is somebody in this workspace. */
function knownIn(life: Life, workspace: NativeCall['workspace']): readonly Known[] {
  const { host, hostName, application } = life.meeting;
  if (application === 'webinar') return [];
  const isHere = host.userId !== '' && sameIdentity(host, { ...workspace, userId: host.userId });
  const all = stays(life);
  const hostIndex = isHere ? all.findIndex(({ isHost, name }) => isHost && name === hostName) : -1;
  return all.map(({ id, name, isInside }, index) =>
    index === hostIndex ? { id, key: hostKey, name, isInside, identity: host } : { id, key: id, name, isInside },
  );
}
