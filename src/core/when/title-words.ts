/** Words that ask for a meeting and are no part of its name; longer ones first. */
export const requests = [
  'are|is you|we|everyone|it free|available|possible to?',
  'how|what about',
  'i was wondering if',
  'is there a? time|slot for?',
  'free|available',
  'would you be so kind as to',
  'would|could|can|will you please|kindly?',
  'would|could|can|shall|should|may we|i|someone please?',
  "i|we 'd like to?",
  'i|we would like|love to?',
  "i'd|we'd like|love to?",
  'i|we want|need|have to?',
  'need|want to',
  'want|wants|need|needs',
  'let us|me',
  "let's|lets|letz",
  'please|pls|plz|kindly|pretty|maybe|perhaps|ok|okay|so|just',
  'hey|hi|hello|hallo|yo|dear|thanks|thx|ty there|bot|team|all|meetwire?',
  'thank you',
  'good morning|afternoon|evening|day',
  'bot|meetwire|assistant',
  'set|setup|set-up up?',
  'chuck|pop|stick|slot|squeeze|drop|throw|lob|bung|fit|pencil in a|an|the|our|some|another',
  'run|stage a|an|the|our|another',
  'on|in|into|onto|to the|my|our|your|everyone|his|her|their calendar|calendars|diary|diaries|books|schedule for|to|about?',
  'loop|rope in',
  'hook me|us up',
  'grab',
  'remind me|us to?',
  'join|attend|joining|attending us|me? for|in|on|at?',
  'schedule|sched|shedule|scedule|schdule|scheduling|reschedule|book|booking|arrange|organise|organize|create|make|plan|add|start|host|hold|reserve|block|fix|throw|find|do|have|get|put|send|invite',
  'put|pencil|line|sort in|up|out|down?',
  'block off|out',
  'get|put together',
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
] as const;

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
  'please|pls|plz|thanks|thx|ty|cheers|ok|okay|maybe|too|also|only|me',
  'thank you',
  'on|in|to my|our|the calendar|diary|agenda|schedule',
  'asap|together',
  'on the books',
  'happening|scheduled|planned|booked',
  'take|takes|taking place',
  'as the|a? host|co-host|organizer|organiser|presenter|speaker|moderator',
  'over|via zoom|teams|skype|phone|video|webex|slack',
  'with|for|at|on|to|from|and|or|in|of|by|about|the|a|an|is|will|be|w|until|re|regarding|starting|then|but|via',
];

/** What a meeting is called if it has no other name; before "about" it gives way to the subject. */
export const generic =
  /^(?:(?:a|an|the|quick|short|brief|video|zoom|teams|phone|conference|online|virtual|remote|new|team|one|another|group|small|little|fast|urgent|private|regular|recurring) )*(?:meeting|mtg|call|videocall|chat|talk|speak|conversation|discussion|appointment|event|invite|something|time|slot|conference|meet|meet-up|meetup|session|videoconference)s?$/iu;

export const subjectLeads = [
  'about|regarding|concerning|re|discuss|discussing|around :?',
  'to discuss|review|talk|go|plan|decide|cover about|over|through|on?',
  'on the? topic|subject of',
];

export const markers = [
  'rename|retitle it|this|the? meeting? to|as',
  'change|set the title|name|subject to',
  'called|titled|entitled|named :?',
  'title|subject|topic|name|agenda :|=|is',
  'call|name it|this',
  'with the title|name|subject :?',
];
