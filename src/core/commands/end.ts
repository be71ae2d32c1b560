import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { closed, type Life } from '../live/life.ts';
import { attendees } from '../live/people.ts';
import type { RunButton, Text } from '../reply.ts';
import { inPlace, privately } from './answer.ts';
import { meantLife, sessionFor } from './inside/steered.ts';
import { mayChange } from './schedule/mine.ts';
import { freshest, nothingHere } from './who.ts';

/** `end`: the host ends the meeting that was started here for everybody, after a question. */
export const end: Command = {
  name: 'end',
  summary: 'End the meeting that you started here, for everybody',
  examples: ['end'],
  yieldsToSentences: true,
  needs: 'meeting.end',
  wish: () => 'end a meeting',

  async run(context) {
    const { button, arguments: given, say } = context;
    if (button === undefined && given.text !== '')
      return privately(context, { text: say.live.endHow(say.typed('end')) });
    const life = await meantLife(context);
    if (!life) return nothingHere(context);
    await mayChange(context, life.meeting, 'meeting.end');
    const { title } = life.meeting;
    if (given.text === 'keep') return answered(context, say.live.goesOn(title));
    const now = await freshest(context, life);
    if (now.state === 'ended') return answered(context, say.live.endedAlready(title));
    if (now.state !== 'live' || now.sessionId === undefined) return answered(context, say.live.notBegun(title));
    return given.text === 'all' ? endNow(context, now, now.sessionId) : ask(context, now);
  },
};

function ask(context: CommandContext, life: Life): Outcome {
  const { say } = context;
  const { id: meeting, title } = life.meeting;
  const inside = life.presences && attendees(life).filter(({ isInside }) => isInside);
  const text = say.live.endQuestion(title, inside);
  const press = (label: string, input: 'all' | 'keep', danger: boolean): RunButton => ({
    ...{ kind: 'run', label, command: 'end', input, danger, once: true, answers: danger ? 'yes' : 'no' },
    values: { meeting },
  });
  const buttons = [press(say.live.endIt, 'all', true), press(say.live.goOn, 'keep', false)];
  return privately(context, { text, card: { title: say.live.endTitle(title), tone: 'warning', body: text, buttons } });
}

async function endNow(context: CommandContext, life: Life, sessionId: string): Promise<Outcome> {
  const { say } = context;
  await (await sessionFor(context, life)).endRun(sessionId);
  await close(context, life);
  return answered(context, say.live.endedByYou(life.meeting.title));
}

/** Whatever a list says at this moment, the service has said that it is over. Whoever learns something meanwhile is asked again. */
async function close({ stores, invocation, clock }: CommandContext, life: Life): Promise<void> {
  for (let tries = 0, isLearned = false; !isLearned && tries < 5; tries += 1) {
    const known = await stores.lives.find(invocation.from, life.meeting.id);
    isLearned = !known || (await stores.lives.learn(closed(known, clock()), clock()));
  }
}

function answered(context: CommandContext, text: Text): Outcome {
  const reply = { visibleTo: 'caller', text } as const;
  return context.button === undefined ? privately(context, { text }) : inPlace(context, reply);
}
