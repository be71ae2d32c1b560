import type { CommandContext } from '../../command.ts';
import type { Effect, Outcome } from '../../effect.ts';
import { shownOccurrence } from '../../occurrences.ts';
import type { Planned } from '../../schedule.ts';
import { inPlace } from '../answer.ts';
import { oldCards } from './old-cards.ts';
import { plannedReply, surroundings, whenWords } from './planned-card.ts';

/** The meeting that a draft has become; undefined where there is none. */
export async function madeAlready(context: CommandContext, id: string): Promise<Outcome | undefined> {
  const there = await context.stores.schedules.find(context.invocation.from, id);
  return there && scheduledAlready(context, there);
}

/** What a second press is told, with the meeting as it is. */
export async function scheduledAlready(context: CommandContext, planned: Planned): Promise<Outcome> {
  const { invocation, say } = context;
  const told = say.alreadyScheduled(planned.title);
  const reply = plannedReply(planned, invocation.from, surroundings(context), told);
  const { effects } = inPlace(context, reply, { draft: { id: planned.meetingId, isLive: false } });
  return { effects: [...effects, ...(await cardsOfDraft(context, planned))] };
}

/** What is left of the cards of the draft that a meeting was made of. */
export function cardsOfDraft(context: CommandContext, planned: Planned): Promise<readonly Effect[]> {
  const when = whenWords(planned, shownOccurrence(planned, context.clock()));
  return oldCards(context, planned.meetingId, context.say.draftMade(planned.title, when));
}
