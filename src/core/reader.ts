import type { CommandContext } from './command.ts';
import type { Preferences } from './preferences.ts';
import type { Reader } from './when/index.ts';
import { canonicalZone } from './zoned.ts';

/** How somebody reads and writes times. */
export interface Habits extends Omit<Reader, 'timeZone' | 'mentions'> {
  /** Absent: neither the person nor the chat platform has said it yet. */
  readonly timeZone?: string;
  /** What the chat platform says, whatever was set. */
  readonly saidZone?: string;
  readonly preferences: Preferences;
}

/**
 * What was set here comes first, then what came with the delivery, then what the platform's profile says. Where it says something else
 * than before to somebody whom we write to at times of the day, that is taken down.
 */
export async function habitsOf({
  invocation,
  stores,
  chat,
  clock,
}: Pick<CommandContext, 'invocation' | 'stores' | 'chat' | 'clock'>): Promise<Habits> {
  const preferences = await stores.preferences.find(invocation.from);
  const { heard } = preferences;
  const [set, delivered] = [preferences.timeZone, invocation.timeZone].map(knownZone);
  const isKnown = (delivered ?? (heard ? undefined : set)) !== undefined && invocation.locale !== undefined;
  // A profile that cannot be had is no reason to do nothing: the zone is then asked for.
  const profile = isKnown ? undefined : await chat.profile(invocation.from).catch(() => undefined);
  const saidZone = delivered ?? knownZone(profile?.timeZone);
  const saidLocale = invocation.locale ?? profile?.locale;
  const said = heard && { timeZone: saidZone ?? heard.timeZone, locale: saidLocale ?? heard.locale };
  if (said && (said.timeZone !== heard.timeZone || said.locale !== heard.locale))
    await stores.preferences.hear(invocation.from, said);
  return {
    now: clock(),
    timeZone: set ?? saidZone ?? knownZone(heard?.timeZone),
    saidZone,
    locale: saidLocale ?? 'en',
    hour12: preferences.hour12,
    firstDayOfWeek: preferences.firstDayOfWeek,
    isAmongOthers: invocation.kind !== 'direct',
    preferences,
  };
}

/** Platforms send names that this runtime may not know, such as those of Windows. */
function knownZone(name: string | undefined): string | undefined {
  return name ? canonicalZone(name) : undefined;
}
