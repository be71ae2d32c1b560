import { repetitionWords } from '../../calendar/words.ts';
import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { renamedIn } from '../../moved-changes.ts';
import { lastEnd, nextOccurrence, occurrencesBetween } from '../../occurrences.ts';
import type { Fact } from '../../reply.ts';
import type { Planned, Times } from '../../schedule.ts';
import { asFilledIn, askFirst, type FilledForm, type FormOutlook } from './filled-form.ts';
import { hearersOf } from './hearers.ts';
import type { Mine } from './mine.ts';

/** No series has more occurrences than this. */
const mostCounted = 1_000;

/** What of a series that is still to come would not take place any more; `endless`: all after its new end, where it had none. */
export type FallenAway =
  | { readonly lost: number; readonly of: number; readonly from: 'beginning' | 'end' | 'anywhere' }
  | 'endless';

/**
 * What a series loses of what is still to come when it repeats as it does at these times, which have an end; undefined: nothing. What goes
 * to another day with the whole of it is not lost, nor is what was cancelled before.
 */
export function fallenAway(before: Planned, after: Times, now: Date): FallenAway | undefined {
  const rule = { ...after, changes: [] };
  const [end, newEnd] = [lastEnd(before), lastEnd(rule)];
  if (!before.recurrence || !after.recurrence || !newEnd) return undefined;
  if (!end) return 'endless';
  const ahead = occurrencesBetween(before, now, end, mostCounted).filter(({ start }) => start > now);
  // At another hour or in another zone, the next one may be called by a moment that has passed.
  const from = new Date(now.getTime() - 24 * 3_600_000);
  const there = new Set(occurrencesBetween(rule, from, newEnd, mostCounted).map(({ original }) => original.getTime()));
  const renamed = renamedIn(before, after, (at) => there.has(at.getTime()));
  const lost = ahead.filter(({ original }) => renamed(original) === undefined);
  if (lost.length === 0) return undefined;
  const isEarly = lost.every(({ original }) => original < (nextOccurrence(rule, from)?.original ?? newEnd));
  const isLate = lost.every(({ original }) => original > newEnd);
  return { lost: lost.length, of: ahead.length, from: isEarly ? 'beginning' : isLate ? 'end' : 'anywhere' };
}

/** A series that ends earlier: what falls away is cancelled by that, which is asked first. */
export async function askShorter(
  context: CommandContext,
  mine: Mine,
  form: FilledForm,
  next: FormOutlook & { readonly fallen: FallenAway; readonly facts: readonly Fact[] },
): Promise<Outcome> {
  const { say } = context;
  const { left } = asFilledIn(mine, next);
  const repeats = repetitionWords({ ...mine.planned, ...next.times }) ?? '';
  const text = say.shorterQuestion(mine.title, repeats, next.fallen, hearersOf(left, 'changed', 'all'));
  const { again, facts, fallen } = next;
  const [title, yes, no] = [say.shorterTitle(fallen), say.shorterYes, say.shorterNo];
  return askFirst(context, mine, form, { about: 'shorter', title, text, facts, yes, no, again });
}
