import type { CommandContext } from './command.ts';
import type { Preferences } from './preferences.ts';
import type { Reader } from './when/index.ts';
import { canonicalZone } from './zoned.ts';

/** How somebody reads and writes times. */
export interface Habits extends Omit<Reader, 'timeZone' | 'mentions'> {
  /** Absent: neither the person nor the chat platform has said it yet. */
  readonly timeZone?: string;
  readonly preferences: Preferences;
}

/** What was set here comes first, then what came with the delivery, then what the platform's profile says. */
export async function habitsOf({
  invocation,
  stores,
  chat,
  clock,
}: Pick<CommandContext, 'invocation' | 'stores' | 'chat' | 'clock'>): Promise<Habits> {
  const preferences = await stores.preferences.find(invocation.from);
  const said = [preferences.timeZone, invocation.timeZone].map(knownZone);
  const isKnown = said.some((zone) => zone !== undefined) && invocation.locale !== undefined;
  // A profile that cannot be had is no reason to do nothing: the zone is then asked for.
  const profile = isKnown ? undefined : await chat.profile(invocation.from).catch(() => undefined);
  return {
    now: clock(),
    timeZone: said.find((zone) => zone !== undefined) ?? knownZone(profile?.timeZone),
    locale: invocation.locale ?? profile?.locale ?? 'en',
    hour12: preferences.hour12,
    firstDayOfWeek: preferences.firstDayOfWeek,
    preferences,
  };
}

/** Platforms send names that this runtime may not know, such as those of Windows. */
function knownZone(name: string | undefined): string | undefined {
  return name ? canonicalZone(name) : undefined;
}
