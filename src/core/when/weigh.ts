import type { FoundClock } from './clock-times.ts';
import type { FoundDay } from './day.ts';
import type { FoundRecurrence } from './found-recurrence.ts';
import type { Placed } from './read.ts';
import { dayOfName, dayOfSeries } from './title-days.ts';
import type { Token, Tokens } from './tokens.ts';
import { isOfClause, isWeek } from './week-of-clause.ts';
import { smallWords } from './words.ts';

type PlacedClock = FoundClock & Placed;

/** Puts ranges together that a zone stands in: `10:00 CET – 11:00 CET`. */
export function joinTimes(tokens: Tokens, clocks: readonly PlacedClock[]): readonly PlacedClock[] {
  const joined: PlacedClock[] = [];
  for (const clock of clocks) {
    const before = joined.at(-1);
    const one = before?.start && !before.end && clock.start && !clock.end;
    const [between, behind] = [tokens.list.slice(before?.to ?? 0, clock.from), tokens.list[clock.to]];
    if (before && one && links(between, behind)) {
      for (const token of between) token.taken ??= 'clock';
      joined[joined.length - 1] = { ...before, end: clock.start, to: clock.to };
    } else joined.push(clock);
  }
  return joined;
}

/** "3pm CET to 5pm", "from 11pm 31 december to 1am". */
function links(between: readonly Token[], behind: Token | undefined): boolean {
  const free = between.filter(({ taken }) => !taken);
  return (
    between.length > free.length &&
    between.every(({ taken }) => !taken || taken === 'zone' || (taken === 'day' && behind?.taken !== 'day')) &&
    free.length === 1 &&
    /^(?:-|–|—|to|until|till)$/u.test(free[0]?.lower ?? '')
  );
}

/**
 * Leaves the words of a weak time, and of a vague one, to the title where a better one was said: "end of month report friday
 * 10:00", "release 2.10 tomorrow at 9:00".
 */
export function releaseSpare(
  tokens: Tokens,
  days: readonly (FoundDay & Placed)[],
  clocks: readonly PlacedClock[],
  recurrences: readonly (FoundRecurrence & Placed)[],
): { readonly days: readonly (FoundDay & Placed)[]; readonly clocks: readonly PlacedClock[] } {
  const strongClock = clocks.some(({ start }) => start && !start.weak && start.form !== 'vague');
  const keptClocks = clocks.filter(
    (clock) =>
      !clock.start || !strongClock || !(clock.start.weak || isWords(clock.start) || isNamedHour(tokens, clock, clocks)),
  );
  release(
    tokens,
    clocks.filter((clock) => !keptClocks.includes(clock)),
  );
  const repeats = recurrences.length > 0;
  const onDays = recurrences.some(({ rules }) => rules.some(({ weekdays }) => weekdays !== undefined));
  const strongDay =
    onDays ||
    days.some(
      ({ day, weak, role }) =>
        role === 'on' &&
        !weak &&
        day.kind !== 'vague' &&
        day.kind !== 'past' &&
        day.kind !== 'end' &&
        day.kind !== 'week' &&
        day.kind !== 'stretch',
    );
  const named = dayOfName(tokens, days, keptClocks) ?? dayOfSeries(tokens, days, recurrences);
  const open = days.some(
    ({ day }) => (day.kind === 'date' || day.kind === 'nth') && (day.month === undefined || day.year === undefined),
  );
  const rest = days.filter((day) => day !== named);
  const weekday = [...days.filter(({ day }) => day.kind === 'weekday'), ...recurrences];
  // "Thursday in january", "end of month, thursday": which one is meant, that does not say.
  const isBesideWeekday = (from: number, to: number) => isNear(tokens, from, to, weekday);
  const keptDays = rest.filter(
    ({ day, weak, role, bound, from, to }) =>
      !strongDay ||
      (bound && !isLimit(tokens, from, to, days)) ||
      (role !== 'on' && !(day.kind === 'month' && !repeats)) ||
      isNamed(tokens, day, from, to, days) ||
      !(
        weak ||
        (day.kind === 'past' && !isBesideDay(from, to, days) && isStory(tokens, to)) ||
        ((day.kind === 'month' || (day.kind === 'vague' && !day.named) || day.kind === 'end') &&
          !(isBesideWeekday(from, to) && !bound)) ||
        (day.kind === 'vague' && day.named) ||
        (day.kind === 'stretch' && !open && !isBesideWeekday(from, to) && !(repeats && isApart(tokens, from, to)))
      ),
  );
  release(
    tokens,
    days.filter((day) => !keptDays.includes(day)),
  );
  const settled = keptDays.map((one) =>
    isWeek(one.day) && weekday.length > 0 && isOfClause(tokens, one)
      ? { ...one, day: { kind: 'vague' } as const }
      : one,
  );
  return { days: settled, clocks: keptClocks };
}

