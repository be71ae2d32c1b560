import type { Life, SessionPresence } from './life.ts';

/** Somebody who is, or was, in a meeting, however often they came and went. */
export interface Attendee {
  readonly name: string;
  readonly isHost: boolean;
  readonly isInside: boolean;
}

/**
 * The people behind all comings and goings, the host first, then as they came. The service gives every coming an id of its own: whoever
 * comes back under a name that nobody inside has is the one who left; two of one name at the same time are two people.
 */
export function attendees(life: Pick<Life, 'presences'>): readonly Attendee[] {
  return stays(life)
    .map(({ id: _, ...one }) => one)
    .sort((one, other) => Number(other.isHost) - Number(one.isHost));
}

/** The same as they came, each with the id of their first coming. */
export function stays({ presences = [] }: Pick<Life, 'presences'>): readonly (Attendee & { readonly id: string })[] {
  const people: { stays: SessionPresence[] }[] = [];
  for (const presence of presences.toSorted((one, other) => one.since.getTime() - other.since.getTime())) {
    const returns = people.find(({ stays }) => {
      const last = stays.at(-1);
      return last && key(last) === key(presence) && last.left && last.left <= presence.since;
    });
    if (returns) returns.stays.push(presence);
    else people.push({ stays: [presence] });
  }
  return people.map(({ stays }) => ({
    id: stays[0]?.participantId ?? '',
    name: stays.at(-1)?.name ?? '',
    isHost: stays.some(({ isHost }) => isHost),
    isInside: stays.at(-1)?.left === undefined,
  }));
}

function key({ name }: SessionPresence): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
