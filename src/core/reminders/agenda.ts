import type { Temporal } from 'temporal-polyfill';
import { joinUrl } from '../commands/join-url.ts';
import { occurrencesBetween } from '../occurrences.ts';
import type { Reply } from '../reply.ts';
import { endOf, type Occurrence, overlap, type Planned } from '../schedule.ts';
import type { Sentences } from '../sentences/index.ts';
import type { Habits } from '../when/wording.ts';
import { dayWords, timeWords } from '../when/wording.ts';
import { inZone } from '../zoned.ts';

/** A meeting of one day. `clashes` are the titles of others at the same time. */
export interface AgendaItem extends Occurrence {
  readonly planned: Planned;
  readonly clashes: readonly string[];
}

/** What is left of the day in which `now` is, by when it begins. */
export function agendaOf(meetings: readonly Planned[], timeZone: string, now: Date): readonly AgendaItem[] {
  const day = dayOf(timeZone, now);
  const end = new Date(day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
  const all = meetings
    .flatMap((planned) => occurrencesBetween(planned, now, end).map((one) => ({ ...one, planned })))
    .sort((one, other) => one.start.getTime() - other.start.getTime());
  return all.map((one) => ({
    ...one,
    clashes: all.filter((other) => other !== one && overlap(one, other)).map(({ planned }) => planned.title),
  }));
}

export function dayOf(timeZone: string, moment: Date): Temporal.PlainDate {
  return inZone(moment, timeZone).toPlainDate();
}

/** Slack shows ten facts in one block; a day of more is cut, and says so. */
const mostItems = 15;

/** The day's meetings as one message. `footnote` says when the next one comes. */
export function agendaReply(
  items: readonly AgendaItem[],
  at: { readonly now: Date; readonly timeZone: string; readonly habits: Habits; readonly publicUrl: string },
  say: Sentences,
  card: Pick<NonNullable<Reply['card']>, 'buttons' | 'footnote'>,
): Reply {
  const day = dayWords(dayOf(at.timeZone, at.now), at.habits, { year: false });
  const zoned = (moment: Date) => timeWords(inZone(moment, at.timeZone), at.habits);
  const lines = items.slice(0, mostItems).map((item) => ({
    title: item.planned.title,
    time: `${zoned(item.start)}–${zoned(endOf(item))}`,
    url: joinUrl(at.publicUrl, item.planned),
    clashes: item.clashes,
  }));
  return {
    visibleTo: 'caller',
    text: say.agenda.text(day, lines, items.length - lines.length),
    card: {
      title: say.agenda.title(day),
      tone: items.some(({ clashes }) => clashes.length > 0) ? 'warning' : 'neutral',
      body: say.agenda.body(items.length, items.length - lines.length),
      facts: lines.map(say.agenda.fact),
      ...card,
    },
  };
}
