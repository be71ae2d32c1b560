import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { sameIdentity } from '../invocation.ts';
import type { Answer, Planned } from '../schedule.ts';
import type { Reader } from '../when/index.ts';
import type { Reference } from '../when/reference.ts';
import { inPlace, privately } from './answer.ts';
import { newInvitee } from './schedule/make.ts';
import { behind, invitedAs } from './schedule/mine.ts';
import { plannedReply, surroundings } from './schedule/planned-card.ts';
import { withMeant } from './schedule/several.ts';

const answers: readonly Answer[] = ['yes', 'maybe', 'no'];

/** Yes, maybe or no, pressed on an invitation. On a channel's card, whoever answers is invited by it. */
export const answerInvitation: Command = {
  name: 'answer',
  hidden: true,
  summary: 'Answer an invitation',
  examples: [],
  needs: 'meeting.answer',
  wish: () => 'answer an invitation',

  async run(context) {
    const answer = answers.find((one) => one === context.arguments.text);
    const mine = await behind(context);
    return mine && answer ? take(context, mine.planned, answer) : privately(context, { text: context.say.meetingGone });
  },
};

/** The same, said: for the meeting that is spoken of, or the question which one. */
export function answerMeant(
  context: CommandContext,
  reader: Reader,
  which: Reference,
  answer: Answer,
): Promise<Outcome> {
  return withMeant(context, reader, which, { command: 'answer', input: answer }, ({ planned }) => {
    if (!sameIdentity(planned.host, context.invocation.from)) return take(context, planned, answer);
    // The host is coming anyway: a bare “yes” was meant for something else.
    const { say } = context;
    return privately(context, { text: which.it ? say.nothingAsked : say.ownMeetingNotAnswered(planned.title) });
  });
}

async function take(context: CommandContext, planned: Planned, answer: Answer): Promise<Outcome> {
  const { say, stores, clock } = context;
  if (planned.state === 'cancelled') return shown(context, planned);
  if (planned.endsAt && planned.endsAt < clock()) return privately(context, { text: say.endedAlready(planned.title) });
  const invitee = (await invitedAs(context, planned))?.id ?? (await invitedByCard(context, planned));
  const after = invitee && (await stores.schedules.answer(invitee, answer, clock()));
  return after ? shown(context, after, answer) : privately(context, { text: say.meetingGone });
}

async function invitedByCard(context: CommandContext, planned: Planned): Promise<string | undefined> {
  const { invocation, chat, stores, reference } = context;
  // What a delivery calls somebody may be a handle.
  const profile = await chat.profile(invocation.from).catch(() => undefined);
  const name = profile?.name ?? invocation.fromName ?? invocation.from.userId;
  const guest = newInvitee(context, { identity: invocation.from, name });
  const invited = await stores.schedules.invite(planned.meetingId, [guest], reference);
  return invited?.added[0]?.id;
}

/** In the direct chat the card itself shows it; in a channel it does so a little later, and only whoever answered is told at once. */
async function shown(context: CommandContext, planned: Planned, answer?: Answer): Promise<Outcome> {
  const { invocation, say } = context;
  const told = answer ? say.answerNoted(planned.title, answer) : say.cancelledAlready(planned.title);
  if (invocation.kind !== 'direct') return privately(context, { text: told });
  const viewer = (await invitedAs(context, planned))?.identity ?? invocation.from;
  // Cards are kept true for the identity that is invited, in the chat of that one.
  const meetingId = sameIdentity(viewer, invocation.from) ? planned.meetingId : undefined;
  return inPlace(context, plannedReply(planned, viewer, surroundings(context)), { meetingId });
}
