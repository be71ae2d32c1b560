import { Temporal } from 'temporal-polyfill';
import { check } from './check.ts';
import { withPart } from './choose.ts';
import type { Draft, Named, Reader } from './draft.ts';
import { withFirstDay } from './draft-change.ts';
import { type Answered, withoutImpossible } from './impossible.ts';
import type { Reading } from './read.ts';
import { movedRule, withEnd, withEndOf } from './rule-change.ts';
import { settle } from './settle.ts';
import { unique } from './settle-day.ts';
import { keyOf } from './settle-who.ts';
import { startOf } from './start.ts';
import type { Question, Understanding } from './understanding.ts';

/** What a reading is merged into: the question that it answers, if there is one. */
export interface Asked {
  readonly question?: Question;
}

/** Adds what a reading says to what was known; undefined: it says nothing. What cannot be replaces nothing that is settled. */
export function merge(
  understanding: Understanding,
  reading: Reading,
  reader: Reader,
  asked: Asked,
): Answered | undefined {
  const said = whatIsSaid(reading, asked.question);
  return Object.values(said).some(Boolean)
    ? withoutImpossible(understanding, merged(understanding, reading, reader, asked, said), reader)
    : undefined;
}

function merged(
  understanding: Understanding,
  reading: Reading,
  reader: Reader,
  { question }: Asked,
  said: Said,
): Understanding {
  const { draft } = understanding;
  const part = question?.why === 'time_missing' ? question.part : undefined;
  const settled = settle(reading, reader, { draft, ...(part && { part }) });
  const start = said.start || said.zone ? startParts(settled.draft, draft, said) : {};
  const recurrence = recurrenceAfter(reading, settled, draft, said, start.date);
  const minutes = said.end ? minutesUntil(settled, reading, draft) : said.duration ? settled.draft.minutes : undefined;
  const next = withPart(draft, {
    ...start,
    ...(recurrence !== undefined && { recurrence }),
    ...(minutes !== undefined && { minutes }),
    ...(said.people && { people: peopleAfter(draft.people, reading) }),
    ...(said.options && { options: { ...draft.options, ...reading.options } }),
    ...(said.title && { title: reading.title }),
  });
  // An answer replaces what was asked in its slot; other questions stay open.
  const slots = new Set<Question['slot']>([
    ...(said.start ? (['start', 'meeting'] as const) : []),
    ...(said.zone ? (['zone'] as const) : []),
    ...(said.duration || said.end ? (['duration'] as const) : []),
    ...(said.recurrence ? (['recurrence'] as const) : []),
    ...(said.people ? (['who'] as const) : []),
    ...(said.options ? (['options'] as const) : []),
  ]);
  if (question) slots.add(question.slot);
  const ended = recurrence !== undefined && (reading.recurrences.length === 0 || isOnce(reading));
  const fresh = settled.questions
    .filter(({ slot }) => slots.has(slot) && !(slot === 'start' && !said.start) && !(slot === 'recurrence' && ended))
    .map((one) => (one.slot === 'recurrence' ? withEnds(one, reading, draft) : one));
  const kept = understanding.questions.flatMap((one) =>
    !slots.has(one.slot) ? [one] : one.slot === 'who' && question?.slot !== 'who' ? stillWho(one, reading) : [],
  );
  const impossible = [
    ...(said.end && minutes === undefined ? [endQuestion(reading)] : []),
    ...(said.recurrence && recurrence === undefined ? endsBefore(reading, fresh, draft, question) : []),
  ];
  const isOnDays = reading.recurrences.length > 0 && !said.start && fresh.every(({ slot }) => slot !== 'recurrence');
  const whole = isOnDays ? withFirstDay(next) : next;
  return check({ draft: whole, questions: [...fresh, ...impossible, ...kept] }, reader);
}

type Said = {
  readonly [part in 'start' | 'zone' | 'end' | 'duration' | 'recurrence' | 'people' | 'options' | 'title']: boolean;
};

function whatIsSaid(reading: Reading, question: Question | undefined): Said {
  const { days, clocks, parts, zones, durations, recurrences, ends, people, options } = reading;
  const begins = clocks.some(({ start }) => start);
  const onDays = days.filter(({ role }) => role !== 'until');
  // "5pm" as an answer to how long is the end, "friday 5pm for an hour" is none.
  const isEnd = question?.slot === 'duration' && onDays.length === 0 && durations.length === 0;
  const end = clocks.length > 0 && (!begins || isEnd);
  return {
    start: !isEnd && (onDays.length > 0 || begins || parts.length > 0),
    zone: zones.length > 0,
    end,
    duration: durations.length > 0 || (begins && clocks.some((clock) => clock.start && clock.end)),
    recurrence:
      recurrences.length > 0 || ends.length > 0 || days.some(({ role }) => role === 'until') || isOnce(reading),
    people:
      people.people.length + people.without.length + people.unclear.length + people.invalid.length > 0 ||
      people.count !== undefined,
    options: Object.keys(options).length > 0,
    title: reading.titleNamed,
  };
}

/** "just once", "don't repeat it". */
export function isOnce({ tokens }: Reading): boolean {
  const words = tokens.list.map(({ lower }) => lower).join(' ');
  return /^(?:make it |just |only |please )*(?:once|one time|one - time|one - off|a one - off)(?: only| please)*$|(?:don't|dont|do not|no|not|never|stop) (?:repeat|recurring|repeating|recurrence)|^not (?:a )?(?:daily|weekly|fortnightly|monthly|yearly|every (?:day|week|month))$/u.test(
    words,
  );
}

