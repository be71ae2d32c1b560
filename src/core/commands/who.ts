import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { sameIdentity } from '../invocation.ts';
import { liveReply } from '../live/card.ts';
import type { Life } from '../live/life.ts';
import { lookAt } from '../live/looking.ts';
import type { RunButton } from '../reply.ts';
import { privately } from './answer.ts';
import { asOption } from './as-option.ts';

/** What it costs at most to look at one meeting, in calls to the service. */
const mostCalls = 5;

/** `who`: how the meeting is doing that was started here, and who is in it. */
export const who: Command = {
  name: 'who',
  aliases: ['inside'],
  summary: 'Show who is in the meeting that was started here',
  examples: ['who'],
  options: [asOption],
  yieldsToSentences: true,
  needs: 'meeting.see',
  wish: () => 'see who is in a meeting',

  async run(context) {
    const life = await meetingHere(context);
    return life ? shown(context, await freshest(context, life)) : nothingHere(context);
  },
};

/** The meeting that was started in this conversation; in the direct chat, the person's own wherever it was started. */
export async function meetingHere({ invocation, stores }: CommandContext): Promise<Life | undefined> {
  const here = await stores.lives.here(invocation.from, invocation.conversation);
  return here ?? (invocation.kind === 'direct' ? stores.lives.hostedBy(invocation.from) : undefined);
}

export function nothingHere(context: CommandContext): Outcome {
  const { say } = context;
  return privately(context, { text: say.live.noneHere(say.typed('now')) });
}

/**
 * A meeting that is followed was looked at some seconds ago, which is good enough. One that nobody may look into otherwise is
 * looked at by the right of its host, who asks.
 */
export async function freshest(context: CommandContext, life: Life): Promise<Life> {
  const isHost = sameIdentity(life.meeting.host, context.invocation.from);
  if (!isHost || (life.isFollowed && !life.unknownSince)) return life;
  return lookNow(context, life);
}

/** Looks, and remembers what was seen: the cards then show it, too. */
export async function lookNow(context: CommandContext, life: Life): Promise<Life> {
  const at = context.clock();
  const { lives } = await lookAt(context.ucaas(), [life], { at, mostCalls, log: context.log });
  const [looked = life] = lives;
  await context.stores.lives.learn(looked, at);
  return looked;
}

function shown(context: CommandContext, life: Life): Outcome {
  const { say, invocation } = context;
  const { text, card } = liveReply(life, invocation.from, context);
  if (!card || life.state === 'ended') return privately(context, { text, card });
  const end: RunButton = {
    ...{ kind: 'run', label: say.live.endForAll, command: 'end', input: 'ask', danger: true },
    values: { meeting: life.meeting.id },
  };
  const mayEnd = life.state === 'live' && sameIdentity(life.meeting.host, invocation.from);
  const buttons = [...(card.buttons ?? []), ...(mayEnd ? [end] : [])];
  const title = life.state === 'live' ? say.live.whoTitle(life.meeting.title) : card.title;
  return privately(context, { text, card: { ...card, title, buttons } });
}
