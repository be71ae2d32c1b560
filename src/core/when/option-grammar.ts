import type { MeetingOptions } from './draft.ts';
import {
  adverbs,
  article,
  asking,
  crowd,
  dont,
  enters,
  joinedList,
  list,
  lobby,
  must,
  nobody,
  object,
  place,
  polite,
  room,
  self,
  start,
  stays,
  subject,
  who,
} from './option-words.ts';

/** A kind of clause, and what one of it switches on or off; undefined: nothing after all. */
interface ClauseKind {
  /** Matched from the first word of a clause on, with single spaces between words and signs. */
  readonly pattern: RegExp;
  readonly switches: (clause: string) => MeetingOptions | undefined;
  /** True for things without a word that switches them: a name may begin so. */
  readonly isBare?: boolean;
}

/** One of these is said wherever an option is. */
export const heads =
  /^(?:lobby|lobbies|wait|waiting|waitingroom|knock\w*|rec|record\w*|recoding|webinars?|let|lets|admit\w*|approve|outside|nobody|noone|no|enters?|joins?|without)$/u;

const ends = '(?= |$)';
const clause = (text: string) => new RegExp(`^${start}${text}${polite}${ends}`, 'u');

function named(clause: string, on: boolean): MeetingOptions | undefined {
  const found: MeetingOptions = {
    ...(/\b(?:lobby|lobbies|wait|waiting|waitingroom|knocking)\b/u.test(clause) && { lobby: on }),
    ...(/\b(?:rec|record\w*|recoding)\b/u.test(clause) && { recording: on }),
    ...(/\bwebinar\b/u.test(clause) && { webinar: on }),
  };
  return Object.keys(found).length > 0 ? found : undefined;
}

/** Every one that is named. */
const all = (text: string, on: boolean): ClauseKind => ({
  pattern: clause(text),
  switches: (clause) => named(clause, on),
});
const one = (option: keyof MeetingOptions, text: string, on: boolean): ClauseKind => ({
  pattern: clause(text),
  switches: () => ({ [option]: on }),
});

const noNeed = `(?:(?:there is|there's|theres|we have|i have|have) )?no (?:need|reason) (?:for|of|to (?:have|use|enable|turn on|switch on|do|be|run|make|add))`;
const wantNot = `(?:(?:${subject}don't think |i dont think )?${subject}?(?:don't|dont|do not|won't|wont|will not|needn't|dun|wouldn't|doesn't|doesnt|does not|never|not)(?: (?:really|even|actually))? (?:use|enable|activate|need|want|have|set|add|require|like|bother with|put|turn on|switch on|start|keep|include|do|make|be|run|hold|need to use|want to use|need to have|want to have|need to be))`;
const off = `(?:(?:i|we) (?:don't|dont|do not) think (?:that )?(?:we|i|you|it|this|they) (?:will )?(?:needs?|wants?|should have|should use|requires?)|no more|no|without|w / o|wo|skip|disable|bypass|drop|omit|minus|sans|remove|forget|kill|deactivate|no to|not? using|(?:turn|switch|leave|keep|put|take) off|${noNeed}|${wantNot}|neither|except for|not? with|rather not have)`;
const on = `(?:with|behind|w|w /|add|enable|activate|use|include|requires?|needs?|wants?|have|get|start|arrange(?: for)?|do|make|provide|set up|organi[sz]e|(?:turn|switch|put) on|yes to|using|keep|${subject}${adverbs}${must}(?:use|enable|activate|have|turn on|switch on|add|want|need|like|prefer|require)?|(?:can|could|would) (?:you|u|we|i) ${adverbs}(?:have|get|use|add|enable|activate|turn on|switch on|do with)|(?:is it possible|possible|remember|make sure|be sure|don't forget) to (?:have|use|enable|activate|turn on|switch on|add)|make sure (?:there's|there is|we have|you have|to have)|(?:there should|there must|there needs to|should) be|would (?:like|love|prefer)|must have|(?:let's|lets|let us) (?:have|use|enable|add|get))`;
const onBehind =
  '(?:(?:is|are|should be|must be|needs? to be|has to be|have to be|will be|to be|be|stays?|set to|switched|turned|:|=) )*(?:on|yes|yep|true|enabled|active|activated|needed|required|mandatory|compulsory|necessary|essential|a must|must|wanted|requested|available|done|made)|(?:would|wd|will) be (?:great|good|nice|ideal|helpful|lovely|best|cool|appreciated|useful|perfect)|(?:is|are) (?:important|fine|good|ok|a good idea)|must have';
