import type { RunButton } from '../reply.ts';
import type { Sentences } from '../sentences/index.ts';
import type { Life } from './life.ts';
import { attendees } from './people.ts';

/** Everything that the host of a meeting may press about it, whether it makes sense at this moment or not. */
export function steering({ meeting: { id: meeting } }: Pick<Life, 'meeting'>, say: Sentences) {
  const steer = (label: string, command: string): RunButton => ({
    ...{ kind: 'run', label, command },
    values: { meeting },
  });
  return {
    door: steer(say.lobby.seeWho, 'lobby'),
    mute: steer(say.inside.mute, 'mute'),
    remove: steer(say.inside.remove, 'remove'),
    lock: steer(say.inside.lock, 'lock'),
    end: { ...steer(say.live.endForAll, 'end'), input: 'ask', danger: true },
  };
}

/**
 * What its host can do about it now. Each is judged again when it is pressed. A service that does not tell who is in offers nothing else
 * inside of a meeting either (S7 speaks of both as one set of tools), so that only its end is left there.
 */
export function steerButtons(life: Life, say: Sentences): readonly RunButton[] {
  const { door, mute, remove, lock, end } = steering(life, say);
  const others = attendees(life).some(({ isInside, isHost }) => isInside && !isHost);
  return [
    ...(life.waiting?.length ? [door] : []),
    ...(life.state === 'live' ? [...(others ? [mute, remove] : []), ...(life.presences ? [lock] : []), end] : []),
  ];
}
