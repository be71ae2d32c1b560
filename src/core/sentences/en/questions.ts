import { cut } from '../../plain.ts';
import type { Text } from '../../reply.ts';
import type { Draft, MeetingOptions, Reader } from '../../when/draft.ts';
import { startOf } from '../../when/start.ts';
import type { Question, Understanding } from '../../when/understanding.ts';
import { lengthWords, recurrenceWords, zoneWords } from '../../when/wording.ts';
import { inZone } from '../../zoned.ts';
import { clockOf, dayOf, momentOf, weekdayName } from './moments.ts';
import { noAddresses } from './words.ts';

/** The longest label of a button that Slack takes, in characters (docs.slack.dev, button element). */
const mostLabel = 75;
/** A zone is known by its city; more than this of it nobody reads. */
const mostZone = 40;

/** What the bot asks about a meeting that is not settled yet. */
export const questions = {
  /** One sentence for the question that is asked now. */
  question: (question: Question, reader: Reader): Text => [sentence(question, reader)],
  /** What stands on the buttons below it, in the order of the choices. */
  choices: (understanding: Understanding, reader: Reader): readonly string[] => {
    const [question] = understanding.questions;
    return question
      ? question.choices.map((choice) => cut(label(question, choice, understanding, reader), mostLabel))
      : [];
  },
};

/** The words for each question, by what it is about. */
type Words = {
  readonly [why in Question['why']]: (question: Question & { readonly why: why }, reader: Reader) => string;
};

const words: Words = {
  start_missing: () => 'When does it begin? For example: tomorrow at 3pm.',
  time_missing: ({ date, part }, reader) => {
    const day = date ? ` on ${dayOf(date, reader)}` : '';
    return `At what time${part ? ` in the ${part === 'night' ? 'evening' : part}` : ''}${day}? For example: ${example(part, reader)}.`;
  },
  day_missing: ({ time }, reader) => `On which day at ${clockOf(time, reader)}? For example: tomorrow, or friday.`,
  half_of_day: ({ hour, minute }) =>
    `Do you mean ${hour}${minute > 0 ? `:${String(minute).padStart(2, '0')}` : ''} in the morning, or ${hour === 12 ? 'at noon or night' : 'in the afternoon or evening'}?`,
  next_weekday: ({ weekday }) => `Which ${weekdayName(weekday)}: the one of this week, or of next week?`,
  weekday_and_date_disagree: ({ weekday, date }, reader) =>
    `${dayOf(date, reader)} is no ${weekdayName(weekday)}: which day do you mean?`,
  no_such_day: ({ said }) => `There is no day “${said}”: which one do you mean? For example: ${exampleDay}.`,
  no_such_time: ({ said }) => `There is no time “${said}”: when do you mean? For example: 3pm, or 15:00.`,
  past: ({ date, time }, reader) =>
    `${dayOf(date, reader)}${time ? ` at ${clockOf(time, reader)}` : ''} is over already: when instead? For example: tomorrow at 3pm.`,
  clock_gap: ({ date, time }, reader) =>
    `On ${dayOf(date, reader)} the clock skips ${clockOf(time, reader)}, because it is put forward: when instead?`,
  clock_overlap: ({ date, time }, reader) =>
    `On ${dayOf(date, reader)} the clock shows ${clockOf(time, reader)} twice, because it is put back: before or after that?`,
  midnight: ({ date }, reader) =>
    date
      ? `Midnight at the beginning of ${dayOf(date, reader)}, or at its end?`
      : 'Midnight of which day do you mean? For example: friday 11:59pm.',
  vague_time: ({ said }) => `At what time exactly is “${said}”? For example: 3pm, or 15:00.`,
  vague_day: ({ said }) => `On which day is “${said}”? For example: ${exampleDay}.`,
  day_differs: () => 'It is another day there than where you are: which day do you mean?',
  several_meetings: () => 'That is more than one meeting or time, and I set up one at a time: which one first?',
  not_wanted: () => 'That reads as if there were to be no meeting. Press its time to have it all the same, or cancel.',
  duration_impossible: ({ said }) =>
    `How long does it take? “${said}” does not work; it can be up to 24 hours, for example: 45 minutes.`,
  duration_disagrees: ({ said }) => `The length and the end do not fit (“${said}”): how long does it take?`,
  duration_vague: ({ said }) => `How long is “${said}” exactly? For example: 45 minutes.`,
  zone_unknown: ({ said }) =>
    `I do not know a time zone “${said}”: where is that? For example: London, Europe/Berlin, or UTC+2.`,
  zone_ambiguous: ({ said }) => `Which time is “${said}”? Name a city, for example: London.`,
  who_unclear: ({ said }) => `Who is “${said}”? Mention them, or type an address such as guest@example.com.`,
  who_mentioned: ({ said }) => `Is ${said} to come, or is it only about them?`,
  address_invalid: ({ said }) => `${noAddresses(said)}: who is to come? For example: guest@example.com.`,
  too_many_people: ({ count }) =>
    `${new Intl.NumberFormat('en').format(count)} people are too many to invite: who are the first 100? For example: @ann, guest@example.com.`,
  recurrence_ambiguous: ({ said }) => `How often is “${said}”? For example: every 2 weeks, or every month.`,
  recurrence_too_often: ({ said }) =>
    `“${said}” is too often for a meeting: how often instead? For example: every day.`,
  recurrence_never: ({ said }) =>
    `“${said}” never takes place as it ends before it begins. Until when? For example: 10 times.`,
  option_unclear: ({ option }) => `${optionQuestions[option]} Press one, or type yes or no.`,
  recurrence_end_unclear: ({ said }) =>
    `Which day is “${said.replace(/^(?:un)?till? /iu, '')}”, until when it repeats? For example: until 18 December.`,
  title_unclear: () => 'What is the meeting called? Press a name, or type one.',
};

