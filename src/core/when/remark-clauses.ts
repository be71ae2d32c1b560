/** Whether some words are a clause: somebody or something that does or is something, as it is typed in a chat. */

/** Forms that are nothing but a verb with its time; "r" and "u" are as people type them. */
const verbs =
  "is|are|was|were|am|ain't|aint|has|have|had|does|did|can|can't|cant|cannot|could|should|might|may|must|will|won't|wont|would|isn't|isnt|aren't|arent|wasn't|wasnt|weren't|werent|don't|dont|doesn't|doesnt|didn't|didnt|couldn't|couldnt|wouldn't|wouldnt|shouldn't|shouldnt|haven't|havent|hasn't|hasnt|hadn't|hadnt|keeps|kept|says|said|wants|wanted|got|gets|gave|gives|went|goes|came|comes|became|becomes|seems|felt|feels|knew|knows|thought|thinks|told|took|takes|broke|fell|flew|lost|won|bought|brought|brings|left|paid|began|begins|rang|rose|sank|saw|sees|spoke|stole|threw|wrote|hates|hated|loves|loved|likes|liked|lives|makes|made|means|meant|sounds|smells|stinks|promised|refused|insists|insisted|thanks|sends|sent|arrives|expires|belongs|depends|deserves";

const adverbs =
  'just|only|already|still|really|finally|almost|nearly|always|never|even|also|now|then|both|all|so|definitely|probably|totally|literally|kinda|sorta|sure|actually|obviously|apparently|honestly|desperately|badly|clearly|currently|def|prob|prolly';

/** Pronouns that are subjects and nothing else; whatever stands behind them is what they do. */
const subjects = new RegExp(
  `^(?:i|we|he|she|they|everyone|everybody|nobody|someone|somebody|noone|no one|you|u|y'all|yall) (?:(?:${adverbs}) )*(?!(?:and|or|vs|&|${adverbs})(?: |$))\\S`,
  'u',
);

/** "Hes nervous", "it's a surprise", "theres a tree across the loop", "were two people short". */
const contractions =
  /^(?:(?:i|you|we|they|he|she|it|that|there|here|who|what)'(?:m|s|d|re|ve|ll)|im|ive|hes|shes|its|thats|theres|heres|theyre|theyve|theyll|weve|were|youre|youve|youll|itll|thatll|ur|u're|y'all're|everyone's|everybody's|nobody's|someone's) \S/u;

/** "Wind's picking up", "the groom's allergic to nuts"; what somebody's own is, is a name: "the company's training". */
const shortened =
  /^(?:\S+ ){0,3}[^ ]{2,}'s (?:\S+ing(?:$| (?:up|down|out|off|away|on|in|over|again|back|me|us|the|a|my|it|nuts|mad|crazy|late|soon))|(?:up|down|back|out|off|over|in|on|away|gone|dead|broken|late|ill|sick|busy|nervous|allergic|not|still|been|too|so|very|really|just|only|all|a|an|the|got|lost|here|there|empty|closed|shut|ready|fine|awful|stuck|low|tight|due|missing|always|never|already|kinda|been|wrecked|knackered|furious|happy|sad|angry|worried|excited)(?: |$))/u;

/** "This one is", "it needs", "the oil temp keeps", "machine 2 is": a verb behind whatever does it. */
const nouns = new RegExp(`^(?:\\S+ ){1,6}?(?:${verbs})(?: |$)`, 'u');

/** "Core samples r back": of several. */
const textedAre =
  /^(?:\S+ ){0,4}?(?:\S{2,}s|u|ya|we|they|people|kids|folks|guys|team|crew|staff|children|women|men|both|all) r \S|^(?:\S+ ){1,3}\d+ r (?:a|an|the|so|not|too|still|\S+ing) /u;

const article = '(?:the|my|our|his|her|their|your|this|that|these|those|some|both|all|two|three|four|half|no)';
const behind =
  '(?:the|a|an|my|our|his|her|their|your|its|it|him|them|us|me|that|this|on|in|at|out|off|up|down|away|over|again|to|from|by|for|like|too|so|very|really|badly|well|early|late|fine|great|terribly|hot|cold|slow|fast|low|high|dry|weird|funny|wrong|open|shut|tight|\\S+ing|\\S+ly|if|when|because|since|till|before)';

/** "The left one runs hot", "the bride changed her mind", "the council finally replied". */
const articled = new RegExp(
  `^${article} (?:\\S+ ){1,4}?(?:(?:${adverbs}) )*(?!${article}\\b)(?:\\S{3,}ed|died|lied|used|tied|\\S{2,}[^s ]s(?= \\S)|ran|hit|quit|shut|burst|split|cut|rang|sang|slept|froze|stuck|drove)(?: ${behind}(?= |$)|$)`,
  'u',
);

/** "Funder refused it", "storm knocked out the power": what was done, with whom or what it was done to. */
const done =
  /^\S+ (?:\S+ )?\S{3,}ed (?:it|him|her|them|us|me|out|off|up|down|over|again|yet|at|on|through|that|the|my|our|to)(?: |$)/u;

/** What has a verb, and is a name all the same: "lessons we learned", "why churn is up", "what's next". */
const names =
  /^(?:how|why|what|whats|what's|who|which|where|when|whether|should|to|lessons|things|stories|mistakes|ways|training|must|can|could|would|will|do|does|is|are|have|has|get|let|let's|lets)(?: |$)/u;

/** Behind these, a reason follows. */
const reasons =
  /^(?:(?:and|but|so|as|though|although|while|plus|because|cause|'cause|cos|coz|cuz|bc|since|fyi|btw|heads up|note|nb|warning|sorry|apparently|lol|ugh|omg|honestly|tbh|ps) )+/u;

/** True for a clause with a verb and who does it. Words in lower case with straight apostrophes and without signs. */
export function isTelling(words: string): boolean {
  const text = words.replace(reasons, '');
  if (contractions.test(text) || subjects.test(text)) return true;
  if (names.test(text)) return false;
  return nouns.test(text) || shortened.test(text) || textedAre.test(text) || articled.test(text) || done.test(text);
}
