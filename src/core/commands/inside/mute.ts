import type { Command, CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { RunButton } from '../../reply.ts';
import { someAtOnce } from '../../some-at-once.ts';
import type { Insider } from '../../ucaas.ts';
import { inPlace, privately } from '../answer.ts';
import { offered } from '../offered.ts';
import { labels, pressOn, withInsider } from './people-inside.ts';
import { type Steered, steered } from './steered.ts';

/** Teams shows six buttons: these, and one for all. */
const mostChoices = 5;
const callsAtOnce = 5;

/** `mute`, `mute Ann`, `mute all`: the host switches microphones off in the running meeting. */
export const mute: Command = {
  name: 'mute',
  usage: '[name | all]',
  summary: 'Switch microphones off in the meeting that you host',
  examples: ['mute', 'mute Ann', 'mute all'],
  yieldsToSentences: true,
  needs: 'meeting.steer',
  wish: () => 'mute somebody',
  run: (context) => muting(context, true),
};

/** `unmute Ann`: gives a microphone back. */
export const unmute: Command = {
  name: 'unmute',
  usage: '[name | all]',
  summary: 'Give microphones back in the meeting that you host',
  examples: ['unmute Ann', 'unmute all'],
  yieldsToSentences: true,
  needs: 'meeting.steer',
  wish: () => 'unmute somebody',
  run: (context) => muting(context, false),
};

function muting(context: CommandContext, isMuted: boolean): Promise<Outcome> {
  return offered(async () => {
    const now = await steered(context);
    if ('effects' in now) return now;
    const insiders = await now.session.insiders(now.sessionId);
    const { arguments: given, button } = context;
    if (button?.values?.participant === undefined && /^(?:all|everyone|everybody)$/iu.test(given.text))
      return everybody(context, now, insiders, isMuted);
    if (given.text === '' && given.mentions.length === 0 && button?.values?.participant === undefined)
      return choose(context, now, insiders, isMuted);
    const press = { command: commandFor(isMuted), input: 'one' };
    return withInsider(context, now, insiders, press, async (one) => {
      const isDone = await now.session.setMuted(now.sessionId, one.participantId, isMuted);
      return answered(context, now, one, isMuted, isDone);
    });
  });
}

function answered(context: CommandContext, now: Steered, one: Insider, isMuted: boolean, isDone: boolean): Outcome {
  const { say } = context;
  const { title } = now.life.meeting;
  if (!isDone) return said(context, { text: say.inside.hasLeft(one.name, title) });
  const text = say.inside.muted(one.name, title, isMuted);
  const label = isMuted ? say.inside.unmute : say.inside.muteAgain;
  const undo = pressOn(now, one, label, { command: commandFor(!isMuted), input: 'one' });
  const card = { title: say.inside.mutedTitle(isMuted), tone: 'done', body: text, buttons: [undo] } as const;
  return said(context, { text, card });
}

/** Everybody but the hosts, among whom is whoever asks. Who has left meanwhile does not matter. */
async function everybody(
  context: CommandContext,
  now: Steered,
  insiders: readonly Insider[],
  isMuted: boolean,
): Promise<Outcome> {
  const { say } = context;
  const { title } = now.life.meeting;
  const others = insiders.filter((one) => !one.isHost && one.isMuted !== isMuted);
  if (others.length === 0) return said(context, { text: say.inside.nobodyToMute(title, isMuted) });
  const done = await someAtOnce(callsAtOnce, others, ({ participantId }) =>
    now.session.setMuted(now.sessionId, participantId, isMuted),
  );
  const names = others.filter((_one, index) => done[index]).map(({ name }) => name);
  const text = say.inside.allMuted(names, title, isMuted);
  const undo: RunButton = {
    ...{ kind: 'run', command: commandFor(!isMuted), input: 'all', once: true },
    label: isMuted ? say.inside.unmuteAll : say.inside.muteAll,
    values: { meeting: now.life.meeting.id },
  };
  const card = { title: say.inside.mutedTitle(isMuted), tone: 'done', body: text, buttons: [undo] } as const;
  return said(context, { text, card });
}

function choose(context: CommandContext, now: Steered, insiders: readonly Insider[], isMuted: boolean): Outcome {
  const { say } = context;
  const { title, id: meeting } = now.life.meeting;
  const others = insiders.filter((one) => !one.isHost && one.isMuted !== isMuted);
  if (others.length === 0) return said(context, { text: say.inside.nobodyToMute(title, isMuted) });
  const called = labels(say, insiders);
  const command = commandFor(isMuted);
  const buttons = others
    .slice(0, mostChoices)
    .map((one) => pressOn(now, one, called.get(one) ?? one.name, { command, input: 'one' }));
  const label = isMuted ? say.inside.everybodyElse(others.length) : say.inside.unmuteAll;
  const all: RunButton = { kind: 'run', label, command, input: 'all', values: { meeting }, once: true };
  const text = say.inside.muteWhom(
    title,
    isMuted,
    others.length > mostChoices ? say.typed(`${command} Ann`) : undefined,
  );
  const body = { title: say.inside.muteTitle(isMuted), tone: 'neutral', body: text } as const;
  return said(context, { text, card: { ...body, buttons: [...buttons, ...(others.length > 1 ? [all] : [])] } });
}

function commandFor(isMuted: boolean): string {
  return isMuted ? mute.name : unmute.name;
}

/** In place of what was pressed, where that was a question of this command; the list of who is inside stays. */
function said(context: CommandContext, reply: Omit<Parameters<typeof inPlace>[1], 'visibleTo'>): Outcome {
  const isChoice = context.button !== undefined && context.button.input !== undefined;
  return isChoice ? inPlace(context, { visibleTo: 'caller', ...reply }) : privately(context, reply);
}
