import type { NewMeeting } from '../meeting.ts';
import type { Secrets } from '../ports.ts';

/** Our own link to a meeting: resolved at the click, so that what is posted stays right. */
export function joinUrl(publicUrl: string, { joinKey }: Pick<NewMeeting, 'joinKey'>): string {
  return `${publicUrl}/j/${joinKey}`;
}

/** 132 random bits: nobody guesses a way into a meeting, and the link stays short enough to be read out. */
export function newJoinKey(secrets: Secrets): string {
  return secrets.token().slice(0, 22);
}
