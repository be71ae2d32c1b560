import { courtesies } from './courtesy-words.ts';
import { interjections } from './interjections.ts';
import type { Segment } from './title-clauses.ts';
import type { Tokens } from './tokens.ts';
import { weekdayPlurals, weekdays } from './words.ts';

/**
 * What a sentence does. `story`: something that happened, and cannot be what is wanted. `told`: something that is so. `feeling`
 * and `mood`: small talk. `lead`: what it goes back to. `remark`: what is added to a request.
 */
type Kind = 'story' | 'told' | 'feeling' | 'mood' | 'lead' | 'remark' | 'request';

export function kindOf({ list }: Pick<Tokens, 'list'>, [from, to]: Segment): Kind {
  const tokens = list.slice(from, to);
  if (tokens.some(({ atom }) => atom)) return 'request';
  const words = tokens.filter(({ kind }) => kind !== 'sign').map(({ lower }) => lower);
  if (isMood(words)) return 'mood';
  const whole = words.join(' ');
  while (words.length > 1 && starts.has(words[0] ?? '')) words.shift();
  const text = words.join(' ');
  if (from === 0 && leads.test(whole)) return 'lead';
  if (from > 0 && /^(?:because|cos|coz|cuz|since)(?= )/u.test(whole)) return 'lead';
  if (text === '' || asks.test(text)) return 'request';
  if (stories.test(whole) || stories.test(text)) return adjectives.test(text) ? 'feeling' : 'story';
  if (!plans.test(text) && (tells.test(whole) || tells.test(text))) return 'told';
  if (!plans.test(text) && sighs.test(text)) return 'feeling';
  return from > 0 && words.length > 1 && remarks.test(text) ? 'remark' : 'request';
}

const starts: ReadonlySet<string> = new Set([
  ...interjections,
  ...'hey hi hello so well ok okay man god sorry btw fyi oh hm hmm um er yeah yep and but anyway morning afternoon evening folks team all wow gosh honestly dude bro'.split(
    ' ',
  ),
]);

