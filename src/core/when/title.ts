import { after, afterAny, lowerAt, type Token, type Tokens, take } from './tokens.ts';
import { smallWords } from './words.ts';

/** Words that ask for a meeting and are no part of its name; longer ones first. */
const requests = [
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
  'set|setup up?',
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
const nounsAsWell: ReadonlyMap<string, ReadonlySet<string>> = new Map(
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
    ] as const
  ).map(([verb, nouns]) => [verb, new Set(nouns.split(' '))]),
);

/** Behind these, a word that may be a noun as well is the verb. */
const verbLeads = new Set(['to', 'you', 'we', 'i', 'please', 'just', 'and', 'me', 'us']);
const sureNouns = new Set(
  'club fair keeping signing tour hire hires joiner joiners year management tracking party center centre manager b'.split(
    ' ',
  ),
);

const endings = [
  'please|pls|plz|thanks|thx|ty|cheers|ok|okay|maybe|too|also|only|me',
  'thank you',
  'on|in|to my|our|the calendar|diary|agenda|schedule',
  'with|for|at|on|to|from|and|or|in|of|by|about|the|a|an|is|will|be|w|until|re|regarding|starting|then|but|via',
];

/** What a meeting is called if it has no other name; before "about" it gives way to the subject. */
const generic =
  /^(?:(?:a|an|the|quick|short|brief|video|zoom|teams|phone|conference|online|virtual|remote|new|team|one|another|group|small|little|fast|urgent|private|regular|recurring) )*(?:meeting|mtg|call|videocall|chat|talk|conversation|discussion|appointment|event|invite|something|time|slot|conference|meet|meet-up|meetup|session|videoconference)s?$/iu;
const subjectLeads = [
  'about|regarding|concerning|re|discussing|around :?',
  'to discuss|review|talk|go|plan|decide|cover about|over|through|on?',
  'on the? topic|subject of',
];

/** Name as it was said: in quotes, behind "called", or what is left when everything else was read. */
export function readTitle(tokens: Tokens): { readonly title: string; readonly titleNamed: boolean } {
  const named = readNamed(tokens) ?? readQuote(tokens);
  return { title: named ?? remaining(tokens), titleNamed: named !== undefined };
}

function readQuote(tokens: Tokens): string | undefined {
  const atom = tokens.list.find((token) => token.atom?.kind === 'quote' && !token.taken)?.atom;
  return atom?.kind === 'quote' ? atom.text : undefined;
}

function remaining(tokens: Tokens): string {
  const parts = segments(tokens)
    .map((segment) => partOf(tokens, segment))
    .filter(({ text }) => text !== '');
  const [main, ...rest] = parts;
  if (!main) return '';
  const subject = parts.find((part, index) => part.subject && (index > 0 || parts.length === 1));
  const others = parts.filter((part) => part !== subject);
  if (subject && others.every(({ text }) => generic.test(text))) return subject.text;
  const names = parts.filter(({ text, subject: about }) => about || !generic.test(text));
  // "call … release go/no-go": the word for the kind of meeting says nothing beside a name.
  const shown = names.length > 0 && !subject ? names : rest.length > 0 ? parts : [main];
  return shown.map((part, index) => (index > 0 && part.lead ? `${part.lead} ${part.text}` : part.text)).join(' ');
}

const markers = [
  'rename|retitle it|this|the? meeting? to|as',
  'change|set the title|name|subject to',
  'called|titled|entitled|named :?',
  'title|subject|topic|name|agenda :|=|is',
  'call|name it|this',
  'with the title|name|subject :?',
];

/** `called Budget`, `title: Budget`: all of it up to what was read as something else. */
function readNamed(tokens: Tokens): string | undefined {
  for (let index = 0; index < tokens.list.length; index++) {
    const start = afterAny(tokens, index, markers);
    if (start === undefined) continue;
    let end = start;
    while (end < tokens.list.length && !tokens.list[end]?.taken) end++;
    const quote = tokens.list.slice(start, end).find(({ atom }) => atom?.kind === 'quote')?.atom;
    if (quote?.kind === 'quote') return quote.text;
    const text = trim(tokens, start, end).text;
    if (text !== '') return text;
  }
  return undefined;
}

type Segment = readonly [from: number, to: number];

function segments(tokens: Tokens): readonly Segment[] {
  const found: Segment[] = [];
  let from = 0;
  for (let index = 0; index <= tokens.list.length; index++) {
    if (index < tokens.list.length && !tokens.list[index]?.taken) continue;
    if (index > from) found.push([from, index]);
    from = index + 1;
  }
  return found;
}

interface Part {
  readonly text: string;
  /** True if it says what it is about: "about pricing". */
  readonly subject: boolean;
  /** The word that led to the subject, for a name that has one. */
  readonly lead?: string;
}

