import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { habitsOf } from '../reader.ts';
import type { Reader } from '../when/index.ts';
import { type Reference, readReference } from '../when/reference.ts';
import { answerWith, privately } from './answer.ts';
import { behind, invitedAs, type Mine } from './schedule/mine.ts';
import { plannedReply, surroundings } from './schedule/planned-card.ts';
import { withMeant } from './schedule/several.ts';
import { withZone } from './schedule/zone-missing.ts';

/** `show <which>`: one meeting with everybody who is invited, and what can be done with it. */
export const show: Command = {
  name: 'show',
  usage: '<title or day>',
  summary: 'Show a planned meeting, who is coming, and what can be done with it',
  examples: ['show design review', 'show friday'],
  needs: 'meeting.see',
  wish: () => 'see a meeting',

  async run(context) {
    if (context.button?.values?.meeting !== undefined) {
      const mine = await behind(context);
      return mine ? shown(context, mine) : privately(context, { text: context.say.meetingGone });
    }
    const habits = await habitsOf(context);
    return withZone(context, habits, (reader) =>
      showMeant(context, reader, readReference(context.arguments.text, reader)),
    );
  },
};

/** The meeting that is spoken of, or the question which one. */
export function showMeant(context: CommandContext, reader: Reader, which: Reference): Promise<Outcome> {
  return withMeant(context, reader, which, { command: 'show', input: '' }, (mine) => shown(context, mine));
}

async function shown(context: CommandContext, { planned }: Mine): Promise<Outcome> {
  const { invocation, stores } = context;
  await stores.talks.spoke(invocation.from, invocation.conversation, planned.meetingId);
  const viewer = (await invitedAs(context, planned))?.identity ?? invocation.from;
  return answerWith(context, plannedReply(planned, viewer, surroundings(context)));
}
