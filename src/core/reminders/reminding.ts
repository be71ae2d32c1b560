import { joinUrl } from '../commands/join-url.ts';
import type { Effect, RemindedOf } from '../effect.ts';
import type { Clock, Log, Secrets } from '../ports.ts';
import type { Reply } from '../reply.ts';
import type { Occurrence } from '../schedule.ts';
import { sentencesFor } from '../sentences/index.ts';
import type { DoneReminder, DueReminder, DueStore, Pace } from '../stores.ts';
import { type HandsOver, inBatches } from './hands-over.ts';
import { createPacer, pace as usualPace } from './pace.ts';
import { isOver, keyOf, occurrenceOf, reminderAfter, snoozed } from './plan.ts';
import { isQuiet } from './quiet.ts';

/** A transaction of more would keep its rows for long. */
const most = 250;

/** Hands due reminders over to the outbox, each once; those of a crowd begin early, so that the last one is in time. */
export function createReminding(deps: {
  readonly due: Pick<DueStore, 'handReminders'>;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'id'>;
  readonly log: Log;
  readonly pace?: Pace;
}): HandsOver {
  const { pace = usualPace } = deps;
  const pacer = createPacer(pace.gaps);

  return {
    hand() {
      pacer.forget(deps.clock());
      return inBatches(most, (batch) => {
        const now = deps.clock();
        return deps.due.handReminders(now, batch, pace, (due) => due.map((one) => safely(one, now)));
      });
    },
  };

  /** One that cannot be made must not hold up all others. */
  function safely(due: DueReminder, now: Date): DoneReminder {
    try {
      return decide(due, now);
    } catch (error) {
      deps.log.error({ meeting: due.planned.meetingId, error }, 'a reminder could not be made');
      return { done: due };
    }
  }

  function decide(due: DueReminder, now: Date): DoneReminder {
    const { inviteeId, lead, dueAt, planned } = due;
    const done = { inviteeId, lead, occurrence: due.occurrence, dueAt };
    const next = reminderAfter(planned, done, now);
    const occurrence = occurrenceOf(planned, due.occurrence);
    if (planned.state === 'cancelled' || due.invitee.answer === 'no') return { done };
    if (!occurrence || due.isSuperseded || isUnwanted(due, now)) return { done, next };
    if (isOver(occurrence, now)) {
      deps.log.warn({ meeting: planned.meetingId, dueAt }, 'a reminder is left out: its meeting is over');
      return { done, next };
    }
    return { done, next, effect: effectFor(due, occurrence, now) };
  }

  /** Whoever puts a reminder off wants it then, whatever the hour. */
  function isUnwanted({ lead, dueAt, planned, preferences, timeZone }: DueReminder, now: Date): boolean {
    const moment = now > dueAt ? now : dueAt;
    return lead !== snoozed && isQuiet(preferences.quiet, timeZone ?? planned.timeZone, moment);
  }

  function effectFor(due: DueReminder, occurrence: Occurrence, now: Date): NonNullable<DoneReminder['effect']> {
    const { invitee, planned } = due;
    const key = keyOf(due, occurrence);
    const { identity, name } = invitee;
    const sentAt = identity ? pacer.next(identity, now) : now;
    const reply = replyFor(due, occurrence, sentAt > due.dueAt ? sentAt : due.dueAt);
    const reminder: RemindedOf = {
      ...{ inviteeId: invitee.id, occurrence: occurrence.original.toISOString(), is: 'on' },
      ...{ start: occurrence.start.toISOString(), minutes: occurrence.minutes },
    };
    const effect: Effect = identity
      ? { do: 'direct', key, person: identity, name, reply, reminder }
      : {
          ...{ do: 'mail', key, inviteeId: invitee.id, name, about: 'reminder', reply },
          occurrence: occurrence.original.toISOString(),
        };
    const caller = identity ?? planned.host;
    return { id: deps.secrets.id(), invocationId: planned.meetingId, caller, effect, attempts: 0, dueAt: sentAt };
  }

  function replyFor({ planned, invitee }: DueReminder, occurrence: Occurrence, at: Date): Reply {
    const from = invitee.identity ?? planned.host;
    const say = sentencesFor({ from, kind: 'direct', locale: undefined });
    const url = joinUrl(deps.publicUrl, planned);
    const show = isFar(occurrence.start, at) ? 'day-time' : 'time';
    const minutes = Math.round((occurrence.start.getTime() - at.getTime()) / 60_000);
    const host = { person: planned.host, name: planned.hostName };
    return {
      visibleTo: 'caller',
      text: say.reminding.text(planned.title, minutes, url),
      card: {
        title: planned.title,
        tone: minutes <= 0 ? 'live' : 'neutral',
        body: say.reminding.body(minutes, { instant: occurrence.start.toISOString(), show }),
        facts: say.reminding.facts(occurrence.minutes, invitee.isHost ? undefined : host),
        buttons: [
          { kind: 'open', label: say.reminding.join, url, primary: true },
          {
            kind: 'run',
            label: say.reminding.again,
            command: 'snooze',
            input: `${planned.meetingId} ${occurrence.original.toISOString()}`,
          },
        ],
        footnote: say.reminding.footnote,
      },
    };
  }
}

/** From so far off, the time of day alone does not say when. */
function isFar(start: Date, at: Date): boolean {
  return start.getTime() - at.getTime() > 12 * 3_600_000;
}
