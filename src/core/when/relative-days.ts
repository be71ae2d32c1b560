import type { Day } from './day.ts';
import { readNumber } from './numbers.ts';
import { readSpan, type Span } from './spans.ts';
import { after, afterAny, at, type Found, isBoundary, lowerAt, type Tokens } from './tokens.ts';
import type { PartOfDay } from './understanding.ts';
import { smallWords, weekdayPlurals, weekdays } from './words.ts';

const days = (count: number): Span => ({ months: 0, days: count, minutes: 0 });

interface Phrase {
  readonly words: string;
  readonly day: Day;
}

const today = (part?: PartOfDay): Day => ({ kind: 'relative', span: days(0), ...(part && { part }) });

/** Longer ones first. */
const phrases: readonly Phrase[] = [
  { words: 'the|a? day after tomorrow', day: { kind: 'relative', span: days(2) } },
  { words: 'the? day before yesterday', day: { kind: 'past' } },
  { words: 'today week', day: { kind: 'relative', span: days(7) } },
  { words: 'today fortnight', day: { kind: 'relative', span: days(14) } },
  { words: 'tomorrow week', day: { kind: 'relative', span: days(8) } },
  { words: 'tomorrow fortnight', day: { kind: 'relative', span: days(15) } },
  { words: 'later today|tonight|tomorrow', day: { kind: 'vague' } },
  { words: 'later this week|month|morning|afternoon|evening', day: { kind: 'vague' } },
  { words: 'this morning', day: today('morning') },
  { words: 'this afternoon', day: today('afternoon') },
  { words: 'this evening', day: today('evening') },
  { words: 'tonight|tonite', day: today('night') },
  { words: 'tomorrow night', day: { kind: 'relative', span: days(1), part: 'night' } },
  { words: 'today', day: today() },
  {
    words: "tomorrow|tmrw|tmr|tmrrw|tomorow|tommorow|tommorrow|tomorrow's|2moro",
    day: { kind: 'relative', span: days(1) },
  },
  { words: 'overmorrow', day: { kind: 'relative', span: days(2) } },
  { words: 'yesterday', day: { kind: 'past' } },
  { words: 'last night|week|month|year', day: { kind: 'past' } },
  // South Africans mean soon.
  { words: 'now now', day: { kind: 'vague' } },
  { words: 'right now', day: { kind: 'moment', minutes: 0 } },
  { words: 'the week after next', day: { kind: 'week', weeks: 2 } },
  { words: "next week|week's", day: { kind: 'week', weeks: 1 } },
  { words: 'this|the coming week', day: { kind: 'week', weeks: 1 } },
  { words: 'the following week', day: { kind: 'week', weeks: 1 } },
  { words: "this week|week's", day: { kind: 'week', weeks: 0 } },
];

/** `today`, `in 3 days`, `2 hours from now`, `a week from friday`, `next week`. */
export function readRelativeDay(tokens: Tokens, index: number): Found<Day> | undefined {
  for (const { words, day } of phrases) {
    const next = after(tokens, index, words);
    if (next !== undefined) return { value: day, next };
  }
  return readNow(tokens, index) ?? readIn(tokens, index) ?? readFrom(tokens, index);
}

/** `sync with @ann now`, but not "what is now called". */
function readNow(tokens: Tokens, index: number): Found<Day> | undefined {
  const next = after(tokens, index, 'now');
  // "Now, the treasurer's report": it only begins.
  if (index === 0 && lowerAt(tokens, 1) === ',') return undefined;
  const alone =
    next !== undefined && (isBoundary(tokens, next) || /^(?:with|for|about|please)$/u.test(lowerAt(tokens, next)));
  return alone &&
    !/^(?:what|is|are|am|by|until|from|for|it|that|them|everything|all|act|obey|comply|do|execute|run|proceed)$/u.test(
      lowerAt(tokens, index - 1),
    )
    ? { value: { kind: 'moment', minutes: 0 }, next }
    : undefined;
}

/** `in 2 hours`, `in two weeks`; `within an hour` says no moment. */
function readIn(tokens: Tokens, index: number): Found<Day> | undefined {
  // "Put in 45 min with @mere" says how long.
  if (
    lowerAt(tokens, index) === 'in' &&
    /^(?:put|squeeze|pencil|get|fit|slot|stick|pop|chuck|block|throw|whack|bung|jam|wedge|sneak|work)$/u.test(
      lowerAt(tokens, index - 1),
    )
  )
    return undefined;
  // "Should be done in half an hour" says how long, "back in 2 hours" nothing of the meeting.
  if (/^(?:done|over|finished|through|back|wrapped|sorted)$/u.test(lowerAt(tokens, index - 1))) return undefined;
  const vague = afterAny(tokens, index, [
    'within the? next?',
    'in the next|coming',
    'over the next|coming',
    'during the next',
  ]);
  const start =
    vague ??
    after(tokens, index, 'in about|around|exactly|just?') ??
    after(tokens, index, 'in') ??
    (isMoved(tokens, index) ? index + 1 : undefined);
  if (start === undefined) return undefined;
  const working = readWorkingDays(tokens, start);
  if (working) return { value: { kind: 'vague' }, next: working };
  const fridays = readNumber(tokens, start);
  if (fridays && weekdayPlurals.has(lowerAt(tokens, fridays.next)))
    return { value: { kind: 'vague' }, next: fridays.next + 1 };
  // "In 2 hours, 30 mins tops": when, and how long.
  const comma = tokens.list.findIndex(({ text }, at) => at > start && text === ',');
  const span = readSpan(comma < 0 ? tokens : { ...tokens, list: tokens.list.slice(0, comma) }, start);
  if (!span) return undefined;
  const next = after(tokens, span.next, "time|from now|' time") ?? span.next;
  return { value: vague || span.value.vague ? { kind: 'vague' } : fromNow(span.value), next };
}

