import { placeNames, severalZones } from './zone-table.ts';

/** `new york` → America/New_York, from the last part of every name that the runtime knows. */
const cities: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone.includes('/') && !zone.startsWith('Etc/'))
    .map((zone) => [(zone.split('/').at(-1) ?? '').replaceAll('_', ' ').toLowerCase(), zone]),
);

const regions = /^(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific)$/u;

/** The zones of a place by its name in lower case; several where a country has several. */
export function zonesOfPlace(name: string): readonly string[] {
  const several = severalZones.get(name);
  if (several) return several;
  const one = placeNames.get(name) ?? cities.get(name);
  return one ? [one] : [];
}

/** The longest name of a place that begins a list of words, as a number of words. */
export const mostWordsOfPlace = 3;

/** True for what is written as an IANA name, known or not. */
export function isZoneName(text: string): boolean {
  return text.includes('/') && regions.test(text.split('/')[0] ?? '');
}

/** Places that never change their clocks, for offsets that are no whole hours. Minutes. */
const fixed: ReadonlyMap<number, string> = new Map([
  [210, 'Asia/Tehran'],
  [270, 'Asia/Kabul'],
  [330, 'Asia/Kolkata'],
  [345, 'Asia/Kathmandu'],
  [390, 'Asia/Yangon'],
  [525, 'Australia/Eucla'],
  [570, 'Australia/Darwin'],
  [-570, 'Pacific/Marquesas'],
]);

/** A zone that is always so many minutes ahead of UTC; the signs of Etc/GMT-2 are the other way round (IANA). */
export function zoneOfOffset(minutes: number): string | undefined {
  if (minutes === 0) return 'UTC';
  if (minutes % 60 !== 0) return fixed.get(minutes);
  const hours = minutes / 60;
  return hours >= -12 && hours <= 14 ? `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}` : undefined;
}
