import { z } from 'zod';
import { repetitionWords } from '../../calendar/words.ts';
import type { ChoiceField, Form, TextField } from '../../form.ts';
import type { FormValues } from '../../invocation.ts';
import { mailedOf, type Planned, type Times } from '../../schedule.ts';
import type { Sentences } from '../../sentences/index.ts';
import { type Draft, minutesOf } from '../../when/index.ts';
import { lengthWords } from '../../when/wording.ts';
import { modernZone, zoneOptions } from '../../zone-choice.ts';
import { addressListText } from './address-list.ts';
import { asItIs, isTooLongToShow, listOf, longestTitle, longestTyped, ownZone } from './form-values.ts';
import { asChosen, type Known } from './guests.ts';
import { lastDayOf, rules } from './rule-dates.ts';
import { timesOf } from './times.ts';

/** Minutes that are offered; others can be said in a sentence, and are then offered as well. */
const usualMinutes = [15, 30, 45, 60, 90, 120, 180, 240] as const;

/** The form for a new meeting, or filled in for one that there is. Fields have the names that `draftFrom` reads. */
export function meetingForm(say: Sentences, now: FormValues): Omit<Form, 'ref'> {
  const { meetingForm: words } = say;
  const value = (name: string) => (typeof now[name] === 'string' ? (now[name] as string) : '');
  const isChange = value('meeting') !== '';
  const zone = ['', ownZone].includes(value('timeZone')) ? ownZone : modernZone(value('timeZone'));
  return {
    title: isChange ? words.changeTitle : words.title,
    submitLabel: isChange ? words.save : words.submit,
    ...(value('errors') !== '' && { errors: z.record(z.string(), z.string()).parse(JSON.parse(value('errors'))) }),
    fields: [
      {
        kind: 'text',
        name: 'title',
        label: words.name,
        value: value('title'),
        maxLength: longestTitle,
        required: isChange,
      },
      { kind: 'date', name: 'date', label: words.date, value: value('date'), required: true },
      { kind: 'time', name: 'time', label: words.time, value: value('time'), required: true },
      lengthField(words, value('minutes')),
      {
        kind: 'choice',
        name: 'timeZone',
        label: words.timeZone,
        value: zone,
        options: [{ value: ownZone, label: words.ownZone }, ...zoneOptions(zone === ownZone ? undefined : zone)],
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
      ...guestFields(say, value('guests')),
      { kind: 'toggle', name: 'lobby', label: words.lobby, value: now.lobby === true },
      { kind: 'toggle', name: 'recording', label: words.recording, value: now.recording === true },
      ...(isChange
        ? []
        : [{ kind: 'toggle', name: 'webinar', label: words.webinar, value: now.webinar === true } as const]),
    ],
  };
}

/** How long it lasts: what is usual, and what it is already. */
export function lengthField(words: Sentences['meetingForm'], chosen: string): ChoiceField {
  const minutes = [...new Set([...usualMinutes, Number(chosen) || 30])].sort((one, other) => one - other);
  const options = minutes.map((length) => ({ value: String(length), label: lengthWords(length) }));
  return { kind: 'choice', name: 'minutes', label: words.length, value: chosen || '30', options };
}

/**
 * Everybody who is not here, to be changed as one likes; or, where that is more than a field holds, whom to add and whom to take off.
 */
function guestFields({ meetingForm: words }: Sentences, guests: string): readonly TextField[] {
  const common = { kind: 'text', multiline: true, maxLength: longestTyped } as const;
  if (!isTooLongToShow(guests))
    return [{ ...common, name: 'guests', label: words.guests, hint: words.guestsHint, value: guests }];
  const hint = words.guestsMore(listOf(guests).length);
  return [
    { ...common, name: 'guests', label: words.guests, hint, value: '' },
    { ...common, name: 'takeOff', label: words.takeOff, hint: words.takeOffHint, value: '' },
  ];
}

/** A draft, as the form shows it. `known`: who its people are, as far as that is settled. */
export function draftValues(draft: Draft, known: Known, ruleWords: string): FormValues {
  const people = draft.people.map((one) => asChosen(one, known));
  const mentions = [...new Set(people.flatMap((one) => (one.kind === 'mention' && one.id ? [one.id] : [])))];
  const guests = Object.values(known).flat();
  const nameOf = (id: string) => guests.find(({ identity }) => identity?.userId === id)?.name ?? id;
  return {
    title: draft.title,
    date: draft.date ?? '',
    time: draft.time ?? '',
    minutes: String(minutesOf(draft)),
    timeZone: draft.zoneSaid ? modernZone(draft.timeZone) : ownZone,
    repeats: draft.recurrence ? asItIs : 'once',
    ruleWords: draft.recurrence ? ruleWords : '',
    ...endValues(draft.recurrence, timesOf(draft)),
    people: mentions.join(','),
    known: JSON.stringify(mentions.map((id) => ({ id, name: nameOf(id) }))),
    guests: addressListText(
      people.flatMap((one) => (one.kind === 'email' ? [one.email] : one.kind === 'mention' ? [] : [one.name])),
    ),
    lobby: draft.options.lobby === true,
    recording: draft.options.recording === true,
    webinar: draft.options.webinar === true,
  };
}

/** A rule as a form keeps it, and the last day that it has at these times. */
export function endValues(rule = '', times?: Times): { readonly [name in 'rule' | 'ruleUntil' | 'until']: string } {
  const until = times ? lastDayOf({ ...times, recurrence: rule }) : '';
  return { rule, ruleUntil: until, until };
}

/** A planned meeting, as the form shows it. */
export function editValues(planned: Planned): FormValues {
  const others = planned.invitees.filter(({ isHost }) => !isHost);
  const known = others.flatMap(({ identity, name }) => (identity ? [{ id: identity.userId, name }] : []));
  return {
    meeting: planned.meetingId,
    sequence: String(planned.sequence),
    title: planned.title,
    date: planned.localStart.slice(0, 10),
    time: planned.localStart.slice(11, 16),
    minutes: String(planned.minutes),
    timeZone: modernZone(planned.timeZone),
    repeats: planned.recurrence ? asItIs : 'once',
    ruleWords: repetitionWords(planned) ?? '',
    ...endValues(planned.recurrence, planned),
    people: known.map(({ id }) => id).join(','),
    known: JSON.stringify(known),
    guests: addressListText(mailedOf(planned.invitees)),
    lobby: planned.lobby,
    recording: planned.recording,
  };
}
