import { readNamedDate, readNumericDate } from './calendar-dates.ts';
import type { Day, FoundDay, Role } from './day.ts';
import { readDayOfMonth, readMonthAndDay, readNth } from './days-of-month.ts';
import { readRelativeDay } from './relative-days.ts';
import { after, type Found, isBoundary, lowerAt, type Tokens, take } from './tokens.ts';
import { readBareMonth, readStretchEnd, readVagueDay } from './vague-days.ts';
import { readNumberedWeek, readWeekOf } from './week-of.ts';
import { smallWords, weekdays } from './words.ts';

/** What ends a series, and is a word of a name where nothing repeats: "the last session on 16 july". */
const lastOnes = [
  'stop|stops|stopping|finish|finishes|finishing|conclude|concludes|concluding after|on|by|with?',
  'wraps|wrapping up? after|on|by|with?',
  'ending|ends|end after|with',
  'with? the? last|final one|meeting|session|call|lesson|class|training|rehearsal|round|date|day|time|occurrence|instance is|being|will? be? :? on|at?',
  'with? the? last|final on|is|being|:',
  'upto and? including?',
  'up to and? including',
];

/** What stands before a day and says what it is for; `last` only where something repeats. Longer ones first. */
const roles: readonly (readonly [phrase: string, role: Role | 'vague' | 'last'])[] = [
  ['starting|beginning|commencing|effective on|from|as?', 'from'],
  ['starting|beginning|commencing|effective', 'from'],
  ['start|begin|starts|begins from|on|this?', 'from'],
  ['start|begin|starts|begins', 'from'],
  ['from|since', 'from'],
  ['as of', 'from'],
  [
    'the? first|1st one|meeting|session|call|lesson|class|training|rehearsal|round|date|time|occurrence|instance is|being|will? be? on|at?',
    'on',
  ],
  ['up? until|till|to and including', 'until'],
  ['up until|till|to', 'until'],
  ['until|till|til|through|thru', 'until'],
  ["' til", 'until'],
  ['ending|ends|end on|by?', 'until'],
  ...lastOnes.map((phrase) => [phrase, 'last'] as const),
  // "Not tomorrow but friday".
  ['not today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday ,? but on?', 'on'],
  ['except|excluding|not|but on?', 'except'],
  ['the? first on|is|:', 'on'],
  ['no|not later than', 'vague'],
  ['by|before|after|between|around', 'vague'],
  ['either on?', 'vague'],
  ['on|for|this?', 'on'],
];

