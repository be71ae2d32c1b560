import type { NewMeeting } from '../meeting.ts';

/** Our own link to a meeting: resolved at the click, so that what is posted stays right. */
export function joinUrl(publicUrl: string, { joinKey }: Pick<NewMeeting, 'joinKey'>): string {
  return `${publicUrl}/j/${joinKey}`;
}
