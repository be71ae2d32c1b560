import type { Clock } from '../ports.ts';
import type { LifeStore } from '../stores.ts';
import type { Waiting } from '../ucaas.ts';
import { isOver, type Life } from './life.ts';

/** Whether anybody may wait at its door: for a meeting without a lobby, nobody is asked. */
export function hasDoor({ hasLobby, isFollowed, state, meeting }: Life): boolean {
  return hasLobby && isFollowed && state !== 'ended' && meeting.serviceRoomId !== undefined;
}

/** Who waits at this moment, as they came. Nobody waits for what is over. */
export function atDoor(life: Life, waiting: readonly Waiting[]): Life {
  const now = isOver(life) ? [] : waiting.map(({ mark: _mark, ...one }) => one);
  const key = (all: readonly Waiting[] = []) => JSON.stringify(all.map(({ waitingId, name }) => [waitingId, name]));
  return life.waiting && key(life.waiting) === key(now) ? life : { ...life, waiting: now };
}

/** Whether somebody waits whom our own link has let through to this meeting a moment ago. True once for each coming. */
export function letThroughBy(
  lives: Pick<LifeStore, 'takeMark'>,
  clock: Clock,
): (life: Life, waiting: Waiting) => Promise<boolean> {
  return async ({ meeting }, { mark }) => mark !== undefined && lives.takeMark(meeting.id, mark, clock());
}
