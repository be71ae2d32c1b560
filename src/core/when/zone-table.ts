import { morePlaces } from './zone-places.ts';

/** What zones are called that have no name of that kind in the IANA database: abbreviations, and the zone's places. */

/** An abbreviation: the places that use it, and its offset from UTC in minutes, which tells the season. */
export interface Abbreviation {
  readonly zones: readonly string[];
  /** For each zone; absent: it is used all year (`ET`). */
  readonly offsets?: readonly number[];
}

const rows = `
UTC:UTC/0 Z:UTC/0 Zulu:UTC/0 GMT:UTC/0 WET:Europe/Lisbon/0 WEST:Europe/Lisbon/60 BST:Europe/London/60
CET:Europe/Berlin/60 CEST:Europe/Berlin/120 MEZ:Europe/Berlin/60 MESZ:Europe/Berlin/120 EET:Europe/Athens/120 EEST:Europe/Athens/180
MSK:Europe/Moscow/180 TRT:Europe/Istanbul/180 ET:America/New_York EST:America/New_York/-300 EDT:America/New_York/-240
CT:America/Chicago CST:America/Chicago/-360,Asia/Shanghai/480 CDT:America/Chicago/-300
MT:America/Denver MST:America/Denver/-420 MDT:America/Denver/-360 PT:America/Los_Angeles PST:America/Los_Angeles/-480
PDT:America/Los_Angeles/-420 AKST:America/Anchorage/-540 AKDT:America/Anchorage/-480 HST:Pacific/Honolulu/-600
AST:America/Halifax/-240,Asia/Riyadh/180 ADT:America/Halifax/-180 NST:America/St_Johns/-210 NDT:America/St_Johns/-150
BRT:America/Sao_Paulo/-180 ART:America/Argentina/Buenos_Aires/-180 CLT:America/Santiago/-240 CLST:America/Santiago/-180
COT:America/Bogota/-300 PET:America/Lima/-300 IST:Asia/Kolkata/330,Europe/Dublin/60,Asia/Jerusalem/120 IDT:Asia/Jerusalem/180
PKT:Asia/Karachi/300 NPT:Asia/Kathmandu/345 BDT:Asia/Dhaka/360 ICT:Asia/Bangkok/420 WIB:Asia/Jakarta/420 SGT:Asia/Singapore/480
HKT:Asia/Hong_Kong/480 PHT:Asia/Manila/480 MYT:Asia/Kuala_Lumpur/480 AWST:Australia/Perth/480 JST:Asia/Tokyo/540 KST:Asia/Seoul/540
AET:Australia/Sydney AEST:Australia/Sydney/600 AEDT:Australia/Sydney/660 ACST:Australia/Adelaide/570 ACDT:Australia/Adelaide/630
NZT:Pacific/Auckland NZST:Pacific/Auckland/720 NZDT:Pacific/Auckland/780 SAST:Africa/Johannesburg/120 WAT:Africa/Lagos/60 CAT:Africa/Maputo/120
EAT:Africa/Nairobi/180 GST:Asia/Dubai/240 SST:Pacific/Pago_Pago/-660,Asia/Singapore/480 ECT:America/Guayaquil/-300,Europe/Berlin/60`;

export const abbreviations: ReadonlyMap<string, Abbreviation> = new Map(
  rows
    .trim()
    .split(/\s+/u)
    .map((row) => {
      const [name = '', places = ''] = row.split(':');
      const each = places.split(',').map((place) => /^(.*?)(?:\/(-?\d+))?$/u.exec(place) ?? []);
      const offsets = each.flatMap(([, , offset]) => (offset === undefined ? [] : [Number(offset)]));
      return [name.toLowerCase(), { zones: each.map(([, zone = '']) => zone), ...(offsets.length > 0 && { offsets }) }];
    }),
);

