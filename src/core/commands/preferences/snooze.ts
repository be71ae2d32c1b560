import type { Command } from '../../command.ts';
import { isOver, occurrenceOf } from '../../reminders/plan.ts';
import { privately } from '../answer.ts';

const snoozeMilliseconds = 5 * 60_000;

/** The button of a reminder: puts it off for five minutes. */
export const snooze: Command = {
  name: 'snooze',
  hidden: true,
  summary: 'Remind you again in five minutes',
  examples: [],
  needs: 'preference.change',
  wish: () => 'be reminded again',

  async run(context) {
    const { say, stores, invocation, clock } = context;
    const [meetingId = '', occurrence = ''] = context.arguments.text.split(' ');
    const original = new Date(occurrence);
    const at = new Date(clock().getTime() + snoozeMilliseconds);
    const planned = await stores.schedules.find(invocation.from, meetingId);
    const found = planned?.state === 'scheduled' ? occurrenceOf(planned, original) : undefined;
    if (!planned || !found) return privately(context, { text: say.reminding.snoozeGone });
    if (isOver(found, at)) return privately(context, { text: say.reminding.snoozeTooLate(planned.title) });
    const isPutOff = await stores.due.snooze(invocation.from, meetingId, original, at);
    const text = isPutOff
      ? say.reminding.snoozed(planned.title, { instant: at.toISOString(), show: 'time' })
      : say.reminding.snoozeGone;
    return privately(context, { text });
  },
};
