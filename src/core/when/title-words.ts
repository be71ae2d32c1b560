import { interjections, wishes } from './interjections.ts';
import { spelled } from './spelling.ts';

/** Words that ask for a meeting and are no part of its name; longer ones first. */
export const requests = [
  interjections.join('|'),
  ...wishes,
  'ok|okay|hey|yo|hi google|alexa|siri|cortana|jarvis|computer ,?',
  'google|alexa|siri|cortana|jarvis|computer ,',
  'be? work|works|suit|suits|sound|sounds good|ok|okay|fine|alright? for|to|with',
  'as agreed|discussed|promised|usual|requested|mentioned|planned',
  'are|is you|we|everyone|it free|available|possible to?',
  'how|what about',
  'i was wondering if',
  'is there a? time|slot for?',
  'free|available for|to|at|on?',
  'would you be so kind as to',
  'would|could|can|will you please|kindly?',
  'would|could|can|shall|should|may we|i|someone please?',
  "i|we 'd like to?",
  'i|we would like|love to?',
  "i'd|we'd like|love to?",
  'i|we want|need|have to?',
  'need|want to',
  'want|wants|need|needs',
  'should|shall|must|ought to?',
  'to? see|catch me|us|you',
  'let us|me',
  "let's|lets|letz",
  'fyi|btw|lol|reckon',
  'please|pls|plz|kindly|pretty|maybe|perhaps|ok|okay|so|just',
  'but',
  'oh|ooh|ah and|also|yeah|yes|btw',
  'what do|would|d you|u|ya say|think to|about|of',
  'hey|hi|hello|hallo|yo|dear|thanks|thx|ty there|bot|team|all|meetwire?',
  'thank you',
  'por|per favor|favore',
  "s'il te|vous plait|plaît",
  'svp|bitte|danke|merci|bonjour|hola|gracias|obrigado',
  'guten tag|morgen',
  'good morning|afternoon|evening|day',
  'bot|meetwire|assistant',
  'set|setup|set-up up?',
  'chuck|pop|stick|slot|squeeze|drop|throw|lob|bung|fit|pencil in a|an|the|our|some|another',
  'run|stage|sort a|an|the|our|another',
  'on|in|into|onto|to the|my|our|your|everyone|his|her|their calendar|calendars|diary|diaries|books|schedule for|to|about?',
  'loop|rope in',
  'hook me|us up',
  'grab',
  'onwards|onward',
  'asked|asks|asking|requested|requesting for|about',
  'remind me|us to?',
  'myself|self wanting|wants|needs|needing',
  'help me|us to? set|setup|book|schedule|arrange|create|make|plan|organise|organize|find up?',
  'join|attend|joining|attending us|me? for|in|on|at?',
  'schedule|sched|shedule|scedule|schdule|reschedule|book|arrange|organise|organize|create|make|plan|add|start|host|hold|reserve|block|fix|throw|find|do|have|get|put|send|invite',
  'put|pencil in|up|out|down?',
  'line|sort up|out',
  'block off|out',
  'get|put together',
  'something|smth|sth on|in|into the|my|our|your calendar|diary|books|agenda|schedule for|to|about?',
  "i'm|im|we're|were|i|we am|are? after",
  'a|an invite|invitation for|to',
  'meet up?',
  'catch me',
  'get me',
  'me|us',
  'new meeting|call|event : ',
  'new',
  'be',
  'it',
  'a',
  'an',
  'the',
  'some',
  'time|slot for|to',
  'the? date|timeslot for|of',
  'to talk|discuss|chat|speak about|over?',
  'to',
  'for',
  'up',
  'and',
  'also',
  'then',
  'with',
  'about',
  'is',
  'there',
  'i',
  'we',
  'have',
  'talk|speak to|with',
  'or',
  'of',
  'on',
  'at',
  'in',
  'by',
  'from',
  'ping',
];

/** Verbs that are nouns as well, with what follows where they are: "book club", "new hire onboarding", "start-up". */
export const nounsAsWell: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  (
    [
      ['book', 'club review reviews launch fair reading keeping signing tour report discussion'],
      ['plan', 'review discussion b'],
      [
        'new',
        'hire hires joiner joiners year product feature features office design website business starter starters employee employees customer customers role build ideas release team member tools website york zealand',
      ],
      ['time', 'management tracking sheet off zone'],
      ['block', 'party chain'],
      ['call', 'center centre'],
      ['start', 'up'],
      ['set', 'design'],
      ['line', 'manager managers'],
      ['fix', 'list'],
      ['make', 'up'],
      ['do', 'list lists'],
      ['grab', 'bag'],
      ['to', 'do'],
      ['ping', 'pong test tests'],
      ['free', 'lunch trial trials tier speech agents agent stuff throw range period'],
      ['put', 'option options'],
      ['reserve', 'fund funds bank list requirements pricing currency'],
      ['find', 'my'],
      ['hold', 'for'],
      ['just', 'culture cause transition'],
      ['needs', 'assessment assessments analysis review'],
      ['need', 'finding'],
      ['want', 'list ads'],
      ['send', 'off'],
      ['join', 'flow page rate rates table'],
      ['host', 'family families city'],
      [
        'it',
        'helpdesk support team budget audit security onboarding infra infrastructure steering asset assets ops operations strategy roadmap policy dept department procurement inventory equipment training outage admin desk access system systems tickets upgrade migration refresh governance vendor vendors committee project projects service services hardware planning review offboarding induction setup rollout continuity',
      ],
    ] as const
  ).map(([verb, nouns]) => [verb, new Set(nouns.split(' '))]),
);

/** Behind these, a word that may be a noun as well is the verb. */
export const verbLeads = new Set(['to', 'you', 'we', 'i', 'please', 'just', 'and', 'me', 'us']);

