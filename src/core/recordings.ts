import type { Accounts } from './accounts.ts';
import type { Purpose } from './credentials.ts';
import { DeliveryError, ServiceError, UserError } from './errors.ts';
import { type Identity, type Platform, sameIdentity } from './invocation.ts';
import type { Chat, Clock, Log, Secrets } from './ports.ts';
import type { BrowserStore, DueRecording, LinkStore, RecordedMeeting, RecordingStore } from './stores.ts';
import type { Recording } from './ucaas.ts';

/** A browser is recognised for so long after it was last used, as for the links of meetings. */
const recognisedMilliseconds = 90 * 24 * 60 * 60_000;

/** What a link to a recording leads to. Of the meeting nothing is said but to those who may see the recording. */
export type RecordingPage =
  | { readonly step: 'unknown' }
  /** Who it is has to be shown first. */
  | { readonly step: 'who' }
  /** Not for this person. */
  | { readonly step: 'refused'; readonly name: string }
  /** The service has it no more. */
  | { readonly step: 'gone' }
  /** Nobody may ask the service for it just now but its host, who has to sign in. */
  | { readonly step: 'closed' }
  /** The service does not answer. */
  | { readonly step: 'away' }
  | { readonly step: 'go'; readonly url: string }
  /** It has several parts: each is chosen by its id. */
  | { readonly step: 'parts'; readonly title: string; readonly parts: readonly Omit<Recording, 'url'>[] };

/** The way to recordings from a browser. */
export interface Recordings {
  /**
   * Changes nothing but how long a browser stays recognised. Where it is, and whether it still is there, is asked of the service at this
   * moment. `part`: one of several.
   */
  look(linkKey: string, browser: string | undefined, part?: string): Promise<RecordingPage>;
}

/** Who may see a recording is decided here, at each click: its host and, where it was shared, whoever may read one of the cards of its meeting. */
export function createRecordings(deps: {
  readonly recordings: Pick<RecordingStore, 'find'>;
  readonly browsers: Pick<BrowserStore, 'find' | 'isSame'>;
  readonly links: Pick<LinkStore, 'all'>;
  readonly accounts: Pick<Accounts, 'session'>;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly secrets: Pick<Secrets, 'digest'>;
  readonly clock: Clock;
  readonly log: Log;
}): Recordings {
  const { browsers, secrets, clock, log } = deps;

  return {
    async look(linkKey, browser, part) {
      const found = await deps.recordings.find(linkKey);
      if (!found) return { step: 'unknown' };
      const now = clock();
      const until = new Date(now.getTime() + recognisedMilliseconds);
      const known = browser && (await browsers.find(secrets.digest(browser), now, until));
      if (!known) return { step: 'who' };
      const isHost = await browsers.isSame(known.identity, found.recorded.meeting.host);
      if (!isHost && !(await maySee(found, known.identity))) return { step: 'refused', name: known.name };
      return shown(found.recorded, isHost, part);
    },
  };

  async function maySee({ recorded, cards }: DueRecording, who: Identity): Promise<boolean> {
    const { platform, workspaceId } = recorded.meeting.host;
    if (!recorded.isShared || who.platform !== platform || who.workspaceId !== workspaceId) return false;
    if (cards.some(({ shownTo }) => shownTo !== 'everyone' && sameIdentity(shownTo, who))) return true;
    const chat = deps.chats.get(platform);
    for (const { reference, shownTo } of cards) {
      if (shownTo !== 'everyone') continue;
      try {
        if (await chat?.reads?.(who, reference)) return true;
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        log.warn({ error: error.message }, 'whether somebody may see a recording was not to be had');
      }
    }
    return false;
  }

  /** By the same right by which it was found; the host also by their own. */
  async function shown(recorded: RecordedMeeting, isHost: boolean, part: string | undefined): Promise<RecordingPage> {
    const purposes: readonly Purpose[] = isHost ? ['sweep', 'command'] : ['sweep'];
    const { host, title } = recorded.meeting;
    const all = await deps.links.all(host);
    for (const link of all.filter(({ account }) => !recorded.accountId || account.userId === recorded.accountId)) {
      for (const purpose of purposes) {
        try {
          const session = deps.accounts.session(link, purpose);
          const pages = await Promise.all(recorded.sessions.map((id) => session.recordingsOf(id, recorded.accountId)));
          const parts = pages.flat();
          const one =
            part === undefined && parts.length === 1 ? parts[0] : parts.find((each) => each.recordingId === part);
          if (one) return { step: 'go', url: one.url };
          if (part !== undefined || parts.length === 0) return { step: 'gone' };
          return { step: 'parts', title, parts: parts.map(({ url: _, ...each }) => each) };
        } catch (error) {
          if (error instanceof UserError) continue;
          if (!(error instanceof ServiceError)) throw error;
          log.warn({ meeting: recorded.meeting.id, error: error.message }, 'a recording could not be opened');
          if (error.kind === 'not_offered' || error.kind === 'not_found') return { step: 'gone' };
          return { step: 'away' };
        }
      }
    }
    return { step: 'closed' };
  }
}
