import type { Identity } from './invocation.ts';

/** `meeting` is the UCaaS application `vc`, `webinar` is `wb`. */
export type Application = 'meeting' | 'webinar';

/** A meeting or permanent room as we remember it, so that our own link keeps leading to it. */
export interface NewMeeting {
  readonly id: string;
  /** The unguessable part of `/j/…`. */
  readonly joinKey: string;
  /** `entered`: somebody else's, known only by its PIN; `host` is then the person who asked for it. */
  readonly kind: 'instant' | 'planned' | 'room' | 'entered';
  readonly application: Application;
  readonly title: string;
  readonly host: Identity;
  readonly hostName: string;
  readonly serviceMeetingId?: string;
  readonly serviceRoomId?: string;
  /** Where the service lets people in. Never posted: our own link redirects there at the click. */
  readonly joinUrl: string;
  readonly startedAt: Date;
}

/** What `/j/…` needs to know. */
export interface JoinTarget
  extends Pick<
    NewMeeting,
    'id' | 'title' | 'application' | 'host' | 'hostName' | 'serviceMeetingId' | 'serviceRoomId' | 'joinUrl'
  > {
  /** From when on it leads nowhere; absent: it leads on. */
  readonly linkEndsAt?: Date;
  /** It was planned, and does not take place. */
  readonly isCancelled: boolean;
}