export const sureNouns = new Set(
  'club fair keeping signing tour hire hires joiner joiners year management tracking party center centre manager b'.split(
    ' ',
  ),
);

export const endings = [
  "so|and? let us|let's|lets connect|meet|talk|speak|discuss|chat|sync|do|have|catch up? it?",
  'so|and? can|could|would|will|shall|should|may you|u|ya|we|i|someone please|pls|also? do|make|set|book|schedule|put|have|meet|say|try|find|arrange|get|go?',
  interjections.join('|'),
  ...wishes,
  'please|pls|plz|thanks|thx|ty|cheers|ok|okay|maybe|too|also|only|me',
  'thank you',
  'lah|lor|leh|hor|sia|ah|gg|ngl|tho|innit|shap|mkay|kthx|kthxbye',
  'on|in|to my|our|the calendar|diary|agenda|schedule',
  'asap|together|itself',
  'on the books',
  'happening|scheduled|planned|booked|arranged|organised|organized|sorted|going|happen',
  'take|takes|taking place',
  'as the|a? host|co-host|organizer|organiser|presenter|speaker|moderator',
  'over|via|on the? zoom|teams|skype|phone|video|webex|slack|meet|call',
  'and? then? make|keep it',
  'onto|into',
  'happens|occurs|should|shall|must|has|have|needs|could|may|might|would',
  'shall|will|should|must|to convene|meet|gather|assemble|happen|commence',
  'with|for|at|on|to|from|and|or|in|of|by|about|the|a|an|is|will|be|w|until|re|regarding|starting|then|but|via|so',
];

/** What a meeting is called if it has no other name; before "about" it gives way to the subject. */
const generic =
  /^(?:(?:a|an|the|quick|short|brief|video|zoom|teams|phone|conference|online|virtual|remote|new|team|one|another|group|small|little|fast|urgent|private|regular|recurring|usual|informal|friendly|arvo|morning|afternoon|evening|lunchtime|follow-up|followup|auld|old|wee|cheeky|proper|solid|little|long|longer|lightning|super|speedy|rapid|nice|good|decent|last-minute|impromptu|spontaneous|joint|internal|external|dedicated|separate|face-to-face|in-person) )*(?:meeting|mtg|call|videocall|bridge|bridge call|chat|talk|speak|thing|rendezvous|rendez-vous|rdv|termin|sit-down|sitdown|zoom|conversation|discussion|appointment|event|invite|something|word|quick word|time|slot|conference|meet|meet-up|meetup|session|videoconference)s?$|^(?:(?:a|an|the|quick|short|brief|little|wee|cheeky|auld|wee|fast|proper|rapid|nice|good|virtual|arvo|morning|afternoon|evening|lunchtime|regular|team) )*(?:touch base|sync up|catch up|meet up|circle back|check back|huddle|connect|reconnect|regroup|reconvene|sit down|ring|phone|(?:hop|jump|get) on(?: an?)?(?: quick| short| brief)?(?: call| zoom| video)?)(?: (?:on|again))?$/iu;

export function isGeneric(text: string): boolean {
  return generic.test(text.replace(/\p{L}+/gu, (word) => spelled(word.toLowerCase())));
}

/** Kinds of meetings that are names by themselves, and say no more than the subject where there is one: "sync about pricing". */
const kinds =
  /^(?:(?:a|an|the|quick|short|brief|little|team|weekly|daily|virtual|video|internal) )*(?:sync|sync-?up|check-?in|check in|alignment|touch-?point|huddle|catch-?up|connect|1:1|1-on-1|one on one|one-on-one)$/iu;

/** True for what gives way to a subject behind it. */
export function isKind(text: string): boolean {
  return isGeneric(text) || kinds.test(text);
}

export const subjectLeads = [
  'i|we have|got a|some|one small|quick|few? doubt|doubts|question|questions|query|queries|concern|concerns about|on|in|regarding|with',
  'about|abt|regarding|concerning|re|reg|rgd|rgdg|wrt|discuss|discussing|around :|.?',
  'w / r / t',
  'the? agenda :|=|is',
  "it's|its|it|that's|thats|that|this|call|meeting is|'s|will|be|to? be? all|just|mainly|really? about|regarding|re|concerning|on",
  'in|with regards|regard|respect|reference|relation|connection to|of|with',
  'on|in? the? matter|issue|question of',
  'for|on|with|under the topic|subject|theme of?',
  'matter|issue :',
  "we'll|i'll|we|i|let's|lets|to|gonna|wanna need|want|have|should|can|will|would|could? to? talk|discuss|cover|chat about|through|over",
  'gotta|wanna|gonna|should|must|need|needs|want|wants|have|has|ought to? talk|discuss|chat about|through|over?',
  "we'll|i'll|let's|lets talk|discuss|cover|review",
  'we|i will|can|should|could|need|want|to to? talk|discuss|cover|review',
  'for discuss|discussing|talking|speak|speaking about|over|on?',
  'to discuss|review|talk|go|plan|decide|cover about|over|through|on?',
  'on the? topic|subject of',
];

export const markers = [
  'rename|retitle it|this|the? meeting? to|as',
  'change|set the title|name|subject to',
  'called|titled|entitled|named :?',
  'title|subject|topic|name :|=|is',
  'the? title|subject|topic|name|theme will|should|would|to be',
  'meeting|event|call|session title|name|subject|topic is|:?',
  'object|objet|betreff|asunto|oggetto|onderwerp|theme|thema|purpose|summary|occasion :|=',
  'subject|topic|title|betreff|object|objet -|–',
  'call|name it|this',
  'with the title|name|subject :?',
];