const offBehind = `(?:(?:is|are|should be|must be|needs? to be|has to be|have to be|will be|to be|be|stays?|set to|switched|turned|:|=) )*(?:off|no(?! (?:recording|record|lobby|waiting)(?! (?:yes|no|on|off)))|nope|false|disabled|forbidden|prohibited|unnecessary|optional no)|(?:(?:is|are|should|must|will) )*(?:not|isn't|isnt|aren't|never|shouldn't|mustn't|won't)(?: be| really| to be)* (?:on|needed|required|necessary|allowed|wanted|permitted|enabled|active|important|used|mandatory)|(?:(?:is|are) )?not|not? thanks|no need`;
const plainOne = '(?:normal|regular|ordinary|plain|standard|usual) (?:meeting|call|session)';
const sets = '(?:turn|switch|leave|keep|put|set|have|want|need|get|like)';

/** From the most special to the most general; the first that fits counts. */
export const clauses: readonly ClauseKind[] = [
  // Off: nobody waits, nobody is to record.
  one(
    'lobby',
    `${asking}?(?:${dont}|no need to|${wantNot}) ${adverbs}(?:make|let|keep|put|hold|leave|have|send|force)? ?${crowd} (?:(?:to|in|into) )?(?:have to )?(?:(?:wait|waiting|stay|sit|knock|go)(?: ${place}| outside)?|${place})`,
    false,
  ),
  one('lobby', 'no (?:waiting|knocking)', false),
  one('lobby', `${nobody} ${must}(?:wait|waits|knock|knocks|stay|stays)(?: ${place}| outside)?`, false),
  one('lobby', `(?:(?:let|have) )?${crowd} ${must}(?:skips?|bypass|bypasses) ${article}${lobby}`, false),
  one(
    'lobby',
    `(?:(?:let|have) )?${crowd} ${must}(?:not|don't|dont|do not|needn't|won't|mustn't|shouldn't) (?:(?:need|have|be) )?(?:to )?(?:wait|waiting|stay|sit|knock|go)(?: ${place})?`,
    false,
  ),
  one('lobby', `(?:(?:let|have) )?${crowd} ${must}${enters} without (?:waiting|knocking|${article}lobby)`, false),
  // On: whoever comes is let in.
  one(
    'lobby',
    `${asking}?(?:keep|put|hold|make|let|leave|have|send|place|park|route|ask|force|stick|pop) ${crowd} (?:to )?(?:(?:${stays}|all) )*(?:${place}|outside|at the door|knock)(?: first)?`,
    true,
  ),
  one(
    'lobby',
    `${crowd} ${must}${adverbs}(?:${stays} )?(?:first )?(?:${place}|knocks?(?: first| before (?:entering|joining|coming in|they (?:enter|join|come in)))?)(?: first)?`,
    true,
  ),
  one(
    'lobby',
    `${dont} ${adverbs}(?:let|admit|allow) ${crowd}(?: to join| in)? (?:before|until|till|unless|without) (?:i|i'm|i've|me|we|we're|the host|my|our|asking)(?: \\S+){0,4}`,
    true,
  ),
  one(
    'lobby',
    `(?:(?:let|admit|allow) ${crowd}(?: in)?|${crowd} ${must}(?:come|join|walk|enter|get)(?: in)?) (?:automatically|straight away|straight|directly|right away|immediately)(?: in)?`,
    false,
  ),
  one(
    'lobby',
    `(?:(?:the )?host|i|we|someone|somebody) (?:(?:will|want|wants|need|needs|must|have|has|should|like|prefer) (?:to )?)+(?:let|admit|approve) (?:${crowd}(?: in)?|who (?:joins|enters|comes in|gets in|is let in))`,
    true,
  ),
  one('lobby', `knock to (?:enter|join|come in|get in)`, true),
  one('lobby', `knock (?:first|before (?:entering|joining|coming in))`, true),
  one(
    'lobby',
    `(?:only )?(?:i'll|i will|i|we'll|we|let me|i'd like to|i want to|we want to)(?: ${must.slice(0, -1)})? ?(?:let|admit|approve) ${crowd}(?: in)?(?: (?:myself|ourselves|manually|(?:from|through|via) ${article}${room}|(?:one by one|one at a time|individually)|when \\S+(?: \\S+){0,3}))+`,
    true,
  ),
  one('lobby', `only (?:let|admit) ${crowd}(?: in)? (?:when|once|after|if) \\S+(?: \\S+){0,4}`, true),
  one(
    'lobby',
    `${nobody} ${must}${enters} (?:without (?:knocking|waiting|my|being|permission|approval)(?: \\S+){0,4}|(?:until|till|unless|before) (?:i|i'm|i've|me|we|we're|us|the host|host|being)(?: \\S+){0,4})`,
    true,
  ),
  one('lobby', `${crowd} ${must}(?:be )?(?:let in|admitted)(?: by (?:me|us|the host))?`, true),
  // Recording, as a verb.
  one('recording', `${nobody} ${must}records?(?: ${object})?`, false),
  one(
    'recording',
    `(?:under no circumstances (?:do we |should we |can we )?|(?:i|we) (?:don't|dont|do not) think (?:that )?(?:we|i|you|it|this|they) (?:should|must|needs? to|have to|has to|can) |${subject}?${must}(?:${dont}|not|no need to|no need|nobody should|shouldn't|mustn't|won't|wont|can't|needn't) ${adverbs}(?:(?:need|want|have|like|be|going|bother) )?(?:to )?|(?:there is |there's |we have |i have )?no (?:need|reason) to |not? allowed to |(?:${wantNot}) (?:to |anyone |anybody |anyone to )?)(?:record|recording|be recorded)(?: ${object}| (?:the |our )?(?:q & a|questions|discussion|chat|breakouts?))?`,
    false,
  ),
  one('recording', `(?:nothing|none of (?:it|this|them|that)|never|not) ${must}(?:be )?(?:to be )?recorded`, false),
  one(
    'recording',
    `${self} ${must}(?:not|never|isn't|shouldn't|mustn't|won't|wont|aren't|can't|cannot|needn't|doesn't need|doesn't have|does not need)(?: to)?(?: be)?(?: to be)? recorded`,
    false,
  ),
  one('recording', `${wantNot} ${object}(?: to be| being| be)? recorded`, false),
  one(
    'recording',
    `${asking}?(?:${sets}|make sure|be sure|ensure|see that|(?:let's|lets|let us) have)(?: that)? ${object} (?:(?:to be|being|be|is|are|gets?|will be) )?recorded`,
    true,
  ),
  one(
    'recording',
    `(?:(?:remind|tell|inform|warn|let) ${crowd}(?: know)?(?: that)? )?(?:if )?${self} ${must}(?:is |gets? )?(?:be |being )?(?:also )?recorded`,
    true,
  ),
  one('recording', `(?:to be|will be|must be|should be|shall be|is being) recorded`, true),
  one(
    'recording',
    `(?:would|wd|it would|that would|it'd) be (?:good|great|nice|ideal|helpful|lovely|best) (?:if|to have) (?:${who} (?:could|can) (?:have )?)?${object}(?: (?:could|can|is|was|were))?(?: be)? recorded`,
    true,
  ),
  one(
    'recording',
    `${asking}?${adverbs}record(?: ${object})? (?:and|n|&) (?:then )?(?:share|transcribe|send|upload|post|save|circulate|keep)(?: (?:it|that|this|the (?:link|recording|video)))?(?: (?:after|later|afterwards))?(?: with (?:everyone|everybody|all|the (?:team|others|rest)))?`,
    true,
  ),
  one('recording', `${asking}?${adverbs}records?(?: ${object}| am)?`, true),
  one('recording', `${asking}?${adverbs}record (?:only|just) (?:the|my|our) \\S+(?: \\S+)?`, true),
  one(
    'recording',
    `${asking}?(?:share|send|post|upload|circulate|distribute|publish|forward) (?:${crowd} |me |us )?(?:the recordings?|recordings? (?=after|with|to|later))(?: ?(?!of )\\S+(?: \\S+){0,5})?$`,
    true,
  ),
  one(
    'recording',
    `(?:the )?recording (?:(?:will|to|should|must|gets|goes|go|be|is) )*(?:to|shared|sent|posted|uploaded|kept|circulated|made|done)(?: \\S+){0,4}$`,
    true,
  ),

  one('recording', `(?:hit|press|push|click|smash) ${article}record(?: button)?`, true),
  one('recording', `(?:do|should|shall|will|can) we record(?: ${object})?`, true),
  one('recording', `(?:mind |${subject}${must}|${self} is )?recording ${object}`, true),
  one('recording', `${subject}${must}be recording(?: ${object})?`, true),
  one('recording', 'recorded', true),
  one('recording', `(?:chuck|put|stick|turn|switch|pop|leave|keep) ${article}recorder on`, true),
  // What it is.
  one(
    'webinar',
    `(?:(?:it|this|that|this one|${self}) )?(?:is not|isn't|isnt|won't be|will not be|should not be|shouldn't be|must not be|mustn't be|doesn't (?:need|have) to be|does not (?:need|have) to be|needn't be|not as|not in|not by|not via|not|don't (?:make|run|hold|do) (?:it|this)(?: as)?|do not (?:make|run|hold|do) (?:it|this)(?: as)?|it's not|its not|that's not|not to be) (?:an? )?webinar(?: (?:mode|style|format))?(?: , (?:just |only |but )+(?:an? )?${plainOne})?`,
    false,
  ),
  one(
    'webinar',
    `(?:just |only )?(?:an? )?(?:just |only )?${plainOne}(?: please)? (?:and not|not|instead of|rather than|no)(?: as)? (?:an? )?webinar`,
    false,
  ),
  one('webinar', `(?:instead of|rather than) (?:an? )?webinar`, false),
  one(
    'webinar',
    `(?:(?:make|do|run|hold|host|have|set|keep|schedule|book) (?:(?:it|this|that|this one|them) )?(?:up )?)?(?:as|by|via|through|in|over) (?:an? )?webinar(?: (?:mode|style|format|form))?`,
    true,
  ),
  one('webinar', `(?:an? )?webinar (?:instead of|rather than|and not|not) (?:an? )?(?:${plainOne}|meeting|call)`, true),
  one('webinar', `(?:convert|switch|change|turn) (?:(?:it|this|that|this one) )?(?:to|into) (?:an? )?webinar`, true),
  one('webinar', `(?:make|do) (?:it|this|that|this one|them) (?:an? )?webinars?`, true),
  one(
    'webinar',
    `(?:${self} )?(?:is|should be|must be|needs? to be|has to be|will be|to be|it's|its) (?:to be )?an? webinar`,
    true,
  ),
  // What is named, and switched in front or behind.
  all(`neither ${list}`, false),
  all(`${asking}?${off} (?:to )?${joinedList}`, false),
  all(`${asking}?${sets} ${list} off`, false),
  all(`${off} ${joinedList} (?:allowed|permitted|needed|required|necessary|wanted|for (?:this|that|it))`, false),
  all(`${list} (?:strictly |absolutely |definitely )?(?:${offBehind})`, false),
  all(`${asking}?${on} ${list} (?:${onBehind})`, true),
  all(`${asking}?${sets} ${list} on`, true),
  all(`${list} (?:${onBehind})`, true),
  withoutWebinar(`${asking}?${on} ${list}`),
  { ...withoutWebinar(list), isBare: true },
];

