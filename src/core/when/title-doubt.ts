import type { Part } from './title-parts.ts';

/** Words of a sentence rather than of a name: who does what, and politeness. Case tells "US" and "IT" from "us" and "it". */
const ofSentences = new RegExp(
  `(?<![\\p{L}\\p{N}'’-])(?:${[
    "i|I|i'm|I'm|I'll|I'd|I've|i'll|i'd|i've|we|we're|we'll|we'd|you|you're|u|ya|he|she|they|him|ur|them|it|its|it's|me|(?<!^)us|your",
    "is|are|was|were|will|would|could|should|must|can|can't|don't|dont|doesn't|has|have|had|do|does|isn't",
    'please|pls|plz|kindly|thanks|thx|hope|need|needs|want|wants|invite|invited|also|that|because|participants?|attendees?|there|this|participation|availability|presence|requested|wanted|suggested|told|said|asked',
  ].join('|')})(?![\\p{L}\\p{N}'’-])|['’]s$`,
  'u',
);

/** Verbs that are left in front where nothing said that they are verbs: "register golden week recap". */
const requestFirst =
  /^(?:please|register|enter|insert|note|mark|lock|secure|confirm|fix|chuck|pop|stick|place|propose|suggest|request|allocate|assign|arrange|set|put|get|make|reserve|add) \S/iu;

/** What stands in two halves of a name, or is said by the by: "toolbox talk, no excuses". */
const clause = /[,;!?]\s+\S|\p{L}{3}[.]\s+\p{L}|:\s.*:\s/u;

/** Parts that are beside the name, or belong to it wherever they stand: links, and what has no word in it. */
const beside = /^(?:https?:\S+|webinar)$|^(?!.*\p{L}{3})/u;

/** True for words that tell something, and name nothing: "hope your week is good". */
export function isSentence(text: string): boolean {
  return ofSentences.test(text) && !/^(?:how|why) (?:to|we|i|you|they)\b/iu.test(text);
}

/** A name is not as long as this; what somebody told around a meeting is. UTF-16 units. */
const longestName = 200;

/** True for a story, in which nobody could find a name. */
export function isStory(title: string): boolean {
  return title.length > longestName && ofSentences.test(title);
}

/** More choices than this are no help. */
const mostChoices = 3;

/** What a meeting may be called where the words that are left may not be its name; empty: they are. */
export function candidates(parts: readonly Part[], title: string): readonly string[] {
  const names = parts.filter(({ text, subject }) => !subject && !beside.test(text));
  const scattered = names.length > 1;
  const [only] = parts;
  if (parts.length === 1 && only?.whole !== undefined && title !== '') return [title, only.whole];
  if (!scattered && !isSentence(title) && !requestFirst.test(title) && !clause.test(title)) return [];
  const [first = ''] = title.split(/[,;!?]\s/u);
  const choices = [...(scattered ? names.map(({ text }) => text) : [first]), title];
  return [...new Set(choices)].filter((choice) => choice !== '').slice(0, mostChoices);
}
