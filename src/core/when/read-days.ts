import { readDay, shareRoles } from './days.ts';
import { readDaysOfMonth } from './every-days.ts';
import type { FoundRecurrence } from './found-recurrence.ts';
import { settlePossessives } from './possessive-days.ts';
import type { Placed, Reading } from './read.ts';
import { readRecurrence } from './recurrence.ts';
import { readRuleEnd } from './recurrence-end.ts';
import { goesOn, hasHabit, isHabit, isList, readDayList, saysDays, surely } from './series-lists.ts';
import { scan, type Tokens } from './tokens.ts';
import { smallWords } from './words.ts';

type Found = Pick<Reading, 'recurrences' | 'ends' | 'days'>;

/** What repeats, and the days; either says what is meant with the other. */
export function readDays(tokens: Tokens, monthFirst: boolean | undefined): Found {
  const scanDays = () =>
    shareRoles(
      tokens,
      scan(tokens, 'day', (all, index) => readDay(all, index, monthFirst)),
    );
  const scanEnds = () => scan(tokens, 'recurrence', readRuleEnd);
  const recurrences = readRecurrences(tokens);
  const ends = recurrences.length > 0 ? scanEnds() : [];
  const found = scanDays();
  const days = recurrences.length > 0 ? found : settlePossessives(tokens, found);
  const bare = recurrences.length > 0 && saysDays(tokens, recurrences, days);
  if (recurrences.length > 0 && !bare) {
    const isNamed = recurrences.every((one) => isCapital(tokens, one));
    const series = ends.length > 0 || goesOn(tokens, days) || (hasHabit(tokens) && !isNamed);
    if (series || !recurrences.every(({ name }) => name) || !isOneDay(days))
      return {
        recurrences: series ? recurrences.map(surely) : recurrences.map((one) => perhapsOnce(one, days)),
        ends,
        days,
      };
    // "quarterly planning on 2 september": what it is called.
    for (const { from, to } of recurrences) release(tokens, from, to);
    return { recurrences: [], ends, days };
  }
  if (!bare && (!isList(days) || !(goesOn(tokens, days) || isHabit(tokens, days)))) return { recurrences, ends, days };
  for (const { from, to } of days) release(tokens, from, to);
  const listed = scan(tokens, 'recurrence', readDayList);
  return { recurrences: listed, ends: listed.length > 0 ? scanEnds() : [], days: scanDays() };
}

/** "A Quarterly Results Rehearsal": capitals within a sentence are of a name. */
function isCapital({ list }: Tokens, { name, from, to }: FoundRecurrence & Placed): boolean {
  return name === true && from > 0 && [from, to].every((index) => /^\p{Lu}\p{Ll}/u.test(list[index]?.text ?? ''));
}

/** "Daily briefing friday 10:00" may be that of friday alone. */
function perhapsOnce(one: Found['recurrences'][number], days: Found['days']): Found['recurrences'][number] {
  const isOnDay = days.some(({ day, role }) => role === 'on' && day.kind === 'weekday');
  return /^daily$/iu.test(one.said) && isOnDay ? { ...one, once: true } : one;
}

function readRecurrences(tokens: Tokens): Found['recurrences'] {
  const found = scan(tokens, 'recurrence', readRecurrence);
  return withMonthDays(tokens, withoutNames(tokens, found));
}

function withMonthDays(tokens: Tokens, found: Found['recurrences']): Found['recurrences'] {
  const monthly = found.some(({ rules: [rule] }) => rule?.frequency === 'MONTHLY' && !rule.weekdays && !rule.monthDays);
  return monthly ? [...found, ...scan(tokens, 'recurrence', readDaysOfMonth)] : found;
}

/**
 * "Weekly sync every tuesday", "infra weekly every monday": what the days say as well is a word of the name; so is what another rule says
 * otherwise, "quarterly planning every monday".
 */
function withoutNames(tokens: Tokens, found: Found['recurrences']): Found['recurrences'] {
  const names = found.filter((one) => isOverruled(one, found) || isSaidTwice(tokens, one, found));
  for (const { from, to } of names) release(tokens, from, to);
  return found.filter((one) => !names.includes(one));
}

function isOverruled(one: FoundRecurrence & Placed, found: Found['recurrences']): boolean {
  return (
    one.name === true &&
    /^(?:quarterly|yearly|annual)/iu.test(one.said) &&
    found.some((other) => !other.name && !other.except && other.rules.length > 0 && !saysAsMuch(other, one))
  );
}

function isSaidTwice(tokens: Tokens, one: FoundRecurrence & Placed, found: Found['recurrences']): boolean {
  return (
    one.to === one.from + 1 &&
    one.rules.length === 1 &&
    isBesideWord(tokens, one.from) &&
    found.some(
      (other) =>
        other !== one &&
        /^(?:on |repeats |repeating |recurring |recurs )?(?:every|each) /iu.test(other.said) &&
        saysAsMuch(other, one),
    )
  );
}

function isBesideWord({ list }: Tokens, index: number): boolean {
  const isWord = (at: number) => list[at]?.kind === 'word' && !list[at].taken && !smallWords.has(list[at].lower);
  return isWord(index + 1) || isWord(index - 1);
}

function saysAsMuch({ rules: [theirs] }: FoundRecurrence, { rules: [ours] }: FoundRecurrence): boolean {
  if (!theirs || !ours || (theirs.interval ?? 1) !== (ours.interval ?? 1)) return false;
  const daily = ours.frequency === 'DAILY' && theirs.frequency === 'WEEKLY' && (theirs.weekdays?.length ?? 0) > 1;
  return daily || ours.frequency === theirs.frequency;
}

/** True if one day was said, and nothing of others. */
function isOneDay(days: Found['days']): boolean {
  return (
    days.some(({ day, weak }) => !weak && (day.kind === 'date' || day.kind === 'weekday' || day.kind === 'relative')) &&
    days.every(({ role }) => role === 'on')
  );
}

function release(tokens: Tokens, from: number, to: number): void {
  for (const token of tokens.list.slice(from, to)) token.taken = undefined;
}
