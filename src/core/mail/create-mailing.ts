import type { Mailbox } from '../calendar/event.ts';
import type { MailEffect } from '../effect.ts';
import { DeliveryError } from '../errors.ts';
import type { Clock, Log, Secrets, SendMail } from '../ports.ts';
import { occurrenceOf } from '../reminders/plan.ts';
import { endOf, type Invitee, type Occurrence, type Planned } from '../schedule.ts';
import type { ScheduleStore } from '../stores.ts';
import { compose, isMailAddress } from './compose.ts';

/** Writes and sends the mail of an effect. Throws `DeliveryError`. */
export type Mailing = (effect: MailEffect, effectId: string) => Promise<void>;

/**
 * A mail says what is true when it is sent: it is written then, from what the meeting is. What is not true any more is not said;
 * whatever made it so has a mail of its own.
 */
export function createMailing({
  schedules,
  secrets,
  publicUrl,
  smtp,
  clock,
  log,
}: {
  readonly schedules: Pick<ScheduleStore, 'byInvitee'>;
  readonly secrets: Secrets;
  readonly publicUrl: string;
  /** Absent: no mail is sent from here. */
  readonly smtp?: { readonly send: SendMail; readonly from: Mailbox };
  readonly clock: Clock;
  readonly log: Log;
}): Mailing {
  return async (effect, effectId) => {
    if (!smtp) throw new DeliveryError('refused', 'no mail is sent from here (SMTP_URL)');
    const found = await schedules.byInvitee(effect.inviteeId);
    const now = clock();
    const why = found ? unsaid(effect, found, now) : 'the meeting is gone';
    if (!found || why !== undefined) {
      log.info({ effectId, about: effect.about, why }, 'a mail was not sent');
      return;
    }
    const { planned, invitee } = found;
    const address = invitee.email ?? '';
    const original = effect.occurrence === undefined ? undefined : new Date(effect.occurrence);
    const was = effect.was && { ...effect.was, start: new Date(effect.was.start) };
    const occurrence = original && (occurrenceOf(planned, original) ?? asItWas(planned, original, was));
    const matter = { about: effect.about, planned, invitee, address, occurrence, isOnceNow: effect.isOnceNow, was };
    await smtp.send(compose(matter, effectId, { publicUrl, secrets, from: smtp.from, now }));
  };
}

/** Why there is nothing to say any more; undefined where there is. */
function unsaid(
  { about, occurrence: name }: MailEffect,
  {
    planned,
    invitee,
    isRemoved,
  }: { readonly planned: Planned; readonly invitee: Invitee; readonly isRemoved: boolean },
  now: Date,
): string | undefined {
  if (planned.mailer !== 'ours') return 'somebody else sends the mails of this meeting';
  if (!isMailAddress(invitee.email ?? '')) return 'there is no address';
  if (isRemoved !== (about === 'removed')) return isRemoved ? 'the invitee was taken off' : 'the invitee is back';
  const isCancelled = planned.state === 'cancelled';
  const occurrence = name === undefined ? undefined : occurrenceOf(planned, new Date(name));
  const isOff = isCancelled || (name !== undefined && !occurrence);
  if (about === 'removed') return undefined;
  if (about === 'cancelled') return isOff ? undefined : 'it takes place after all';
  if (isOff) return 'it was cancelled';
  if (about !== 'reminder') return undefined;
  if (invitee.answer === 'no') return 'the invitee does not come';
  return occurrence && endOf(occurrence) <= now ? 'it is over' : undefined;
}

/** An occurrence that does not take place, as it would have: where it was put last, as far as that was noted. */
function asItWas({ minutes }: Planned, original: Date, was: Omit<Occurrence, 'original'> | undefined): Occurrence {
  return { original, start: was?.start ?? original, minutes: was?.minutes ?? minutes };
}
