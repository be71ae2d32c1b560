import { hasDay, hasTime, saysMore } from './asides.ts';
import { isPartSign } from './part-signs.ts';
import { isTelling } from './remark-clauses.ts';
import { mayMatter } from './remark-words.ts';
import type { Segment } from './title-clauses.ts';
import { type Tokens, take } from './tokens.ts';

/**
 * Takes away what is told behind a request that says its day and its time, before days and people are read in it: "partner call fri 3pm w/ @baraka.
 * they asked for it this morning", "…, lots of new snow tonite", "but not @phil cause its a surprise for him", "the vet was furious".
 */
export function takeToldBehind(tokens: Tokens, monthFirst: boolean | undefined): void {
  const { list } = tokens;
  if (list.length > mostTokens) return;
  for (let index = 1; index < list.length; index++) {
    const from = isReason(tokens, index) ? index : isPartSign(tokens, index - 1) ? index : undefined;
    if (from === undefined || list[from]?.taken) continue;
    const to = endOfPart(tokens, from);
    if (!isTold(tokens, [from, to], monthFirst)) continue;
    const request: Segment = [0, from];
    if (!hasTime(tokens, request)) continue;
    if (list[from]?.lower !== 'cause' && !hasDay(tokens, request, monthFirst)) continue;
    take(tokens, from, to, 'aside');
    index = to - 1;
  }
}

const mostTokens = 200;

/** "Cause its a surprise", but not "root cause". */
function isReason({ list }: Tokens, index: number): boolean {
  return list[index]?.lower === 'cause' && reasoned.test(list[index + 1]?.lower ?? '');
}

const reasoned =
  /^(?:i|i'm|im|ive|we|we're|were|weve|he|he's|hes|she|she's|shes|they|they're|theyre|it|it's|its|the|my|our|there|there's|theres|that's|thats|everyone|nobody|you|u)$/u;

function endOfPart(tokens: Tokens, from: number): number {
  let to = from;
  while (to < tokens.list.length && !tokens.list[to]?.taken && !(to > from && isPartSign(tokens, to))) to++;
  return to;
}

function isTold(tokens: Tokens, part: Segment, monthFirst: boolean | undefined): boolean {
  const list = tokens.list.slice(...part);
  if (list.some(({ atom }) => atom)) return false;
  const text = list
    .filter(({ kind }) => kind !== 'sign')
    .map(({ lower }) => lower)
    .join(' ');
  if (happened.test(text) && !changes.test(text))
    return !hasTime(tokens, part) && !lengths.test(text) && !mayMatter(text);
  if (weather.test(text)) return !hasTime(tokens, part) && !saysMore(tokens, part) && !wishes.test(text);
  return (
    (was.test(text) ? !changes.test(text) : text.startsWith('cause ') && isTelling(text)) &&
    !mayMatter(text) &&
    !hasTime(tokens, part) &&
    !saysMore(tokens, part) &&
    !hasDay(tokens, part, monthFirst)
  );
}

/** Somebody did something at a time that is over; "he asked for friday" would be a wish. */
const happened =
  /^(?:(?:and|but|so|because|cause|cos|coz|cuz|since|as|bc) )?(?:(?:the|my|our|his|her|their) (?:\S+ ){1,3}?|\S+ )(?:(?:have|has|had|just|already|only|finally|even|all|both) )*(?:\S{2,}ed|met|sent|got|came|went|said|told|ran|did|tried|lost|won|rang|wrote|saw|spoke|broke|fell|flew|left|found|gave|took|made|had|was|were|heard|blew|froze|burst|hit) (?:\S+ )*?(?<!(?:for|to|till|until|by|on|at|since) )(?:this morning|yesterday(?: (?:morning|afternoon|evening))?|last (?:night|week|month|year|term|\S+day)|earlier (?:today|this (?:morning|week))|overnight|(?:an?|one|two|three|few|\d+) (?:\S+ )?(?:minutes?|mins?|hours?|days?|weeks?|months?) ago|over the weekend|at the weekend|all (?:morning|afternoon|evening|day|night|week|weekend)|twice|(?:two|three|four|\d+) times)(?: (?:about it|again|already|lol|apparently))?$/u;

/** "The vet was furious": of somebody who need not come. */
const was =
  /^(?:the|my|our|his|her|their) (?:\S+ ){1,3}?(?:was|were|wasn't|wasnt|weren't|werent|had|didn't|didnt|went|got|kept|hated|loved|broke|fell|died|refused|forgot|lost)(?: |$)/u;

/** How long it is to be, perhaps. */
const lengths = /(?:minutes?|mins?|hours?|hrs?)(?! ago)(?= |$)/u;

/** What was done to a time, perhaps to this one. */
const changes =
  /(?:^| )(?:actually|instead|rather|meant|make|made|mov\w+|chang\w+|shift\w*|push\w*|swap\w*|wait|nope|prefer\w*|agreed|suggested|proposed|offered|confirmed|said|picked|chose|wanted)(?: |$)/u;

/** "Lots of new snow tonite", "heavy rain tomorrow": how it will be. */
const weather =
  /^(?:(?:there's|theres|its|it's|expect|expecting|with) )?(?:(?:lots|loads|plenty|tons|heaps|bit|chance) of (?:\S+ )?|(?:\S+ ){0,2}?)(?:snow|rain|wind|winds|sun|fog|ice|frost|hail|sleet|thunder|storms?|heat|heatwave|traffic|showers|sunshine|powder|fresh powder|black ice|floods?|flooding|drizzle)(?: (?:is|are))?(?: (?:coming|forecast|expected|due|likely|in|warning|forecasted))? (?:tonight|tonite|today|tomorrow|this (?:week|weekend|afternoon|evening|morning)|all day|overnight)$/u;

/** Weather that is what the meeting is about, or moves it. */
const wishes = /(?:^| )(?:meeting|call|review|sync|plan|planning|briefing|report|if|unless|instead)(?: |$)/u;
