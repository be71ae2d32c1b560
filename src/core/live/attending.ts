import type { DueStatus } from '../stores.ts';
import { stays } from './people.ts';

/**
 * Whether somebody is in a meeting; undefined where the service does not tell just now. Nobody is taken for somebody by a name alone, which
 * everybody may choose: the host, whom the service calls the host as well, and whom our link led in by that name.
 */
export function isAttending({ lives, person, entered }: DueStatus): boolean | undefined {
  const known = lives.filter(({ unknownSince, state }) => state === 'live' && unknownSince === undefined);
  const isIn = known.some((life) => {
    const { host, hostName, id } = life.meeting;
    const isHost =
      host.platform === person.platform && host.workspaceId === person.workspaceId && host.userId === person.userId;
    return stays(life).some(
      (one) =>
        one.isInside &&
        ((isHost && one.isHost && one.name === hostName) || (entered?.meetingId === id && one.name === entered.name)),
    );
  });
  return isIn || known.length === lives.length ? isIn : undefined;
}
