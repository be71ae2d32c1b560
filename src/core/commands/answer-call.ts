import type { Command } from '../command.ts';
import { liveReply } from '../live/card.ts';
import { isOfView } from '../live/views.ts';
import { inPlace, privately } from './answer.ts';

/** What somebody who was called into a meeting has pressed on their own card: everybody's card shows it. */
export const answerCall: Command = {
  name: 'answercall',
  hidden: true,
  summary: 'Answer a call into a meeting',
  examples: [],
  needs: 'meeting.answer',
  wish: () => 'answer a call',

  async run(context) {
    const { say, stores, invocation, button, arguments: given, clock } = context;
    const id = String(button?.values?.meeting ?? '');
    const life = await stores.lives.find(invocation.from, id);
    if (!life) return inPlace(context, { visibleTo: 'caller', text: say.meetingGone });
    const answer = given.text === 'no' ? 'no' : 'soon';
    const isOver = life.state === 'ended';
    const after = isOver ? life : await stores.lives.answerCall(invocation.from, id, answer, clock());
    if (!after) return inPlace(context, { visibleTo: 'caller', text: say.meetingGone });
    const reply = liveReply(after, invocation.from, context);
    const told = isOver
      ? say.live.endedAlready(after.meeting.title)
      : say.calling.answered(answer, say.typed('settings calls off'));
    // On a card that all see, the answer shows itself.
    if (invocation.pressed && isOfView(invocation.pressed.ref))
      return isOver ? privately(context, { text: told }) : { effects: [] };
    return inPlace(context, { ...reply, text: [...told, ' ', ...reply.text] }, { meetingId: after.meeting.id });
  },
};
