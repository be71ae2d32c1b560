import type { Clock, Log } from '../core/ports.ts';
import { UcaasError } from './errors.ts';
import { unknownPath } from './interpret.ts';
import { type RouteOverrides, spellingsOf, type Way } from './overrides.ts';
import { featureOf, type Route, type RouteName, routes } from './routes/index.ts';

/** A route that the service does not have is asked for again after this time. */
const missingForMilliseconds = 10 * 60_000;

/** What the calls so far have shown of a route. */
export interface KnownRoute {
  /** Its spellings, the one to try first in front. */
  ways: readonly Way[];
  /** The first of them is the one that the service knows. */
  sure: boolean;
  worked: boolean;
  /** Milliseconds. */
  missingSince?: number;
  /** What the first call named that was answered as if there were no such route. */
  missedBy?: string;
}

/** Remembers, for as long as the process lives, how the service spells its routes and which of them it does not have. */
export type KnownRoutes = ReturnType<typeof createKnownRoutes>;

export function createKnownRoutes(deps: { overrides?: RouteOverrides; clock: Clock; log: Log }) {
  const all = new Map<string, KnownRoute>();
  return {
    /** Throws `not_offered` for a route that is known not to be there. */
    of(route: Route): KnownRoute {
      let known = all.get(route.name);
      if (!known) {
        known = { ways: spellingsOf(route, deps.overrides?.[route.name as RouteName]), sure: false, worked: false };
        all.set(route.name, known);
      }
      const since = known.missingSince;
      if (since !== undefined && deps.clock().getTime() - since < missingForMilliseconds) {
        throw new UcaasError('not_offered', route.name, { feature: featureOf(route) });
      }
      return known;
    },

    /** The features of routes that are known not to be there, each once. */
    missing(): readonly string[] {
      const now = deps.clock().getTime();
      const gone = [...all].filter(
        ([, { missingSince }]) => missingSince !== undefined && now - missingSince < missingForMilliseconds,
      );
      return [...new Set(gone.flatMap(([name]) => featureOf(routes[name as RouteName]) ?? []))];
    },

    /** Notes that a call failed, in all spellings, that named this. */
    failed(route: Route, known: KnownRoute, error: unknown, named: () => string | undefined): void {
      if (!isMissing(known, error, named)) return;
      known.missingSince = deps.clock().getTime();
      deps.log.warn({ route: route.name }, 'the service does not have this route');
    },
  };
}

/** A gateway may say of a thing what it says of a route: where one was named, it has to be said of two of them. */
function isMissing(known: KnownRoute, error: unknown, named: () => string | undefined): boolean {
  if (!(error instanceof UcaasError) || error.kind !== 'not_offered' || unknownPath(error) !== 'bare') return false;
  const what = named();
  if (what === undefined) return true;
  known.missedBy ??= what;
  return known.missedBy !== what && !known.worked;
}

/** Calls a route in the spelling that the service knows, and tries them one after the other where that is not known yet. */
export async function bySpelling<Answer>(known: KnownRoute, call: (way: Way) => Promise<Answer>): Promise<Answer> {
  let bare: unknown;
  let refusal: unknown;
  let refusedBy: Way | undefined;
  const { sure } = known;
  for (const way of known.ways) {
    try {
      const answer = await call(way);
      known.worked = true;
      if (!known.sure) learn(known, way);
      return answer;
    } catch (error) {
      const unknown = unknownPath(error);
      if (unknown === 'bare') {
        if (known.ways[0] === way) known.sure = false;
        bare ??= error;
        continue;
      }
      const ofApi = error instanceof UcaasError && error.result !== undefined;
      if (ofApi && bare) learn(known, way);
      if (unknown === undefined || sure || bare) throw error;
      refusal ??= error;
      refusedBy ??= way;
    }
  }
  // Where the API itself refuses one spelling, and only its gateway knows of the other, the first one is right.
  if (refusedBy && bare) learn(known, refusedBy);
  throw refusal ?? bare;
}

function learn(known: KnownRoute, way: Way): void {
  if (known.ways[0] !== way) known.ways = [way, ...known.ways.filter((other) => other !== way)];
  known.sure = true;
}
