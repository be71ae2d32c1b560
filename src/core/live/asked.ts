import { type Identity, sameIdentity } from '../invocation.ts';
import { matchName } from '../name-match.ts';
import type { Person } from '../reply.ts';
import type { Presence } from '../ucaas.ts';

/**
 * What somebody who was called says.
 * - `soon`: comes in five minutes
 * - `no`: cannot come
 */
export type CallAnswer = 'soon' | 'no';

/** Somebody who was asked to come into a meeting that runs. */
export interface Asked extends Person {
  /** Absent: not answered yet. */
  readonly answer?: CallAnswer;
  /** When that was said, ISO 8601. */
  readonly answeredAt?: string;
  /** How often they were reminded of it, and whether they were called once more. */
  readonly reminded?: number;
  readonly isCalledAgain?: boolean;
  /** By which invocations (`CommandContext.reference`) they were called in, and called once more: one that is run again knows whom it has called. */
  readonly by?: string;
  readonly againBy?: string;
}

/** Whoever says “in five minutes” comes then. */
export const soonMilliseconds = 5 * 60_000;

export function askedAs(asked: readonly Asked[], who: Identity): Asked | undefined {
  return asked.find(({ person }) => sameIdentity(person, who));
}

/** Whether somebody who may be this person by the name is inside: the service gives no other reference to anybody. */
export function isInByName(
  { presences = [] }: { readonly presences?: readonly Pick<Presence, 'name' | 'left'>[] },
  { name }: Pick<Person, 'name'>,
): boolean {
  const inside = presences.filter(({ left }) => left === undefined);
  return ['exact', 'part'].includes(matchName(name, inside, (one) => [one.name]).by ?? '');
}
