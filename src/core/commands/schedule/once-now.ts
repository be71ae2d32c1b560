import { repetitionWords } from '../../calendar/words.ts';
import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { lastEnd, occurrencesBetween } from '../../occurrences.ts';
import type { Fact } from '../../reply.ts';
import type { Planned, Times } from '../../schedule.ts';
import { inZone } from '../../zoned.ts';
import { asFilledIn, askFirst, type FilledForm, type FormOutlook } from './filled-form.ts';
import { hearersOf } from './hearers.ts';
import type { Mine } from './mine.ts';

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
  form: FilledForm,
  next: FormOutlook & { readonly facts: readonly Fact[] },
): Promise<Outcome> {
  const { say, clock } = context;
  const { planned, title } = mine;
  const { when, left } = asFilledIn(mine, next);
  const text = say.onceQuestion(
    { title, repeats: repetitionWords(planned) ?? '' },
    when,
    othersThan(planned, next.times, clock()),
    hearersOf(left, 'changed', 'all'),
  );
  const { again, facts } = next;
  const [yes, no] = [say.onceYes, say.onceNo];
  return askFirst(context, mine, form, { about: 'once', title: say.onceTitle, text, facts, yes, no, again });
}
