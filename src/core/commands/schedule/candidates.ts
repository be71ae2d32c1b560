import type { Invocation } from '../../invocation.ts';
import { cut } from '../../plain.ts';
import type { MentionedPerson } from '../../ports.ts';
import type { Guest } from '../../schedule.ts';
import type { Sentences } from '../../sentences/index.ts';

/** Somebody who may be meant, with what tells them from others of the same name. Plain JSON: it is stored with the question. */
export interface Candidate extends Guest {
  /** Best first. */
  readonly hints?: readonly string[];
  /** Where they were found; absent where it is no help to say so. */
  readonly where?: Exclude<Invocation['kind'], 'direct'> | 'workspace';
}

/** The most that are offered in one question. */
export const mostCandidates = 5;
/** Of a name and of a hint, in characters: both fit on a button. */
const mostName = 36;
const mostHint = 30;

/** Somebody of the chat. */
export function candidateOf({
  identity,
  name,
  hints,
  where,
}: MentionedPerson & { readonly where?: Candidate['where'] }): Candidate {
  return { identity, name, hints, where };
}

/** Who is invited, without what was only there to choose by. */
export function guestOf({ identity, name, email }: Guest): Guest {
  return { identity, name, email };
}

/** What stands on the button of each of them: the name, and as much beside it as it takes to tell them apart. */
export function candidateLabels(say: Sentences, candidates: readonly Candidate[]): readonly string[] {
  const all = candidates.map((one) => ({ name: cut(one.name, mostName), hints: hintsOf(say, one) }));
  const short = all.map(({ name, hints }) => label(name, hints.slice(0, 1)));
  return all.map(({ name, hints }, index) => {
    const own = short[index] ?? name;
    return short.indexOf(own) === short.lastIndexOf(own) ? own : label(name, hints);
  });
}

function hintsOf(say: Sentences, { name, email, hints = [], where }: Candidate): readonly string[] {
  const place = where && say.foundIn[where];
  const known = [...(email && email !== name ? [email] : []), ...hints];
  return where === 'workspace' ? [...known, say.foundIn.workspace] : [...(place ? [place] : []), ...known];
}

function label(name: string, hints: readonly string[]): string {
  const shown = hints.map((hint) => cut(hint, mostHint)).join(', ');
  return shown === '' ? name : `${name} (${shown})`;
}
