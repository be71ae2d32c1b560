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
    call: { ...steer(say.calling.form.open, 'call'), opensForm: true },
    poll: { ...steer(say.inside.poll, 'poll'), opensForm: true },
    extend: steer(say.inside.extend, 'extend'),
    more: { ...steer(say.inside.more, 'who'), input: 'more' },
    end: { ...steer(say.live.endForAll, 'end'), input: 'ask', danger: true },
  };
}

/** What its host can do about it now: six buttons with the one to join, as Teams shows no more. Each is judged again when it is pressed. */
export function steerButtons(life: Life, say: Sentences): readonly RunButton[] {
  const { door, mute, remove, more, end } = steering(life, say);
  const others = attendees(life).some(({ isInside, isHost }) => isInside && !isHost);
  const isLive = life.state === 'live';
  return [
    ...(life.waiting?.length ? [door] : []),
    ...(isLive && others ? [mute, remove] : []),
    ...(isLive && moreButtons(life, say).length > 0 ? [more] : []),
    ...(isLive ? [end] : []),
  ];
}

/**
 * What stands behind “More…”. A service that does not tell who is in offers nothing else inside of a meeting either (S7 speaks of both as one
 * set of tools). People are called into what was started at once, and invited to what was planned by its own card.
 */
export function moreButtons(life: Life, say: Sentences): readonly RunButton[] {
  const { lock, call, poll, extend } = steering(life, say);
  return [
    ...(life.presences ? [lock] : []),
    ...(life.meeting.kind === 'instant' && !life.occurrence ? [call] : []),
    ...(life.presences ? [poll] : []),
    ...(life.occurrence ? [extend] : []),
  ];
}
