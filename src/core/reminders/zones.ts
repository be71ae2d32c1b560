import { distance } from 'fastest-levenshtein';
import { zonesOfPlace } from '../when/zone-names.ts';
import { canonicalZone } from '../zoned.ts';

/** The time zone that somebody means by an IANA name or a place; several, or those that are written nearly like it. */
export function zoneNamed(
  said: string,
): { readonly zone: string } | { readonly several: readonly string[] } | { readonly near: readonly string[] } {
  const name = said.trim().replace(/\s+/gu, ' ');
  const lower = name.toLowerCase().replace(/ time$/u, '');
  const canonical = /^(?:utc|gmt)$|\//iu.test(name) ? canonicalZone(name.replaceAll(' ', '_')) : undefined;
  if (canonical) return { zone: canonical };
  const zones = zonesOfPlace(lower);
  const [zone] = zones;
  if (zone && zones.length === 1) return { zone };
  if (zones.length > 1) return { several: zones };
  return { near: nearest(lower) };
}

/** Names of cities as one types them; those of three letters and less are too near to everything. */
function nearest(said: string): readonly string[] {
  if (said.length < 4 || said.length > 40) return [];
  const most = Math.max(1, Math.floor(said.length / 4));
  return Intl.supportedValuesOf('timeZone')
    .map((zone) => (zone.split('/').at(-1) ?? '').replaceAll('_', ' '))
    .map((city) => ({ city, far: distance(said, city.toLowerCase()) }))
    .filter(({ far }) => far <= most)
    .sort((one, other) => one.far - other.far)
    .slice(0, 3)
    .map(({ city }) => city);
}