/** "Friday lunchtime, 12:30", "after lunch, 1pm"; "lunchtime concert 12:30" is a name. */
function isBesideTime(tokens: Tokens, from: number, to: number): boolean {
  const isComma = (index: number) => tokens.list[index]?.text === ',';
  const [before, behind] = [
    tokens.list[isComma(from - 1) ? from - 2 : from - 1],
    tokens.list[isComma(to) ? to + 1 : to],
  ];
  const isTime = (token: Token | undefined) => token?.taken === 'day' || token?.taken === 'clock';
  const isName = (token: Token | undefined) =>
    token?.kind === 'word' && !token.taken && !smallWords.has(token.lower) && token.text !== ',';
  const first = tokens.list[from]?.lower ?? '';
  const led = /^(?:after|before|over|during|around|end|close|straight|right|just|immediately|directly|shortly)$/u.test(
    first,
  );
  // "Breakfast friday 8am": what is met for.
  if (to === from + 1 && /^(?:breakfast|dinner|tea|sunrise|sunset)$/u.test(first)) return false;
  if (isName(behind) || (!led && isName(before))) return false;
  return /\p{L}{3}/u.test(tokens.list[from]?.text ?? '') && (isTime(before) || isTime(behind));
}

/** "Weekdays 6:50, five mins, this month": a part of its own, and no name of anything. */
function isApart({ list }: Tokens, from: number, to: number): boolean {
  const [before, behind] = [list[from - 1], list[to]];
  return before !== undefined && (before.text === ',' || Boolean(before.taken)) && (!behind || behind.kind === 'sign');
}

/** "Before the weekend, friday 4pm": which day before it is said behind it. */
function isLimit(tokens: Tokens, from: number, to: number, days: readonly (FoundDay & Placed)[]): boolean {
  return (
    /^(?:before|by)$/u.test(tokens.list[from]?.lower ?? '') &&
    tokens.list[to]?.text === ',' &&
    days.some(
      (day) => day.from === to + 1 && day.role === 'on' && (day.day.kind === 'weekday' || day.day.kind === 'date'),
    )
  );
}

function release(tokens: Tokens, spares: readonly Placed[]): void {
  for (const { said, from, to } of spares) {
    // "asap" is no part of a title, "lunchtime" may be.
    const taken = adverbs.test(said) || isBesideTime(tokens, from, to) ? ('noise' as const) : undefined;
    for (const token of tokens.list.slice(from, to)) token.taken = taken;
  }
}

/** "we met last week, so … tomorrow 10:00", "last week numbers … tomorrow"; "tomorrow at 10:00, no, yesterday" is another day. */
function isStory(tokens: Tokens, next: number): boolean {
  const token = tokens.list[next]?.text === ',' ? tokens.list[next + 1] : tokens.list[next];
  return (
    token?.kind === 'word' &&
    !token.taken &&
    (tokens.list[next] !== token ? stories : /^(?!no$|not$|wait$)/u).test(token.lower)
  );
}

const stories = /^(?:so|and|but|we|i|now|then|therefore|please|can|could|let's)$/u;

/** True right beside a day, or behind a comma. */
function isNear(tokens: Tokens, from: number, to: number, days: readonly Placed[]): boolean {
  const isComma = (index: number) => tokens.list[index]?.text === ',';
  return days.some(
    (other) =>
      other.to === from ||
      other.from === to ||
      (other.to === from - 1 && isComma(other.to)) ||
      (other.from === to + 1 && isComma(to)),
  );
}

/** "yesterday's demo … tomorrow 10:00" is about yesterday; "last week friday" is a day of it. */
function isBesideDay(from: number, to: number, days: readonly (FoundDay & Placed)[]): boolean {
  return days.some((other) => other.to === from || other.from === to);
}

/** True for a holiday with its date beside it; "new year planning 05/01" is of another day. */
function isNamed(tokens: Tokens, day: FoundDay['day'], from: number, to: number, days: readonly (FoundDay & Placed)[]) {
  const isBeside = (other: Placed) => {
    const between = tokens.list.slice(Math.min(to, other.to), Math.max(from, other.from));
    return between.length < 2 && between.every(({ kind }) => kind === 'sign');
  };
  return (
    day.kind === 'vague' && day.named === true && days.some((other) => other.day.kind === 'date' && isBeside(other))
  );
}

/** "Midnight snack planning friday 3pm", "the 3pm outage friday 11:00". */
function isNamedHour(tokens: Tokens, { said, from, to, end }: PlacedClock, clocks: readonly PlacedClock[]): boolean {
  const behind = tokens.list[to];
  // "Discuss the 3pm outage friday 11:00".
  const the = tokens.list[from - 1]?.lower === 'the' && !end && behind?.lower !== 'slot';
  return (
    (the || /^(?:midnight|noon|midday|24 ?(?:h|hrs?|hours?))$/iu.test(said)) &&
    clocks.some(
      (clock) => clock.to !== to && clock.start?.form === 'clear' && !/^(?:noon|midday)$/iu.test(clock.said),
    ) &&
    behind?.kind === 'word' &&
    !behind.taken &&
    !behind.glued &&
    !smallWords.has(behind.lower) &&
    !/^(?:ours|mine|my|our|their|theirs|here|there|local)$/u.test(behind.lower)
  );
}

const adverbs =
  /^(?:first thing|last thing|later|some ?time|any ?time|whenever|asap|as soon as possible|soon|tb[da]|immediately|straight ?away|right away|at some point)$/iu;

/** "eod friday 17:00" is clear; "around 3pm" is not, whatever else is said. */
function isWords({ form, hour, minute }: NonNullable<FoundClock['start']>): boolean {
  return form === 'vague' && hour === 0 && minute === 0;
}
