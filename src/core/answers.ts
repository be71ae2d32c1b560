import { readMarkedToken } from './marked-links.ts';
import { shownOccurrence } from './occurrences.ts';
import type { Clock, Secrets } from './ports.ts';
import type { Answer, Invitee, Occurrence, Planned } from './schedule.ts';
import type { ScheduleStore } from './stores.ts';

/**
 * What stands behind a link to answer by.
 * - `unknown`: not one of ours, or the meeting is gone
 * - `removed`: the invitee was taken off again
 * - `cancelled`: the whole meeting
 * - `over`: it is past, and with it the last one of a series
 * - `open`: it can be answered
 */
export type Invited =
  | { readonly state: 'unknown' }
  | {
      readonly state: 'removed' | 'cancelled' | 'over' | 'open';
      readonly planned: Planned;
      readonly invitee: Invitee;
      /** When it takes place next; where it does not any more, when it began. */
      readonly shown: Occurrence;
    };

/** Answers to invitations by a link, for people who have no chat. */
export interface Answers {
  /** Changes nothing: programs that look at the links in mails may look as often as they like. */
  look(token: string): Promise<Invited>;
  /** Takes an answer down, where it can be given; resolves to how it is then. */
  answer(token: string, answer: Answer): Promise<Invited>;
}

export function createAnswers({
  schedules,
  secrets,
  clock,
}: {
  readonly schedules: Pick<ScheduleStore, 'byInvitee' | 'answer'>;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): Answers {
  return { look, answer };

  async function look(token: string): Promise<Invited> {
    const inviteeId = readMarkedToken(secrets, 'answer', token);
    const found = inviteeId === undefined ? undefined : await schedules.byInvitee(inviteeId);
    if (!found) return { state: 'unknown' };
    const { planned, invitee, isRemoved } = found;
    const cancelled = planned.state === 'cancelled';
    const state = isRemoved ? 'removed' : cancelled ? 'cancelled' : isOver(planned) ? 'over' : 'open';
    return { state, planned, invitee, shown: shownOccurrence(planned, clock()) };
  }

  async function answer(token: string, given: Answer): Promise<Invited> {
    const before = await look(token);
    // Whether the host comes is nothing that a mail asks.
    if (before.state !== 'open' || before.invitee.isHost) return before;
    await schedules.answer(before.invitee.id, given, clock());
    return look(token);
  }

  function isOver({ endsAt }: Planned): boolean {
    return endsAt !== undefined && endsAt <= clock();
  }
}
