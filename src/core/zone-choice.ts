import type { ChoiceOption } from './form.ts';
import { canonicalZone } from './zoned.ts';

/**
 * What zones are called now of which a runtime has the names of before: ICU never changes the first name of a zone (CLDR,
 * `common/bcp47/timezone.xml`, attribute `iana`).
 */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** The name that a zone has now, whichever of its names is given: `Asia/Calcutta` → Asia/Kolkata. What is no zone stays as it is. */
export function modernZone(name: string): string {
  const known = canonicalZone(name) ?? name;
  return renamed[known] ?? known;
}

/** All zones to choose from, by the names that they have now; `chosen` is among them even where this runtime does not list it. */
export function zoneOptions(chosen: string | undefined): readonly ChoiceOption[] {
  const listed = Intl.supportedValuesOf('timeZone').map((name) => renamed[name] ?? name);
  const zones = [...new Set([...listed, ...(chosen ? [modernZone(chosen)] : [])])]
    .filter((name) => name !== 'UTC')
    .sort();
  return [
    { value: 'UTC', label: 'UTC' },
    ...zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' '), group: zone.split('/', 1)[0] })),
  ];
}