function startParts(settled: Draft, draft: Draft, said: Said): Partial<Draft> {
  const zone = said.zone && settled.zoneSaid ? { timeZone: settled.timeZone, zoneSaid: true } : {};
  if (!said.start) return zone;
  const { date, time, fold, minutes } = settled;
  return {
    ...zone,
    date: date ?? draft.date,
    time: time ?? draft.time,
    ...(fold && { fold }),
    ...(said.duration && minutes !== undefined && { minutes }),
  };
}

/** Minutes from the beginning that is known to an end that is said now. */
function minutesUntil(settled: Understanding, reading: Reading, draft: Draft): number | undefined {
  const start = startOf({
    ...draft,
    ...(settled.draft.date && draft.date === undefined && { date: settled.draft.date }),
  });
  const clock = reading.clocks.map(({ end, start: begin }) => end ?? begin).find((one) => one !== undefined);
  if (!start || !clock || clock.form === 'wrong' || clock.form === 'vague') return undefined;
  const base = clock.form === 'midnight' ? 1440 : clock.hour * 60 + clock.minute;
  const begin = start.hour * 60 + start.minute;
  const hands = clock.form === 'bare' || clock.form === 'spoken';
  const end = [base, ...(hands ? [base + 720] : []), ...(begin >= 17 * 60 ? [base + 1440] : [])].find(
    (minute) => minute > begin,
  );
  return end === undefined ? undefined : end - begin;
}

function endQuestion(reading: Reading): Question {
  return {
    slot: 'duration',
    why: 'duration_impossible',
    said: reading.clocks[0]?.said ?? '',
    choices: [{ minutes: 30 }, { minutes: 45 }, { minutes: 60 }],
  };
}

/** "until yesterday", for a series that begins later, or for what takes place once. */
function endsBefore(
  { ends, days, recurrences }: Reading,
  fresh: readonly Question[],
  { recurrence, date, time }: Draft,
  asked: Question | undefined,
): readonly Question[] {
  const isOnce = recurrence === undefined;
  // What is still asked about may be what it is the end of.
  if (isOnce && (asked || recurrences.length > 0 || date === undefined || time === undefined)) return [];
  const said = [...ends, ...days.filter(({ role }) => role === 'until')].map((end) => end.said).join(', ');
  const isVague = days.some(({ role, day }) => role === 'until' && day.kind === 'vague');
  return fresh.some(({ slot }) => slot === 'recurrence')
    ? []
    : [
        isVague && !isOnce
          ? { slot: 'recurrence', why: 'recurrence_end_unclear', said, choices: [] }
          : { slot: 'recurrence', why: 'recurrence_never', said, choices: [], ...(isOnce && { isOnce }) },
      ];
}

function peopleAfter(before: readonly Named[], { people, tokens }: Reading): readonly Named[] {
  const gone = new Set(people.without.map(keyOf));
  const isGone = (named: Named) => gone.has(keyOf(named)) || people.without.some((one) => isCalled(named, one));
  // "Only @ann": nobody else.
  const alone = /^(?:only|just)$/u.test(tokens.list[0]?.lower ?? '') && people.people.length > 0;
  return unique([...(alone ? [] : before), ...people.people], keyOf).filter((named) => !isGone(named));
}

/** Whoever is asked about is so still once others are added; what was offered is so with them. */
function stillWho(asked: Question & { readonly slot: 'who' }, reading: Reading): readonly Question[] {
  if (asked.why === 'too_many_people' && asked.choices.length === 0) return [];
  const choices = asked.choices.map(({ people = [], ...rest }) => ({ ...rest, people: peopleAfter(people, reading) }));
  return [{ ...asked, choices }];
}

/** True where a bare name is that of somebody who was mentioned, whole or its first part. */
function isCalled(named: Named, { kind, ...rest }: Named): boolean {
  const name = kind === 'name' && 'name' in rest ? rest.name.toLowerCase() : '';
  const theirs = named.kind === 'mention' ? named.handle : named.kind === 'email' ? named.email : named.name;
  return (
    name !== '' &&
    theirs
      .toLowerCase()
      .split(/[\s._@-]+/u)
      .includes(name)
  );
}

function isEndSaid({ ends, days }: Reading): boolean {
  return ends.length > 0 || days.some(({ role }) => role === 'until');
}

/** Several rules of which any may be meant: how often was asked about, and the end of the series stays. */
function withEnds<Asking extends Question>(question: Asking, reading: Reading, { recurrence: before }: Draft): Asking {
  if (isEndSaid(reading)) return question;
  const choices = question.choices.map((choice) =>
    choice.recurrence ? { ...choice, recurrence: withEndOf(before, choice.recurrence) } : choice,
  );
  return { ...question, choices };
}

/** A rule that is said, the old one with a new end, or the old one on the day to which the meeting moves. Empty: none any more. */
function recurrenceAfter(
  reading: Reading,
  settled: Understanding,
  draft: Draft,
  said: Said,
  date: string | undefined,
): string | undefined {
  if (isOnce(reading)) return '';
  if (reading.recurrences.length > 0) {
    const { recurrence } = settled.draft;
    return recurrence && !isEndSaid(reading) ? withEndOf(draft.recurrence, recurrence) : recurrence;
  }
  if (said.recurrence && draft.recurrence) return withEnd(draft.recurrence, reading, draft);
  if (date && draft.recurrence && date !== draft.date)
    return movedRule(draft.recurrence, Temporal.PlainDate.from(date));
  return undefined;
}