/** "Webinar" by itself is what a meeting is called, too. */
function withoutWebinar(text: string): ClauseKind {
  return {
    pattern: clause(text),
    switches: (clause) => (/\bwebinar\b/u.test(clause) ? undefined : named(clause, true)),
  };
}

const why =
  '(?:so|so that|because|cos|coz|cuz|bc|since|as (?:we|there|i|he|she|they|it|the|some|not|our|my|half|many|this|people)|in case|if|unless|due to|given|while|until|till|when|once|before|who|to (?:share|send|watch|show|keep|have|help|use|review))';
const free = new RegExp(
  `^(?:${why}|for|from)(?: \\S+)+?(?= (?:and|but|&|\\+) (?:please|pls|plz|let|turn|switch|enable|disable|lobby|no|don't|dont|do|record|recording|recorded|also|invite|add|use|keep|make|with|without|waiting|put|send|skip)(?: |$)|$)`,
  'u',
);
const front = new RegExp(
  `^(?:${why}(?: \\S+)+?|for (?:\\S+ ){0,3}?(?:team|others|rest|absent|absentees|members|those|people|compliance|legal|training|insurance|notes|minutes|later|future|quality|reference|everyone|anyone|folks|joiners|ppl|security|safety|privacy|externals|guests|records)(?: \\S+){0,6}?)$`,
  'u',
);

/** Why something is switched, and for whom; in front of a request, "for" may lead to what it is called. */
export function reasons(inFront: boolean): RegExp {
  return inFront ? front : free;
}

/** What tells when a meeting is, or with whom, is no reason. */
export const stopsReason =
  /(?:^| )(?:\d\S*|mon|monday|tue|tues|tuesday|wed|weds|wednesday|thu|thur|thurs|thursday|fri|friday|sat|saturday|sun|sunday|today|tomorrow|tonight|noon|midday|midnight|january|february|march|april|june|july|august|september|october|november|december|am|pm|weekly|daily|monthly|invite|call it|called|titled|(?:every|each|next|this) (?:week|day|month|fortnight|morning|afternoon|evening)|minutes|mins?|hours?)(?: |$)/u;
