import { ServiceError } from '../../errors.ts';
import { emailIn } from '../contacts/wish.ts';

/** True of what the service takes where it sends the mails: it refuses the meeting for one address that is none by its rule. */
export function isTakenByService(email: string): boolean {
  return emailIn(email) === email;
}

/** Which of the addresses that were sent the service has refused: it says so by their places, `emails.7`. */
export function refusedAddress(error: unknown, emails: readonly string[] = []): string | undefined {
  if (!(error instanceof ServiceError) || error.kind !== 'refused') return undefined;
  const place = /\bemails[.[](\d+)/u.exec(error.said ?? '')?.[1];
  return place === undefined ? undefined : emails[Number(place)];
}
