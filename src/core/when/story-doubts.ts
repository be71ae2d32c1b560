import { isPronoun, keyOfPerson, meant } from './pronouns.ts';
import type { Token, Tokens } from './tokens.ts';
import type { Clause } from './told-clauses.ts';
import { weekdays } from './words.ts';

const days = new Set([...weekdays.keys(), 'today', 'tomorrow']);

/** True for what can be left out without a doubt. */
export function canGo({ list }: Tokens, { segment, kind, counts }: Clause, wishes: readonly Clause[]): boolean {
  const own = list.slice(...segment);
  const isBehind = wishes.some((wish) => wish.segment[0] < segment[0]);
  // "Monday at 10 … no, let's not do monday".
  if (kind === 'refusal' && isBehind && counts && own.some(({ lower }) => days.has(lower) || /^\d/u.test(lower)))
    return false;
  const wished = wishes.flatMap((wish) => list.slice(...wish.segment));
  return own.every((token) => !keyOfPerson(token.atom) || isPossessive(list, token) || isWished(token, list, wished));
}

/** "Friday at 10 … I'm off on friday": the day of a wish on which somebody is away, as it was said. */
export function clashOf({ list }: Tokens, stories: readonly Clause[], wishes: readonly Clause[]): string | undefined {
  const wished = new Set(wishes.flatMap(({ segment }) => list.slice(...segment).map(({ lower }) => lower)));
  for (const { segment } of stories) {
    const own = list.slice(...segment).filter(({ kind }) => kind !== 'sign');
    const day = own.at(-1);
    const text = own.map(({ lower }) => lower).join(' ');
    if (day && days.has(day.lower) && wished.has(day.lower) && absent.test(text)) return day.text;
  }
  return undefined;
}

const absent =
  /(?:^| )(?:(?:i|we|he|she|they)(?:'m|'re|'s| am| are| is|'ll be| will be)|im|hes|shes)(?: \S+)? (?:away|off|out|on leave|on holiday|on vacation|unavailable|not (?:in|there|here|around))(?: all| of (?:the )?office| all day)?(?: on| this)? \S+$/u;

/** "@leo's baby arrived": it is not told of them. */
function isPossessive(list: Tokens['list'], token: Token): boolean {
  const index = list.indexOf(token);
  return /^['’]$/u.test(list[index + 1]?.text ?? '') && list[index + 2]?.lower === 's';
}

/** True for somebody whom the wish names as well, or means by a pronoun. */
function isWished({ atom }: Token, list: Tokens['list'], wished: readonly Token[]): boolean {
  const key = keyOfPerson(atom);
  return wished.some((token) => {
    if (keyOfPerson(token.atom) === key) return true;
    const index = list.indexOf(token);
    return isPronoun(list, index) && meant(list, index) === key;
  });
}
