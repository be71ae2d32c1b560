import type { Identity } from '../invocation.ts';
import type { JoinTarget, NewMeeting } from '../meeting.ts';

export interface MeetingStore {
  joinTarget(joinKey: string): Promise<JoinTarget | undefined>;
  /** Something of ours behind a service's meeting or room id, within one workspace. */
  byService(
    workspace: Pick<Identity, 'platform' | 'workspaceId'>,
    ids: { readonly meetingId?: string; readonly roomId?: string },
  ): Promise<NewMeeting | undefined>;
  /** The remembered permanent room of this person. */
  room(host: Identity, serviceRoomId: string): Promise<NewMeeting | undefined>;
}
