import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { movedChanges } from '../../moved-changes.ts';
import type { Planned, Times } from '../../schedule.ts';
import type { Reader } from '../../when/index.ts';
import { type Clash, clashesOf, overlapFacts } from './clashes.ts';
import { asFilledIn, askFirst, type FilledForm, type FormOutlook } from './filled-form.ts';
import { hearersOf } from './hearers.ts';
import type { Mine } from './mine.ts';

/**
 * The person's own meetings at the same time as a meeting that is changed as a whole: of a series, at the same time as any of it that
 * takes place, be it put elsewhere or not.
 *
 * @param along one, by its original beginning, that goes with the series though it was put elsewhere before
 */
export function clashesAsWhole(
  context: CommandContext,
  before: Planned,
  after: Times,
  along?: Date,
): Promise<readonly Clash[]> {
  return clashesOf(context, { ...after, changes: movedChanges(before, after, along) }, before.meetingId);
}

/** Those that there were not before. */
export function newClashes(before: readonly Clash[], after: readonly Clash[]): readonly Clash[] {
  const there = new Set(before.map(keyOf));
  return after.filter((clash) => !there.has(keyOf(clash)));
}

/** All of both, each once, soonest first. */
export function eitherClashes(some: readonly Clash[], others: readonly Clash[]): readonly Clash[] {
  return [...some, ...newClashes(some, others)].sort(
    (one, other) => one.start.epochMilliseconds - other.start.epochMilliseconds,
  );
}

function keyOf({ title, start }: Clash): string {
  return `${start.epochMilliseconds} ${title}`;
}

/** A form that puts a meeting where there is another one already: asked first. */
export function askOverlap(
  context: CommandContext,
  mine: Mine,
  form: FilledForm,
  next: FormOutlook & { readonly clashes: readonly Clash[]; readonly reader: Reader },
): Promise<Outcome> {
  const { say } = context;
  const { when, left } = asFilledIn(mine, next);
  const isOne = form.shown.occurrence !== undefined;
  const text = say.overlapQuestion(
    mine.title,
    when,
    next.clashes.length,
    hearersOf(left, 'changed', isOne ? 'one' : 'all'),
  );
  const facts = overlapFacts(say, next.clashes, next.reader);
  const [yes, no] = [say.overlapYes, say.overlapNo];
  return askFirst(context, mine, form, {
    ...{ about: 'overlap', title: say.overlapTitle, text, facts, yes, no, again: next.again },
  });
}
