import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { OccurrenceChange, Times } from '../../schedule.ts';
import type { Reader } from '../../when/index.ts';
import { type Clash, clashesOf, overlapFacts } from './clashes.ts';
import { asFilledIn, askFirst, type FilledForm, type FormOutlook } from './filled-form.ts';
import { hearersOf } from './hearers.ts';
import type { Mine } from './mine.ts';

type Taken = Times & { readonly changes?: readonly OccurrenceChange[] };

/** The person's own meetings at the same time as a meeting that is to be changed, but for those that are at its time already. */
export async function newClashes(
  context: CommandContext,
  meetingId: string,
  before: Taken,
  after: Taken,
): Promise<readonly Clash[]> {
  const keyOf = ({ title, start }: Clash) => `${start.epochMilliseconds} ${title}`;
  const there = new Set((await clashesOf(context, before, meetingId)).map(keyOf));
  return (await clashesOf(context, after, meetingId)).filter((clash) => !there.has(keyOf(clash)));
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
  const text = say.overlapQuestion(mine.title, when, hearersOf(left, 'changed', isOne ? 'one' : 'all'));
  const facts = overlapFacts(say, next.clashes, next.reader);
  const [yes, no] = [say.overlapYes, say.overlapNo];
  return askFirst(context, mine, form, {
    ...{ about: 'overlap', title: say.overlapTitle, text, facts, yes, no, again: next.again },
  });
}
