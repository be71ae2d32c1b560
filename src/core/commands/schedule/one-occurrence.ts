import { timeWords } from '../../calendar/words.ts';
import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Moved } from '../../when/move.ts';
import { changeOccurrence } from './changes.ts';
import type { Mine } from './mine.ts';
import { spanOf } from './planned-card.ts';

/** One occurrence of a series at another time, or with another length; the others stay as they are. */
export function moveOccurrence(context: CommandContext, mine: Mine, { start, minutes }: Moved): Promise<Outcome> {
  const { say } = context;
  const { planned, title } = mine;
  const host = { person: planned.host, name: planned.hostName };
  const startsAt = new Date(start.epochMilliseconds);
  const [before, after] = [timeWords(planned, mine), timeWords(planned, { start: startsAt, minutes })];
  const isMoved = startsAt.getTime() !== mine.start.getTime();
  return changeOccurrence(
    context,
    planned,
    { occurrence: mine.original, startsAt, minutes },
    () => say.occurrenceMoved(title, before, after, isMoved),
    [
      ...say.occurrenceMovedByHost(host, title, before, after, isMoved),
      ...say.inYourTime(spanOf({ start: startsAt, minutes })),
    ],
  );
}
