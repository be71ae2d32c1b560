import type { CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { sameIdentity } from '../invocation.ts';
import type { Life } from '../live/life.ts';
import { attendees } from '../live/people.ts';
import type { Person, RunButton, Text } from '../reply.ts';
import { privately } from './answer.ts';
import { joinUrl } from './join-url.ts';

/** What somebody else has started is in the way for so long, though nobody is in yet. */
const startingMilliseconds = 2 * 60_000;

/**
 * Where a meeting is live here just now, or somebody else has started one a moment ago or is about to, it is asked whether that one is
 * meant; undefined where nothing is in the way. Only what is known counts: a meeting that may be over is in nobody's way. Whoever does
 * not begin at once, having something else to answer first, does not hold the place meanwhile.
 */
export async function clashHere(context: CommandContext, beginsAtOnce: boolean): Promise<Outcome | undefined> {
  const { stores, invocation, arguments: given, say, id, clock } = context;
  const { repeats, chosen } = invocation.inside ?? {};
  // What repeats one whose questions were about something else has not answered this one.
  const isWanted = given.options.has('another') || chosen?.another === true || (repeats !== undefined && !chosen);
  if (isWanted || invocation.kind === 'direct') return undefined;
  const { from, conversation } = invocation;
  // First the place, then whatever was started by whoever had it before.
  const holder = beginsAtOnce && (await stores.lives.takePlace(from, conversation, id, clock()));
  if (holder && !sameIdentity(holder, from)) return ask(context, say.live.beingStarted);
  const life = await stores.lives.here(from, conversation, clock());
  const text = life && inTheWay(context, life);
  return life && text ? ask(context, text, life) : undefined;
}

function inTheWay({ say, invocation, clock }: CommandContext, life: Life): Text | undefined {
  const { state, liveSince, isFollowed, unknownSince } = life;
  const { title, application, host, hostName, startedAt } = life.meeting;
  if (unknownSince) return undefined;
  if (state === 'live' && liveSince && isFollowed) {
    const inside = attendees(life).filter(({ isInside }) => isInside);
    return say.live.clash(title, liveSince, application === 'webinar' ? undefined : inside);
  }
  const isFresh = clock().getTime() - startedAt.getTime() < startingMilliseconds;
  if (state !== 'starting' || !isFresh || sameIdentity(host, invocation.from)) return undefined;
  const person: Person = { person: host, name: hostName };
  return say.live.clashStarting(title, person, startedAt);
}

function ask(context: CommandContext, text: Text, life?: Life): Outcome {
  const { say } = context;
  const another: RunButton = {
    ...{ kind: 'run', label: say.live.startAnother, command: 'now', once: true, answers: 'press' },
    repeats: context.id,
    values: { another: true },
  };
  const join = life && ({ kind: 'open', label: say.joinLabel(life.meeting.application), primary: true } as const);
  const buttons = [...(join ? [{ ...join, url: joinUrl(context.publicUrl, life.meeting) }] : []), another];
  return privately(context, { text, card: { title: say.live.clashTitle, tone: 'live', body: text, buttons } });
}
