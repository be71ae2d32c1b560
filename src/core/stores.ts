import type { AuditStore } from './audit.ts';
import type { PersonStore } from './person.ts';
import type { AccessStore } from './stores/access.ts';
import type { BrowserStore } from './stores/browsers.ts';
import type { CallLimits } from './stores/call-limits.ts';
import type { OpenConsoles } from './stores/consoles.ts';
import type { DoctorStore } from './stores/doctor.ts';
import type { FeedStore } from './stores/feeds.ts';
import type { HumanStore } from './stores/humans.ts';
import type { ImportStore } from './stores/imports.ts';
import type { InvocationStore } from './stores/invocations.ts';
import type { LinkStore } from './stores/links.ts';
import type { LifeStore } from './stores/lives.ts';
import type { MeetingStore } from './stores/meetings.ts';
import type { PolicyStore } from './stores/policies.ts';
import type { RecordingStore } from './stores/recordings.ts';
import type { DueStore } from './stores/reminders.ts';
import type { PreferenceStore, ScheduleStore, TalkStore } from './stores/schedules.ts';
import type { StatusStore } from './stores/statuses.ts';
import type { TicketStore } from './stores/tickets.ts';
import type { WorkspaceStore } from './stores/workspaces.ts';

/** What the core wants to have kept: ports that `db` implements. */

export type * from './stores/access.ts';
export type * from './stores/browsers.ts';
export type * from './stores/call-limits.ts';
export type * from './stores/consoles.ts';
export type * from './stores/departures.ts';
export type * from './stores/doctor.ts';
export type * from './stores/events.ts';
export type * from './stores/feeds.ts';
export type * from './stores/humans.ts';
export type * from './stores/imports.ts';
export type * from './stores/invocations.ts';
export type * from './stores/links.ts';
export type * from './stores/lives.ts';
export type * from './stores/meetings.ts';
export type * from './stores/policies.ts';
export type * from './stores/recordings.ts';
export type * from './stores/reminders.ts';
export type * from './stores/schedules.ts';
export type * from './stores/sign-in-limits.ts';
export type * from './stores/statuses.ts';
export type * from './stores/tickets.ts';
export type * from './stores/workspaces.ts';

/** What commands work with. */
export interface CommandStores {
  readonly invocations: InvocationStore;
  readonly links: LinkStore;
  readonly meetings: MeetingStore;
  readonly people: PersonStore;
  readonly tickets: TicketStore;
  readonly workspaces: WorkspaceStore;
  readonly humans: HumanStore;
  readonly schedules: ScheduleStore;
  readonly preferences: PreferenceStore;
  readonly talks: TalkStore;
  readonly feeds: FeedStore;
  readonly lives: Pick<
    LifeStore,
    | 'takePlace'
    | 'here'
    | 'hostedBy'
    | 'find'
    | 'learn'
    | 'roomIn'
    | 'callAgain'
    | 'letMembersIn'
    | 'takeMark'
    | 'unbind'
    | 'ask'
    | 'answerCall'
  >;
  readonly callLimits: CallLimits;
  readonly due: Pick<DueStore, 'snooze'>;
  readonly recordings: Pick<RecordingStore, 'hostedBy' | 'unwatched' | 'learn' | 'share'>;
  readonly statuses: Pick<StatusStore, 'since' | 'end'>;
  readonly imports: ImportStore;
  readonly access: AccessStore;
  readonly audit: AuditStore;
  readonly consoles: OpenConsoles;
  readonly policies: PolicyStore;
  readonly browsers: BrowserStore;
  readonly doctor: DoctorStore;
}
