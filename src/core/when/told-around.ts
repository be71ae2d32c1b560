import { isRemark } from './aside-kinds.ts';
import { mayCorrect, namesDay } from './corrections.ts';
import { bodies, kindWords } from './group-words.ts';
import { isGeneric } from './kinds.ts';
import type { Reading } from './read.ts';
import { sentences } from './sentences.ts';
import type { Segment } from './title-clauses.ts';
import { isSentence } from './title-doubt.ts';
import { type Tokens, take } from './tokens.ts';
import { smallNumbers } from './words.ts';

/** More than this is not taken apart: each part is read once by itself. */
const mostSentences = 12;
const mostTokens = 300;

/** Reads a part of a sentence by itself, and takes nothing away from it. */
export type ReadPart = (part: Segment) => Reading;

/**
 * Takes away whole sentences, and clauses that lead up to the request, where the request by itself says what, on which day and at what time:
 * "Legal signed off this morning. Lease review tomorrow 10:30", "as a favour to Tom, menu tasting friday 9am". Only what
 * says nothing of who comes, how long it takes, how often it is or how it is held.
 */
export function takeToldAround(tokens: Tokens, readPart: ReadPart): void {
  if (tokens.list.length > mostTokens) return;
  const all = sentences(tokens);
  if (all.length > mostSentences) return;
  const requests = all.filter((one) => mayHaveTime(tokens, one));
  // To read a part costs as much as to read all.
  if (
    all.length < 2 &&
    !requests.some((one) => leadsOf(tokens, one).some((end) => soundsTold(tokens, [one[0], end], 'lead')))
  )
    return;
  const readings = new Map(requests.map((one) => [one, readPart(one)]));
  const [request, ...others] = requests.filter((one) => hasClock(readings.get(one)));
  if (!request || others.length > 0) return;
  const main = withoutLead(tokens, request, readPart);
  const reading = main === request ? readings.get(request) : readPart(main);
  if (!reading || !(isWhole(reading) || (main !== request && isWithSomebody(reading)))) return;
  // What leads up to a request without a name is none.
  take(tokens, request[0], main[0], isWhole(reading) ? 'aside' : 'noise');
  for (const one of all) {
    const position = one[0] < request[0] ? 'before' : 'behind';
    if (
      one !== request &&
      soundsTold(tokens, one, position) &&
      saysNothing(tokens, one, readings.get(one) ?? readPart(one))
    )
      take(tokens, ...one, 'aside');
  }
}

/** A number, or a word for a time of day. */
function mayHaveTime({ list }: Tokens, [from, to]: Segment): boolean {
  return list
    .slice(from, to)
    .some(({ kind, lower }) => kind === 'number' || timeWords.test(lower) || smallNumbers.has(lower));
}

