/** What something that has happened at the service may be about, by the service’s ids; nothing else is read out of an event. */
export interface MeetingHint {
  readonly sessionId?: string;
  readonly meetingId?: string;
  readonly roomId?: string;
  /** Counts where no meeting is named. */
  readonly customerId?: string;
}

/** Events of the service. */
export interface EventStore {
  /**
   * Whatever is followed of what it may be about is to be looked at now, as far as that may cost calls already. False where an event of this
   * id came before, on whichever replica: then nothing is done.
   */
  take(idDigest: string, hint: MeetingHint, at: Date): Promise<boolean>;
}
