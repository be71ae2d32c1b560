import type { Secrets } from './ports.ts';

/** What a link of ours leads to. A token of one kind is none of another. */
type Kind = 'answer' | 'meeting' | 'feed';

/** The part of a link that says which thing of ours it leads to, and shows that we have made it: `<id>.<mark>`. */
export function markedToken(secrets: Pick<Secrets, 'mark'>, kind: Kind, id: string): string {
  return `${id}.${secrets.mark(`${kind} ${id}`)}`;
}

/**
 * The id in such a token; undefined where it was not made by us. Digests are compared, so that the time it takes says nothing
 * about how much of a guess was right.
 */
export function readMarkedToken(secrets: Secrets, kind: Kind, token: string): string | undefined {
  const dot = token.indexOf('.');
  const id = token.slice(0, dot);
  if (dot < 1 || token.length > 200) return undefined;
  return secrets.digest(token) === secrets.digest(markedToken(secrets, kind, id)) ? id : undefined;
}

/** Where an invitee answers. Our mails have it, and whoever has it answers for this invitee. */
export function answerUrl(publicUrl: string, secrets: Secrets, inviteeId: string): string {
  return `${publicUrl}/rsvp/${markedToken(secrets, 'answer', inviteeId)}`;
}

/** The meeting of an invitee as a file for any calendar. Whoever has it can read the meeting, and not answer. */
export function meetingFileUrl(publicUrl: string, secrets: Pick<Secrets, 'mark'>, inviteeId: string): string {
  return `${publicUrl}/calendar/meeting/${markedToken(secrets, 'meeting', inviteeId)}.ics`;
}

/** The private address of somebody's calendar. */
export function feedUrl(publicUrl: string, secrets: Secrets, feedId: string): string {
  return `${publicUrl}/calendar/${markedToken(secrets, 'feed', feedId)}.ics`;
}

/** The page that says how to add it to a calendar. */
export function feedPageUrl(publicUrl: string, secrets: Secrets, feedId: string): string {
  return `${publicUrl}/calendar/add/${markedToken(secrets, 'feed', feedId)}`;
}
