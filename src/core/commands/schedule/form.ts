import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { NowContext } from '../../command.ts';
import type { ChoiceOption, FieldErrors, Form } from '../../form.ts';
import type { FormValues, Identity } from '../../invocation.ts';
import { plainTitle } from '../../parse.ts';
import type { Planned } from '../../schedule.ts';
import type { Sentences } from '../../sentences/index.ts';
import { type Draft, minutesOf, type Named } from '../../when/index.ts';
import { lengthWords } from '../../when/wording.ts';

/** Minutes that are offered; others can be said in a sentence, and are then offered as well. */
const usualMinutes = [15, 30, 45, 60, 90, 120, 180, 240] as const;
const ownZone = 'own';
const asItIs = 'rule';

/** What repeats how, by the value of the field. Rules that depend on the day are made of the date. */
const rules: Readonly<Record<string, (date: Temporal.PlainDate) => string>> = {
  daily: () => 'FREQ=DAILY',
  weekdays: () => 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekly: (date) => `FREQ=WEEKLY;BYDAY=${dayName(date)}`,
  fortnightly: (date) => `FREQ=WEEKLY;INTERVAL=2;BYDAY=${dayName(date)}`,
  monthly: (date) => `FREQ=MONTHLY;BYMONTHDAY=${date.day}`,
  monthly_weekday: (date) => `FREQ=MONTHLY;BYDAY=${date.day > 28 ? -1 : Math.ceil(date.day / 7)}${dayName(date)}`,
};

/** The form for a new meeting, or filled in for one that there is. Fields have the names that `draftFrom` reads. */
export function meetingForm(say: Sentences, now: FormValues): Omit<Form, 'ref'> {
  const { meetingForm: words } = say;
  const value = (name: string) => (typeof now[name] === 'string' ? (now[name] as string) : '');
  const minutes = [...new Set([...usualMinutes, Number(value('minutes')) || 30])].sort((one, other) => one - other);
  const isChange = value('meeting') !== '';
  return {
    title: isChange ? words.changeTitle : words.title,
    submitLabel: isChange ? words.save : words.submit,
    fields: [
      { kind: 'text', name: 'title', label: words.name, value: value('title'), maxLength: 200 },
      { kind: 'date', name: 'date', label: words.date, value: value('date'), required: true },
      { kind: 'time', name: 'time', label: words.time, value: value('time'), required: true },
      {
        kind: 'choice',
        name: 'minutes',
        label: words.length,
        value: value('minutes') || '30',
        options: minutes.map((length) => ({ value: String(length), label: lengthWords(length) })),
      },
      {
        kind: 'choice',
        name: 'timeZone',
        label: words.timeZone,
        value: value('timeZone') || ownZone,
        options: zoneOptions(words.ownZone),
      },
      {
        kind: 'choice',
        name: 'repeats',
        label: words.repeats,
        value: value('repeats') || 'once',
        options: [
          { value: 'once', label: words.once },
          ...(value('ruleWords') ? [{ value: asItIs, label: words.asItIs(value('ruleWords')) }] : []),
          ...Object.keys(rules).map((rule) => ({ value: rule, label: words.rules[rule] ?? rule })),
        ],
      },
      { kind: 'date', name: 'until', label: words.until, hint: words.untilHint, value: value('until') },
      {
        kind: 'people',
        name: 'people',
        label: words.people,
        value: value('people'),
        known: z.array(z.object({ id: z.string(), name: z.string() })).parse(JSON.parse(value('known') || '[]')),
      },
      {
        kind: 'text',
        name: 'guests',
        label: words.guests,
        hint: words.guestsHint,
        value: value('guests'),
        multiline: true,
        maxLength: 3_000,
      },
      { kind: 'toggle', name: 'lobby', label: words.lobby, value: now.lobby === true },
      { kind: 'toggle', name: 'recording', label: words.recording, value: now.recording === true },
      ...(isChange
        ? []
        : [{ kind: 'toggle', name: 'webinar', label: words.webinar, value: now.webinar === true } as const]),
    ],
  };
}