const timeWords = /^(?:noon|midday|midnight|half|quarter|o'clock|oclock)$/u;

function hasClock(reading: Reading | undefined): boolean {
  return (
    reading?.clocks.some(({ start, end }) => end !== undefined || (start && start.form !== 'vague' && !start.weak)) ===
    true
  );
}

/** True where a name, a day and a time were said, and nothing is open about the name. */
function isWhole({ title, titles, days, recurrences, clocks }: Reading): boolean {
  const named = title !== '' && !isGeneric(title) && titles.length === 0 && !isSentence(title);
  return named && clocks.length > 0 && (days.length > 0 || recurrences.length > 0);
}

/** "(The report is due monday, so) meet @ann friday 11:00": with whom, on which day and at what time. */
function isWithSomebody({ title, titles, people, days, clocks }: Reading): boolean {
  const open = titles.length > 0 || people.unclear.length > 0 || isSentence(title);
  return !open && people.people.length > 0 && clocks.length > 0 && days.length > 0;
}

/** True for a clause that ends with ", so" or ", but": what counts stands behind it. */
function isTurned({ list }: Tokens, [from, to]: Segment): boolean {
  return to - from > 3 && /^(?:but|so)$/u.test(list[to - 1]?.lower ?? '') && list[to - 2]?.text === ',';
}

/** The request without the clauses in front of it that only lead up to it. */
function withoutLead(tokens: Tokens, request: Segment, readPart: ReadPart): Segment {
  const [from, to] = request;
  let main = request;
  for (const end of leadsOf(tokens, request)) {
    // "I'd rather not but the auditors insist: …": a colon ends all that stands before it.
    const lead: Segment = [tokens.list[end - 1]?.text === ':' ? from : main[0], end];
    if (!soundsTold(tokens, lead, 'lead')) continue;
    const about = readPart(lead);
    const turned = isTurned(tokens, lead);
    // "Standup is monday 9:40, but retro is tuesday 10:00" are two.
    if (hasClock(about) && !(turned && tokens.list[end - 1]?.lower === 'so')) break;
    const rest = readPart([end, to]);
    const isFull = isWhole(rest) || (turned && isWithSomebody(rest));
    if (saysNothing(tokens, lead, about, turned) && isFull && hasClock(rest)) main = [end, to];
  }
  return main[0] === from ? request : main;
}

/** Where clauses end that may only lead up to the rest: at commas and the like, and behind “but”. */
function leadsOf({ list }: Tokens, [from, to]: Segment): readonly number[] {
  const ends: number[] = [];
  for (let index = from + 1; index < to - 2; index++) {
    const [token, behind] = [list[index], list[index + 1]];
    if (token?.taken || behind?.glued) continue;
    const turns = /^(?:but|so)$/u;
    const sign = /^[,:;–—-]$/u.test(token?.text ?? '') && !turns.test(behind?.lower ?? '');
    if (sign || turns.test(token?.lower ?? '')) ends.push(index + 1);
  }
  return ends;
}

/** Before the request, behind it, or within it and in front of what it is about. */
type Position = 'before' | 'behind' | 'lead';

/** True for words that look like something that is told, and name nobody. */
function soundsTold(tokens: Tokens, [from, to]: Segment, position: Position): boolean {
  const list = tokens.list.slice(from, to);
  const words = list.flatMap(({ kind, lower }) => (kind === 'sign' ? [] : [lower]));
  if (words.length < 2 || list.some(({ atom }) => atom)) return false;
  const text = words.join(' ');
  if (shifts.test(text) || namesSome(tokens, [from, to])) return false;
  // Whatever stands behind a request that says it all is none of its name; a crowd may be who comes.
  if (position === 'behind') return words.length > 5 || !words.some((word) => kindWords.has(word) || bodies.has(word));
  if (asks.test(text)) return false;
  const last = list.at(-1);
  // "Winter is coming: heating plan" is one name, "another thing: let's do …" is none.
  if (last?.text === ':')
    return leads.test(text) || turns.test(tokens.list[to]?.lower ?? '') || (words.length > 4 && speaks.test(text));
  if (isTurned(tokens, [from, to]) || clauses.test(text) || isRemark(text)) return true;
  return position === 'lead' ? leads.test(text) : words.length > 2 && begins.test(text);
}

/** True for what says nothing of the meeting itself. */
function saysNothing(tokens: Tokens, [from, to]: Segment, about: Reading, turned = false): boolean {
  const text = tokens.list
    .slice(from, to)
    .map(({ lower }) => lower)
    .join(' ');
  const isOver = happened.test(text);
  const segment: Segment = [from, to];
  if (mayCorrect(tokens, segment) || (namesDay(tokens, segment) && !clauses.test(text))) return false;
  return (
    (!hasClock(about) || turned) &&
    about.durations.length === 0 &&
    (about.ends.length === 0 || isOver) &&
    about.zones.length === 0 &&
    (about.people.people.length === 0 || away.test(text)) &&
    about.days.every(({ role }) => role === 'on') &&
    !about.titleNamed &&
    Object.keys(about.options).length === 0 &&
    (isOver || habits.test(text) || about.recurrences.every(({ rules, name }) => rules.length === 0 || name === true))
  );
}

/** Another time may be meant. */
const shifts = /\b(?:earlier|later|sooner)\b/u;

/** "Bob and Carla as well", "Sales should come": who comes, without a sign that tells. */
function namesSome(tokens: Tokens, [from, to]: Segment): boolean {
  const [first, last] = [tokens.list[from], tokens.list[to - 1]];
  const text = first && last ? tokens.text.slice(first.start, last.end) : '';
  return /\p{Lu}\p{Ll}+,? (?:and|&) \p{Lu}\p{Ll}|(?:should|must|will|can|has to|needs to|have to|need to) (?:come|join|attend|be there|be in)\b/u.test(
    text,
  );
}

/** "With Jo on maternity leave,": who does not come. */
const away =
  /^(?:with|while|since|as|because) (?:\S+ ){1,4}?(?:is |are |being )?(?:(?:off |out )?on (?:\S+ )?(?:leave|holiday|holidays|vacation|pto|sabbatical)|off|off sick|away|out|out sick|out of office|gone)(?: [^ ]+){0,3}$/u;

/** "They asked for it twice": how often something happened. */
const happened =
  /^(?:they|he|she|we|i|it|you|the \S+|our \S+|my \S+) (?:have |has |had |already |even )*(?:\S+ed|met|sent|got|came|went|said|told|ran|did|tried|lost|won)(?: |$)/u;

const habits = /\b(?:normally|usually|always|last|previous|previously|used to|originally|typically)\b/u;

/** In front of a request, these may be of the request itself. */
const asks =
  /(?:^|[ ,])(?:can|shall|should|may) (?:the|our) |\b(?:need|want|would|could|can (?:you|we|u|i)|please|pls|plz|book|schedule|set|let's|lets|like|suggest|propose|plan|planning|invite|arrange|organi[sz]e|make|add|put|title|topic|subject|agenda)\b/u;

/** Somebody or something does or is something. */
const clauses = new RegExp(
  [
    "(?:^| )(?:i|i'm|im|i've|ive|i'd|i'll|we|we're|we've|we'd|we'll|you|you're|he|he's|she|she's|they|they're|it|it's|its|that's|there's|there|who|nobody|everyone|everybody|everyone's|everybody's|someone|somebody)(?: |$)",
    "(?:^| )(?:is|are|was|were|isn't|aren't|wasn't|weren't|has|have|had|hasn't|haven't|do|does|did|don't|doesn't|didn't|will|won't|can|can't|couldn't|should|might|must|got|gets|came|went|called|happened|signed|replied|starts|started|said|asked|keeps|kept|works|wants|needs|finally|seems|looks|closes|clashes|expires|opens|ends|finishes|leaves|lands|returns|falls|conflicts|overlaps|arrives|changes|moves)(?: |$)",
    "(?:^| )\\S+'s (?:important|urgent|fine|good|tight|broken|off|on|out|sick|late|due|back|ready|busy|free|gone|cake|not|been|going|getting|coming|asking)(?: |$)",
    '^\\S+ (?:\\S+ )?(?:agreed|approved|cancelled|canceled|confirmed|failed|finished|moved|promised|resigned|retired|returned|shipped|stopped|waits|waited|won|lost|broke|fell|rang|phoned|emailed|wrote|left|arrived|landed|follows|is pushing|is chasing)(?: |$)',
    '^(?:many |big |huge )?(?:thanks|thank you)(?: |$)',
    '^(?:no|bring|read|keep|call|ring|ignore|let|please|pls|come|see|speak|check|send|ping|then|otherwise|hopefully|because|since|thanks|sorry|apologies|two things|dial|same|just|happy|glad|sounds|speak|talk)(?: |$)',
  ].join('|'),
  'u',
);

/** A sentence that begins so, and is followed by a request with a name of its own, is not that name. */
const begins =
  /^(?:the|our|my|his|her|their|your|this|these|that|those|some|all|both|two|three|four|apparently|obviously|clearly|just|good|bad|great|sad|another|turns|looks|seems|guess|forgot|once)(?: |$)/u;

/** "I'd rather not but the auditors insist: walkthrough friday 9:00". */
const speaks = /^(?:i|i'm|i'd|i've|i'll|we|we're|we'd|we've|they|they're|he|she)(?: |$)/u;

/** A request begins with these. */
const turns = /^(?:let's|lets|can|could|would|please|pls|need|book|schedule|set|put|arrange|i|we)$/u;

/** What stands in front of a comma and says why, after what, or in which spirit. */
const leads =
  /^(?:after|before|per|as|given|since|if|while|when|because|due|to|on|for|with|following|despite|although|though|unless|ahead|in|by|thanks|heads|fyi|btw|right|ok|okay|well|bit|not|(?:looking|going|judging|speaking|thinking) (?:at|of|about|by|back))(?: |$)/u;