function partOf(tokens: Tokens, [from, to]: Segment): Part {
  let start = from;
  while (start < to && isPunctuation(tokens.list[start])) start++;
  const kind = colonBehindGeneric(tokens, start, to);
  if (kind !== undefined) return { ...trim(tokens, kind, to), subject: true };
  const led = afterAny(tokens, start, subjectLeads);
  if (led !== undefined && led < to) return { ...trim(tokens, led, to), subject: true, lead: lowerAt(tokens, start) };
  const asked = skipRequests(tokens, start, to);
  const behind = afterAny(tokens, asked, ['about', 'regarding']);
  if (behind !== undefined && behind < to && asked > start) return { ...trim(tokens, behind, to), subject: true };
  const inner = subjectInside(tokens, asked, to);
  if (inner !== undefined) return { ...trim(tokens, inner, to), subject: true };
  return { ...trim(tokens, asked, to), subject: false };
}

/** "Meeting: budget". */
function colonBehindGeneric(tokens: Tokens, from: number, to: number): number | undefined {
  for (let index = from + 1; index < Math.min(to - 1, from + 4); index++) {
    if (lowerAt(tokens, index) !== ':') continue;
    return generic.test(tokens.text.slice(tokens.list[from]?.start, tokens.list[index - 1]?.end))
      ? index + 1
      : undefined;
  }
  return undefined;
}

/** Behind "meeting about" and the like in one run of words. */
function subjectInside(tokens: Tokens, from: number, to: number): number | undefined {
  for (let index = from + 1; index < Math.min(to, from + 5); index++) {
    const lead = lowerAt(tokens, index);
    if (!/^(?:about|on|for|regarding|re|concerning|to)$/u.test(lead)) continue;
    const before = tokens.text.slice(tokens.list[from]?.start, tokens.list[index - 1]?.end);
    if (!generic.test(before)) return undefined;
    const next = afterAny(tokens, index, [...subjectLeads, 'on|for']);
    return next !== undefined && next < to ? next : undefined;
  }
  return undefined;
}

function skipRequests(tokens: Tokens, from: number, to: number): number {
  let index = from;
  for (;;) {
    while (index < to && isPunctuation(tokens.list[index])) index++;
    const next = afterAny(tokens, index, requests);
    if (next === undefined || next > to || index >= to) return index;
    const word = lowerAt(tokens, index);
    // Behind "I'd like to", it is the verb.
    const noun =
      nounsAsWell.get(word)?.has(lowerAt(tokens, next)) &&
      (index === from || !verbLeads.has(lowerAt(tokens, index - 1)) || sureNouns.has(lowerAt(tokens, next)));
    if (noun && next === index + 1) return index;
    index = next;
  }
}

function trim(tokens: Tokens, from: number, to: number): { readonly text: string } {
  let [start, end] = [from, to];
  while (
    start < end &&
    (isPunctuation(tokens.list[start]) || (/^(?:the|a|an|our|my)$/u.test(lowerAt(tokens, start)) && end - start > 1))
  )
    start++;
  for (let shorter = true; shorter; ) {
    shorter = false;
    while (end > start && isPunctuation(tokens.list[end - 1], true)) end--;
    for (const ending of endings) {
      for (let words = 1; words <= 3 && !shorter; words++) {
        if (
          end - words >= start &&
          !(end - words > start && tokens.list[end - words]?.glued) &&
          after(tokens, end - words, ending) === end
        )
          [end, shorter] = [end - words, true];
      }
    }
  }
  const [first, last] = [tokens.list[start], tokens.list[end - 1]];
  if (!first || !last || end <= start) return { text: '' };
  const text = tokens.list
    .slice(start, end)
    .map((token, offset) => `${offset > 0 && !token.glued ? ' ' : ''}${written(token)}`)
    .join('');
  return { text: /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text) ? text : '' };
}

function written({ text, atom }: Token): string {
  if (!atom) return text;
  return atom.kind === 'person' ? '' : atom.text;
}

function isPunctuation(token: Token | undefined, closing = false): boolean {
  if (token?.kind !== 'sign' || /^_+$/u.test(token.text)) return false;
  return (
    /^[\p{P}|=<>+~^`]$/u.test(token.text) &&
    !(closing && /^[)\]}%]$/u.test(token.text)) &&
    !(!closing && /^[([{<]$/u.test(token.text))
  );
}

/** Labels of a form that somebody wrote: `When: Thursday 2pm`. */
export function takeLabels(tokens: Tokens): void {
  for (let index = 0; index < tokens.list.length; index++) {
    const next = afterAny(tokens, index, [
      'when|where|who|date|time|day|zone|timezone|people|participants|attendees|repeat|repeats|duration|length|start|starts|invite|invitees|guests|with|what|options :',
    ]);
    if (next !== undefined && !smallWords.has(lowerAt(tokens, next - 2))) take(tokens, index, next, 'noise');
  }
}