/** "After 2 days at 4pm" is in two days; "after 2 days of training" is not. */
function isMoved(tokens: Tokens, index: number): boolean {
  const span = lowerAt(tokens, index) === 'after' ? readSpan(tokens, index + 1) : undefined;
  if (!span || (span.value.minutes > 0 && index > 0 && !tokens.list[index - 1]?.taken)) return false;
  return isBoundary(tokens, span.next) || /^(?:at|@|with|for|from)$/u.test(lowerAt(tokens, span.next));
}

/** Which days are working days nobody told us. */
function readWorkingDays(tokens: Tokens, index: number): number | undefined {
  return at(tokens, index) ? after(tokens, index + 1, 'working|business|work|week days') : undefined;
}

function fromNow(span: Span): Day {
  const calendar = span.days > 0 || span.months > 0;
  const whole = Number.isInteger(span.days) && Number.isInteger(span.months);
  if (!whole || (calendar && span.minutes > 0)) return { kind: 'vague' };
  return calendar ? { kind: 'relative', span } : { kind: 'moment', minutes: span.minutes };
}

/** `3 days from now`, `a week from today`, `a week on friday`, `2 weeks after 4 december` (not a day that we count), `an hour ago`. */
function readFrom(tokens: Tokens, index: number): Found<Day> | undefined {
  // "15:30 day after tomorrow".
  if (tokens.list[index]?.glued && tokens.list[index - 1]?.text === ':') return undefined;
  // "Induction week on thursday" is a name.
  const noun = at(tokens, index - 1);
  const isNamed = noun?.kind === 'word' && (!smallWords.has(noun.lower) || /^(?:this|that)$/u.test(noun.lower));
  const bare = !isNamed && after(tokens, index, 'week|fortnight on|from|today|tomorrow') !== undefined;
  const week = bare ? { value: days(lowerAt(tokens, index) === 'week' ? 7 : 14), next: index + 1 } : undefined;
  const fridays = readNumber(tokens, index);
  const counted = fridays && weekdayPlurals.has(lowerAt(tokens, fridays.next));
  const then = counted ? afterAny(tokens, fridays.next + 1, ['from now|today', 'ahead', 'out', 'hence']) : undefined;
  if (then) return { value: { kind: 'vague' }, next: then };
  const past = counted ? afterAny(tokens, fridays.next + 1, ['ago', 'back']) : undefined;
  if (past) return { value: { kind: 'past' }, next: past };
  const span = week ?? readSpan(tokens, index);
  if (!span) return undefined;
  const ago = afterAny(tokens, span.next, ['ago', 'earlier', 'back']);
  if (ago) return { value: { kind: 'past' }, next: ago };
  const now = afterAny(tokens, span.next, ['from now', 'from today', 'hence']);
  if (now) return { value: span.value.vague ? { kind: 'vague' } : fromNow(span.value), next: now };
  // "A fortnight today", "a week on tomorrow"; "an hour today" is how long it takes.
  const weeks = span.value.days > 0 && span.value.days % 7 === 0 && span.value.months + span.value.minutes === 0;
  const today = weeks ? after(tokens, span.next, 'on? today') : undefined;
  if (today) return { value: fromNow(span.value), next: today };
  const tomorrow =
    after(tokens, span.next, 'from tomorrow') ?? (weeks ? after(tokens, span.next, 'on? tomorrow') : undefined);
  // "Every day for 20 minutes from tomorrow": how long, and since when.
  if (tomorrow && span.value.minutes > 0) return undefined;
  if (tomorrow) return { value: fromNow({ ...span.value, days: span.value.days + 1 }), next: tomorrow };
  const later = afterAny(tokens, span.next, ['later', 'before', 'after', 'prior to']);
  if (later) return { value: { kind: 'vague' }, next: later };
  const from =
    afterAny(tokens, span.next, ['from this|coming?', 'on|come', 'after this?']) ?? (weeks ? span.next : undefined);
  const weekday = from === undefined ? undefined : weekdays.get(lowerAt(tokens, from));
  const { days: count, months, minutes } = span.value;
  if (from === undefined || weekday === undefined || months > 0 || minutes > 0 || count % 7 !== 0) return undefined;
  return { value: { kind: 'weekday', weekday, weeks: count / 7 }, next: from + 1 };
}