/** Places whose name is not the last part of an IANA name, and what people say in front of "time". */
const places = `
Europe/London: uk, united kingdom, great britain, britain, england, scotland, british, manchester, edinburgh, glasgow, birmingham, bristol, leeds, liverpool, oxford
Europe/Berlin: germany, german, munich, hamburg, frankfurt, cologne, stuttgart, düsseldorf, dusseldorf, leipzig, köln, münchen, central european, central europe, middle european
Europe/Paris: france, french, lyon, marseille, toulouse, nice, bordeaux
Europe/Madrid: spain, spanish, barcelona, valencia, seville
Europe/Rome: italy, italian, milan, naples, turin, florence
Europe/Zurich: switzerland, swiss, geneva, basel, bern, zürich
Europe/Vienna: austria, austrian, wien
Europe/Amsterdam: netherlands, dutch, rotterdam, the hague, eindhoven
Europe/Brussels: belgium, belgian, antwerp
Europe/Warsaw: poland, polish, krakow, kraków
Europe/Prague: czechia, czech republic
Europe/Lisbon: portugal, porto
Europe/Stockholm: sweden, swedish, gothenburg
Europe/Oslo: norway
Europe/Copenhagen: denmark, danish
Europe/Helsinki: finland, finnish
Europe/Athens: greece, greek, eastern european
Europe/Kyiv: ukraine, kiev
Europe/Dublin: ireland, irish, cork
Europe/Moscow: moscow, st petersburg
Europe/Istanbul: turkey, turkish, ankara
America/New_York: nyc, new york city, ny, eastern, us eastern, boston, washington, washington dc, dc, miami, atlanta, philadelphia, orlando, pittsburgh, baltimore, charlotte, east coast, us east coast
America/Chicago: central, us central, dallas, houston, austin, texas, minneapolis, st louis, new orleans, nashville, milwaukee, san antonio
America/Denver: mountain, us mountain, colorado, salt lake city
America/Los_Angeles: pacific, us pacific, la, san francisco, sf, seattle, san diego, san jose, california, silicon valley, las vegas, portland, west coast, us west coast, sacramento
America/Phoenix: arizona
Pacific/Honolulu: hawaii
America/Anchorage: alaska
America/Toronto: montreal, ottawa, quebec
America/Edmonton: calgary
America/Halifax: atlantic
America/Mexico_City: mexico
America/Sao_Paulo: são paulo, rio, rio de janeiro, brasilia, brasília
America/Argentina/Buenos_Aires: argentina
America/Santiago: chile
America/Bogota: colombia, bogotá
America/Lima: peru
Asia/Kolkata: india, indian, mumbai, delhi, new delhi, bangalore, bengaluru, chennai, hyderabad, pune, ahmedabad, calcutta, kolkata
Asia/Kathmandu: nepal, katmandu
Asia/Karachi: pakistan, lahore, islamabad
Asia/Dhaka: bangladesh
Asia/Shanghai: china, chinese, beijing, shenzhen, guangzhou, hangzhou
Asia/Tokyo: japan, japanese, osaka, kyoto, nagoya
Asia/Seoul: korea, south korea, korean, busan
Asia/Singapore: singaporean
Asia/Taipei: taiwan
Asia/Manila: philippines
Asia/Bangkok: thailand, thai
Asia/Ho_Chi_Minh: vietnam, saigon, hanoi
Asia/Kuala_Lumpur: malaysia
Asia/Dubai: uae, emirates, abu dhabi
Asia/Riyadh: saudi arabia, saudi, jeddah
Asia/Jerusalem: israel, tel aviv, israeli
Asia/Tehran: iran
Africa/Cairo: egypt
Africa/Johannesburg: south africa, cape town, durban, pretoria
Africa/Nairobi: kenya
Africa/Lagos: nigeria
Australia/Sydney: canberra
Australia/Brisbane: queensland
Pacific/Auckland: new zealand, nz, wellington`;

export const placeNames: ReadonlyMap<string, string> = new Map(
  `${places}\n${morePlaces.trim()}`
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [zone = '', names = ''] = line.split(': ');
      return names.split(', ').map((name) => [name, zone] as const);
    }),
);

/** Countries with more than one zone, and regions that are none: "US time" says too little. */
export const severalZones: ReadonlyMap<string, readonly string[]> = new Map([
  ['us', ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles']],
  ['usa', ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles']],
  ['american', ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles']],
  ['america', ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles']],
  ['canada', ['America/Toronto', 'America/Winnipeg', 'America/Edmonton', 'America/Vancouver']],
  ['australia', ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Adelaide', 'Australia/Perth']],
  ['australian', ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Adelaide', 'Australia/Perth']],
  ['europe', ['Europe/Berlin', 'Europe/Athens']],
  ['european', ['Europe/Berlin', 'Europe/Athens']],
  ['brazil', ['America/Sao_Paulo', 'America/Manaus']],
  ['russia', ['Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Novosibirsk', 'Asia/Vladivostok']],
  ['georgia', ['America/New_York', 'Asia/Tbilisi']],
  ['victoria', ['Australia/Melbourne', 'America/Vancouver']],
  ['newcastle', ['Europe/London', 'Australia/Sydney']],
  ['wa', ['Australia/Perth', 'America/Los_Angeles']],
  ['san juan', ['America/Puerto_Rico', 'America/Argentina/San_Juan']],
  ['tennessee', ['America/Chicago', 'America/New_York']],
  ['kentucky', ['America/New_York', 'America/Chicago']],
  ['indiana', ['America/Indiana/Indianapolis', 'America/Chicago']],
  ['kansas', ['America/Chicago', 'America/Denver']],
  ['nebraska', ['America/Chicago', 'America/Denver']],
  ['north dakota', ['America/Chicago', 'America/Denver']],
  ['south dakota', ['America/Chicago', 'America/Denver']],
  ['idaho', ['America/Boise', 'America/Los_Angeles']],
  ['mongolia', ['Asia/Ulaanbaatar', 'Asia/Hovd']],
  ['congo', ['Africa/Kinshasa', 'Africa/Lubumbashi']],
  ['indonesia', ['Asia/Jakarta', 'Asia/Makassar']],
]);
