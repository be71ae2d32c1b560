import type { Address } from '../address.ts';
import { joinUrl } from '../commands/join-url.ts';
import type { RemindedOf } from '../effect.ts';
import { nextOccurrence } from '../occurrences.ts';
import type { Secrets } from '../ports.ts';
import type { Reply } from '../reply.ts';
import type { Invitee, Occurrence, Planned } from '../schedule.ts';
import { type Sentences, sentencesFor } from '../sentences/index.ts';
import type { DueEffect, ReminderPlace } from '../stores.ts';
import { occurrenceOf } from './plan.ts';

/**
 * Reminders that were sent and are not true any more, anew: of what begins at another time, does not take place, or is not their person's
 * any more. What would be over by then was true, and stays.
 */
export function remindersAnew(
  planned: Planned,
  reminders: readonly ReminderPlace[],
  {
    name,
    now,
    publicUrl,
    secrets,
  }: {
    /** Of this state of the meeting. */
    readonly name: string;
    readonly now: Date;
    readonly publicUrl: string;
    readonly secrets: Pick<Secrets, 'id'>;
  },
): DueEffect[] {
  return reminders.flatMap(({ reference: message, person, shown }, index): DueEffect[] => {
    const invitee = planned.invitees.find(({ id }) => id === shown.inviteeId);
    const occurrence = invitee && planned.state === 'scheduled' ? nowOf(planned, shown, now) : undefined;
    const is = !invitee ? 'removed' : occurrence ? 'on' : 'cancelled';
    const isSame = is === shown.is && (!occurrence || occurrence.start.toISOString() === shown.start);
    if (isSame || endOf(shown) <= now.getTime()) return [];
    const say = sentencesFor({ from: person, kind: 'direct', locale: undefined });
    const reply = replyFor({ planned, invitee, occurrence }, publicUrl, say);
    const reminder: RemindedOf = {
      ...{ inviteeId: shown.inviteeId, is },
      occurrence: occurrence?.original.toISOString() ?? shown.occurrence,
      start: occurrence?.start.toISOString() ?? shown.start,
      minutes: occurrence?.minutes ?? shown.minutes,
    };
    return [
      {
        ...{ id: secrets.id(), invocationId: planned.meetingId, caller: person, attempts: 0, dueAt: now },
        effect: { do: 'replace', key: `cards ${name} reminder ${index}`, message, to: '' as Address, reply, reminder },
      },
    ];
  });
}

/** The same occurrence as it takes place now. Where its series was moved, it has no such name any more: the next one is meant. */
function nowOf(planned: Planned, { occurrence, minutes }: RemindedOf, now: Date): Occurrence | undefined {
  const original = new Date(occurrence);
  const isChanged = planned.changes.some((change) => change.occurrence.getTime() === original.getTime());
  const named = occurrenceOf(planned, original);
  return named || isChanged ? named : nextOccurrence(planned, new Date(now.getTime() - minutes * 60_000));
}

function endOf({ start, minutes }: RemindedOf): number {
  return Date.parse(start) + minutes * 60_000;
}

function replyFor(
  {
    planned,
    invitee,
    occurrence,
  }: { planned: Planned; invitee: Invitee | undefined; occurrence: Occurrence | undefined },
  publicUrl: string,
  say: Sentences,
): Reply {
  const visibleTo = 'caller' as const;
  if (!invitee) {
    const text = say.notInvitedBody;
    return { visibleTo, text, card: { title: say.notInvitedTitle, tone: 'done', body: text } };
  }
  const { title, host, hostName } = planned;
  if (!occurrence) {
    const body = say.reminding.notNow;
    return {
      visibleTo,
      text: say.cancelledAlready(title),
      card: { title: say.cancelledTitle(title), tone: 'done', body },
    };
  }
  const url = joinUrl(publicUrl, planned);
  const start = { instant: occurrence.start.toISOString(), show: 'day-time' } as const;
  return {
    visibleTo,
    text: say.reminding.movedText(title, start, url),
    card: {
      title,
      tone: 'neutral',
      body: say.reminding.moved(start),
      facts: say.reminding.facts(occurrence.minutes, invitee.isHost ? undefined : { person: host, name: hostName }),
      buttons: [{ kind: 'open', label: say.reminding.join, url, primary: true }],
      footnote: say.reminding.footnote,
    },
  };
}