/** "until friday 16 october": what stands directly behind a day is of the same day. */
export function shareRoles<Placed extends FoundDay & { readonly from: number; readonly to: number }>(
  tokens: Tokens,
  days: readonly Placed[],
): readonly Placed[] {
  const shared: Placed[] = [];
  for (const day of days) {
    const before = shared.at(-1);
    const near = before && tokens.list.slice(before.to, day.from).every(({ text }) => /^[,(]$/u.test(text));
    const same =
      near &&
      before.role !== 'on' &&
      day.role === 'on' &&
      ((before.day.kind === 'weekday') !== (day.day.kind === 'weekday') ||
        (before.day.kind === 'vague' && before.day.named && day.day.kind === 'date') ||
        // "Until the end of june (30 june)".
        (before.day.kind === 'end' && day.day.kind === 'date'));
    // "From 29 march to 26 april", "every monday, 29 march to 26 april".
    const begins = before?.role === 'on' && before.day.kind === 'date' && day.day.kind === 'date' && repeats(tokens);
    const last =
      (before?.role === 'from' || begins) &&
      day.role === 'on' &&
      isDate(before) &&
      isDate(day) &&
      isLinked(tokens, before.to, day.from);
    if (last) take(tokens, before.to, day.from, 'day');
    if (last && begins) shared[shared.length - 1] = { ...before, role: 'from' };
    shared.push(same ? { ...day, role: before.role } : last ? { ...day, role: 'until' } : day);
  }
  return shared;
}

function repeats({ list }: Tokens): boolean {
  return list.some(({ taken }) => taken === 'recurrence');
}

function isDate({ day }: FoundDay): boolean {
  return day.kind === 'date' || day.kind === 'nth' || day.kind === 'weekday' || day.kind === 'relative';
}

function isLinked(tokens: Tokens, from: number, to: number): boolean {
  return /^(?:to|-|–|—|→)$/u.test(
    tokens.list
      .slice(from, to)
      .map(({ lower }) => lower)
      .join(' '),
  );
}

/** A day at an index, with the words that say what it is for. */
export function readDay(tokens: Tokens, index: number, monthFirst: boolean | undefined): Found<FoundDay> | undefined {
  const rest = after(tokens, index, 'for|over|during|through the? rest|remainder of');
  const end = rest === undefined ? undefined : readStretchEnd(tokens, rest);
  if (end) return { value: { day: end.value, role: 'until' }, next: end.next };
  for (const [phrase, named] of roles) {
    const start = behindRole(tokens, index, phrase);
    if (start === undefined || start === index) continue;
    if (named === 'last' && !repeats(tokens)) continue;
    const role = named === 'last' ? 'until' : named;
    const month = role === 'from' || role === 'until' ? readBareMonth(tokens, start) : undefined;
    const plain = readPlainDay(tokens, start, monthFirst, lowerAt(tokens, start - 1) === 'on');
    const found: PlainDay | undefined = month && (!plain || plain.value.kind === 'vague') ? month : plain;
    if (!found || isExpression(found.value)) continue;
    if (role === 'vague') return { value: { day: { kind: 'vague' }, role: 'on', bound: true }, next: found.next };
    const later = role === 'on' && found.value.kind === 'weekday' ? weeksBefore(tokens, index) : undefined;
    if (later !== undefined && found.value.kind === 'weekday')
      return { value: { day: { ...found.value, perhapsWeeks: later }, role }, next: found.next };
    // "Every quarter, on 15 june first".
    const first = role === 'on' ? after(tokens, found.next, 'first') : undefined;
    if (first !== undefined && isBoundary(tokens, first) && found.value.kind !== 'vague')
      return { value: { day: found.value, role: 'from' }, next: first };
    return {
      value: { day: found.value, role, ...(found.weak && lowerAt(tokens, start - 1) !== 'on' && { weak: true }) },
      next: found.next,
    };
  }
  const found = readPlainDay(tokens, index, monthFirst, false);
  // "30 minutes before the board meeting" is another time than that of the board meeting.
  const bound = found?.value.kind === 'vague' && /^(?:before|after|later|to)$/u.test(lowerAt(tokens, found.next - 1));
  if (found && bound) return { value: { day: found.value, role: 'on', bound }, next: found.next };
  return found && { value: { day: found.value, role: 'on', ...(found.weak && { weak: true }) }, next: found.next };
}

/** Behind the words of a role; the "this" of "this tuesday" belongs to the day. */
function behindRole(tokens: Tokens, index: number, phrase: string): number | undefined {
  const start = after(tokens, index, phrase);
  return start !== undefined && lowerAt(tokens, start - 1) === 'this' && weekdays.has(lowerAt(tokens, start))
    ? start - 1
    : start;
}

/** "Induction week on friday": that friday, or a week on from it. */
function weeksBefore(tokens: Tokens, index: number): number | undefined {
  const word = lowerAt(tokens, index - 1);
  if (lowerAt(tokens, index) !== 'on' || !/^(?:week|fortnight)$/u.test(word)) return undefined;
  return word === 'week' ? 1 : 2;
}

/** "for 3 days from now" and the like are no days with a role. */
function isExpression(day: Day): boolean {
  return day.kind === 'moment' && day.minutes > 0;
}

/** A day without the word that says what it is for. */
export type PlainDay = Found<Day> & { readonly weak?: boolean };

function readPlainDay(
  tokens: Tokens,
  index: number,
  monthFirst: boolean | undefined,
  afterOn: boolean,
): PlainDay | undefined {
  return (
    readNth(tokens, index) ??
    readWeekOf(tokens, index, monthFirst) ??
    readNumberedWeek(tokens, index) ??
    readMonthAndDay(tokens, index) ??
    readVagueDay(tokens, index) ??
    readNamedDate(tokens, index) ??
    readNumericDate(tokens, index, monthFirst) ??
    readRelativeDay(tokens, index) ??
    readWeekday(tokens, index) ??
    readDayOfMonth(tokens, index, afterOn)
  );
}

const whichWords: readonly (readonly [phrase: string, which: 'this' | 'next' | 'last' | 'plain' | 'vague'])[] = [
  ['this past', 'last'],
  ['the? last|past|previous', 'last'],
  ['this|the? coming|upcoming', 'plain'],
  ['coming|upcoming', 'plain'],
  ["this week 's?", 'this'],
  ['this', 'this'],
  ['the? next', 'next'],
  ['the? following', 'next'],
  ['some|any|a|one', 'vague'],
];

function readWeekday(tokens: Tokens, index: number): PlainDay | undefined {
  // "The thursday before the launch".
  const the = after(tokens, index, 'the');
  if (
    the !== undefined &&
    weekdays.has(lowerAt(tokens, the)) &&
    after(tokens, the + 1, 'before|after|following the|our|my|your|that')
  )
    return { value: { kind: 'vague' }, next: the + 1 };
  for (const [phrase, which] of whichWords) {
    const start = after(tokens, index, phrase);
    const weekday = start === undefined ? undefined : weekdays.get(lowerAt(tokens, start));
    if (start === undefined || weekday === undefined) continue;
    // "on a friday" is any of them; in "a friday review" the article belongs to the review.
    if (which === 'vague' && /^(?:a|one)$/u.test(lowerAt(tokens, index)) && tokens.list[index - 1]?.lower !== 'on')
      continue;
    if (which === 'vague') return { value: { kind: 'vague' }, next: start + 1 };
    return withWeeks(tokens, start + 1, { kind: 'weekday', weekday, ...(which !== 'plain' && { which }) });
  }
  const weekday = weekdays.get(lowerAt(tokens, index));
  // "We sat down with legal."
  if (after(tokens, index, 'sat down|through|together')) return undefined;
  return weekday === undefined ? undefined : withWeeks(tokens, index + 1, { kind: 'weekday', weekday });
}

function withWeeks(tokens: Tokens, index: number, day: Day & { readonly kind: 'weekday' }): Found<Day> {
  const dot = tokens.list[index];
  const behind = dot?.glued && dot.text === '.' && !isBoundary(tokens, index + 1) ? index + 1 : index;
  const afterNext = after(tokens, behind, 'after next');
  if (afterNext) return { value: { kind: 'vague' }, next: afterNext };
  const week = after(tokens, behind, 'week|fortnight');
  // "friday week", but "friday week review" is a title.
  if (
    week &&
    !day.which &&
    (isBoundary(tokens, week) || smallWords.has(lowerAt(tokens, week)) || tokens.list[week]?.kind === 'number')
  )
    return { value: { ...day, weeks: lowerAt(tokens, week - 1) === 'week' ? 1 : 2 }, next: week };
  return { value: day, next: behind };
}
