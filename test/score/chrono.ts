import { casual } from 'chrono-node/en';
import { Temporal } from 'temporal-polyfill';
import type { Draft, Understanding } from '../../src/core/when/index.ts';
import type { Label } from './labels.ts';

/** What chrono-node alone makes of a sentence: the first date and its end; it knows of nothing else, and never asks. */
export function chronoAlone({ say, now, zone }: Label): Understanding {
  const instant = new Date(now);
  const offset =
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9;
  const [found] = casual.parse(say, { instant, timezone: offset }, { forwardDate: true });
  const title = found ? `${say.slice(0, found.index)} ${say.slice(found.index + found.text.length)}` : say;
  const draft: Draft = { title: title.trim(), timeZone: zone, people: [], options: {} };
  if (!found) return { draft, questions: [] };
  const start = Temporal.Instant.fromEpochMilliseconds(found.start.date().getTime()).toZonedDateTimeISO(zone);
  const minutes = found.end
    ? Math.round((found.end.date().getTime() - found.start.date().getTime()) / 60_000)
    : undefined;
  return {
    draft: {
      ...draft,
      date: start.toPlainDate().toString(),
      time: start.toPlainTime().toString({ smallestUnit: 'minute' }),
      ...(minutes !== undefined && { minutes }),
    },
    questions: [],
  };
}
