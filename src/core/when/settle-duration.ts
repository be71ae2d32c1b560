import type { Draft } from './draft.ts';
import type { Reading } from './read.ts';
import { unique } from './settle-day.ts';
import type { SettledTime } from './settle-time.ts';
import type { Question } from './understanding.ts';

const dayMinutes = 24 * 60;
const usual: readonly Partial<Draft>[] = [{ minutes: 30 }, { minutes: 45 }, { minutes: 60 }];

/**
 * How long it takes: what was said, unless that contradicts the end.
 *
 * @param fromEnd what the end comes to, minutes
 * @param lastDay a last day of what does not repeat: nobody meets for days
 */
export function settleDuration(
  reading: Reading,
  time: SettledTime,
  fromEnd: number | undefined,
  lastDay: string | undefined,
): { readonly minutes?: number; readonly questions: readonly Question[] } {
  const ask = (
    why: 'duration_impossible' | 'duration_disagrees' | 'duration_vague',
    said: string,
    choices = usual,
  ) => ({ questions: [{ slot: 'duration', why, said, choices }] as const });
  const { durations } = reading;
  const [first, second] = unique(durations, ({ minutes, vague }) => `${minutes} ${vague}`);
  if ('badEnd' in time && time.badEnd !== undefined) return ask('duration_impossible', time.badEnd);
  if (lastDay !== undefined) return ask('duration_impossible', lastDay);
  if (!first)
    return {
      ...(fromEnd !== undefined && { minutes: fromEnd }),
      questions:
        fromEnd !== undefined && fromEnd > dayMinutes ? ask('duration_impossible', String(fromEnd)).questions : [],
    };
  if (first.vague) return ask('duration_vague', first.said);
  if (first.minutes === undefined || first.minutes <= 0 || first.minutes > dayMinutes)
    return ask('duration_impossible', first.said);
  if (second)
    return ask(
      'duration_disagrees',
      durations.map(({ said }) => said).join(', '),
      durations.flatMap(({ minutes }) => (minutes ? [{ minutes }] : [])),
    );
  if (fromEnd !== undefined && fromEnd !== first.minutes && !reading.clocks.some(({ between }) => between))
    return ask('duration_disagrees', first.said, [{ minutes: first.minutes }, { minutes: fromEnd }]);
  return { minutes: first.minutes, questions: [] };
}
