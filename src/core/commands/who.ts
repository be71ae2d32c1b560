import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { sameIdentity } from '../invocation.ts';
import { liveReply } from '../live/card.ts';
import { letThroughBy } from '../live/door.ts';
import type { Life } from '../live/life.ts';
import { lookAt } from '../live/looking.ts';
import { moreButtons, steerButtons } from '../live/steering.ts';
import type { UcaasSession } from '../ucaas.ts';
import { privately } from './answer.ts';
import { mayChange } from './schedule/mine.ts';
import { saidOfDraft } from './schedule/said-of-draft.ts';

/** "Who is coming to chat": asked of a planned meeting, or of the draft that is open. */
const ofPlanned =
  /^(?:(?:all|else|is|are|has|have|will|did|do|does|am|i|we|be) )*(?:com(?:es?|ing)|invited?|attend(?:s|ing)?|go(?:es|ing)|join(?:s|ing)?|accepted|declined|meet(?:ing)?|see(?:ing)?)\b/iu;

/** What it costs at most to look at one meeting, in calls to the service. */
const mostCalls = 5;

/** `who`: how the meeting is doing that was started here, and who is in it. */
export const who: Command = {
  name: 'who',
  aliases: ['inside'],
  summary: 'Show who is in the meeting that was started here',
  examples: ['who'],
  yieldsToSentences: ofPlanned,
  needs: 'meeting.see',
  wish: () => 'see who is in a meeting',

  async run(context) {
    const { button, stores, invocation } = context;
    if (button?.input === 'more' && typeof button.values?.meeting === 'string') {
      const meant = await stores.lives.find(invocation.from, button.values.meeting);
      return meant ? more(context, await freshest(context, meant)) : nothingHere(context);
    }
    const life = await meetingHere(context);
    if (life) return shown(context, await freshest(context, life));
    const isDirect = invocation.kind === 'direct';
    return (isDirect && (await saidOfDraft(context, 'show', { it: true, said: '' }))) || nothingHere(context);
  },
};

/** The meeting that was started in this conversation; in the direct chat, the person's own wherever it was started. */
export async function meetingHere({ invocation, stores, clock }: CommandContext): Promise<Life | undefined> {
  const here = await stores.lives.here(invocation.from, invocation.conversation, clock());
  return here ?? (invocation.kind === 'direct' ? stores.lives.hostedBy(invocation.from, clock()) : undefined);
}

export function nothingHere(context: CommandContext): Outcome {
  const { say } = context;
  return privately(context, { text: say.live.noneHere(say.typed('now')) });
}

/**
 * A meeting that is followed was looked at some seconds ago, which is good enough. One that nobody may look into otherwise is looked at
 * by the account that started it, where its host asks. No other account would see it, and take it for ended.
 */
export async function freshest(context: CommandContext, life: Life): Promise<Life> {
  const { invocation, stores } = context;
  const isHost = sameIdentity(life.meeting.host, invocation.from);
  if (!isHost || (life.isFollowed && !life.unknownSince)) return life;
  const link = (await stores.links.all(invocation.from)).find(({ account }) => account.userId === life.accountId);
  return link ? lookNow(context, life, context.ucaasBy(link)) : life;
}

/** Looks, and remembers what was seen: the cards then show it, too. */
async function lookNow(context: CommandContext, life: Life, session: UcaasSession): Promise<Life> {
  const at = context.clock();
  const { stores, clock, log } = context;
  const isLetThrough = letThroughBy(stores.lives, clock);
  const { lives } = await lookAt(session, [life], { at, mostCalls, isLetThrough, log });
  const [looked = life] = lives;
  await stores.lives.learn(looked, at);
  return looked;
}

function shown(context: CommandContext, life: Life): Outcome {
  const { say, invocation } = context;
  const { text, card } = liveReply(life, invocation.from, context);
  if (!card || life.state === 'ended') return privately(context, { text, card });
  const isHost = sameIdentity(life.meeting.host, invocation.from);
  const buttons = [...(card.buttons ?? []), ...(isHost ? steerButtons(life, say) : [])];
  const title = life.state === 'live' ? say.live.whoTitle(life.meeting.title) : card.title;
  const footnote = card.footnote ?? say.live.answeredAt(context.clock());
  return privately(context, { text, card: { ...card, title, buttons, footnote } });
}

/** What its host can do beside what the card has; nobody else gets it by naming the button. */
async function more(context: CommandContext, life: Life): Promise<Outcome> {
  await mayChange(context, life.meeting, 'meeting.steer');
  const { say } = context;
  const { title } = life.meeting;
  if (life.state === 'ended') return privately(context, { text: say.live.endedAlready(title) });
  if (life.state !== 'live') return privately(context, { text: say.inside.nobodyYet(title) });
  const text = say.inside.moreText(title);
  const card = {
    title: say.inside.moreTitle(title),
    tone: 'live',
    body: text,
    buttons: moreButtons(life, say),
  } as const;
  return privately(context, { text, card });
}
