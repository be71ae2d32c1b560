import type { Platform } from '../invocation.ts';
import type { Chat, Log } from '../ports.ts';
import type { PreferenceStore } from '../stores.ts';
import { canonicalZone } from '../zoned.ts';

/**
 * Asks the chat platforms where those are who have an agenda, quiet hours or a clock of their own and say nothing to us: whoever travels takes them along.
 * Platforms that know no zone of somebody say it with what is typed there.
 */
export function createFollowing({
  preferences,
  chats,
  log,
}: {
  readonly preferences: Pick<PreferenceStore, 'followed' | 'hear'>;
  readonly chats: ReadonlyMap<Platform, Pick<Chat, 'profile'>>;
  readonly log: Log;
}): () => Promise<void> {
  return async () => {
    for (const { person, heard } of await preferences.followed()) {
      try {
        const profile = await chats.get(person.platform)?.profile(person);
        const timeZone = profile?.timeZone && canonicalZone(profile.timeZone);
        if (!timeZone) continue;
        const { locale = heard.locale } = profile;
        if (timeZone !== heard.timeZone || locale !== heard.locale)
          await preferences.hear(person, { timeZone, locale });
      } catch (error) {
        // It is asked again in half an hour; the others are asked now.
        log.warn({ error }, 'where somebody is was not to be had');
      }
    }
  };
}
