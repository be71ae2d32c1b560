import type { Command, CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { RunButton } from '../../reply.ts';
import { inPlace, privately } from '../answer.ts';
import { offered } from '../offered.ts';
import { steered } from './steered.ts';

/** `lock`: nobody else comes into the running meeting. */
export const lock: Command = {
  name: 'lock',
  summary: 'Let nobody else into the meeting that you host',
  examples: ['lock'],
  yieldsToSentences: true,
  needs: 'meeting.steer',
  wish: () => 'lock a meeting',
  run: (context) => locking(context, true),
};

/** `unlock`: people come in again. */
export const unlock: Command = {
  name: 'unlock',
  summary: 'Let people into the meeting that you host again',
  examples: ['unlock'],
  yieldsToSentences: true,
  needs: 'meeting.steer',
  wish: () => 'unlock a meeting',
  run: (context) => locking(context, false),
};

function locking(context: CommandContext, isLocked: boolean): Promise<Outcome> {
  return offered(async () => {
    const now = await steered(context);
    if ('effects' in now) return now;
    await now.session.setLocked(now.sessionId, isLocked);
    const { say } = context;
    const { id: meeting, title } = now.life.meeting;
    const text = say.inside.locked(title, isLocked);
    const undo: RunButton = {
      ...{ kind: 'run', label: isLocked ? say.inside.unlock : say.inside.lockAgain, once: true, values: { meeting } },
      ...{ command: isLocked ? unlock.name : lock.name, input: 'undo' },
    };
    const card = { title: say.inside.lockedTitle(isLocked), tone: 'done', body: text, buttons: [undo] } as const;
    // The list of who is inside stays; what was said of the door before becomes what is true now.
    return context.button?.input === 'undo'
      ? inPlace(context, { visibleTo: 'caller', text, card })
      : privately(context, { text, card });
  });
}
