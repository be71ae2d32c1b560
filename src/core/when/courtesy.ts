import { nounsAsWell } from './title-words.ts';
import { afterAny, lowerAt, type Tokens } from './tokens.ts';

/** Words that say nothing of a meeting by themselves: pronouns, verbs that help, politeness, small talk. */
const courtesies: ReadonlySet<string> = new Set(
  [
    "i me my mine myself we us our ours ourselves you u ya ye yous y'all your yours yourself he him his she her hers it its they them their theirs this that these those there here",
    'someone somebody anyone anybody everyone everybody who what which all both either',
    'am is are was were be been being do does did have has had having will would shall should can could may might must ought need needs needed want wants wanted gonna wanna gotta let lets letz going go able get find chance lot bunch ton exactly precisely sharp looking super helpful fancy',
    "i'd i'll i'm i've we'd we'll we're we've you'd you'll you're you've it's it'd it'll he's she's they're that's that'd that'll there's what's who's let's im ive id ill",
    "can't cannot couldn't don't dont doesn't didn't won't wouldn't shouldn't isn't aren't wasn't",
    'please pls plz plzz kindly thanks thank thx ty cheers ta sorry excuse pardon apologies grateful gratefully appreciate appreciated appreciates glad happy lovely great nice good awesome perfect brilliant kind kindness obliged delighted welcome possible possibly perhaps maybe mind minding wonder wondering hope hoping hoped wish favor favour help helping assist advance',
    'quick quickly real really very much so just only also too now then actually instead well ok okay okey alright right sure yes yep yeah no nope not rush worries problem',
    'free available around busy grand lads righto cool anyway ah oh hm whatever',
    "hey hi hello hallo hiya howdy yo oi g'day gday dear greetings morning afternoon evening day folks mate mates guys buddy pal friend sir madam bot assistant meetwire",
    'a an the some any one if when whenever as and or but to for of in on at by with from about like because since up off out over again once more than else',
    'those make made missed miss um uh er erm hmm look listen know see say think thinking guess believe suppose love prefer try trying ask asking tell remind work works worked suits suit suitable fine fit fits do done suffice enough convenient confirm time slot join joining attend attending there',
  ].flatMap((words) => words.split(' ')),
);

/** Verbs that ask for a meeting, with what belongs to them. */
const verbs = [
  'put|putting|chuck|chucking|pop|popping|stick|sticking|slot|slotting|squeeze|squeezing|pencil|pencilling|throw|throwing|drop|dropping|fit|fitting|get|getting in|down',
  'set|setting up',
  'line|lining|sort|sorting|fix|fixing up|out',
  'block|blocking off|out',
  'put|putting|get|getting together',
  'hook|fix|set me|us up with?',
  'schedule|scheduling|book|booking|arrange|arranging|organise|organising|organize|organizing|create|creating|reserve|reserving|set|setup|set-up|setting|put|putting|add|adding|hold|holding|host|hosting|plan|make|making|run|do|doing|have|having|get|getting|need|find|fancy|grab|grabbing|pop|popping|chuck|chucking|stick|slot|squeeze|pencil|throw|drop|fit',
] as const;

/** Only with these in front of what is asked for, or they are nouns or part of a name. */
const articles = new Set('a an the our my another some'.split(' '));
const sure =
  /^(?:schedule|scheduling|book|booking|arrange|arranging|organise|organising|organize|organizing|create|creating)$/u;

/** Words in front of a colon that say to whom, or what kind of note it is. */
const labels = new Set(
  'system meeting event invite invitation user admin bot assistant meetwire note notes self reminder request task todo fyi urgent important question prompt instruction attention'.split(
    ' ',
  ),
);

/** Nobody is polite for longer than this. */
const mostLooked = 40;

/** Behind the last verb that asks for a meeting, if all in front of it is only politeness: "I would be grateful if you could schedule". */
export function skipCourtesy(tokens: Tokens, from: number, to: number): number | undefined {
  let behind: number | undefined;
  for (let index = from; index < to; ) {
    if (index > from + mostLooked) return behind;
    const verb = afterAny(tokens, index, verbs);
    if (verb !== undefined && verb <= to && isAsking(tokens, index, verb, from)) {
      behind = verb;
      index = verb;
    } else if (courtesies.has(lowerAt(tokens, index)) || isSign(tokens, index)) index++;
    else return behind;
  }
  return behind === undefined ? undefined : to;
}

function isAsking(tokens: Tokens, index: number, verb: number, from: number): boolean {
  const word = lowerAt(tokens, index);
  if (nounsAsWell.get(word)?.has(lowerAt(tokens, verb))) return false;
  return (
    index > from &&
    (sure.test(word) || articles.has(lowerAt(tokens, verb)) || /^(?:need|have|get|do|doing|having)$/u.test(word))
  );
}

/** Behind a colon that only politeness, or a label, stands in front of: "for myself:", "SYSTEM:", "quick one:". */
export function skipLabel(tokens: Tokens, from: number, to: number): number | undefined {
  for (let index = from; index < Math.min(to - 1, from + 8); index++) {
    const word = lowerAt(tokens, index);
    // Before a comma it has to be politeness alone: "Budget, friday 3pm".
    if (word === ':' || (word === ',' && isCourtesy(tokens, from, index)))
      return index > from && !tokens.list[index + 1]?.glued ? index + 1 : undefined;
    if (!courtesies.has(word) && !labels.has(word)) return undefined;
  }
  return undefined;
}

/** True for words that say nothing: "should do", "if possible", "many thanks in advance". */
export function isCourtesy(tokens: Tokens, from: number, to: number): boolean {
  let words = 0;
  for (let index = from; index < to; index++) {
    if (isSign(tokens, index)) continue;
    if (!courtesies.has(lowerAt(tokens, index)) && lowerAt(tokens, index) !== 'many') return false;
    words++;
  }
  return words > 0;
}

/** The end of a title without a last part that is only politeness: "budget review, if you could". */
export function withoutCourtesy(tokens: Tokens, from: number, to: number): number {
  let end = to;
  for (let index = to - 1; index > from; index--) {
    if (!/^(?:[,.;!?–—-]|\.{2,}|…)$/u.test(lowerAt(tokens, index)) || tokens.list[index + 1]?.glued) continue;
    if (index + 1 < end && !isCourtesy(tokens, index + 1, end)) return end;
    end = index;
  }
  return end;
}

function isSign(tokens: Tokens, index: number): boolean {
  return tokens.list[index]?.kind === 'sign' && !/^[([{<#@$€£%&+*/]/u.test(tokens.list[index]?.text ?? '');
}
