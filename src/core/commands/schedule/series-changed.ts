import { repetitionWords, timeWords } from '../../calendar/words.ts';
import type { CommandContext } from '../../command.ts';
import { elsewhereAhead, ruledOccurrence, shownOccurrence } from '../../occurrences.ts';
import type { Text } from '../../reply.ts';
import type { Occurrence, Planned } from '../../schedule.ts';
import type { SeriesChanged } from '../../sentences/en/changing.ts';
import { whenWords } from './planned-card.ts';

/** What is said of a meeting that was changed as a whole: the time that it has now, and what else there is to say of a series. */
export function newsOf(planned: Planned, now: Date): { readonly shown: Occurrence; readonly series?: SeriesChanged } {
  const repeats = repetitionWords(planned);
  if (repeats === undefined) return { shown: shownOccurrence(planned, now) };
  const elsewhere = elsewhereAhead(planned, now).map((one) => timeWords(planned, one));
  return { shown: ruledOccurrence(planned, now), series: { repeats, elsewhere } };
}

/** The same for whoever has changed it. */
export function changedTold({ say, clock }: Pick<CommandContext, 'say' | 'clock'>, after: Planned): Text {
  const { shown, series } = newsOf(after, clock());
  return say.changed(after.title, whenWords(after, shown), series);
}
