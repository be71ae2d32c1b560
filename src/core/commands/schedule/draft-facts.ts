import type { CommandContext } from '../../command.ts';
import { plainTitle } from '../../parse.ts';
import type { Habits } from '../../reader.ts';
import type { Fact } from '../../reply.ts';
import { type Draft, minutesOf, type Question, type Reader, startOf } from '../../when/index.ts';
import { dayAndTime, dayWords, lengthWords, recurrenceWords, timeWords, zoneWords } from '../../when/wording.ts';
import { inZone } from '../../zoned.ts';
import { guestsOf, type OpenDraft } from './open-draft.ts';

type Reading = Habits & Reader;

/** What a draft is called, or will be where nobody names it. */
export function draftTitle({ say, link, invocation }: CommandContext, { title, options }: Draft): string {
  const host = link?.account.name ?? invocation.fromName;
  if (plainTitle(title) || !host) return plainTitle(title) || say.defaultMeetingTitle;
  return say.defaultTitle(host, options.webinar ? 'webinar' : 'meeting');
}

/** All of a draft of which nothing is asked any more. What nobody said is marked as such. */
export function wholeFacts(say: CommandContext['say'], habits: Reading, open: OpenDraft): readonly Fact[] {
  const { draft } = open.understanding;
  return [
    ...fact(say.titleLabel, draft.title),
    ...fact(say.when, whenOf(open, habits)),
    ...fact(say.yourTime, elsewhereOf(draft, habits)),
    ...fact(say.repeats, ruleWords(open, habits)),
    ...fact(say.lengthLabel, lengthOf(say, draft)),
    ...peopleFact(say, open, []),
    ...optionsFact(say, draft),
  ];
}

/**
 * What is known while something is asked: shown with each question, so that nobody wonders what became of the rest. What is assumed is
 * marked as such, and what is missing is said to be.
 */
export function factsSoFar(context: CommandContext, habits: Reading, open: OpenDraft): readonly Fact[] {
  const { say } = context;
  const { draft, questions } = open.understanding;
  const isOpen = (slot: Question['slot']) => questions.some((question) => question.slot === slot);
  const unknown = open.unclear.map(({ said }) => said);
  const asked = questions.flatMap((question) =>
    question.slot === 'who' && 'said' in question && !unknown.includes(question.said) ? [question.said] : [],
  );
  return [
    ...fact(say.titleLabel, draft.title || say.calledUsual(draftTitle(context, draft))),
    ...fact(say.when, whenSoFar(say, habits, open)),
    ...fact(
      say.yourTime,
      isOpen('start') || isOpen('meeting') || isOpen('zone') ? undefined : elsewhereOf(draft, habits),
    ),
    ...fact(say.repeats, isOpen('recurrence') ? say.stillOpen : ruleSoFar(open, habits)),
    ...fact(say.lengthLabel, isOpen('duration') ? say.stillOpen : lengthOf(say, draft)),
    ...peopleFact(say, open, [...unknown, ...asked]),
    ...optionsFact(say, draft),
  ];
}

/** In words and with its zone; undefined while that is not settled. */
export function whenOf(open: OpenDraft, habits: Reading): string | undefined {
  const { draft } = open.understanding;
  const start = startOf(draft);
  return start && `${dayAndTime(start, minutesOf(draft), habits)}, ${zoneWords(draft.timeZone, start, habits.locale)}`;
}

/** The same in the zone of whoever reads it, where that is another one. */
function elsewhereOf(draft: Draft, habits: Reading): string | undefined {
  const own = startOf(draft)?.withTimeZone(habits.timeZone);
  return own && draft.timeZone !== habits.timeZone ? dayAndTime(own, minutesOf(draft), habits) : undefined;
}

/** How often it is, in words; empty where it takes place once. */
export function ruleWords(open: OpenDraft, habits: Reading): string {
  const { draft } = open.understanding;
  const start = startOf(draft);
  return draft.recurrence && start ? recurrenceWords(draft.recurrence, start, habits) : '';
}

/** What each question about the beginning leaves open; both, where it is not in here. */
const leavesOpen: { readonly [why in Question['why']]?: 'date' | 'time' } = {
  time_missing: 'time',
  half_of_day: 'time',
  no_such_time: 'time',
  vague_time: 'time',
  clock_gap: 'time',
  clock_overlap: 'time',
  day_missing: 'date',
  next_weekday: 'date',
  weekday_and_date_disagree: 'date',
  no_such_day: 'date',
  vague_day: 'date',
  day_differs: 'date',
};

function whenSoFar(say: CommandContext['say'], habits: Reading, open: OpenDraft): string {
  const { draft, questions } = open.understanding;
  const missing = questions
    .filter(({ slot }) => slot === 'start' || slot === 'meeting')
    .flatMap(({ why }) => leavesOpen[why] ?? (['date', 'time'] as const));
  const [date, time] = (['date', 'time'] as const).map((part) => (missing.includes(part) ? undefined : draft[part]));
  const isZoneOpen = questions.some(({ slot }) => slot === 'zone');
  // Any day does where only the clock is shown, and any time for the day.
  const at =
    startOf({ ...draft, date: date ?? '2026-01-01', time: time ?? '12:00' }) ?? inZone(habits.now, draft.timeZone);
  const clock = time === undefined ? undefined : timeWords(at, habits);
  const day = date === undefined ? undefined : dayWords(at, habits);
  const isRange = draft.minutes !== undefined && !questions.some(({ slot }) => slot === 'duration');
  const words = day && clock && isRange ? dayAndTime(at, minutesOf(draft), habits) : say.whenSoFar(day, clock);
  if (clock === undefined) return words;
  return `${words}, ${isZoneOpen ? say.zoneOpen : zoneWords(draft.timeZone, at, habits.locale)}`;
}

/** A rule that says its days means the same whenever it begins; any other one takes them from the beginning. */
function ruleSoFar(open: OpenDraft, habits: Reading): string {
  const { draft } = open.understanding;
  const { recurrence = '' } = draft;
  const isByItself = /FREQ=DAILY|BYDAY=|BYMONTHDAY=/u.test(recurrence) && !recurrence.startsWith('FREQ=YEARLY');
  return isByItself
    ? recurrenceWords(recurrence, startOf(draft) ?? inZone(habits.now, draft.timeZone), habits)
    : ruleWords(open, habits);
}

function lengthOf(say: CommandContext['say'], draft: Draft): string {
  const length = lengthWords(minutesOf(draft));
  return draft.minutes === undefined ? say.lastsUsual(length) : length;
}

function peopleFact(say: CommandContext['say'], open: OpenDraft, unknown: readonly string[]): readonly Fact[] {
  const guests = guestsOf(open);
  return fact(say.withWhom, guests.length + unknown.length === 0 ? say.nobody : say.guestNames(guests, unknown));
}

function optionsFact(say: CommandContext['say'], { options: { lobby, recording, webinar } }: Draft): readonly Fact[] {
  const application = webinar ? 'webinar' : 'meeting';
  return fact(say.options, say.optionNames({ lobby: lobby === true, recording: recording === true, application }));
}

function fact(label: string, value: string | undefined): readonly Fact[] {
  return value ? [{ label, value: [value] }] : [];
}
