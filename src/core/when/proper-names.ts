import { isRequestVerb } from './request-verbs.ts';
import { lengthOfSetPhrase } from './set-phrases.ts';
import { spelled } from './spelling.ts';
import type { Token, Tokens } from './tokens.ts';
import { months, weekdays } from './words.ts';

/** Joins words to one that are a name only together, so that nothing is read in them: "monday.com", "SAT prep", "on-call", "3M". */
export function joinNames({ text, list }: Tokens): Tokens {
  const joined: Token[] = [];
  const shouted = !/\p{Ll}/u.test(text);
  for (let index = 0; index < list.length; ) {
    const length = shouted ? nameWithoutCase(list, index) : (nameWithoutCase(list, index) ?? nameByCase(list, index));
    joined.push(join(text, list.slice(index, index + (length ?? 1))));
    index += length ?? 1;
  }
  return { text, list: joined };
}

function join(text: string, tokens: readonly Token[]): Token {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last || first === last) return first as Token;
  const whole = text.slice(first.start, last.end);
  return {
    kind: 'word',
    text: whole,
    lower: spelled(whole.toLowerCase().replaceAll('’', "'")),
    start: first.start,
    end: last.end,
    glued: first.glued,
  };
}

/** How many words belong together here, whatever letters are capitals. */
function nameWithoutCase(list: readonly Token[], index: number): number | undefined {
  const [one, two, three, four, five] = list.slice(index, index + 5);
  if (!one || !two) return undefined;
  const phrase = lengthOfSetPhrase(list, index);
  if (phrase !== undefined) return phrase;
  const sign = two.glued && three?.glued ? two.text : '';
  if (isReported(list, index)) return 2;
  // "Fortnightly 1-1 friday": no date that anybody writes so.
  const isPair = one.text === '1' && sign === '-' && three?.text === '1' && !four?.glued;
  if (isPair && !one.glued && !/^(?:on|by|from|until|till|of|-|\/)$/u.test(list[index - 1]?.lower ?? '')) return 3;
  // "4x4 fleet".
  if (
    one.kind === 'number' &&
    two.glued &&
    /^x\d*$/u.test(two.lower) &&
    (two.lower.length > 1 || (three?.glued && three.kind === 'number'))
  )
    return two.lower.length > 1 ? 2 : 3;
  const all = /^(?:24|48|72)$/u.test(one.text) && sign === '-' && /^(?:h|hr|hour)$/u.test(three?.lower ?? '');
  if (
    all &&
    four?.kind === 'word' &&
    !four.glued &&
    !temporal.has(four.lower) &&
    !/^(?:hackathon|marathon|workshop|event|stream|retreat)$/u.test(four.lower)
  )
    return 3;
  const round = /^(?:24|48|72|36|12)$/u.test(one.text) && /^(?:h|hr|hrs|hour|hours)$/u.test(two.lower);
  if (round && ofHours.test(three?.lower ?? '')) return 2;
  if (one.text === '2' && two.glued && spelled(`2${two.lower}`) !== `2${two.lower}`) return 2;
  if (one.lower === 'meet' && /^(?:&|and|n)$/u.test(two.lower) && three?.lower === 'greet') return 3;
  if (sign === ':' && one.text === '1' && three?.text === '1' && !one.glued && !four?.glued) return 3;
  if (one.lower === 'one' && three?.lower === 'one' && isOneOnOne(list, index)) return 3;
  if (sign === '-' && one.text === '1' && three?.lower === 'on' && four?.text === '-' && five?.text === '1') return 5;
  if (one.text === '1' && two.lower === 'on' && three?.text === '1' && !isTimed(list[index - 1], four)) return 3;
  // "The new till", "the tills": what shops have.
  if (/^(?:a|the|our|my|new|old|shop|cash|self|main|front|each)$/u.test(one.lower) && two.lower === 'till') return 2;
  if (index === 0 && one.lower === 'till' && two.kind === 'word' && !temporal.has(two.lower)) return 2;
  if (walks.test(one.lower) && throughs.test(two.lower) && endsName(list[index + 2])) return 2;
  if (sign === '.' && temporal.has(one.lower) && domains.has(three?.lower ?? '')) return 3;
  if (sign === '-' && one.lower === 'all' && /^(?:hands|staff|company|team)$/u.test(three?.lower ?? '')) return 3;
  if (sign === '-' && /^(?:quarter|half|term|season)$/u.test(one.lower) && three?.lower === 'end') return 3;
  // "A/B test".
  if (sign === '/' && one.lower === 'a' && three?.lower === 'b' && /^test/u.test(four?.lower ?? '')) return 3;
  if (
    sign === '/' &&
    !one.glued &&
    /^\p{Lu}$/u.test(one.text) &&
    !/^[MTWF]$/u.test(one.text) &&
    /^\p{Lu}$/u.test(three?.text ?? '') &&
    !four?.glued
  )
    return 3;
  if (sign === '/' && one.kind === 'number' && three?.kind === 'number' && !list[index + 3]?.glued)
    return isFigure(Number(one.text), Number(three.text), four) ? 3 : undefined;
  const steps = sign === '-' && one.kind === 'number' && three?.kind === 'number' && four?.text === '-' && four.glued;
  if (steps && five?.glued && five.kind === 'number')
    return /^(?:30-60-90)$/u.test(`${one.text}-${three.text}-${five.text}`) || list[index + 5]?.lower === 'plan'
      ? 5
      : undefined;
  // "Sun-Hee", "Jan-Erik".
  const person =
    /^(?:Sun|Mon|Sat|Jan|Mar|May|April|June|August)$/u.test(one.text) && /^\p{Lu}\p{Ll}+$/u.test(three?.text ?? '');
  if (sign === '-' && person && !temporal.has(three?.lower ?? '')) return 3;
  if (sign === '-' && one.kind === 'word' && three?.kind === 'word' && !(one.glued && list[index - 1]?.text === '-'))
    return isCompound(one, three) || isVerbCompound(one, three) ? 3 : undefined;
  return undefined;
}

