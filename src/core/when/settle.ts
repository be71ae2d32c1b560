import { Temporal } from 'temporal-polyfill';
import { check } from './check.ts';
import { doubtQuestions } from './doubts.ts';
import type { Draft, Reader } from './draft.ts';
import type { FoundRecurrence } from './found-recurrence.ts';
import { leftOver } from './left-over.ts';
import { lostOption } from './lost-option.ts';
import { overMidnight } from './overnight.ts';
import { hourIn } from './parts-of-day.ts';
import type { Reading } from './read.ts';
import { calendarIn } from './resolve-day.ts';
import { inOneZone, onOneDay } from './same-moment.ts';
import { countedFrom, daysFor, repeatsOn, withDaysOf } from './series-start.ts';
import { settleDuration } from './settle-duration.ts';
import { joinRules, settleRecurrence } from './settle-recurrence.ts';
import { settleStart } from './settle-start.ts';
import { settleTime } from './settle-time.ts';
import { settleWho } from './settle-who.ts';
import { settleZone } from './settle-zone.ts';
import type { Before } from './start-context.ts';
import type { PartOfDay, Question, Understanding } from './understanding.ts';

/** Questions in the order in which they are asked: what others depend on comes first. */
const order: readonly Question['slot'][] = [
  'meeting',
  'start',
  'zone',
  'duration',
  'recurrence',
  'who',
  'options',
  'title',
];

/** Decides what a reading means, and what has to be asked. */
export function settle(told: Reading, reader: Reader, before?: Before): Understanding {
  const calendar = calendarIn(reader, before?.draft.timeZone ?? reader.timeZone);
  const said = overMidnight(onOneDay(told, reader), calendar);
  const found = joinRules(said.recurrences);
  const onDays = said.days.filter(({ role, day }) => role === 'on' && day.kind !== 'moment');
  const moment = said.days.find(({ day }) => day.kind === 'moment');
  const parts = partsOf(said, found, before);
  const rule = found && withDaysOf(countedFrom(found, said.days), onDays, calendar);
  const days = daysFor(said, rule, calendar, before);
  const firstGuess = (days.kind === 'dates' ? days.dates[0] : undefined) ?? calendar.today;
  const reading = inOneZone(said, reader, firstGuess);
  const time = settleTime(reading.clocks, parts);
  const zone = settleZone(reading.zones, reader, firstGuess.toPlainDateTime({ hour: 12 }));
  const timeZone = zone.said ? zone.timeZone : (before?.draft.timeZone ?? reader.timeZone);
  const start = settleStart({
    reading,
    reader,
    calendar,
    days,
    time,
    moment,
    timeZone,
    zoneSaid: zone.said,
    parts,
    repeats: found !== undefined,
    rule: rule?.rules[0],
    before,
  });
  const first = start.draft.date ? Temporal.PlainDate.from(start.draft.date) : firstGuess;
  const until = reading.days.filter(({ role }) => role === 'until');
  const repeated = reading.recurrences.map((one) => one.said).join(', ');
  const limited = reading.days.some(
    ({ role, day }) => role === 'except' || (role === 'on' && day.kind === 'week' && rule?.rules.some(repeatsOn)),
  );
  const series =
    rule && settleRecurrence(rule, { calendar, first, timeZone, ends: reading.ends, until, said: repeated, limited });
  const loose = !rule && reading.ends.length > 0 ? endWithoutRule(reading) : undefined;
  const duration = settleDuration(reading, time, start.minutes, !rule && until.length > 0 ? until[0]?.said : undefined);
  const who = settleWho(reading.people);
  const draft: Draft = {
    title: reading.title,
    ...(zone.said && { zoneSaid: true }),
    ...start.draft,
    timeZone,
    ...(duration.minutes !== undefined && { minutes: duration.minutes }),
    ...(series?.recurrence !== undefined && { recurrence: series.recurrence }),
    people: who.people,
    options: reading.options,
  };
  const read = [
    ...start.questions,
    zone.question,
    ...duration.questions,
    series?.question,
    loose,
    ...who.questions,
  ].filter((question) => question !== undefined);
  const open = doubtQuestions(reading, who.people).filter(({ slot }) => !read.some((one) => one.slot === slot));
  const lost = before || open.length > 0 ? undefined : leftOver(reading, who.people);
  // What is asked about already covers what was lost; two meetings have two beginnings.
  const covered = (slot: Question['slot']) =>
    slot === 'start' ? start.questions.length > 0 : read.some((question) => question.slot === slot);
  const questions = [...read, ...open, ...(lost && !covered(lost.slot) ? [lost] : [])];
  const title = before ? undefined : titleQuestion(reading, questions);
  const option = before ? undefined : lostOption(reading);
  const unwanted = before || !isDeclined(reading.tokens) ? undefined : unwantedQuestion(draft);
  return check(
    {
      draft,
      questions: [
        ...(unwanted ? [unwanted] : []),
        ...questions,
        ...(option ? [option] : []),
        ...(title ? [title] : []),
      ].sort((one, other) => order.indexOf(one.slot) - order.indexOf(other.slot)),
    },
    reader,
  );
}

