import type { Text } from '../../reply.ts';
import { counted } from './words.ts';

/** A card shows so many at once. */
const perPage = 10;

/** About lists that are shown in parts. */
export const lists = {
  back: 'Back',
  more: 'More',
  cancel: 'Cancel',
  /** `none` is what is said of an empty list, `one` what each of them is called. */
  text: (
    { count, page, isLast }: { readonly count: number; readonly page: number; readonly isLast: boolean },
    one: string,
    none: Text,
  ): Text => {
    if (count === 0) return page === 1 ? none : ['That was all.'];
    if (page === 1 && isLast) return [`${counted(count, one)}.`];
    const before = (page - 1) * perPage;
    return [`${before + 1} to ${before + count}${isLast ? ', the last of them' : ''}.`];
  },
  refused: (said: string | undefined): Text => [
    said === undefined
      ? 'The meeting service refused that, and did not say why. Nothing was changed.'
      : `The meeting service refused that: “${said.replace(/^[a-z_]+: /, '')}”. Nothing was changed.`,
  ],
  unchanged: ['Nothing was changed in the form, so all is as it was.'] as Text,
  leftAlone: ['All right: nothing was changed.'] as Text,
};
