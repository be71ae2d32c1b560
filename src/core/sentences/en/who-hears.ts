import type { Hearers } from '../../commands/schedule/hearers.ts';
import { named } from './words.ts';

/** Whom no mail tells of a change, with what to do about it. */
export function whoDoesNotHear({ doubtful, why = 'nobody_mails' }: Hearers): string {
  const names = named(doubtful);
  return {
    nobody_mails: ` No mail about it goes to ${names}: tell them yourself.`,
    whole_only: ` The meeting service mails ${names} only if all of it is cancelled. Of a single one, tell them yourself.`,
    not_known: ` The meeting service may not mail ${names} about it: tell them yourself, to be sure.`,
  }[why];
}
