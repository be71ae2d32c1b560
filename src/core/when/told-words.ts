/** What words of a clause tell of what it does. All of them are looked for in its words alone, in lower case, with one space between them. */

/** What goes back to something, and what is only polite. */
export const leads =
  /^(?:(?:so|and|but) )*(?:as (?:(?:i|we|you|he|she|they) (?:\S+ly )?)?(?:said|discussed|agreed|promised|mentioned|requested|announced|planned)|sorry|apologies)(?: |$)|^\S+(?: \S+)? permitting$/u;

/** Words of somebody who puts something right. */
export const corrections =
  /(?:^| )(?:actually|instead|scrap|correction|meant|i mean|(?:make|made|move|moved|changed|changing) (?:it|that|this)|change (?:it|that)|oh wait|no wait|second thoughts?)(?: |$)/u;

/** What nobody wants. */
export const refusals =
  /^(?:(?:and|but|so|then|please|pls|just|really) )*(?:(?:don't|dont|do not|let's not|lets not|never|nothing|forget|ignore|no point|not then|not later|not earlier|not (?:a|one) \S+ (?:more|longer|later))(?: |$)|(?:i'd|i would|we'd|we would) (?:really )?rather (?:not|leave|skip|avoid|keep|spare)(?: |$))/u;

/** Words of somebody who has not made up their mind. */
export const doubts =
  /(?:^| )(?:or (?:was|is|were) (?:it|that)|(?:not|haven't|hasn't|nobody has) (?:yet )?(?:decided|sure|certain)|unsure|undecided|no idea|don't (?:know|mind|care)|whichever|either way|up to you)(?: |$)/u;

/** Words of somebody who asks for something. */
export const asks = new RegExp(
  [
    "(?:^| )(?:let's|lets|please|pls|plz|thinking|suggest|propose|hoping|wondering|invite|invites|book|schedule|arrange|organi[sz]e|reserve|set up|pencil|title|subject|called|asking for|wanting|looking (?:to|for)|trying to|aiming)(?: |$)",
    '(?:^| )(?:can|could|would|may|shall|should|might|will) (?:you|we|i|u)(?: |$)',
    "(?:^| )(?:i|we)(?:'d| would|'ll| will)(?: \\S+)? (?:like|love|prefer|suggest|appreciate|want|need|take|say|go|do|have|be happy)(?: |$)",
    '(?<!(?:^| )(?:and|or|but) )(?<!\\S)(?:needs?|wants?) (?!to (?!meet|talk|see (?:you|him|her|them)|discuss|review|have|do|schedule|book|plan|set|sync|speak|go|run|hold|get))',
    "(?:^| )(?:we|we'll|we'd) (?:should|could|can|must|have to|will|do|meet|shall|hold|start)(?: |$)",
    '^(?:(?:and|but|so|then|just) )*(?:put|plan|make|add|create|give (?:me|us)|find|get|squeeze|block|include|call|name|set|take|have|do|meet|try|use|keep|tell)(?: |$)',
    "(?:^| )(?:should|must|has to|have to|needs to|shall|ought to|'ll|will|'d) (?:be|go|start|begin|happen|take place|run|last|take) (?:on|at|from|for|in|about|held|around|after|before|every|\\d|half|an? )",
    "(?:^| )(?:we're|we are|i'm|i am) (?:meeting|doing|having|holding|running|planning)(?: |$)",
    '(?:^| )(?:goes|is set|is planned|is scheduled|is due) (?:on|for|at|in)(?: |$)',
  ].join('|'),
  'u',
);

const time = '(?:the |this |next )?(?:\\d|today|tonight|tomorrow|noon|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)';

/** Of a time that may be meant, somebody says that it was said, or that it is good. */
export const offers = new RegExp(
  [
    `(?:^| )(?:(?:said|says|agreed|decided|settled|chose|picked|offered|suggested|proposed|asked)(?: on| for| at)?|booked|confirmed|fixed|scheduled) ${time}(?: |$)`,
    `(?:^| )(?:can|could)(?: \\S+)? (?:do|make)(?: it)?(?: on| at)? ${time}`,
    '(?:^| )(?:free|available|gap|slot|window|opening|around (?=on|at|from|until|all)|(?:works?|suits?|fits?)(?: (?:for|best|better|fine|well|me|us|him|her|them|everyone|too|as well)|$)|prefers?|(?:fine|ok|okay|good|happy|cool|flexible) (?=with|for|on|at)|best|better|easier|safer|possible)(?: |$)',
  ].join('|'),
  'u',
);

/** "Friday is fine too": said of a day, it may be meant. */
export const approves =
  /(?:^| )(?:fine|ok|okay|good|great|perfect|doable|open|empty|too|either|an option|on|it)(?: |$)/u;

/** "We only have 40 minutes", "we are three": how long it is to be, and of how many. */
export const lengths =
  /(?:^| )(?:(?:have|has|got|allow|takes?|lasts?|said|told|asked for|suggested|proposed|booked|reserved|wanted)(?: \S+){1,3} (?:minutes?|mins?|hours?|hrs?)|(?:we|we're|there) (?:are |will be )?(?:\d+|two|three|four|five|six|seven|eight) (?!(?:hours?|days?|weeks?|minutes?|months?|years?) )|(?:we|we're) (?:are )?(?:two|three|four|five|six)$)(?: |$)/u;

/** What meetings are called, and what is chosen for them. */
export const meetings =
  /^(?:meeting|call|review|sync|session|workshop|stand-?up|huddle|interview|demo|retro|retrospective|kick-?off|webinar|training|planning|briefing|debrief|catch-?up|check-?in|handover|one|day|slot|time|date|option|choice)s?$/u;

/** How long something is. */
export const spans = /^(?:hours?|minutes?|mins?|hrs?)$/u;

/** Somebody with a title is named. */
export const titles = /(?:^| )(?:mr|mrs|ms|dr|prof)(?: |$)/u;

/** Who comes. */
export const invited = /(?:^| )(?:attendees|participants|invitees|guests|invited|those who come)(?: |$)/u;
export const attends =
  /(?:^| )(?:joins?|joining|attends?|attending|come|comes|coming|be there|there too|sit in|dial|dials|dialling|dialing)(?: |$)/u;

/** In the past, of what may yet be. */
export const weighs =
  /^(?:wanted|said|told|agreed|asked|suggested|proposed|picked|chose|planned|hoped|thought|meant|promised|offered|booked)$/u;
