import { alternativesIn } from './alternatives.ts';
import { takeAsides } from './asides.ts';
import type { Clock } from './clock-form.ts';
import { type FoundClock, readTimes } from './clock-times.ts';
import { type Corrected, corrected, partOf } from './corrected.ts';
import type { FoundDay } from './day.ts';
import type { MeetingOptions, Reader } from './draft.ts';
import { type FoundDuration, readDuration } from './durations.ts';
import { isEverybodyHere } from './everybody-here.ts';
import type { FoundRecurrence } from './found-recurrence.ts';
import { takeLabels } from './labels.ts';
import { isBritish, monthFirstOf } from './locale.ts';
import { mask } from './mask.ts';
import { personBehindKind } from './name-lists.ts';
import { readOptionClause, type Switched } from './option-clauses.ts';
import { readOption } from './options.ts';
import { takeParts } from './parts-of-day.ts';
import { type FoundPeople, readPeople } from './people.ts';
import { readDays } from './read-days.ts';
import { readRuleEnd } from './recurrence-end.ts';
import type { RuleEnd } from './rule.ts';
import { readTitle } from './title.ts';
import { type Found, scan, type Tokens } from './tokens.ts';
import { takeToldAround } from './told-around.ts';
import { takeToldBehind } from './told-behind.ts';
import type { Doubt, PartOfDay } from './understanding.ts';
import { isWebinar } from './webinar-words.ts';
import { joinTimes, releaseSpare } from './weigh.ts';
import { takeWhereabouts } from './whereabouts.ts';
import { type FoundZone, readZone } from './zones.ts';

/** Where something stands in the sentence, and how it was said. */
export interface Placed {
  readonly from: number;
  readonly to: number;
  readonly said: string;
}

/** Everything that a sentence says about a meeting, before anything is decided. */
export interface Reading {
  readonly recurrences: readonly (FoundRecurrence & Placed)[];
  readonly ends: readonly (RuleEnd & Placed)[];
  readonly days: readonly (FoundDay & Placed)[];
  readonly parts: readonly PartOfDay[];
  readonly clocks: readonly (FoundClock & Placed)[];
  readonly durations: readonly (FoundDuration & Placed)[];
  readonly zones: readonly (FoundZone & Placed)[];
  readonly options: MeetingOptions;
  readonly people: FoundPeople;
  readonly title: string;
  /** True if it was said to be the title: "called Budget", or in quotes. */
  readonly titleNamed: boolean;
  /** What it may be called, where nobody can tell; empty: it is the title. */
  readonly titles: readonly string[];
  /** What was said of a part that leaves it open. */
  readonly doubts: readonly Doubt[];
  readonly tokens: Tokens;
}

/** Reads a sentence in stages, once that is taken away which was told around the request in it. */
export function read(said: string, reader: Reader): Reading {
  return readHeard(heard(said, reader), reader);
}

/** What was said, cut up, as it is meant by whoever corrects themselves in it. */
export function heard(said: string, reader: Reader): Corrected {
  return corrected(mask(said, reader), (part) => readTokens(part, reader));
}

/** Reads what was heard, and takes its words away from it. */
export function readHeard({ tokens, doubts }: Corrected, reader: Reader): Reading {
  takeWhereabouts(tokens);
  takeToldBehind(tokens, monthFirstOf(reader.locale));
  takeAsides(tokens, monthFirstOf(reader.locale));
  takeToldAround(tokens, ([from, to]) => readTokens(partOf(tokens, from, to), reader));
  const reading = readTokens(tokens, reader);
  return { ...reading, doubts: [...doubts, ...alternativesIn(reading)] };
}

/** Each stage takes its words away from those behind it, and the title is what remains. */
function readTokens(tokens: Tokens, reader: Reader): Reading {
  const monthFirst = monthFirstOf(reader.locale);
  takeLabels(tokens);
  // A clause with its reason, before days and people are read in the reason.
  const clauses = scan(tokens, 'option', (all, index) => readOptionClause(all, index, false));
  const { recurrences, ends, days: foundDays } = readDays(tokens, monthFirst);
  const foundTimes = scan(tokens, 'clock', readTimes).map((clock) => halfPast(clock, reader));
  const telling = recurrences.length > 0 ? foundDays.filter((day) => !isAnyway(day)) : foundDays;
  const { days, clocks: times } = releaseSpare(tokens, telling, foundTimes, recurrences);
  const zones = scan(tokens, 'zone', readZone);
  const clocks = joinTimes(tokens, times);
  const durations = scan(tokens, 'duration', readDuration);
  const parts = takeParts(tokens, clocks);
  const countedEnds = recurrences.length > 0 ? ends : scan(tokens, 'recurrence', readCount);
  const options = optionsOf(tokens, clauses);
  const people = withEverybodyHere(readPeople(tokens), reader);
  const named = readTitle(tokens);
  const met = people.people.length === 0 && people.doubtful.length === 0 ? personBehindKind(named.title) : undefined;
  // "10am QBR": three capitals that nobody knows are the name, if there is no other one.
  const strange = named.title === '' ? zones.find(({ unsure }) => unsure) : undefined;
  return {
    recurrences,
    ends: countedEnds,
    days,
    parts,
    clocks,
    durations,
    zones: zones.filter((zone) => zone !== strange),
    options,
    people: met ? { ...people, doubtful: [met] } : people,
    ...named,
    ...(strange && { title: strange.said, titles: [] }),
    doubts: [],
    tokens,
  };
}

/** "Every last friday, beginning this month", "mondays, first one this week": a series begins as soon as it can in any case. */
function isAnyway({ day, role, said }: FoundDay & Placed): boolean {
  const begins = role === 'from' || /^(?:the )?(?:first|1st) /iu.test(said);
  return begins && ((day.kind === 'stretch' && day.ahead === 0) || (day.kind === 'week' && day.weeks === 0));
}

/** "10 times", and nobody said how often; "forever young" is a name. */
function readCount(tokens: Tokens, index: number): Found<RuleEnd> | undefined {
  const found = readRuleEnd(tokens, index);
  return found?.value.kind === 'count' ? found : undefined;
}

/** "Half nine" is half past eight where it comes from German, and half past nine where English is from Britain. */
function halfPast(clock: FoundClock & Placed, reader: Reader): FoundClock & Placed {
  if (!/\bhalf (?!past|after)/iu.test(clock.said) || !isBritish(reader)) return clock;
  const past = (time: Clock | undefined) =>
    time?.form === 'vague' && time.minute === 30 ? ({ ...time, form: 'spoken' } as const) : time;
  const [start, end] = [past(clock.start), past(clock.end)];
  return { ...clock, ...(start && { start }), ...(end && { end }) };
}

/** In a channel, everybody there is meant by words of which nobody can tell elsewhere whom they mean. */
function withEverybodyHere(found: FoundPeople, { isAmongOthers }: Reader): FoundPeople {
  const here = isAmongOthers ? found.unclear.filter(isEverybodyHere) : [];
  if (here.length === 0) return found;
  const people = here.map((name) => ({ kind: 'group', name }) as const);
  return {
    ...found,
    people: [...found.people, ...people],
    unclear: found.unclear.filter((said) => !here.includes(said)),
  };
}

function optionsOf(tokens: Tokens, clauses: readonly (Switched & Placed)[]): MeetingOptions {
  const found = [...clauses, ...scan(tokens, 'option', readOption)].sort((one, other) => one.from - other.from);
  const webinar = tokens.list.some(({ taken }, index) => !taken && isWebinar(tokens, index));
  return Object.assign({}, ...(webinar ? [{ webinar: true }] : []), ...found.map(({ switched }) => switched));
}
