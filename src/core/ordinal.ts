const rules = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  ...{ zero: 'th', one: 'st', two: 'nd', few: 'rd', many: 'th', other: 'th' },
};

/** What stands behind a number that says which one: `4th`, `22nd`. */
export function ordinalEnding(place: number): string {
  return endings[rules.select(place)];
}
