import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Habits } from '../../reader.ts';
import { saidAsWell } from '../../when/as-well.ts';
import { isBareWord } from '../../when/bare-word.ts';
import { answer, type Named, type Reader, type Understanding } from '../../when/index.ts';
import { isAddition, readPeopleChange } from '../../when/people-change.ts';
import { guestOf } from './candidates.ts';
import { findGuests, keyOf } from './guests.ts';
import { type Before, goOn, keepAndShow } from './open-draft.ts';
import { readWhoAnswer } from './who-answered.ts';

/**
 * What is said where it is asked who somebody of an open draft is: one of those who are offered, or somebody else who is named.
 * undefined: it is not asked, or no answer; “also @bob” is none, but one more.
 */
export async function whoMeant(
  context: CommandContext,
  habits: Habits & Reader,
  text: string,
  reader: Reader,
  before: Before,
): Promise<Outcome | undefined> {
  const { open, talk } = before;
  const { draft, questions } = open.understanding;
  const [unclear] = open.unclear;
  if (!unclear || questions.length > 0) return undefined;
  const meant = readWhoAnswer(text, unclear);
  if (meant !== undefined) return whoChosen(context, habits, before, meant);
  // “Add dana” is one more, unless it names one of those who may be meant.
  const more = saidAsWell(text);
  const added = more ?? isAddition(text);
  const named = added === undefined ? undefined : readWhoAnswer(added, unclear);
  if (named !== undefined && named !== 'none') return whoChosen(context, habits, before, named);
  const isOther = more !== undefined || (added !== undefined && unclear.why !== 'unknown' && unclear.why !== 'app');
  const people = isOther || isBareWord(text) ? [] : whoIsMeant(text, reader, draft);
  if (people.length === 0) return undefined;
  const found = await findGuests(context, people, open.known);
  const strangers = found.unclear.filter(({ why }) => why === 'unknown');
  // What names nobody is no answer: those who are offered stay so.
  if (unclear.candidates.length > 0 && strangers.length === people.length) {
    const told = context.say.whoElse(strangers.map(({ said }) => said));
    return keepAndShow(context, habits, open, talk, { told });
  }
  const rest = draft.people.filter((one) => keyOf(one) !== unclear.key);
  return goOn(
    context,
    habits,
    { draft: { ...draft, people: [...rest, ...people] }, questions: [] },
    { open: { ...open, known: found.known }, talk },
  );
}

/** `detail`: the place of a candidate, `all` of a group, or `none`. */
export async function whoChosen(
  context: CommandContext,
  habits: Habits & Reader,
  { open, talk }: Before,
  detail: string,
): Promise<Outcome> {
  const [unclear] = open.unclear;
  if (!unclear) return keepAndShow(context, habits, open, talk);
  const one = unclear.candidates[Number(detail)];
  const guests = detail === 'all' ? unclear.candidates : one ? [one] : [];
  const known = { ...open.known, [unclear.key]: guests.map(guestOf) };
  return goOn(context, habits, open.understanding, { open: { ...open, known }, talk });
}

/** Who is named as an answer to whom was meant, by whatever words. */
function whoIsMeant(text: string, reader: Reader, draft: Understanding['draft']): readonly Named[] {
  const change = readPeopleChange(text, reader, { asked: true });
  const named = change?.rest === '' ? change.add.flatMap(({ people }) => people.people) : [];
  const nobody = { draft: { ...draft, people: [] }, questions: [] };
  return named.length > 0 ? named : (answer(nobody, `add ${text}`, reader)?.understanding.draft.people ?? []);
}
