import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import {
  type Draft,
  minutesOf,
  type Named,
  occurrencesOf,
  startOf,
  type Understanding,
} from '../../src/core/when/index.ts';
import type { Expect, Label } from './labels.ts';

/** How many meetings of a series are compared. */
const compared = 10;

const slotNames: Readonly<Record<string, readonly string[]>> = {
  start: ['start', 'date', 'time', 'when', 'day', 'hour', 'weekday', 'midnight', 'past', 'datetime'],
  duration: ['duration', 'end', 'length', 'until', 'minutes'],
  zone: ['zone', 'timezone', 'time zone', 'time_zone', 'tz'],
  who: [
    'who',
    'people',
    'person',
    'invitee',
    'invitees',
    'group',
    'groups',
    'attendee',
    'attendees',
    'participants',
    'email',
    'address',
    'name',
  ],
  recurrence: ['recurrence', 'repeat', 'rrule', 'repeats', 'repetition'],
  title: ['title', 'subject'],
  meeting: ['meeting', 'which', 'two', 'meetings', 'several'],
};
const slots = new Map(Object.entries(slotNames).flatMap(([slot, names]) => names.map((name) => [name, slot] as const)));

/** What is wrong with what was understood; empty: nothing. */
export function faultsOf(label: Label, understood: Understanding): readonly string[] {
  const { expect } = label;
  if (expect.ask !== undefined) return askFaults([expect.ask].flat(), understood);
  if (understood.questions.length > 0) return ['asked'];
  return meetingFaults(expect, understood.draft, label);
}

function askFaults(asked: readonly string[], { questions }: Understanding): readonly string[] {
  if (questions.length === 0) return ['not asked'];
  const ours = new Set<string>(questions.map(({ slot }) => slot));
  // Several meetings have several beginnings: whoever asks for one asks for the other.
  if (ours.has('meeting')) ours.add('start');
  const missing = asked.filter((name) => {
    const slot = slots.get(name.toLowerCase().trim());
    return slot !== undefined && !ours.has(slot);
  });
  return missing.map((name) => `not asked: ${name}`);
}

function meetingFaults(expect: Expect, draft: Draft, label: Label): readonly string[] {
  const start = startOf(draft);
  const wrong: readonly (readonly [key: string, wrong: boolean])[] = [
    ['title', typeof expect.title === 'string' && folded(expect.title) !== folded(draft.title)],
    [
      'start',
      typeof expect.start === 'string' &&
        minuteOf(expect.start, label.zone) !== minuteOfMilliseconds(start?.epochMilliseconds),
    ],
    ['minutes', typeof expect.minutes === 'number' && expect.minutes !== minutesOf(draft)],
    ['rrule', expect.rrule !== undefined && !sameRule(expect, draft, label)],
    ['people', Array.isArray(expect.people) && !samePeople(expect.people, draft.people)],
    ['options', expect.options !== undefined && optionsOf(expect.options).join() !== optionsOf(draft.options).join()],
  ];
  return wrong.filter(([, is]) => is).map(([key]) => key);
}

function folded(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/["“”„«»'’‘`]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:the|an?) /u, '');
}

/** Minutes since 1970; a time without an offset is local to the zone of the label. */
function minuteOf(start: string, zone: string): number | undefined {
  if (/(?:Z|[+-]\d\d:?\d\d)$/u.test(start)) return minuteOfMilliseconds(Date.parse(start));
  return minuteOfMilliseconds(
    Temporal.PlainDateTime.from(start.replace(/\[.*$/u, '')).toZonedDateTime(zone).epochMilliseconds,
  );
}

function minuteOfMilliseconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : Math.floor(milliseconds / 60_000);
}

function sameRule(expect: Expect, draft: Draft, { zone }: Label): boolean {
  const rule = (expect.rrule ?? '').replace(/^RRULE:/iu, '').trim();
  if (rule === '' || /^none$/iu.test(rule)) return draft.recurrence === undefined;
  if (draft.recurrence === undefined) return false;
  const start =
    typeof expect.start === 'string'
      ? minuteOf(expect.start, zone)
      : minuteOfMilliseconds(startOf(draft)?.epochMilliseconds);
  if (start === undefined) return false;
  // The rule is counted where the meeting takes place, which is the zone of the draft if the start agrees.
  const theirs = [draft.timeZone, zone].map((timeZone) => occurrences(rule, start * 60_000, timeZone));
  const ours = occurrencesOf(draft, compared).map(({ epochMilliseconds }) => Math.floor(epochMilliseconds / 60_000));
  return theirs.some((one) => one.join() === ours.join());
}

function occurrences(rule: string, start: number, timeZone: string): readonly number[] {
  const local = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone).toPlainDateTime();
  const begin = local.toString({ smallestUnit: 'second' }).replace(/[-:]/gu, '');
  const series = new RRuleTemporal({ rruleString: `DTSTART;TZID=${timeZone}:${begin}\nRRULE:${closed(rule)}` });
  return series
    .all((_date, index) => index < compared)
    .slice(0, compared)
    .map(({ epochMilliseconds }) => Math.floor(epochMilliseconds / 60_000));
}

/** An UNTIL that is a day means all of it. */
function closed(rule: string): string {
  return rule.replace(/UNTIL=(\d{8})(?=;|$)/iu, 'UNTIL=$1T235959Z');
}

function samePeople(expected: readonly string[], ours: readonly Named[]): boolean {
  const wanted = new Set(expected.map(personKey));
  // A bare name may be anybody: it counts only where the label has it.
  const named = ours
    .filter((one) => one.kind !== 'name' || wanted.has(personKey(one.name)))
    .map((one) => personKey(textOf(one)));
  return wanted.size === new Set(named).size && named.every((key) => wanted.has(key));
}

function textOf(named: Named): string {
  return named.kind === 'mention' ? named.handle : named.kind === 'email' ? named.email : named.name;
}

function personKey(person: string): string {
  const plain = person
    .trim()
    .toLowerCase()
    .replace(/^@/u, '')
    .replace(/^(?:the|an?) /u, '');
  return plain.includes('@')
    ? plain
    : plain
        .replace(/\b(?:team|group)\b/gu, '')
        .replace(/\s+/gu, ' ')
        .trim();
}

/** Switched on: from a list, or from an object of booleans. */
function optionsOf(options: unknown): readonly string[] {
  if (Array.isArray(options)) return options.map((one) => String(one).toLowerCase()).sort();
  return Object.entries(options ?? {})
    .filter(([, on]) => on === true)
    .map(([name]) => name.toLowerCase())
    .sort();
}