/** What is wrong with what was filled in, at its field. `zone` is the person's own, as far as it is known. */
export function formErrors(values: FormValues, { say, now, invocation }: NowContext): FieldErrors | undefined {
  const { meetingForm: words } = say;
  const errors: Record<string, string> = {};
  const date = dateOf(values.date);
  const time = timeOf(values.time);
  if (!date) errors.date = words.dateMissing;
  if (!time) errors.time = words.timeMissing;
  const until = dateOf(values.until);
  if (date && until && Temporal.PlainDate.compare(until, date) < 0) errors.until = words.untilBefore;
  if (values.until && !until) errors.until = words.dateMissing;
  if (until && (values.repeats === 'once' || !values.repeats)) errors.until = words.untilOnce;
  const wrong = guestsOf(values.guests).find((one) => one.includes('@') && !z.email().safeParse(one).success);
  if (wrong !== undefined) errors.guests = words.addressWrong(wrong);
  const zone = zoneOf(values.timeZone) ?? invocation.timeZone;
  if (date && time && zone && !errors.date) {
    const start = date.toZonedDateTime({ timeZone: zone, plainTime: time });
    if (start.epochMilliseconds < now.getTime()) errors.time = words.past;
  }
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** What was filled in, as a draft; `before` is what a rule that was kept comes from. */
export function draftFrom(values: FormValues, ownTimeZone: string, rule?: string): Draft {
  const date = dateOf(values.date);
  const repeats = String(values.repeats ?? 'once');
  const made = repeats === asItIs ? rule : date && rules[repeats]?.(date);
  const until = dateOf(values.until);
  const zone = zoneOf(values.timeZone);
  const timeZone = zone ?? ownTimeZone;
  return {
    title: plainTitle(String(values.title ?? '')),
    date: date?.toString(),
    time: timeOf(values.time)?.toString().slice(0, 5),
    timeZone,
    zoneSaid: zone !== undefined,
    minutes: Number(values.minutes) || 30,
    recurrence: made && withUntil(made, until, timeZone),
    people: [
      ...String(values.people ?? '')
        .split(',')
        .filter((id) => id !== '')
        .map((id): Named => ({ kind: 'mention', handle: id, id })),
      ...guestsOf(values.guests).map(
        (one): Named => (one.includes('@') ? { kind: 'email', email: one.toLowerCase() } : { kind: 'name', name: one }),
      ),
    ],
    options: {
      lobby: values.lobby === true,
      recording: values.recording === true,
      webinar: values.webinar === true,
    },
  };
}

/** A draft, as the form shows it. */
export function draftValues(draft: Draft, names: ReadonlyMap<string, string>, ruleWords: string): FormValues {
  const mentions = draft.people.flatMap((one) => (one.kind === 'mention' && one.id ? [one.id] : []));
  return {
    title: draft.title,
    date: draft.date ?? '',
    time: draft.time ?? '',
    minutes: String(minutesOf(draft)),
    timeZone: draft.zoneSaid ? draft.timeZone : ownZone,
    repeats: draft.recurrence ? asItIs : 'once',
    ruleWords: draft.recurrence ? ruleWords : '',
    until: '',
    people: mentions.join(','),
    known: JSON.stringify(mentions.map((id) => ({ id, name: names.get(id) ?? id }))),
    guests: draft.people
      .flatMap((one) => (one.kind === 'email' ? [one.email] : one.kind === 'mention' ? [] : [one.name]))
      .join(', '),
    lobby: draft.options.lobby === true,
    recording: draft.options.recording === true,
    webinar: draft.options.webinar === true,
  };
}

/** A planned meeting, as the form shows it. */
export function editValues(planned: Planned, ruleWords: string): FormValues {
  const others = planned.invitees.filter(({ isHost }) => !isHost);
  const known = others.flatMap(({ identity, name }) => (identity ? [{ id: identity.userId, name }] : []));
  return {
    meeting: planned.meetingId,
    sequence: String(planned.sequence),
    title: planned.title,
    date: planned.localStart.slice(0, 10),
    time: planned.localStart.slice(11, 16),
    minutes: String(planned.minutes),
    timeZone: planned.timeZone,
    repeats: planned.recurrence ? asItIs : 'once',
    ruleWords,
    until: '',
    people: known.map(({ id }) => id).join(','),
    known: JSON.stringify(known),
    guests: others.flatMap(({ identity, email }) => (identity || !email ? [] : [email])).join(', '),
    lobby: planned.lobby,
    recording: planned.recording,
  };
}

/** Who of those that were invited before is not in the form any more. */
export function takenOff(planned: Planned, values: FormValues): readonly string[] {
  const people = new Set(String(values.people ?? '').split(','));
  const emails = new Set(guestsOf(values.guests).map((one) => one.toLowerCase()));
  const stays = (identity: Identity | undefined, email: string | undefined) =>
    identity ? people.has(identity.userId) : emails.has(email ?? '');
  return planned.invitees
    .filter(({ isHost, identity, email }) => !isHost && !stays(identity, email))
    .map(({ id }) => id);
}

function zoneOptions(own: string): readonly ChoiceOption[] {
  const zones = Intl.supportedValuesOf('timeZone').map(
    (zone): ChoiceOption => ({ value: zone, label: zone.replaceAll('_', ' '), group: zone.split('/', 1)[0] }),
  );
  return [
    { value: ownZone, label: own },
    { value: 'UTC', label: 'UTC' },
    ...zones.filter(({ value }) => value !== 'UTC'),
  ];
}

function guestsOf(value: string | boolean | undefined): readonly string[] {
  return String(value ?? '')
    .split(/[,;\n]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function dateOf(value: string | boolean | undefined): Temporal.PlainDate | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
    ? attempt(() => Temporal.PlainDate.from(value))
    : undefined;
}

function timeOf(value: string | boolean | undefined): Temporal.PlainTime | undefined {
  return typeof value === 'string' && /^\d\d:\d\d$/.test(value)
    ? attempt(() => Temporal.PlainTime.from(value))
    : undefined;
}

/** What a form brings back is from outside: a zone that is none is the person's own. */
function zoneOf(value: string | boolean | undefined): string | undefined {
  if (typeof value !== 'string' || value === ownZone || value === '') return undefined;
  return attempt(() => new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone);
}

function attempt<Result>(task: () => Result): Result | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}

/** The last day counts as a whole, in the zone of the meeting (RFC 5545: UNTIL is in UTC where the start has a zone). */
function withUntil(rule: string, until: Temporal.PlainDate | undefined, timeZone: string): string {
  if (!until) return rule;
  const end = until
    .toZonedDateTime({ timeZone, plainTime: '23:59:59' })
    .toInstant()
    .toString()
    .replace(/[-:]|\.\d+/g, '');
  return `${rule.replace(/;?(UNTIL|COUNT)=[^;]*/g, '')};UNTIL=${end}`;
}

function dayName(date: Temporal.PlainDate): string {
  return ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][date.dayOfWeek - 1] ?? 'MO';
}
