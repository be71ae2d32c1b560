import { z } from 'zod';
import { DeliveryError } from '../../src/core/errors.ts';
import { createMemory } from '../../src/core/memory.ts';
import { wholeNames } from '../../src/core/name-match.ts';
import type { Clock, Log } from '../../src/core/ports.ts';
import type { Installation } from './installations.ts';
import { isPersonOf, namesOf, type SlackUser, slackUser } from './user.ts';
import { deadToken, type WorkspaceApis } from './workspace-apis.ts';

/** Somebody of a workspace, as little of them as it takes to find them by name. */
interface Listed {
  readonly id: string;
  readonly names: readonly string[];
}

/** The people of a workspace. */
interface Directory {
  /**
   * Everybody of the workspace, or of the teams of an organisation that `asker` is in; not whole where there are too many, or Slack is
   * busy. Undefined where Slack does not tell the bot.
   */
  everybody(
    installed: Installation,
    asker: SlackUser,
  ): Promise<{ readonly people: readonly Listed[]; readonly isWhole: boolean } | undefined>;
}

/** Half of what Slack allows (docs.slack.dev, users.list), so that a page of full profiles stays below the limit of `src/http`. */
const pageSize = 500;
/** Somebody waits for it: of a large workspace, this many pages are read at once, and the next ones with the next name. */
const pagesAtOnce = 6;
/** Of a workspace with more people, these alone are known. */
const mostPeople = 10_000;
const mostTeams = 5;
/** How many people all workspaces together may fill the memory with. */
const mostKept = 200_000;
const lifeMilliseconds = 60 * 60_000;
/** Where Slack is busy and does not say for how long. */
const restMilliseconds = 30_000;

const page = z.object({
  members: z.array(slackUser),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** How far a team was read. */
interface Listing {
  readonly people: readonly Listed[];
  /** Where to go on; undefined at the end. */
  readonly cursor: string | undefined;
  /** When it was begun, in milliseconds since 1970: it is good for as long as its oldest page. */
  readonly since: number;
  readonly restUntil?: number;
}

/** `users.list` is among the calls that Slack allows some twenty of in a minute (rate limits, tier 2): what it says is kept for an hour. */
export function createDirectory({
  apis,
  clock,
  log,
}: {
  readonly apis: WorkspaceApis;
  readonly clock: Clock;
  readonly log: Log;
}): Directory {
  const listings = createMemory<Listing>({ milliseconds: lifeMilliseconds, most: mostKept, weigh: weightOf });
  const told = createMemory<true>({ milliseconds: 24 * lifeMilliseconds, most: 10_000 });
  const reading = new Map<string, Promise<Listing>>();

  return {
    async everybody(installed, asker) {
      const { workspaceId } = installed;
      const mine = installed.isEnterpriseInstall ? teamsOf(asker) : [undefined];
      try {
        const all: Listing[] = [];
        for (const team of mine.slice(0, mostTeams)) all.push(await once(installed, team));
        const people = new Map(all.flatMap((listing) => listing.people.map((one) => [one.id, one] as const)));
        const isWhole = mine.length <= mostTeams && all.every(({ cursor }) => cursor === undefined);
        return { people: [...people.values()], isWhole };
      } catch (error) {
        if (!(error instanceof DeliveryError) || error.kind === 'retry' || deadToken.has(error.message)) throw error;
        tell(workspaceId, error.message);
        return undefined;
      }
    },
  };

  /** What several people ask for at the same time is read once. */
  async function once(installed: Installation, team: string | undefined): Promise<Listing> {
    const key = `${installed.workspaceId}/${team ?? ''}`;
    const started = reading.get(key) ?? read(installed, team, key).finally(() => reading.delete(key));
    reading.set(key, started);
    return started;
  }

  async function read(installed: Installation, team: string | undefined, key: string): Promise<Listing> {
    const now = clock().getTime();
    let listing: Listing = listings.get(key, now) ?? { people: [], cursor: '', since: now };
    if ((listing.restUntil ?? 0) > now) return listing;
    for (let pages = 0; pages < pagesAtOnce; pages += 1) {
      if (listing.cursor === undefined || listing.people.length >= mostPeople) break;
      listing = await next(installed, team, listing);
      if (listing.restUntil !== undefined) break;
    }
    listings.set(key, listing, listing.since);
    return listing;
  }

  /** Where Slack is busy, it rests; a cursor that is not taken any more makes it begin anew with the next name. */
  async function next(installed: Installation, team: string | undefined, listing: Listing): Promise<Listing> {
    const { cursor = '', since } = listing;
    const asked = {
      limit: String(pageSize),
      ...(cursor ? { cursor } : {}),
      ...(team ? { team_id: team } : {}),
    };
    try {
      const answer = page.parse(await apis.of(installed.workspaceId).read('users.list', asked));
      const people = answer.members.flatMap((user) =>
        user.id && isPersonOf(installed, user) ? [{ id: user.id, names: wholeNames(namesOf(user)) }] : [],
      );
      const more = answer.response_metadata?.next_cursor || undefined;
      return { people: [...listing.people, ...people], cursor: more, since };
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      if (error.kind === 'refused' && cursor === '') throw error;
      log.warn(
        { workspace: installed.workspaceId, error: error.message },
        'the people of a workspace are not all read',
      );
      if (error.kind === 'refused') return { ...listing, since: 0, restUntil: 0 };
      const rest = error.retryAfterSeconds === undefined ? restMilliseconds : error.retryAfterSeconds * 1000;
      return { ...listing, restUntil: clock().getTime() + rest };
    }
  }

  /** The operator hears of it once; people are served as if there was nothing to look through. */
  function tell(workspace: string, error: string): void {
    const now = clock().getTime();
    const key = `${workspace}/${error}`;
    if (told.get(key, now)) return;
    told.set(key, true, now);
    log.warn(
      { workspace, error },
      'Slack does not list the people of a workspace: names mean contacts and members of channels',
    );
  }
}

function weightOf({ people: { length } }: Listing): number {
  return 1 + length;
}

/** An organisation lists its people by team only. */
function teamsOf({ team_id: home, enterprise_user: inside }: SlackUser): readonly string[] {
  return inside?.teams ?? (home === undefined ? [] : [home]);
}
