import { isGeneric } from './kinds.ts';
import { shortened } from './title-clauses.ts';
import type { Part } from './title-parts.ts';
import { nounsAsWell } from './title-words.ts';

/** Words of a sentence rather than of a name: who does what, and politeness. Case tells "US" and "IT" from "us" and "it". */
const ofSentences = new RegExp(
  `(?<![\\p{L}\\p{N}'’&/-])(?:${[
    "i|I|we|you|u|ya|he|she|they|who|there|that|him|ur|them|it|its|me|(?<!^)us|your|(?:[Ii]|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]hat|[Tt]here)['’](?:m|ll|d|ve|re|s)",
    '(?<=\\S )if|latest|thing going',
    "is|are|was|were|will|would|could|should|must|can|can't|won't|wont|shan't|don't|dont|doesn't|has|have|had|does|isn't|do (?:not|you|we|they|i|it|this|that|the|a|an)",
    'please|pls|plz|kindly|thanks|thx|hope|need|needs|want|wants|invite|invited|also|because|participants?|attendees?|this|participation|availability|presence|requested|wanted|suggested|told|said|says|asked',
  ].join('|')})(?![\\p{L}\\p{N}'’-])|(?<!(?:^|[^\\p{L}])(?:\\p{L}|\\p{Lu}{2,}))['’]s$`,
  'u',
);

/** Names that have such words: "training needs", "thank you cards", "know your customer". */
const ofNames = new RegExp(
  [
    '(?<=\\b(?:training|special|staffing|hiring|user|users|customer|business|resource|access|care|learning|support|space|basic|security|data|budget|housing|patient|additional) )needs?\\b',
    'needs? (?=assessments?|analysis|finding|review|list|statement)',
    'thank you (?=cards?|notes?|lunch|dinner|party|event|gifts?|calls?|letters?|breakfast|drinks|page|emails?)',
    '\\b(?:know|grow|meet|find|build|own|bring|manage|\\p{L}{3,}ing|to \\p{L}+) your (?=\\S)',
    '(?:type|phase|part|section|world|war|tier|stage|level|class|act) i\\b',
    'ask (?:me|us) anything|have your say|\\bme time\\b|(?<=living |free )will\\b|\\bwill (?=signing|execution)',
    `(?<![\\p{L}])it (?=(?:${[...(nounsAsWell.get('it') ?? [])].join('|')})(?![\\p{L}]))`,
    '(?<=\\bwhat )is (?=new\\b)|\\bwish list|(?<=must) (?:have|haves)\\b|must haves?\\b|(?<=want )list',
  ].join('|'),
  'giu',
);

/** Verbs that are left in front where nothing said that they are verbs: "register golden week recap". */
const requestFirst =
  /^(?:please|register|enter|insert|note|mark|lock|secure|confirm|fix|chuck|pop|stick|place|propose|suggest|request|allocate|assign|arrange|set|put|get|make|reserve|add) \S/iu;

/** "Put option pricing" does not ask. */
function asksFirst(title: string): boolean {
  const [verb = '', noun = ''] = title.toLowerCase().split(' ');
  return requestFirst.test(title) && !nounsAsWell.get(verb)?.has(noun);
}

/** What stands in two halves of a name, or is said by the by: "toolbox talk, no excuses". */
const clause = new RegExp(
  `[,;!?]\\s+\\S|(?<!\\b(?:${shortened}))(?<=\\p{L}{3})[.]\\s+\\p{L}|\\p{L}\\s*\\p{Extended_Pictographic}+\\ufe0f?\\s+\\p{L}|:\\s.*:\\s`,
  'u',
);

/** Parts that are beside the name, or belong to it wherever they stand: links, and what has no word in it. */
const beside = /^(?:https?:\S+|webinar)$|^(?!.*\p{L}{3})/u;

/** "How we hire", "lessons we learned". */
const clauseNames =
  /^(?:how|why|what|where|lessons|things|stories|mistakes|books|tools|ways|what's next) (?:to|we|i|you|they|(?<=what's next )for)\b/iu;

/** True for words that tell something, and name nothing: "hope your week is good". */
export function isSentence(text: string): boolean {
  return ofSentences.test(text.replaceAll(ofNames, ' ')) && !clauseNames.test(text) && !isQuestion(text);
}

/** "Why churn is up", "who owns billing": a question that is the name, and not one of who can come. */
function isQuestion(text: string): boolean {
  return (
    /^(?:how|why|who|what|which|where|what's|should we) \S+ \S/iu.test(text) &&
    !/\b(?:you|u|ya|free|available|around|works?|suits?|time|attending|coming|good|please|pls|can|could|would|need|says?|said|about|if|does|did|sounds?)\b/iu.test(
      text,
    )
  );
}

/** A name is not as long as this; what somebody told around a meeting is. UTF-16 units. */
const longestName = 200;

/** True for a story, in which nobody could find a name. */
export function isStory(title: string): boolean {
  return title.length > longestName && ofSentences.test(title);
}

/** Hardly any name has more words than this; what somebody told has. */
const mostWords = 10;

/** More choices than this are no help. */
const mostChoices = 3;

/** What a meeting may be called where the words that are left may not be its name; empty: they are. */
export function candidates(parts: readonly Part[], title: string, wordNumber: boolean): readonly string[] {
  const names = parts.filter(
    ({ text, subject, lead }, index) => !subject && !(index > 0 && lead) && !beside.test(text),
  );
  const scattered =
    names.length > 1 || parts.filter(({ text, lead }, index) => !beside.test(text) && !(index > 0 && lead)).length > 1;
  const [only] = parts;
  // "10.30am 4 pricing".
  if (/^[24] \p{L}/u.test(title) && wordNumber) return [title.slice(2), title];
  if (parts.length === 1 && only?.whole !== undefined && title !== '') return [title, only.whole];
  // "Re: § 1031 exchange, matter no. 20443": said to be what it is about, to the end.
  const about = parts.length === 1 && only?.subject === true && !/[!?;.]\s/u.test(title);
  // "Inception meeting, Turkana water project": two short halves of one name.
  const halves = title.split(', ');
  const twofold =
    parts.length === 1 &&
    halves.length === 2 &&
    halves.every((half) => /\p{L}{3}/u.test(half) && half.split(' ').length < 5) &&
    !isGeneric(halves[0] ?? '') &&
    !/[;!?.]|\b(?:only|free|busy|away|off|out|back|again|works?|ok|fine|not?|yes|bring|still|just|really|here|there)\b/iu.test(
      title,
    );
  const long = title.split(' ').length > mostWords;
  if (!scattered && !long && !isSentence(title) && !asksFirst(title) && (about || twofold || !clause.test(title)))
    return [];
  const [first = ''] = title.split(/[,;!?]\s/u);
  const choices = [...(scattered ? names.map(({ text }) => text) : [first]), title];
  return [...new Set(choices)].filter((choice) => choice !== '').slice(0, mostChoices);
}
