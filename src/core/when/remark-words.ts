/** What people add behind the name of a meeting without a verb: where it is, what there is to eat, what to bring, good wishes. */

const where = '(?:in|at|inside|outside|near|behind|by|next to|opposite)';
const whose = "(?:the|my|our|your|his|her|their|[^ ]+'s)";
const places =
  '(?:library|office|desk|house|home|room|boardroom|kitchen|hall|auditorium|canteen|cafeteria|caf[eé]|building|floor|hq|lounge|studio|reception|gym|garden|yard|courtyard|church|chapel|mosque|temple|barn|shed|garage|lab|laboratory|theatre|theater|clinic|ward|depot|site|warehouse|dock|pub|bar|park|rooftop|roof|terrace|patio|foyer|atrium|basement|annexe?|tent|marquee|shop|store|bay|camp|cabin|trailer|field|pitch|court|pool|rink|stadium|museum|gallery|school|classroom|staffroom|entrance|venue|restaurant|diner|bakery|greenhouse|conservatory|hangar|suite|cellar|salon|bank|market|mall|plaza|beach|pier|marina|harbou?r|station|base|office|mess|tower|quad|dugout|clubhouse|bunker|stables?|paddock|place|plant|mill|vineyard|farm|hospital|hotel|town hall)';
const number = '(?: (?:\\d+[a-z]?|[a-z]))?';
const food =
  '(?:drinks?|food|lunch|breakfast|dinner|brunch|snacks?|coffees?|teas?|cakes?|pizzas?|donuts?|doughnuts?|bagels?|beers?|wine|cookies|biscuits|sandwiches|sarnies|pastries|croissants|fruit|sweets|tacos|curry|barbecue|bbq|braai|nibbles|refreshments|catering|pints?|first round|mezze|samosas|popcorn|ice cream|chocolate|scones|cuppa|chai)';
const gear =
  '(?:cameras?|cams?|mics?|microphones?|headphones|headsets?|laptops?|phones?|video|helmets?|boots|wellies|gloves|masks?|ppe|hi-?vis|hard hats?|hats?|hairnets?|safety (?:boots|glasses|shoes|vests?|goggles)|goggles|aprons?|id badges?|badges?|notebooks?|pens?|sunscreen|waterproofs|trainers|overalls)';

