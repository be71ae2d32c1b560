import type { Accounts } from './accounts.ts';
import { DeliveryError, ServiceError, UserError } from './errors.ts';
import { type Identity, identityKey, type Platform } from './invocation.ts';
import { hasDoor } from './live/door.ts';
import { withMark } from './live/entry-mark.ts';
import type { Life } from './live/life.ts';
import type { JoinTarget } from './meeting.ts';
import { createMemory } from './memory.ts';
import { plainTitle } from './parse.ts';
import type { Chat, Clock, Log, Secrets } from './ports.ts';
import type { BrowserStore, KnownPerson, LifeStore, LinkStore, MeetingStore, StatusStore } from './stores.ts';

/** A browser is recognised for so long after it was last used for a meeting. */
const recognisedMilliseconds = 90 * 24 * 60 * 60_000;
/** Whoever our link has let through as a member of the channel is let in, if they come within so long. */
const letThroughMilliseconds = 3 * 60_000;
/** How long it is remembered that somebody is a member. */
const memberMilliseconds = 60_000;
/** Names are cut at this length, in graphemes, by whatever shows them as well. */
const longestName = 80;

/**
 * What a service takes with the address of a room: the name of whoever comes, and a token that was given for this coming. Each is the name
 * of a parameter of the query; absent: it does not take that.
 */
export interface EntryParameters {
  readonly name?: string;
  readonly token?: string;
}

export type EnteringPage =
  | { readonly step: 'unknown' }
  | { readonly step: 'over' | 'cancelled'; readonly target: JoinTarget }
  /** Goes on at once: as somebody, or as nobody in particular where the service asks for names itself. */
  | { readonly step: 'go'; readonly url: URL; readonly as?: KnownPerson }
  /** Who it is has to be said first. `as`: whose the browser is, where that one has to be asked as well. */
  | { readonly step: 'ask'; readonly target: JoinTarget; readonly as?: KnownPerson };

/** The way into a meeting from a browser. */
export interface Entering {
  /**
   * For GET: makes nobody enter, and changes nothing but how long a browser stays recognised. `asksAnyway`: also somebody who is recognised
   * is asked, as on a computer that several people use.
   */
  look(joinKey: string, browser: string | undefined, asksAnyway?: boolean): Promise<EnteringPage>;
  /** As a guest under a name; undefined where the name is none, or the meeting is not there any more. */
  asGuest(joinKey: string, name: string): Promise<URL | undefined>;
  /** From now on this browser is that person's. */
  recognise(browser: string, person: Identity): Promise<void>;
  /** It belongs to nobody any more. */
  forget(browser: string): Promise<void>;
}

