import { Temporal } from 'temporal-polyfill';
import type { CommandContext } from '../../command.ts';
import type { Heard } from '../../preferences.ts';
import { type Habits, habitsOf } from '../../reader.ts';
import { timeWords, zoneWords } from '../../when/wording.ts';
import { privately } from '../answer.ts';

/**
 * Whoever wants something at a time of day has a zone for it. What the platform says now is kept for when nobody can be asked; it is no
 * choice of theirs, and follows what the platform says later.
 */
export async function inOwnZone(
  context: CommandContext,
  work: (zone: {
    readonly habits: Habits;
    readonly timeZone: string;
    /** To be set together with what needs it. */
    readonly kept: { readonly heard: Heard };
    readonly words: string;
  }) => Promise<ReturnType<typeof privately>>,
): Promise<ReturnType<typeof privately>> {
  const habits = await habitsOf(context);
  const { timeZone, now, locale } = habits;
  if (timeZone === undefined) return privately(context, { text: context.say.settings.zoneMissing });
  const kept = { heard: { timeZone: habits.saidZone ?? timeZone, locale } };
  return work({ habits, timeZone, kept, words: zoneWords(timeZone, now, locale) });
}

/** A local time, `08:30`, as this person reads it. */
export function clockWords(time: string, habits: Pick<Habits, 'locale' | 'hour12'>): string {
  const day = Temporal.PlainDate.from('2026-01-15');
  return timeWords(day.toZonedDateTime({ timeZone: 'UTC', plainTime: time }), habits);
}
