import { Temporal } from 'temporal-polyfill';
import type { CommandContext } from '../../command.ts';
import { type Habits, habitsOf } from '../../reader.ts';
import { timeWords, zoneWords } from '../../when/wording.ts';
import { privately } from '../answer.ts';

/** Whoever wants something at a time of day has a zone for it: the one of now is kept, since nobody can be asked later. */
export async function inOwnZone(
  context: CommandContext,
  work: (zone: {
    readonly habits: Habits;
    readonly timeZone: string;
    /** To be set together with what needs it. */
    readonly kept: { readonly timeZone?: string };
    readonly words: string;
  }) => Promise<ReturnType<typeof privately>>,
): Promise<ReturnType<typeof privately>> {
  const habits = await habitsOf(context);
  const { timeZone, preferences, now, locale } = habits;
  if (timeZone === undefined) return privately(context, { text: context.say.settings.zoneMissing });
  const kept = preferences.timeZone === undefined ? { timeZone } : {};
  return work({ habits, timeZone, kept, words: zoneWords(timeZone, now, locale) });
}

/** A local time, `08:30`, as this person reads it. */
export function clockWords(time: string, habits: Pick<Habits, 'locale' | 'hour12'>): string {
  const day = Temporal.PlainDate.from('2026-01-15');
  return timeWords(day.toZonedDateTime({ timeZone: 'UTC', plainTime: time }), habits);
}