const optionQuestions: Readonly<Record<keyof MeetingOptions, string>> = {
  lobby: 'Do guests wait in the lobby until you let them in?',
  recording: 'Is the meeting to be recorded?',
  webinar: 'Is it to be a webinar?',
};

const optionLabels: Readonly<Record<keyof MeetingOptions, readonly [on: string, off: string]>> = {
  lobby: ['With a lobby', 'No lobby'],
  recording: ['Record it', 'No recording'],
  webinar: ['A webinar', 'No webinar'],
};

const exampleDay = 'friday, or 4 december';

function sentence(question: Question, reader: Reader): string {
  const shortened =
    'said' in question
      ? { ...question, said: cut(question.said.replace(/^(?:on|at|for|until)\s+/iu, ''), 60) }
      : question;
  // The table has words for the kind of each question, which the compiler cannot follow from key to value.
  const say = words[question.why] as (question: Question, reader: Reader) => string;
  return say(shortened, reader);
}

function label(question: Question, choice: Partial<Draft>, understanding: Understanding, reader: Reader): string {
  const { draft } = understanding;
  const whole = { ...draft, ...choice };
  switch (question.slot) {
    case 'meeting':
      return [
        partOf(choice, reader),
        ...(choice.title && choice.title !== '' && titlesDiffer(question) ? [choice.title] : []),
      ].join(' ');
    case 'title':
      return choice.title ?? '';
    case 'zone':
      return choice.timeZone ? zoneLabel(choice.timeZone, whole, reader) : '';
    case 'duration':
      return lengthWords(choice.minutes ?? 0);
    case 'recurrence':
      return choice.recurrence ? capital(recurrenceOf(choice.recurrence, whole, reader)) : 'Just once';
    case 'options':
      return optionLabels[question.option][choice.options?.[question.option] ? 0 : 1];
    case 'who':
      if (question.why === 'who_mentioned')
        return choice === question.choices[0] ? `${question.said} comes` : `Not ${question.said}`;
      return draft.people.length > 0 ? 'Only the others' : 'Nobody else';
    default:
      return startLabel(choice, understanding, reader);
  }
}

/** The whole moment, as far as it is known by then. */
function startLabel(choice: Partial<Draft>, { draft, questions }: Understanding, reader: Reader): string {
  // Where the time is asked next, the one of before is none.
  const isTimeOpen = questions.slice(1).some(({ slot }) => slot === 'start');
  const whole = { ...draft, ...(isTimeOpen && { time: undefined }), ...choice };
  const start = startOf(whole);
  return start ? momentOf(start, reader) : partOf(whole, reader);
}

function partOf({ date, time }: Partial<Draft>, reader: Reader): string {
  return [...(date ? [dayOf(date, reader)] : []), ...(time ? [clockOf(time, reader)] : [])].join(', ');
}

function titlesDiffer({ choices }: Question): boolean {
  return new Set(choices.map(({ title }) => title)).size > 1;
}

function zoneLabel(timeZone: string, draft: Draft, reader: Reader): string {
  const words = zoneWords(timeZone, startOf({ ...draft, timeZone }) ?? reader.now, reader.locale);
  return words.length <= mostZone ? words : words.replace(/\s*\([^)]*\)$/u, '');
}

function recurrenceOf(rule: string, draft: Draft, reader: Reader): string {
  const start = startOf(draft) ?? inZone(reader.now, draft.timeZone);
  return recurrenceWords(rule, start, reader);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function example(part: string | undefined, reader: Reader): string {
  return clockOf(part === 'morning' ? '09:30' : part === 'evening' || part === 'night' ? '19:30' : '15:00', reader);
}
