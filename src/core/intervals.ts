/**
 * How often Meetwire does by itself what has a time, and how long it lets things gather. People notice these, the service and the chat
 * platforms bear them: `usualIntervals` is what runs, shorter ones are for stories that would wait for nothing else. All in milliseconds.
 */
export interface Intervals {
  /** Between two questions for what is due: reminders, cards, the outbox, running meetings, planned ones that begin. */
  readonly dueMilliseconds: number;
  /** Between two times at which is taken over what other processes left behind. */
  readonly takeOverMilliseconds: number;
  /** Between two looks at the meetings of a customer, of which something was new lately. */
  readonly lookMilliseconds: number;
  /** The same, where nothing was new for minutes. */
  readonly calmLookMilliseconds: number;
  /** The same, where there are only rooms in which nobody is. */
  readonly idleLookMilliseconds: number;
  /** A card of a running meeting, and what a host is told of those who wait, stands so long before it is made anew. */
  readonly cardMilliseconds: number;
  /** What is new of how a planned meeting is doing gathers so long before it shows on its cards. */
  readonly newsMilliseconds: number;
  /** Answers to an invitation gather so long before they show on the cards. */
  readonly answersMilliseconds: number;
  /** What is told to a host, and is on its way still, is looked at again after so long. */
  readonly onItsWayMilliseconds: number;
  /** After a meeting has ended, its recording is looked for after so long, and then each time as long after the end again. */
  readonly recordingMilliseconds: number;
  /** A page waits so long for its answer, and then says that it takes longer. */
  readonly pageMilliseconds: number;
}

/** What runs everywhere but in tests. */
export const usualIntervals: Intervals = {
  // Reminders are in the outbox, and on their way, within seconds of their time.
  dueMilliseconds: 1_000,
  // A person who waits notices seconds, so no cron: its step is a minute.
  takeOverMilliseconds: 2_000,
  lookMilliseconds: 2_000,
  // A meeting of two hours needs no look every two seconds.
  calmLookMilliseconds: 5_000,
  // Somebody comes into an empty room at any hour of the day: the cards say so within this time.
  idleLookMilliseconds: 15_000,
  // Platforms take few edits of one message.
  cardMilliseconds: 3_000,
  newsMilliseconds: 1_000,
  answersMilliseconds: 3_000,
  onItsWayMilliseconds: 1_000,
  // 2, 4, 8 … minutes: eleven looks in a day and a half.
  recordingMilliseconds: 2 * 60_000,
  pageMilliseconds: 10_000,
};
