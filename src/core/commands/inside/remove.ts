import type { Command, CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Insider } from '../../ucaas.ts';
import { inPlace, privately } from '../answer.ts';
import { offered } from '../offered.ts';
import { talk } from '../talk.ts';
import { takenOffNamed } from '../uninvite.ts';
import { labels, pressOn, withInsider } from './people-inside.ts';
import { meantLife, type Steered, steered } from './steered.ts';

/** Teams shows six buttons. */
const mostChoices = 6;

/**
 * `remove Ann`: the host shows somebody out of the running meeting, after a question. `remove Ann from retro` takes her off that one, which is
 * planned.
 */
export const remove: Command = {
  name: 'remove',
  aliases: ['kick'],
  usage: '[name]',
  summary: 'Show somebody out of the meeting that you host',
  examples: ['remove', 'remove Ann'],
  yieldsToSentences: true,
  needs: 'meeting.steer',
  wish: () => 'show somebody out of a meeting',

  run: (context) =>
    offered(async () => {
      const { arguments: given, button, invocation } = context;
      const planned = button ? undefined : await takenOffNamed(context);
      if (planned) return planned;
      const isBare = given.text === '' && given.mentions.length === 0;
      // In the direct chat, “remove the design review” is about a meeting that is planned, unless one is running.
      if (!button && !isBare && invocation.kind === 'direct' && !(await meantLife(context))) return talk.run(context);
      const now = await steered(context);
      if ('effects' in now) return now;
      if (given.text === 'keep' && button)
        return answered(context, context.say.inside.keptInside(now.life.meeting.title));
      const insiders = await now.session.insiders(now.sessionId);
      if (isBare) return choose(context, now, insiders);
      return withInsider(context, now, insiders, { command: 'remove', input: 'ask' }, async (one) =>
        given.text === 'sure' && button ? showOut(context, now, one) : ask(context, now, one),
      );
    }),
};

function choose(context: CommandContext, now: Steered, insiders: readonly Insider[]): Outcome {
  const { say } = context;
  const { title } = now.life.meeting;
  const others = insiders.filter(({ isHost }) => !isHost);
  if (others.length === 0) return privately(context, { text: say.inside.nobodyToRemove(title) });
  const called = labels(say, insiders);
  const text = say.inside.removeWhom(title, others.length > mostChoices ? say.typed('remove Ann') : undefined);
  const buttons = others
    .slice(0, mostChoices)
    .map((one) => pressOn(now, one, called.get(one) ?? one.name, { command: 'remove', input: 'ask' }));
  return privately(context, { text, card: { title: say.inside.removeTitle, tone: 'neutral', body: text, buttons } });
}

function ask(context: CommandContext, now: Steered, one: Insider): Outcome {
  const { say } = context;
  const text = say.inside.removeQuestion(one.name, now.life.meeting.title);
  const sure = pressOn(now, one, say.inside.showOut, { command: 'remove', input: 'sure' });
  const keep = pressOn(now, one, say.inside.letStay, { command: 'remove', input: 'keep' });
  const buttons = [{ ...sure, danger: true }, keep];
  const card = { title: say.inside.removeTitle, tone: 'warning', body: text, buttons } as const;
  return context.button?.input === 'ask'
    ? inPlace(context, { visibleTo: 'caller', text, card })
    : privately(context, { text, card });
}

async function showOut(context: CommandContext, now: Steered, one: Insider): Promise<Outcome> {
  const { say } = context;
  const { title } = now.life.meeting;
  const isDone = await now.session.showOut(now.sessionId, one.participantId);
  return answered(context, isDone ? say.inside.shownOut(one.name, title) : say.inside.hasLeft(one.name, title));
}

function answered(context: CommandContext, text: ReturnType<CommandContext['say']['inside']['keptInside']>): Outcome {
  return inPlace(context, { visibleTo: 'caller', text });
}