const added: readonly string[] = [
  // "In the library", "at base camp", "my office".
  `${where} (?:${whose} )?(?:\\S+ ){0,2}${places}${number}$`,
  `on (?:the|our) (?:\\S+ ){0,2}(?:floor|roof|rooftop|terrace|pitch|field|court|site|deck|boat|bus|ward|balcony|lawn|green)$`,
  `(?:my|our|your|his|her) (?:home )?(?:office|desk|house|place|studio|kitchen|garage|garden|yard|lab|shop|barn|flat|porch|classroom)$`,
  `the (?:\\S+ )?(?:library|canteen|cafeteria|caf[eé]|kitchen|boardroom|lounge|gym|garden|pub|auditorium|rooftop|terrace|courtyard|chapel|marquee|foyer)$`,
  `(?:room|floor|bay|gate|hall|building|dock|hangar|suite|studio|lab) \\d+[a-z]?$`,
  // "Pizza on me", "tea and cake provided".
  `(?:\\S+ ){1,3}(?:is |are |r )?on (?:me|us|the house|the firm|the company|the boss)$`,
  `(?:(?:light|some|free|hot|cold|home ?made) )*${food}(?: (?:and|&|n|or) ${food})?(?: (?:is|are|will be|r|'s))? (?:provided|included|available|served|ordered|sorted|to follow|for all|for everyone|at the end|supplied|laid on|waiting|there|as usual)$`,
  `(?:there's |theres |i'll bring |ill bring |free |there is |there will be |i have |ive got |i've got )+(?:\\S+ ){0,2}${food}$`,
  `(?:bring|byo|wear|pack|come with|come in|dress|(?:don't forget|dont forget|remember) (?:to|your|ur|the|a)) \\S`,
  `${gear} (?:on|off|away|down|closed|open|muted|ready|only|required|optional|compulsory|mandatory|a must|needed|not needed|necessary|at the ready|please|pls|plz)(?: (?:please|pls|plz|everyone|everybody|all|folks|thanks))*$`,
  // "Happy holidays", "can't wait".
  `(?:a )?(?:belated )?(?:happy|merry) (?!hour|path|customers?|clients?|valley|meals?|feet|staff|users?|birthday (?:card|party|cake|song))\\S+(?: \\S+){0,4}$`,
  `(?:good luck|best of luck|congrats|congratulations|well done|nice work|great job|well played|see (?:you|ya|u|yall|y'all)|catch (?:you|ya|u)|talk soon|safe (?:travels?|flight|trip|journey|drive)|enjoy|can't wait|cant wait|cannot wait|looking forward|(?:so|super|very|really|too) (?:excited|exciting|happy|glad|sorry|pumped|stoked|proud|tired|cool|good|keen|sad|close|nervous|grateful|fun)|excited|stoked|pumped|fun times|woo+|woop|yay|hooray|hurrah|big hugs|hugs|much love|lots of love|love (?:ya|you|u)|miss (?:you|u|ya)|stay (?:safe|warm|dry|cool|strong|tuned)|take care|get well|hang in there|god bless|bless (?:you|u)|sorry|apologies|my apologies|my bad|thanks|thank you|ty|thx|cheers|much appreciated|long overdue|about time|at last|finally|wish (?:me|us) luck|you rock|big ups|kudos|props|respect|let the games begin|here we go|fingers crossed|onwards?|go team|welcome (?:back|home|aboard))(?: \\S+){0,6}$`,
  `(?:\\S+ )?(?:mubarak|shalom|sameach)$|bon (?:voyage|app[eé]tit|courage|weekend|week-end)$`,
  // "Big one", "last push", "no biggie".
  `(?:its |it's |a |an )*(?:big|quick|short|fun|easy|important|urgent|tough|hard|long|exciting|nice|boring|small|tiny|huge|serious|sensitive|delicate|juicy|tricky) one$`,
  `no (?:biggie|big deal|drama|dramas|stress|panic|suits|ties|shoes|kids|pets|spoilers|surprises|blame|fuss|cameras?|phones?|laptops?|slides|rush)(?: \\S+){0,3}$`,
  `nothing (?:fancy|serious|scary|major|big|formal|urgent|heavy|crazy)$`,
  `(?:casual|smart casual|formal|fancy) (?:dress|attire|wear)$|fancy dress$|black tie$|dress code \\S+(?: \\S+)?$`,
  // "Ring the bell", "text me when outside".
  `(?:ring|park|text|ping|buzz|knock|mind|ignore|leave|print|shout|holler|whatsapp|dm) (?:the|your|my|our|me|us|it|them|at|in|on|out|round|around|if|when)(?= |$)`,
  `ask for \\S+ (?:at|in) \\S`,
];

const patterns = new RegExp(`^(?:${added.join('|')})`, 'u');

/** True for what tells nothing of the name. Words in lower case with straight apostrophes and without signs. */
export function isAdded(text: string): boolean {
  return patterns.test(text);
}

/** In any remark, these may be of what is wanted: who comes, how often, how it is held, what it is about. */
const telling =
  /(?:^| )(?:(?:and|but|or|not) )?(?:record\w*|lobby|waiting room|webinar|every|each|weekly|daily|monthly|fortnightly|series|sessions|\d+ of (?:us|them|you)|recurring|repeat\w*|with|w|without|invite\w*|include\w*|join\w*|attend\w*|come|coming|comes|required|earlier|later|sooner|instead|otherwise|talk|talks|discuss\w*|cover|covers|agenda|topic|title|subject|called|named|titled|regarding|re|concerning|prefer\w*|move|moved|moves|reschedul\w*|cancel\w*|postpon\w*|could (?:you|we|u|i)|can (?:you|we|u|i)|would (?:you|u)|shall we|let's|lets|should (?:be (?:there|in|on|present)|we|start|end|last|take|run|be)|must be (?:there|in|on|present)|sit in|listen in|dial\w*|host\w*|all of (?:us|them|you)|(?:everyone|everybody|all) (?:should|must|has to|needs to|is|are|welcome|invited|in)|on the (?:call|line)|(?:i|we|i'd|we'd) (?:(?:all|really|just|also|would) )*(?:want|need|wanna|gotta|have|do|hold|meet|schedule|book|plan|propose|suggest|set|like|love|hope|must) (?:to|an?|another|the|our|this|these)|we do \S+)(?= |$)|(?:^| )about (?!it|this|that|him|her|them|time)/u;

/** Why it is not at another time, and of another one. */
const unable =
  /(?:can|could)(?:n't|nt|'t|t|not) (?:do|make|manage|get here) (?:it |anything |any )?(?:earlier|later|sooner)(?= |$)|(?:the|my|our) (?:earlier|later) one(?= |$)/u;

/** True where words may say something of the meeting itself. */
export function mayMatter(text: string): boolean {
  return telling.test(text.replace(unable, ''));
}
