import { repetitionWords, timeWords } from '../../calendar/words.ts';
import type { CommandContext, NowContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { FieldErrors, Form } from '../../form.ts';
import type { FormValues } from '../../invocation.ts';
import { habitsOf } from '../../reader.ts';
import type { Text } from '../../reply.ts';
import type { Sentences } from '../../sentences/index.ts';
import { inZone } from '../../zoned.ts';
import { privately } from '../answer.ts';
import { clashesOf } from './clashes.ts';
import type { FilledForm } from './filled-form.ts';
import { lengthField } from './form.ts';
import { formErrors } from './form-errors.ts';
import { draftFrom, isMoved, isPast, openedWith } from './form-values.ts';
import { mergedPlain } from './merge.ts';
import { type Mine, mayChange } from './mine.ts';
import { moveOccurrence } from './one-occurrence.ts';
import { askOverlap, newClashes } from './overlap-asked.ts';
import { timesOf } from './times.ts';

/**
 * One occurrence of a series, as its form shows it. It can have another time and another length; title, guests, options and time zone
 * belong to the series, and are not in the form.
 */
export function occurrenceValues(mine: Mine): FormValues {
  const { planned, original, minutes } = mine;
  const start = inZone(mine.start, planned.timeZone);
  return {
    meeting: mine.id,
    occurrence: original.toISOString(),
    sequence: String(planned.sequence),
    title: mine.title,
    when: timeWords(planned, mine),
    repeats: repetitionWords(planned) ?? '',
    timeZone: planned.timeZone,
    date: start.toPlainDate().toString(),
    time: start.toPlainTime().toString().slice(0, 5),
    minutes: String(minutes),
  };
}

/** The form of one occurrence. What it is and how the series repeats stands above the fields, to be read. */
export function occurrenceForm({ meetingForm: words }: Sentences, now: FormValues): Omit<Form, 'ref'> {
  const value = (name: string) => String(now[name] ?? '');
  return {
    title: words.changeOneTitle,
    submitLabel: words.save,
    intro: words.changeOneIntro(value('title'), value('when'), value('repeats')),
    fields: [
      { kind: 'date', name: 'date', label: words.date, value: value('date'), required: true },
      {
        kind: 'time',
        name: 'time',
        label: words.time,
        value: value('time'),
        required: true,
        timeZone: value('timeZone'),
      },
      lengthField(words, value('minutes')),
    ],
  };
}

/** What is wrong with what was filled in, at its field. */
export function occurrenceErrors(filled: FormValues, context: NowContext): FieldErrors | undefined {
  return formErrors(inItsZone(filled, context.button?.values), context);
}

/**
 * What was filled in for one occurrence. `again` offers the form once more, with what was typed and why it was not saved: somebody else
 * may have changed the meeting meanwhile. What puts it where there is another meeting is asked about first.
 */
export async function changeOneFromForm(
  context: CommandContext,
  mine: Mine,
  form: FilledForm,
  again: (values: FormValues, why: Text) => Promise<Outcome>,
): Promise<Outcome> {
  const { say, reference, clock } = context;
  const { shown, confirmed } = form;
  const { planned } = mine;
  if (planned.state === 'cancelled') return privately(context, { text: say.cancelledAlready(mine.title) });
  await mayChange(context, planned);
  const values = typedForOne(mine, form);
  const isOurs = planned.changedBy === reference;
  if (!isOurs && shown.sequence !== String(planned.sequence)) return again(values, say.editAgain);
  const times = timesOf(draftFrom(values, planned.timeZone));
  const opened = openedWith(shown);
  if (!times || (!isOurs && isPast(values, opened, planned.timeZone, clock()))) return again(values, say.editPast);
  const isSame = !isMoved(values, opened, planned.timeZone) && values.minutes === opened.minutes;
  if (!isOurs && isSame) return privately(context, { text: say.editSame(mine.title) });
  // Of an hour that the clocks show twice, an unmoved one stays the one that it was.
  const start = isMoved(values, opened, planned.timeZone) ? times.startsAt : mine.start;
  const { minutes } = times;
  if (!isOurs && !confirmed) {
    const single = { ...times, recurrence: undefined };
    const before = { ...single, startsAt: mine.start, minutes: mine.minutes };
    const after = { ...single, startsAt: start };
    const clashes = newClashes(
      await clashesOf(context, before, planned.meetingId),
      await clashesOf(context, after, planned.meetingId),
    );
    const reader = { ...(await habitsOf(context)), timeZone: planned.timeZone };
    if (clashes.length > 0)
      return askOverlap(context, mine, form, { again: values, times: after, gone: [], clashes, reader });
  }
  return moveOccurrence(context, mine, { start: inZone(start, planned.timeZone), minutes });
}

/** What was typed, put into what is there by now: what the form is filled in with when it is opened again. */
export function typedForOne(mine: Mine, { shown, filled }: FilledForm): FormValues {
  return mergedPlain(shown, inItsZone(filled, shown), occurrenceValues(mine));
}

/** The form has no zone to choose: times in it are those of the series. */
function inItsZone(filled: FormValues, shown: FormValues = {}): FormValues {
  return { ...filled, timeZone: shown.timeZone ?? '' };
}
