import type { GoneReason, LinkPage, LinkSubject } from './linking.ts';
import type { Secrets } from './ports.ts';
import type { Ticket, TicketPurpose } from './stores.ts';

/** Design section 6: a link lives 10 minutes, its code 5 minutes, and either is closed after 5 tries. */
export const linkMilliseconds = 10 * 60_000;
export const codeMilliseconds = 5 * 60_000;
export const mostCodeTries = 5;
export const mostPasswordTries = 5;
/**
 * Guesses by one person over all links of an hour, so that fresh links are no fresh tries without end. A code that is typed
 * is a guess at each of the links (5 at most) that wait for one: 30 of a million.
 */
export const mostCodeTriesOfPerson = 30;
export const codeWindowMilliseconds = 60 * 60_000;

/** Why a link is of no use, where its person may well want another one. */
const mayBeSentAgain: readonly GoneReason[] = ['expired', 'too_many_tries'];

/** The command that sends another link of this purpose, where there is one that nobody has to type. */
export const askedAgainBy: Partial<
  Readonly<Record<TicketPurpose, { readonly command: string; readonly text: string }>>
> = {
  sign_in: { command: 'connect', text: '' },
  credentials: { command: 'admin', text: 'setup' },
  data: { command: 'forget', text: 'me' },
  audit: { command: 'admin', text: 'audit export' },
  browser: { command: 'browser', text: '' },
  usage: { command: 'admin', text: 'reports export' },
  console: { command: 'admin', text: 'console' },
};

/** What stands in the log and on the page, to be read out to an operator. */
export function referenceOf({ id }: Pick<Ticket, 'id'>): string {
  return id.slice(0, 8).toUpperCase();
}

/** The digits that the bound browser shows. Derived, so that they are stored nowhere. */
export function codeFor(secrets: Secrets, ticket: Ticket): string | undefined {
  return ticket.browserDigest && secrets.code(`${ticket.id}/${ticket.browserDigest}`);
}

/** What the page behind a ticket shows to the browser with this digest. */
export function pageOf(
  ticket: Ticket | undefined,
  browserDigest: string | undefined,
  secrets: Secrets,
  now: Date,
): LinkPage {
  if (!ticket) return { step: 'gone', reason: 'unknown' };
  const reason = whyGone(ticket, browserDigest, now);
  const { purpose } = ticket;
  if (reason) {
    const canBeSentAgain = mayBeSentAgain.includes(reason) && askedAgainBy[purpose] !== undefined;
    return { step: 'gone', reason, purpose, canBeSentAgain };
  }
  const subject: LinkSubject = {
    purpose,
    platform: ticket.person.platform,
    person: ticket.person,
    personName: ticket.personName,
    personEmail: ticket.personEmail,
    workspaceName: ticket.workspaceName,
    expiresAt: ticket.expiresAt,
    mayStay: ticket.tokenMode === 'stay_signed_in',
  };
  const code = codeFor(secrets, ticket);
  if (!code) return { step: 'begin', ...subject };
  return ticket.provenAt ? { step: purpose, ...subject } : { step: 'code', code, ...subject };
}

function whyGone(ticket: Ticket, browserDigest: string | undefined, now: Date): GoneReason | undefined {
  if (ticket.usedAt) return 'used';
  if (ticket.expiresAt <= now) return 'expired';
  if (ticket.browserDigest && ticket.browserDigest !== browserDigest) return 'other_browser';
  if (ticket.passwordTries >= mostPasswordTries) return 'too_many_tries';
  if (ticket.provenAt || !ticket.boundAt) return undefined;
  if (ticket.codeTries >= mostCodeTries) return 'too_many_tries';
  return ticket.boundAt.getTime() + codeMilliseconds <= now.getTime() ? 'expired' : undefined;
}
