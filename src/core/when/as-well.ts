import { isAddition } from './people-change.ts';

/** Whom a line names as one more: `also @bob`, `and bob`, `with bob too`. undefined: no word of it says so. */
export function saidAsWell(said: string): string | undefined {
  if (said.length > longest) return undefined;
  const begin = beginsAsWell.exec(said)?.[0].length ?? 0;
  const rest = said.slice(begin).replace(endsAsWell, '');
  if (begin === 0 && rest.length === said.length) return undefined;
  return isAddition(rest) ?? rest.replace(/^\s*with\s+/iu, '').trim();
}

const beginsAsWell =
  /^[\s,]*(?:(?:please|yes|ok(?:ay)?|oh|then|but)[\s,]+)*(?:and|also|plus|as well as|\+|&)\s+(?:also\s+)?/iu;
const endsAsWell = /[\s,]+(?:too|also|as well)(?:[\s,]+(?:please|pls|thanks))*[\s.!?]*$/iu;

/** UTF-16 units. */
const longest = 300;