const asks =
  /\b(?:needs?|needed|want|wants|wanted|would|could|can (?:you|we|u|i)|(?:have|got) to (?:see|talk|discuss|review|look|check|go (?:over|through))|please|pls|plz|book|schedule|set|let's|lets|like|prefer|think|thinking|suggest\w*|propose\w*|hoping|planning|wondering|looking|supposed|agreed|decided|said|told|asked|invite\w*|record\w*|lobby|webinar|title|topic|subject|called|same|in mind|due|reserve|arrange|organi[sz]e|make|add|put)\b/u;

const who = '(?:(?:i|we|he|she|they|it|that|this|kids|baby|(?:my|our|the|this|that|last)(?: \\S+){1,3}?) )?';
const past =
  "was|were|wasn't|weren't|been|woke|slept|spent|survived|finished|missed|forgot|lost|came|went|ran|flew|landed|stayed|overslept|felt|took|lasted|ate|drank|drove|stood|broke|fell|crashed|moved|had|left the|come off|come back|got (?:out|up|back|in|home|stuck|off|done|here|there|lost|no|zero|hit|called|pulled|dragged|rained|cut|cancelled|canceled|moved|pushed|bumped|some|my|the|a|an)";
const stories = new RegExp(
  [
    `^${who}(?:(?:only|just|already|barely|literally|finally|still|totally|completely|nearly|almost|kinda|have|has|had|i've|we've) )*(?:${past})(?= |$)`,
    "^(?:\\S+ ){1,4}(?:was|were|wasn't|weren't|ran over|got (?:cancelled|canceled|moved|pushed|bumped))(?= |$)",
    '^(?:\\S+ ){1,4}(?:is|are|got|has been|have been) (?:cancelled|canceled|postponed|over)$',
    '^(?:only |just |still |been )*(?:up (?:since|at|until|till|all)|(?:fresh |straight )?out of|back (?:from|in|at)|stuck (?:in|at|on)|on hold|running (?:late|behind)|(?:so |really )?behind on)(?= |$)',
    '^(?:great|good|nice|lovely|fun|sorry|thanks|thx|ty|ta|thank you|cheers|congrats) (?:seeing|meeting|talking|speaking|chatting|catching up|having|working|to see|to meet|for|about|again|yesterday)(?= |$)',
  ].join('|'),
  'u',
);
/** "Lost property review": of these, one cannot tell. */
const adjectives = /^(?:lost|missed|finished|moved|crashed|felt|landed|spent|left)(?= |$)/u;
const tells = new RegExp(
  [
    "^(?:i|we|he|she|they|you|(?:i|we|he|she|they|you|it|that)['’]?(?:m|ve|re|ll|d|s)|im|ive|can't|cannot|couldn't|haven't|hasn't|didn't|won't|no one|nobody)(?= |$)",
    "^\\S+['’]s (?:back|out|off|away|on|leaving|flying|gone|visiting)(?= |$)",
    '^(?:the|our|my) (?:\\S+ ){1,3}(?:is|are|has|keeps?|meets|opens|closes|ends|leaves|lands|arrives|visits|flies|goes|comes)(?= |$)',
  ].join('|'),
  'u',
);
const sighs =
  /^(?:my|today's|today is|monday is|what an?|such an?|happy|merry|gotta love|love|hate|hope|tired|sick|exhausted|drained|swamped|buried|slammed|excited|ready for)(?= |$)/u;
/** "As discussed yesterday,", "on behalf of the dean:". */
const leads =
  /^(?:(?:as )?per (?:my|our|your)(?: \S+){1,4}|further to (?:my|our|your)(?: \S+){1,4}|following up (?:on|from)(?: \S+){1,4}|as (?:discussed|agreed|promised|mentioned|requested)(?: \S+){0,4}|on behalf of(?: \S+){1,4})$/u;
/** These tell something of the meeting. */
const plans = /\b(?:meet|meeting|starts?|begins?|every|each|daily|weekly|monthly|fortnightly|recurring|repeat\w*)\b/u;
/** True for what is added behind a name and is none of it: "no exceptions", "if poss", "cameras on please". */
export function isRemark(text: string): boolean {
  return behindNames.test(text.toLowerCase().replaceAll('’', "'"));
}

const behindNames = new RegExp(
  [
    '^(?:if|unless|assuming|provided|as long as) (?!.*\\b(?:earlier|later|sooner|before|after|otherwise|not|else|then)\\b)\\S',
    '^no (?:exceptions?|excuses|rush|hurry|worries|pressure|pre-?reads?|slides|prep|agenda|laptops|phones|cameras?|latecomers|late-?comers)(?= |$)',
    '^(?:mandatory|compulsory|optional|required)(?: for (?:all|everyone|everybody))?(?:, .*)?$',
    '^(?:cameras?|cams?|mics?|video|phones|laptops) (?:on|off|away)(?= |$)',
    "^(?:it )?(?:shan't|won't|shouldn't|should not|will not|wont) (?:be|take)(?= |$)",
    "^(?:(?:strictly |highly |keep it |privileged (?:&|and) )?(?:confidential|private)|internal only|(?:drinks|lunch|coffee|coffees|food)(?: is| are|'s)? on me)$",
    '^(?:will be |is |are )?(?:dialling|dialing|joining|calling|connecting) (?:in|remotely|by|from|late)(?= |$)|^(?:dialling|dialing|calling)$',
    '^(?:in )?person (?:plus|or|and|with) (?:dial-in|remote|online|zoom|teams|video)$|^in[ -]person(?: only)?$',
    '^(?:(?:pls|please) )?(?:be|come) (?:on time|punctual|prepared|early|there)(?= |$)',
    '^(?:in |at |from )?(?:the |our |my )?(?:\\S+ ){0,3}(?:room|boardroom|kitchen|lobby|hall|auditorium|canteen|cafeteria|building|floor|hq|lounge|studio|reception|meeting point)(?: [a-z]?\\d+[a-z]?| [a-z])?$',
    '^(?:upstairs|downstairs|online|virtual|virtually|remote|remotely|hybrid|on ?site|in the office|dial-?in(?: only)?|screen ?shar(?:e|ing)|teams link to follow|link to follow)$',
    '^(?:so|because|since|cos|coz|cuz) (?:i|we|you|they|he|she|it|the|my|our|that|there|this)(?= |$)',
    "^(?:(?:it's|its|is|a) )*(?:bit|little|very|really|quite|super|kinda|fairly|rather)? ?(?:urgent|time sensitive|important)(?: one)?$",
    '^(?:the )?first (?:one|session|of (?:them|many|several))$',
    '^instead of \\S',
    '^keep (?:it|this) \\S+$',
    '^(?:bring|prepare|wear|come with|come prepared) \\S',
    '^(?:right |just |shortly )?(?:before|after|ahead of|prior to) (?:the|our|my|your) \\S',
    '^(?:the )?same \\S+ as (?:last time|before|usual|always|last week)$',
    '^(?:at |in )?(?:the )?(?:usual|same) (?:agenda|room|place|spot|venue|link|format|drill|time|topics?|stuff|setup)$',
  ].join('|'),
  'u',
);

/** What is told behind a request that says it all. */
const remarks =
  /^(?:have an?|enjoy|see (?:you|ya|u)|forgive|excuse|ignore|bear with|nothing|no (?:rush|need|agenda|prep|slides|worries|pressure|hurry|excuses|one|cameras?|phones?|laptops?|drama)|long overdue|cameras?|bring|don't|dont|feel free|take care|stay|expect|prepare|wear|(?:snacks|drinks|food|lunch|agenda|details|slides|link|attendance|coffee) (?:is|are|to|will|provided|included|on|below|attached|optional|mandatory)|bye|talk (?:soon|then|later)|speak (?:soon|then|later)|catch you|good (?:luck|night|day)|safe travels|it'll|should|all good|hopefully|can't wait|cannot wait|looking|let me|that's|thats)(?= |$)/u;

const feelings: ReadonlySet<string> = new Set([
  ...interjections,
  ...'long busy crazy hectic wild rough tough slow rainy sunny cold hot happy merry love hate vibes blues grind amirite mood feels finally already thing'.split(
    ' ',
  ),
]);
const fillers: ReadonlySet<string> = new Set(
  'again another last weekends days made it before after over almost feeling'.split(' '),
);

/** "lol mondays", "happy friday", "last thing before the weekend": a day in a sigh is not the day. */
function isMood(words: readonly string[]): boolean {
  const isDay = (word: string) =>
    weekdays.has(word) || weekdayPlurals.has(word) || /^(?:week|weekend|day)$/u.test(word);
  return (
    words.length < 9 &&
    words.some(isDay) &&
    words.some((word) => feelings.has(word)) &&
    words.every((word) => isDay(word) || feelings.has(word) || fillers.has(word) || courtesies.has(word))
  );
}
