import { repetitionWords } from '../../calendar/words.ts';
import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { FormValues } from '../../invocation.ts';
import { lastEnd, occurrencesBetween } from '../../occurrences.ts';
import type { Button } from '../../reply.ts';
import type { Planned, Times } from '../../schedule.ts';
import { inZone } from '../../zoned.ts';
import { privately } from '../answer.ts';
import { keepAsked } from './asked.ts';
import { hearersOf } from './hearers.ts';
import type { Mine } from './mine.ts';
import { whenWords } from './planned-card.ts';

/** A form as it was shown, and as it came back. */
export interface FilledForm {
  readonly shown: FormValues;
  readonly filled: FormValues;
}

/** No series has more occurrences than this. */
const mostCounted = 1_000;

/**
 * How many meetings of a series that are still to come would not take place if it became a single one at these times; `endless` where
 * they have no end, and none of what repeats still, or never did.
 */
export function othersThan(before: Planned, { startsAt, recurrence }: Times, now: Date): number | 'endless' {
  if (!before.recurrence || recurrence) return 0;
  const end = lastEnd(before);
  if (!end) return 'endless';
  const day = (start: Date) => inZone(start, before.timeZone).toPlainDate().toString();
  const ahead = occurrencesBetween(before, now, end, mostCounted).filter(({ start }) => start > now);
  return ahead.filter(({ start }) => day(start) !== day(startsAt)).length;
}

/** A series that is to take place once: the others are cancelled by that, which is asked first. */
export async function askOnce(
  context: CommandContext,
  mine: Mine,
  { shown, filled }: FilledForm,
  next: { readonly values: FormValues; readonly times: Times; readonly gone: readonly string[] },
): Promise<Outcome> {
  const { say, clock } = context;
  const { planned, title, id } = mine;
  const { startsAt: start, minutes, timeZone } = next.times;
  const invitees = planned.invitees.filter((one) => !next.gone.includes(one.id));
  const text = say.onceQuestion(
    { title, repeats: repetitionWords(planned) ?? '' },
    whenWords({ ...planned, timeZone }, { original: start, start, minutes }),
    othersThan(planned, next.times, clock()),
    hearersOf({ ...planned, invitees }, 'changed', 'all'),
  );
  const values = { meeting: id, shown: JSON.stringify(shown), filled: JSON.stringify(filled) };
  await keepAsked(context, 'edit', mine, ['one'], values);
  const press = (label: string, input: string, danger: boolean): Button => ({
    ...({ kind: 'run', label, command: 'edit', input, values, danger, once: true } as const),
  });
  const form: Button = { kind: 'run', label: say.openForm, command: 'edit', opensForm: true, values: next.values };
  const buttons = [press(say.onceYes, 'one', true), form, press(say.onceNo, 'keep', false)];
  return privately(context, { text, card: { title: say.onceTitle, tone: 'warning', body: text, buttons } });
}

/** The form that was asked about. */
export function formAsked({ button }: Pick<CommandContext, 'button'>): FilledForm {
  const { shown, filled } = button?.values ?? {};
  return { shown: JSON.parse(String(shown)) as FormValues, filled: JSON.parse(String(filled)) as FormValues };
}
