import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import { habitsOf } from '../reader.ts';
import type { Reader } from '../when/index.ts';
import { type Reference, readReference } from '../when/reference.ts';
import { answerWith, inPlace, privately } from './answer.ts';
import { again, asItIsNow, isKeptTrue } from './schedule/following.ts';
import { behind, invitedAs, isShown, type Mine } from './schedule/mine.ts';
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
      const mine = await behind(context, { exactly: true });
      const isDated = context.button.values.occurrence !== undefined;
      return mine ? shown(context, mine, isDated) : privately(context, { text: context.say.meetingGone });
    }
    const habits = await habitsOf(context);
    return withZone(context, habits, (reader) =>
      showMeant(context, reader, readReference(context.arguments.text, reader)),
    );
  },
};

/** The meeting that is spoken of, or the question which one. */
export function showMeant(context: CommandContext, reader: Reader, which: Reference): Promise<Outcome> {
  return withMeant(context, reader, which, { command: 'show', input: '', ofDraft: 'show' }, (mine, isDated) =>
    shown(context, mine, isDated),
  );
}

/** `isDated`: it was said which one of a series, and that one is shown. */
async function shown(context: CommandContext, mine: Mine, isDated: boolean): Promise<Outcome> {
  const { invocation, stores, button, clock } = context;
  const { planned } = mine;
  await stores.talks.spoke(invocation.from, invocation.conversation, planned.meetingId);
  const viewer = (await invitedAs(context, planned))?.identity ?? invocation.from;
  const around = surroundings(context);
  const isOne = isDated && !isShown(mine, clock());
  // How another one of the series is doing says nothing of this one.
  const reply = isOne
    ? plannedReply({ ...planned, progress: undefined }, viewer, { ...around, shown: mine })
    : plannedReply(planned, viewer, around);
  // What follows is a card of the whole meeting, which shows the next one of a series.
  if (!isOne && isKeptTrue(context, viewer)) return answerWith(context, reply, planned.meetingId);
  const asOfNow = asItIsNow(context, reply, planned, isOne ? mine.original : undefined);
  return button?.input === again ? inPlace(context, asOfNow) : answerWith(context, asOfNow);
}
