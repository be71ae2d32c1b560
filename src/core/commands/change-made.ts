import { repetitionWords } from '../calendar/words.ts';
import type { CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import type { FormValues } from '../invocation.ts';
import { mostTimes, occurrencesBetween, shownOccurrence } from '../occurrences.ts';
import { plainTitle } from '../parse.ts';
import type { Text } from '../reply.ts';
import type { Change } from '../when/change-wish.ts';
import { answer, type Reader } from '../when/index.ts';
import { inZone } from '../zoned.ts';
import { privately } from './answer.ts';
import { offer } from './edit.ts';
import { changeAllFromForm } from './schedule/edit-all.ts';
import { editValues, endValues } from './schedule/form.ts';
import { asItIs, longestTitle } from './schedule/form-values.ts';
import { type Mine, mayChange } from './schedule/mine.ts';
import { afterTimes } from './schedule/rule-dates.ts';

/** Changes a planned meeting as was said of it: what the form would do, with its questions; `isUnsure`: what others are told of is filled in there, and not done. */
export async function changeMade(
  context: CommandContext,
  reader: Reader,
  mine: Mine,
  change: Change,
  isUnsure = false,
): Promise<Outcome> {
  const { say } = context;
  const { planned, title } = mine;
  if (planned.state === 'cancelled') return privately(context, { text: say.cancelledAlready(title) });
  await mayChange(context, planned);
  const now = editValues(planned);
  const inForm = (values: FormValues, why: Text) => offer(context, mine, 'all', { values, why });
  const isOurs = planned.changedBy === context.reference;
  const save = (changes: FormValues, rule: FormValues = {}) => {
    const isSame = Object.entries({ ...changes, ...rule }).every(([name, value]) => now[name] === value);
    if (isSame && !isOurs) return privately(context, { text: say.editSame(title) });
    const shown = { ...now, ...rule, base: JSON.stringify(now) };
    return changeAllFromForm(context, mine, { shown, filled: { ...now, ...changes } }, inForm);
  };
  switch (change.kind) {
    case 'form':
      return inForm(now, say.changeInForm(title));
    case 'title': {
      const wanted = plainTitle(change.title);
      if (wanted.length > longestTitle) return inForm(now, [say.meetingForm.tooLong(longestTitle)]);
      return save({ title: wanted });
    }
    case 'option':
      return save({ [change.option]: change.isOn });
    case 'repeats': {
      if (change.said === 'once') return save({ repeats: 'once' });
      const next = repeated(context, mine, change.said, reader);
      if (!next) return inForm(now, say.changeRepeatsInForm(title));
      const { recurrence, date } = next;
      const localStart = `${date}T${now.time}`;
      const { until, ...end } = endValues(recurrence, { ...planned, localStart });
      const rule = { ...end, ruleWords: repetitionWords({ ...planned, recurrence }) ?? '' };
      const values = { ...now, ...rule, repeats: asItIs, date, until, base: JSON.stringify(now) };
      if (isUnsure) return inForm(values, say.changeInForm(title));
      // Another first day, or the rest of a series that has begun: whoever comes is moved by that, so it is looked at first.
      return date === now.date ? save({ repeats: asItIs, until }, rule) : inForm(values, say.changeMovesDay(title));
    }
  }
}

/** How often it takes place then, and from which day, `2026-12-04` in its own zone; undefined: one cannot tell. */
function repeated(
  { clock }: CommandContext,
  { planned }: Mine,
  said: string,
  reader: Reader,
): { readonly recurrence: string; readonly date: string } | undefined {
  const { timeZone, minutes, recurrence } = planned;
  const shown = shownOccurrence(planned, clock());
  const start = inZone(shown.start, timeZone);
  const past = occurrencesBetween({ ...planned, changes: [] }, planned.startsAt, shown.original, mostTimes).length;
  const draft = {
    ...{ title: planned.title, timeZone, zoneSaid: true, minutes, people: [], options: {} },
    date: start.toPlainDate().toString(),
    time: start.toPlainTime().toString().slice(0, 5),
    ...(recurrence && { recurrence: afterTimes(recurrence, past) }),
  };
  const next = answer({ draft, questions: [] }, said, { ...reader, timeZone });
  if (!next || next.refused.length > 0 || next.understanding.questions.length > 0) return undefined;
  const { recurrence: rule, date } = next.understanding.draft;
  return rule !== undefined && date !== undefined ? { recurrence: rule, date } : undefined;
}
