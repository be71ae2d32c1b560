import type { FieldErrors } from '../../form.ts';
import type { Sentences } from '../../sentences/index.ts';
import { candidateLabels } from './candidates.ts';
import { mostGuests, type Unclear } from './guests.ts';

/**
 * What is wrong with people who were filled in, at the field that names them. Whom a name means shows only once the contacts were
 * looked through, so that it is said with the form when it is offered again.
 */
export function whoErrors(say: Sentences, unclear: readonly Unclear[], title: string): FieldErrors {
  const { meetingForm: words } = say;
  const chosen = unclear.filter(isChosen);
  const named = unclear.filter((one) => !isChosen(one));
  const sentences = named.map(({ said, why, candidates, count, workspace }) => {
    if (why === 'large' && count > mostGuests) return words.whoTooLarge(said, count, mostGuests);
    if (why === 'large') return words.whoLarge(said, count, title);
    if (why === 'address') return words.addressWrong(said);
    if (why === 'unknown') return words.whoUnknown(said, workspace);
    return words.whoSeveral(said, candidateLabels(say, candidates), count > candidates.length);
  });
  return {
    ...(chosen.length > 0 && { people: words.whoCannotCome(chosen.length) }),
    ...(sentences.length > 0 && { guests: sentences.join(' ') }),
  };
}

/** Chosen among the people here, and not named. */
function isChosen({ key }: Unclear): boolean {
  return key.startsWith('@');
}
