import { type Identity, sameIdentity } from '../invocation.ts';
import { readMarkedToken } from '../marked-links.ts';
import type { Clock, Secrets } from '../ports.ts';
import type { Answer, Planned } from '../schedule.ts';
import type { FeedStore, HumanStore, PreferenceStore, ScheduleStore } from '../stores.ts';
import { canonicalZone } from '../zoned.ts';
import { calendarText } from './document.ts';
import { entriesOf, type Mailbox } from './event.ts';
import { meetingFile } from './invitation.ts';

/** How far back and ahead a feed goes, in days. */
const daysBack = 31;
const daysAhead = 366;
/** How often calendars are asked to look again. Most look when they like: Google once in half a day. */
const refreshSeconds = 15 * 60;

/** A meeting in somebody's feed, and what this person said to it. */
export interface FeedItem {
  readonly planned: Planned;
  readonly answer?: Answer;
}

export interface FeedOptions {
  readonly publicUrl: string;
  readonly organizer?: Mailbox;
}

/**
 * The calendar of one person: what was declined is not in it, nor what is cancelled; where that leaves nothing, it says the person's zone.
 * The same meetings give the same text. It has no alarms: whoever has a feed is reminded in chat.
 */
export function feedFor(
  items: readonly FeedItem[],
  options: FeedOptions & { readonly timeZone: string; readonly since: Date },
): string {
  const { timeZone, since, ...written } = options;
  const shown = items.filter(({ planned, answer }) => answer !== 'no' && planned.state === 'scheduled');
  return calendarText({
    method: 'PUBLISH',
    meetings: shown.map(({ planned }) => planned),
    events: shown.flatMap(({ planned, answer }) => entriesOf(planned, { ...written, answer })),
    name: 'Meetwire',
    refreshSeconds,
    empty: { timeZone, since },
  });
}

export interface CalendarFile {
  readonly content: string;
  /** The same as long as the content is. Without quotes. */
  readonly etag: string;
}

/** What our calendar addresses lead to; undefined where they lead nowhere, or nowhere any more. */
export interface Calendars {
  /** The calendar of whoever has this address. */
  feed(token: string): Promise<CalendarFile | undefined>;
  /** Whether there is such a calendar. */
  isFeed(token: string): Promise<boolean>;
  /** The one meeting that an invitee was given the address of. */
  meeting(token: string): Promise<CalendarFile | undefined>;
}

export function createCalendars({
  feeds,
  schedules,
  humans,
  preferences,
  secrets,
  clock,
  ...options
}: FeedOptions & {
  readonly feeds: FeedStore;
  readonly schedules: Pick<ScheduleStore, 'of' | 'byInvitee'>;
  readonly humans: Pick<HumanStore, 'others'>;
  readonly preferences: Pick<PreferenceStore, 'find'>;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): Calendars {
  const file = (content: string): CalendarFile => ({ content, etag: secrets.digest(content) });
  const ownerOf = async (token: string): Promise<Identity | undefined> => {
    const feedId = readMarkedToken(secrets, 'feed', token);
    return feedId === undefined ? undefined : feeds.owner(feedId);
  };
  return {
    async feed(token) {
      const owner = await ownerOf(token);
      if (!owner) return undefined;
      const since = inDays(-daysBack);
      const [meetings, others, { timeZone, heard }] = await Promise.all([
        schedules.of(owner, since, inDays(daysAhead)),
        humans.others(owner),
        preferences.find(owner),
      ]);
      const human = [owner, ...others.map(({ identity }) => identity)];
      return file(
        feedFor(
          meetings.map((planned) => ({ planned, answer: answerOf(planned, human) })),
          { ...options, since, timeZone: canonicalZone(timeZone ?? heard?.timeZone ?? 'UTC') ?? 'UTC' },
        ),
      );
    },

    isFeed: async (token) => (await ownerOf(token)) !== undefined,

    async meeting(token) {
      const inviteeId = readMarkedToken(secrets, 'meeting', token);
      const found = inviteeId === undefined ? undefined : await schedules.byInvitee(inviteeId);
      return found && !found.isRemoved ? file(meetingFile(found.planned, options)) : undefined;
    },
  };

  function inDays(days: number): Date {
    return new Date(clock().getTime() + days * 86_400_000);
  }
}

/** What a human said last, by any of the identities that are invited. */
function answerOf({ invitees }: Planned, human: readonly Identity[]): Answer | undefined {
  const given = invitees
    .filter(({ identity }) => identity && human.some((one) => sameIdentity(one, identity)))
    .filter(({ answeredAt }) => answeredAt !== undefined)
    .sort((one, other) => Number(other.answeredAt) - Number(one.answeredAt));
  return given[0]?.answer;
}