/** "24h on-call handover": how long it is watched over, not how long it is met. */
const ofHours =
  /^(?:on|oncall|on-call|coverage|cover|support|shift|shifts|rota|roster|response|emergency|notice|fitness|recall|retention|turnaround|monitoring)$/u;

/** "One on one", "one to one"; "from one to one thirty" is a time. */
function isOneOnOne(list: readonly Token[], index: number): boolean {
  const [before, link, behind] = [list[index - 1], list[index + 1], list[index + 3]];
  if (link?.lower === 'on') return true;
  return (
    link?.lower === 'to' &&
    !/^(?:from|at|between)$/u.test(before?.lower ?? '') &&
    behind?.kind !== 'number' &&
    !/^(?:ten|fifteen|twenty|thirty|forty|fifty|o'clock|pm|am)$/u.test(behind?.lower ?? '')
  );
}

/** "At 1 on 1 december". */
function isTimed(before: Token | undefined, behind: Token | undefined): boolean {
  return (
    /^(?:at|@|from|until|till|to|by)$/u.test(before?.lower ?? '') ||
    behind?.glued === true ||
    months.has(behind?.lower ?? '')
  );
}

/** "Script read through sunday", "tech run-thru friday": what it is, not until when. */
const walks = /^(?:read|walk|run|click|play|talk|follow|drive|step|sing|flip|page)$/u;
const throughs = /^(?:through|thru)$/u;

function endsName(behind: Token | undefined): boolean {
  return behind?.kind !== 'word' || temporal.has(behind.lower);
}

/** "Do-over", "get-together", "free-for-all": words that would ask for something by themselves. */
function isVerbCompound(one: Token, two: Token): boolean {
  if (throughs.test(two.lower)) return !temporal.has(one.lower);
  const asks =
    isRequestVerb(one.lower) ||
    /^(?:re|be|by|can|free|hi|in|it|just|must|new|should|so|up|us|we|yo|you)$/u.test(one.lower);
  return asks && !temporal.has(two.lower) && !/^(?:set|block|pencil|line|sort|mark|lock|half|one)$/u.test(one.lower);
}

/** Every day, month and other word of time that a name may begin with. */
const temporal: ReadonlySet<string> = new Set([
  ...weekdays.keys(),
  ...months.keys(),
  ...'today tomorrow tonight daily weekly monthly noon midnight hour record am pm h half'.split(' '),
]);
const domains: ReadonlySet<string> = new Set('com org net io ai app co dev tv'.split(' '));
const remembrance =
  /^(?:memorial|anniversary|remembrance|commemoration|commission|museum|attacks?|families|tribute|vigil|documentary)$/u;

/** `9/11 memorial`, `50/50`, `20/20`: no date. */
function isFigure(one: number, two: number, behind: Token | undefined): boolean {
  return remembrance.test(behind?.lower ?? '') || (one >= 20 && (one === two || one + two === 100));
}

const frequencies = /^(?:daily|weekly|monthly|quarterly|yearly|annual)$/u;
const ofQuarter =
  /^(?:planning|results|report|reports|earnings|business|forecast|close|numbers|figures|targets|goals|okrs?|tax)$/u;

/** What repeats is a thing here, not the meeting: "about weekly reports", "quarterly planning on 2 september". */
function isReported(list: readonly Token[], index: number): boolean {
  const [one, two] = [list[index], list[index + 1]];
  if (!one || two?.kind !== 'word' || temporal.has(two.lower) || !frequencies.test(one.lower)) return false;
  const before = list[index - 1]?.lower ?? '';
  if (/^(?:about|regarding|re|concerning|discuss|discussing)$/u.test(before)) return true;
  const series = list
    .slice(0, mostLooked)
    .some(({ lower }) => /^(?:starting|from|every|each|until|till|first|for)$/u.test(lower));
  return one.lower === 'quarterly' && ofQuarter.test(two.lower) && !series;
}

/** Words of a sentence that are looked at for what it is about as a whole. */
const mostLooked = 60;

const particles: ReadonlySet<string> = new Set('on in at to for by no or and not with'.split(' '));

/** `on-call`, `check-in`, `not-for`: a small word in it is none of ours. */
function isCompound(one: Token, two: Token): boolean {
  return (
    one.lower !== 'and' &&
    // "mo-fr".
    one.lower !== 'mo' &&
    (particles.has(one.lower) !== particles.has(two.lower) || one.lower === 'not') &&
    !temporal.has(one.lower) &&
    !temporal.has(two.lower)
  );
}

/** Names that capitals tell from words: first word, and what may follow. */
const names: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  (
    [
      ['high', 'noon'],
      ['daily', 'mail telegraph mirror express star news show beast planet bugle record herald'],
      ['weekly', 'standard world'],
      ['sun', 'microsystems valley tzu belt life pharma ra king city chemical'],
      ['sunday', 'times mirror mail telegraph school'],
      ['friday', 'night'],
      ['saturday', 'night'],
      ['casual', 'friday fridays'],
      ['giving', 'tuesday'],
      ['super', 'tuesday sunday'],
      ['blue', 'monday'],
      ['march', 'madness'],
      ['may', 'day'],
      ['april', 'fools'],
      ['today', 'show'],
      ['usa', 'today'],
      ['midnight', 'oil sun mass express run'],
      ['second', 'life city cup harvest'],
    ] as const
  ).map(([first, behind]) => [first, new Set(behind.split(' '))]),
);
const exams = new Set(
  'prep preparation exam exams test tests tutoring tutor tutors score scores practice math class classes course workshop registration reading'.split(
    ' ',
  ),
);

