/** What options are called and how people ask for them, as the pieces of patterns over single-spaced words. */

// What is switched.
export const article = '(?:(?:a|an|the|any|our|that|automatic|auto|video|audio|cloud|full|virtual|zoom) (?:- )?)*';
export const room = '(?:wait(?:ing)? (?:- )?(?:room|area)|waitingroom|lobby|lobbies)';
export const lobby = `(?:${room}(?: (?:feature|function|mode|option|thing|setting))?|knocking)`;
const meeting = '(?:call|meeting|session|event|webinar|thing|one|lot|series|training|talk|demo|interview|presentation)';
export const object = `(?:it all|it|this ${meeting}|that ${meeting}|this|that|them all|them|these|those|us|all of (?:it|them|these)|all ${meeting}s|all|both|everything|every time|(?:each|every) (?:single )?${meeting}|each|any of (?:it|them|these)|anything|(?:the )?(?:first|second|last) (?:half|part|bit)|(?:only |just )?(?:the )?(?:audio|video|screen)(?: only)?|(?:the|our) (?:(?:whole|entire|full) )?(?:call|meeting|session|event|webinar|thing|one|lot|series)s?|(?:the|our) (?:whole|entire|full) ${meeting})`;
const recording = `(?:(?:recordings?|recoding|rec)(?: of ${object})?)`;
const thing = `${article}(?:${lobby}|${recording}|webinar(?: mode)?)`;
const joined = '(?:and|or|nor|n|&|\\+|/|plus|and also|as well as)';
export const joinedList = `(?:(?:both|either) )?${thing}(?: ${joined} ${thing})*`;
export const list = `(?:(?:both|either) )?${thing}(?:(?: ${joined})? ${thing})*`;

// Who does it, and how it is asked for.
export const start =
  '(?:(?:and|but|also|so|then|plus|oh|ok|okay|btw|yes|yeah|just|please|pls|plz|kindly|abeg|&|\\+|do|lol|that|maybe|heads up|fyi|strictly|absolutely|please note|pls note|note|reminder) )*';
export const adverbs =
  '(?:(?:please|pls|plz|also|just|then|probably|definitely|really|kindly|all|always|both|maybe|even) )*';
export const who = '(?:i|we|you|u|someone|somebody|they|one)';
export const self = `(?:it|this one|this|that|they|these|those|everything|all of (?:it|them)|all|(?:each|every) (?:one|${meeting})|(?:the |this |our )?(?:whole )?${meeting}s?)`;
export const dont = "(?:don't|dont|do not|dun|never|please no|let's not|lets not|let us not)";
export const polite = `(?: (?:please|pls|plz|thanks|thx|ty|cheers|too|as well|also|ok|okay|k|yeah|yes|yep|ya|yah|lah|la|ah|lor|leh|hor|na|po|bitte|can|can or not|or not|right|mate|bro|sis|sir|madam|ji|eh|innit|then|both|again|anyway|this time|for this(?: one| time)?|for (?:me|us)|for now|for all(?: of (?:it|them|these))?|only|for sure|definitely|always|automatically|from the (?:start|beginning)|if possible|if (?:you|u) can|after|afterwards?|later|(?:to|in|on) the cloud|locally|beforehand|under any circumstances|at all|(?:as )?per (?:company |our |the )?policy|as usual|strictly|guys|everyone|all))*`;

// "They'll have to", "must", "should all".
export const must =
  "(?:(?:should|must|shall|will|would|can|could|may|might|need|needs|have|has|got|gotta|want|wants|is|are|'ll|am|going|gonna|supposed|ought|like|prefer|be able|better)(?: to)? )*";
export const subject = `(?:(?:i'll|we'll|you'll|i'd|we'd|i'm|we're|im|${who}) )`;
export const asking = `(?:(?:can|could|would|will) (?:you|u|we|i|someone|somebody) |(?:would|wd|will|it would|it'd|that would|might) be (?:good|great|nice|ideal|best|better|helpful|useful|cool|lovely) to |(?:let's|lets|let us) |(?:is it possible|remember|be sure|make sure|ensure|important|better) (?:to |that |${subject})?|(?:don't|dont|do not|never) forget (?:to )?|(?:would you |do you |you )?mind |do the needful and |${subject}?${must})`;

// Where people wait, and who they are.
export const crowd =
  '(?:(?:all|any|the|our|other|every|each|most) )*(?:guests?|every ?one|everybody|any ?one|anybody|people|persons?|folks?|ppl|peeps|visitors?|patients?|parents?|candidates?|applicants?|clients?|customers?|attendees?|participants?|externals?|outsiders?|others|them|they|him|her|those|suppliers?|vendors?|students?|joiners?|latecomers|rest|external (?:people|guests|folks|participants))';
export const nobody = '(?:nobody|no ?one|none of them)';
export const place = `(?:(?:in|into|to|through|thru|via|inside|from|by|at) )?${article}${room}`;
export const stays =
  '(?:be held|be kept|be put|be sent|be placed|be parked|be made to wait|are held|are kept|wait|waits|waiting|stay|stays|sit|sits|remain|remains|go|goes|come|comes|start|starts|enter|enters|join|joins|pass|passes|land|lands|queue|queues|get|gets|be|are|is)';
export const enters =
  '(?:come|comes|get|gets|getting|walk|walks|enter|enters|join|joins|be let|is let|gets? let|go|goes|is|are|be|allowed|pop|pops|wander|wanders|barge|barges)(?: straight| right| directly)?(?: in(?:to it)?)?';
