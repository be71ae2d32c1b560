import type { Planned } from '../../schedule.ts';

/** Who hears of what becomes of a meeting. */
export interface Hearers {
  /** How many people are told for sure. */
  readonly told: number;
  /** People without chat who are not told, or perhaps not; see the sentences. */
  readonly doubtful: readonly string[];
  readonly why?: 'nobody_mails' | 'whole_only' | 'not_known';
}

/**
 * Whoever has chat is told in chat. Others are mailed, by us or by the service: that one cancels what it has, knows a series as a whole
 * only, and does not say whether it mails anybody about a change. `scope` is `asked` as long as one of a series or all of it may be chosen.
 */
export function hearersOf(
  { invitees, mailer, recurrence }: Planned,
  news: 'changed' | 'cancelled',
  scope: 'asked' | 'one' | 'all',
): Hearers {
  const guests = invitees.filter(({ isHost }) => !isHost);
  const byMail = guests.filter(({ identity }) => !identity).map(({ name }) => name);
  const told = guests.length - byMail.length;
  if (mailer === 'ours' || byMail.length === 0) return { told: guests.length, doubtful: [] };
  if (mailer === 'nobody' || scope === 'one') return { told, doubtful: byMail, why: 'nobody_mails' };
  if (news === 'changed') return { told, doubtful: byMail, why: 'not_known' };
  return scope === 'asked' && recurrence !== undefined
    ? { told, doubtful: byMail, why: 'whole_only' }
    : { told: guests.length, doubtful: [] };
}