function nameByCase(list: readonly Token[], index: number): number | undefined {
  const [one, two, three] = list.slice(index, index + 3);
  if (!one || !two) return undefined;
  if (one.text === 'SAT' && exams.has(two.lower) && !two.glued) return 2;
  if (isCapital(one) && isCapital(two) && names.get(one.lower)?.has(two.lower)) return 2;
  const noun = three?.kind === 'word' && !three.glued && /^\p{L}{2}/u.test(three.text) && !temporal.has(three.lower);
  if (one.kind === 'number' && two.glued && noun && !particles.has(three.lower)) {
    // "$5M raise" is money, "3M" a company, "3D" no days.
    const money = /^[$€£¥]$/u.test(list[index - 1]?.text ?? '') && /^(?:m|k|bn?|mm|million)$/u.test(two.lower);
    const led = /^(?:for|in|of|within)$/u.test(list[index - 1]?.lower ?? '');
    if (money || (!led && ((one.text === '3' && two.text === 'M') || (/^[234]$/u.test(one.text) && two.text === 'D'))))
      return 2;
  }
  // The programme: minutes have no capital within a sentence.
  return one.text === '60' && two.text === 'Minutes' && noun ? 2 : undefined;
}

function isCapital({ text }: Token): boolean {
  return /^\p{Lu}/u.test(text);
}
