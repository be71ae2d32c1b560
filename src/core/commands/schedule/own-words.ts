import { timeWords, zoneWordsAt } from '../../calendar/words.ts';
import type { CommandContext } from '../../command.ts';
import { habitsOf } from '../../reader.ts';
import type { Occurrence, Planned } from '../../schedule.ts';
import { inZone } from '../../zoned.ts';

/**
 * When an occurrence is, for whoever asks: `Friday 4 December 2026, 15:20–16:10`; where it is counted in a zone that is not theirs, with the
 * zone and their own time: `…, London time (…) (16:20 for you)`.
 */
export async function whenForReader(
  context: CommandContext,
  planned: Planned,
  occurrence: Pick<Occurrence, 'original' | 'start' | 'minutes'>,
): Promise<string> {
  const { timeZone = planned.timeZone, ...habits } = await habitsOf(context);
  const words = timeWords(planned, occurrence);
  if (timeZone === planned.timeZone) return words;
  const own = context.say.forYou(inZone(occurrence.start, planned.timeZone), { ...habits, timeZone });
  return `${words}, ${zoneWordsAt(planned, occurrence)}${own}`;
}