function partsOf(
  reading: Reading,
  found: FoundRecurrence | undefined,
  before: Before | undefined,
): readonly PartOfDay[] {
  const ofDays = reading.days.flatMap(({ day }) => (day.kind === 'relative' && day.part ? [day.part] : []));
  const said = [...reading.parts, ...ofDays, ...(found?.part ? [found.part] : [])];
  // "10am", although the afternoon was spoken of before, is what is meant now.
  const part = before?.part;
  const keeps =
    part &&
    reading.clocks.every(
      ({ start }) =>
        start?.form !== 'clear' || (!start.half && start.hour <= 12 && hourIn(part, start.hour) !== undefined),
    );
  return [...new Set(said.length === 0 && part && keeps ? [part] : said)];
}

/** Questions about words that are left over: those words are why nobody can tell the name either. */
const aboutWords: ReadonlySet<Question['why']> = new Set([
  'several_meetings',
  'vague_day',
  'vague_time',
  'recurrence_ambiguous',
]);

/** What it is called, where words are left that may not be of its name. */
function titleQuestion({ titles }: Reading, others: readonly Question[]): Question | undefined {
  if (titles.length === 0 || others.some(({ why }) => aboutWords.has(why))) return undefined;
  return { slot: 'title', why: 'title_unclear', choices: titles.map((title) => ({ title })) };
}

/** "Don't schedule anything tomorrow at 3pm": whoever says so may want one all the same, and hardly does. */
function isDeclined({ list }: Reading['tokens']): boolean {
  const words = list.map(({ lower }) => lower).join(' ');
  // "Budget friday 3pm. No, never mind."
  const takenBack =
    /[.!?;,…–—-] (?:no , |ah , |oh , )?(?:no , wait|wait , no|never mind|nevermind|(?:scrap|cancel|ignore|forget|disregard|drop) (?:that|it|this)|forget about it|don't bother)(?: [.!]+)*$/u;
  if (takenBack.test(words)) return true;
  return /(?:^| )(?:don't|dont|do not|never|no need to|let's not|lets not)(?: please| ever)? (?:schedule|book|arrange|set up|create|organise|organize) /u.test(
    words,
  );
}

function unwantedQuestion(draft: Draft): Question {
  const { date, time } = draft;
  return { slot: 'meeting', why: 'not_wanted', choices: date !== undefined && time !== undefined ? [draft] : [] };
}

/** "10 times", and nobody said how often. */
function endWithoutRule(reading: Reading): Question {
  const choices = ['FREQ=DAILY', 'FREQ=WEEKLY'].map((rule) => {
    const [end] = reading.ends;
    return { recurrence: end?.kind === 'count' && end.count > 0 ? `${rule};COUNT=${end.count}` : rule };
  });
  return { slot: 'recurrence', why: 'recurrence_ambiguous', said: reading.ends[0]?.said ?? '', choices };
}
