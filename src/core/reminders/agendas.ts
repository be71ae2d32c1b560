import type { Clock, Log, Secrets } from '../ports.ts';
import { sentencesFor } from '../sentences/index.ts';
import type { DueAgenda, DueEffect, DueStore } from '../stores.ts';
import { agendaOf, agendaReply, dayOf } from './agenda.ts';
import { nextAgenda } from './agenda-time.ts';
import { type HandsOver, inBatches } from './hands-over.ts';
import { createPacer, pace } from './pace.ts';

const most = 50;

/** Sends the day's meetings to whoever wants them, at the time that was chosen. A day without any is passed over in silence. */
export function createAgendas(deps: {
  readonly due: Pick<DueStore, 'handAgendas'>;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'id'>;
  readonly log: Log;
}): HandsOver {
  const pacer = createPacer(pace.gaps);

  return {
    hand() {
      pacer.forget(deps.clock());
      return inBatches(most, (batch) => {
        const now = deps.clock();
        return deps.due.handAgendas(now, batch, (due) => due.map((one) => safely(one, now)));
      });
    },
  };

  /** One that cannot be made must not hold up all others. */
  function safely(due: DueAgenda, now: Date): { readonly nextDue: Date; readonly effect?: DueEffect } {
    try {
      return { nextDue: nextAgenda(due.agenda, due.timeZone, now), effect: effectFor(due, now) };
    } catch (error) {
      deps.log.error({ error }, 'an agenda could not be made');
      return { nextDue: new Date(now.getTime() + 24 * 3_600_000) };
    }
  }

  function effectFor({ person, preferences, timeZone, agenda, dueAt: due, meetings }: DueAgenda, now: Date) {
    // After an interruption of days, today's is sent if its time has come, and none of those before.
    const midnight = dayOf(timeZone, now).toZonedDateTime(timeZone).epochMilliseconds;
    if (nextAgenda(agenda, timeZone, new Date(midnight - 1)) > now) {
      deps.log.warn({ due }, 'an agenda is left out: its day is over');
      return undefined;
    }
    const items = agendaOf(meetings, timeZone, now);
    if (items.length === 0) return undefined;
    const say = sentencesFor({ from: person, kind: 'direct', locale: undefined });
    const habits = { locale: preferences.heard?.locale ?? 'en', hour12: preferences.hour12 };
    const { publicUrl } = deps;
    const reply = agendaReply(items, { now, timeZone, habits, publicUrl }, say, {
      footnote: say.agenda.footnote,
    });
    return {
      id: deps.secrets.id(),
      invocationId: deps.secrets.id(),
      caller: person,
      effect: { do: 'direct', key: `agenda ${due.toISOString()}`, person, name: '', reply },
      attempts: 0,
      dueAt: pacer.next(person, now),
    } satisfies DueEffect;
  }
}
