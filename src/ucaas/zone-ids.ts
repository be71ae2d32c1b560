import { createMemory } from '../core/memory.ts';
import type { Clock } from '../core/ports.ts';
import { canonicalZone } from '../core/zoned.ts';
import type { AccountApi } from './api.ts';
import { unless } from './own.ts';

/** How the service names time zones. */
export interface ZoneIds {
  /** The id in the data pool of the zone with this IANA name; undefined where the service does not know it. */
  find(api: AccountApi, timeZone: string): Promise<string | undefined>;
  /** False where the service names its zones, and this one is not among them; undefined where it names none. */
  knows(api: AccountApi, timeZone: string): Promise<boolean | undefined>;
}

/** The pool is the same for everybody, and read once a day. */
const milliseconds = 24 * 3_600_000;

export function createZoneIds(clock: Clock): ZoneIds {
  const pools = createMemory<ReadonlyMap<string, string>>({ milliseconds, most: 1 });
  /** Zones that the pool has under another name; without a name where it does not have them. */
  const others = createMemory<{ readonly id?: string }>({ milliseconds, most: 1_000 });
  const poolBy = async (api: AccountApi): Promise<ReadonlyMap<string, string>> => {
    const now = clock().getTime();
    const kept = pools.get('pool', now);
    if (kept) return kept;
    const pool = await read(api);
    // An empty pool is none: it is asked for again.
    if (pool.size > 0) pools.set('pool', pool, now);
    return pool;
  };
  const idIn = (pool: ReadonlyMap<string, string>, timeZone: string): string | undefined => {
    const now = clock().getTime();
    const byName = pool.get(timeZone.toLowerCase());
    if (byName !== undefined || pool.size === 0) return byName;
    const known = others.get(timeZone, now) ?? { id: underAnotherName(pool, timeZone) };
    others.set(timeZone, known, now);
    return known.id;
  };
  return {
    find: async (api, timeZone) => idIn(await poolBy(api), timeZone),
    async knows(api, timeZone) {
      const pool = await poolBy(api);
      return pool.size === 0 ? undefined : idIn(pool, timeZone) !== undefined;
    },
  };
}

/** A zone stands there once for each of its offsets. */
async function read(api: AccountApi): Promise<ReadonlyMap<string, string>> {
  const { timezones } = await unless(['refused', 'not_found', 'not_offered'], api.listTimeZones({}), () => ({
    timezones: [],
  }));
  return new Map(timezones.map(({ zone_name: name, timezone_id: id }) => [name.toLowerCase(), id]));
}

/** `Asia/Calcutta` and `Asia/Kolkata` are one zone. */
function underAnotherName(pool: ReadonlyMap<string, string>, timeZone: string): string | undefined {
  const wanted = canonicalZone(timeZone);
  if (wanted === undefined) return undefined;
  return pool.get(wanted.toLowerCase()) ?? [...pool].find(([name]) => canonicalZone(name) === wanted)?.[1];
}
