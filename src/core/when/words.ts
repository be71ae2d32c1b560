/** English words and what they stand for. Maps: words come from people, and an object would know `constructor`. */

const weekdayNames = [
  ['mon', 'monday'],
  ['tue', 'tues', 'tuesday'],
  ['wed', 'weds', 'wednesday'],
  ['thu', 'thur', 'thurs', 'thursday'],
  ['fri', 'friday'],
  ['sat', 'saturday'],
  ['sun', 'sunday'],
];

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export const weekdays: ReadonlyMap<string, number> = new Map(
  weekdayNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/** `mondays`: said so, a meeting repeats. */
export const weekdayPlurals: ReadonlyMap<string, number> = new Map(
  [...weekdays].filter(([name]) => name.length > 4 || name === 'tues').map(([name, day]) => [`${name}s`, day]),
);

const monthNames = [
  ['jan', 'january'],
  ['feb', 'february'],
  ['mar', 'march'],
  ['apr', 'april'],
  ['may'],
  ['jun', 'june'],
  ['jul', 'july'],
  ['aug', 'august'],
  ['sep', 'sept', 'september'],
  ['oct', 'october'],
  ['nov', 'november'],
  ['dec', 'december'],
];

export const months: ReadonlyMap<string, number> = new Map(
  monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';

export const smallNumbers: ReadonlyMap<string, number> = new Map(small.split(' ').map((word, index) => [word, index]));

export const tens: ReadonlyMap<string, number> = new Map([
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['ninety', 90],
]);

const ordinalNames =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth';

export const ordinals: ReadonlyMap<string, number> = new Map([
  ...ordinalNames.split(' ').map((word, index) => [word, index + 1] as const),
  ['thirtieth', 30],
  ['last', -1],
]);

/** Words that may stand before what is asked for, and say nothing about it. */
export const smallWords: ReadonlySet<string> = new Set(
  'a an the at on in to of for with and or but by from until till til as is are be will about re regarding w via @ & + into onto that this these those it not no without except excluding minus every each'.split(
    ' ',
  ),
);
