import { sameIdentity } from '../invocation.ts';
import type { Person, Reply } from '../reply.ts';
import { isStanding, type Life } from './life.ts';

/**
 * Who has a view of their own of a card that everybody sees: its host first, then whoever was asked to come. Absent for a meeting that is
 * over: there is nothing left to steer or to answer.
 */
export function viewersOf(life: Life): Pick<Reply, 'views'> {
  const { meeting, state, invited } = life;
  if (state === 'ended' && !isStanding(life)) return {};
  const host: Person = { person: meeting.host, name: meeting.hostName };
  const others = invited.filter(({ person }) => !sameIdentity(person, meeting.host));
  return { views: { meetingId: meeting.id, people: [host, ...others.map(({ person, name }) => ({ person, name }))] } };
}