export function createEntering(deps: {
  readonly meetings: Pick<MeetingStore, 'joinTarget'>;
  readonly browsers: BrowserStore;
  readonly links: Pick<LinkStore, 'find'>;
  readonly lives: Pick<LifeStore, 'find' | 'mark'>;
  readonly chats: ReadonlyMap<Platform, Pick<Chat, 'isIn'>>;
  readonly statuses: Pick<StatusStore, 'entered'>;
  readonly accounts: Accounts;
  readonly parameters: EntryParameters;
  readonly secrets: Pick<Secrets, 'digest' | 'id'>;
  readonly clock: Clock;
  readonly log: Log;
}): Entering {
  const { secrets, clock, parameters } = deps;
  const members = createMemory<boolean>({ milliseconds: memberMilliseconds, most: 10_000 });
  const until = () => new Date(clock().getTime() + recognisedMilliseconds);

  return {
    async look(joinKey, browser, asksAnyway = false) {
      const target = await deps.meetings.joinTarget(joinKey);
      if (!target) return { step: 'unknown' };
      if (target.isCancelled) return { step: 'cancelled', target };
      if (isOver(target)) return { step: 'over', target };
      const url = URL.parse(target.joinUrl);
      // Where the service asks for names itself, asking here as well would help nobody.
      if (!url || parameters.name === undefined) return { step: 'go', url: url ?? new URL('about:blank') };
      const known = browser && (await deps.browsers.find(secrets.digest(browser), clock(), until()));
      if (!known || asksAnyway) return { step: 'ask', target, as: known || undefined };
      return { step: 'go', url: await ownWay(target, url, known), as: known };
    },

    async asGuest(joinKey, name) {
      const target = await deps.meetings.joinTarget(joinKey);
      const url = target && !target.isCancelled && !isOver(target) ? URL.parse(target.joinUrl) : undefined;
      const called = nameOf(name);
      if (!url || called === '') return undefined;
      return withParameters(url, { name: called });
    },

    recognise: (browser, person) => deps.browsers.remember(secrets.digest(browser), person, clock(), until()),
    forget: (browser) => deps.browsers.forget(secrets.digest(browser)),
  };

  function isOver({ linkEndsAt }: JoinTarget): boolean {
    return linkEndsAt !== undefined && linkEndsAt <= clock();
  }

  /** Under the person's own name; the host with a token that makes a moderator, where that can be had. */
  async function ownWay(target: JoinTarget, url: URL, known: KnownPerson): Promise<URL> {
    const link = await deps.links.find(known.identity);
    const name = nameOf(link?.account.name ?? '') || nameOf(known.name);
    const [isHost] = await Promise.all([
      deps.browsers.isSame(known.identity, target.host),
      // By that name they are known to be in, should their status say so.
      deps.statuses.entered(known.identity, target.id, name),
    ]);
    if (!isHost) return withParameters(url, { name: await asMember(target, known.identity, name) });
    if (!parameters.token) return withParameters(url, { name });
    try {
      const { application, serviceMeetingId: meetingId, serviceRoomId: roomId } = target;
      const session = deps.accounts.session(link, 'command');
      const token = await session.hostToken({ application, meetingId, roomId, name, reference: secrets.id() });
      return withParameters(url, { name, token });
    } catch (error) {
      // The host comes in all the same, like everybody else, and is let in by whoever is in.
      if (!(error instanceof ServiceError) && !(error instanceof UserError)) throw error;
      deps.log.warn({ error: error.message }, 'a host goes in without a token');
      return withParameters(url, { name });
    }
  }

  /** The name, with a mark by which it is let in, where the members of the channel come straight in and this is one of them. */
  async function asMember(target: JoinTarget, person: Identity, name: string): Promise<string> {
    const life = await deps.lives.find(target.host, target.id);
    if (!life?.membersIn || !hasDoor(life) || !(await isMember(life, person))) return name;
    // The end of a UUID is random in each of its versions.
    const mark = secrets.id().slice(-8);
    await deps.lives.mark(target.id, mark, new Date(clock().getTime() + letThroughMilliseconds));
    return withMark([...name].slice(0, longestName - mark.length).join(''), mark);
  }

  async function isMember({ place, meeting: { host } }: Life, person: Identity): Promise<boolean> {
    const isOurs = person.platform === host.platform && person.workspaceId === host.workspaceId;
    if (place === undefined || !isOurs) return false;
    const key = `${identityKey(person)} ${place}`;
    const now = clock().getTime();
    const before = members.get(key, now);
    if (before !== undefined) return before;
    try {
      const is = (await deps.chats.get(person.platform)?.isIn?.(person, place)) === true;
      members.set(key, is, now);
      return is;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      deps.log.warn({ error: error.message }, 'whether somebody is a member of a channel was not to be had');
      return false;
    }
  }

  function withParameters(url: URL, { name, token }: { readonly name: string; readonly token?: string }): URL {
    const full = new URL(url);
    if (parameters.name) full.searchParams.set(parameters.name, name);
    if (parameters.token && token) full.searchParams.set(parameters.token, token);
    return full;
  }
}

/** As others will see it: nothing that makes a name read as something else. */
function nameOf(text: string): string {
  return [...plainTitle(text)].slice(0, longestName).join('').trim();
}
