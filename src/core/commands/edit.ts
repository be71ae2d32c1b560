import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import type { FormValues } from '../invocation.ts';
import { habitsOf } from '../reader.ts';
import type { Planned } from '../schedule.ts';
import type { Reader } from '../when/index.ts';
import { type Reference, readReference } from '../when/reference.ts';
import { privately } from './answer.ts';
import { changeMeeting } from './schedule/changes.ts';
import { draftFrom, editValues, formErrors, meetingForm, takenOff } from './schedule/form.ts';
import { findGuests, keyOf } from './schedule/guests.ts';
import { newInvitee } from './schedule/make.ts';
import { behind, mayChange, meant } from './schedule/mine.ts';
import { repeatWords, whenWords } from './schedule/planned-card.ts';
import { chooseOne } from './schedule/several.ts';
import { timesOf } from './schedule/times.ts';
import { withZone } from './schedule/zone-missing.ts';

/** `edit <which>`: the form of a planned meeting, filled in. */
export const edit: Command = {
  name: 'edit',
  aliases: ['change'],
  usage: '<title or day>',
  summary: 'Change a planned meeting in a form; everybody who is invited is told',
  examples: ['edit design review', 'edit friday'],
  needs: 'meeting.see',
  wish: () => 'change a meeting',

  now(context) {
    const { button, values, say } = context;
    if (!button?.opensForm) return undefined;
    if (!values) return { form: meetingForm(say, button.values ?? {}) };
    const errors = formErrors(values, context);
    return errors && { errors };
  },

  async run(context) {
    const { say, button, values, arguments: given } = context;
    if (button?.values?.meeting !== undefined) {
      const mine = await behind(context);
      if (!mine) return privately(context, { text: say.meetingGone });
      return values && button.opensForm ? fromForm(context, mine.planned, values) : offer(context, mine.planned);
    }
    if (given.text === '') return privately(context, { text: say.editWhich });
    const habits = await habitsOf(context);
    return withZone(context, habits, (reader) => editMeant(context, reader, readReference(given.text, reader)));
  },
};

/** Offers the form of the meeting that is spoken of, or asks which one. */
export async function editMeant(context: CommandContext, reader: Reader, which: Reference): Promise<Outcome> {
  const found = await meant(context, reader, which);
  if (found.kind === 'none') return privately(context, { text: context.say.noSuchMeeting(which.said) });
  return found.kind === 'several'
    ? chooseOne(context, reader, found.all, 'edit', '')
    : offer(context, found.mine.planned);
}

/** A form can be opened by a press only, and what it is filled in with stands with the button. */
async function offer(context: CommandContext, planned: Planned, filledIn?: FormValues): Promise<Outcome> {
  const { say, clock } = context;
  if (planned.state === 'cancelled') return privately(context, { text: say.cancelledAlready(planned.title) });
  await mayChange(context, planned);
  const values = { ...editValues(planned, planned.recurrence ? repeatWords(planned) : ''), ...filledIn };
  const now = { meeting: planned.meetingId, sequence: String(planned.sequence) };
  const text = filledIn ? say.editAgain : say.editOffer(planned.title, whenWords(planned, clock()));
  return privately(context, {
    text,
    card: {
      title: planned.title,
      tone: filledIn ? 'warning' : 'neutral',
      body: text,
      buttons: [
        {
          kind: 'run',
          label: say.openForm,
          command: 'edit',
          opensForm: true,
          values: { ...values, ...now },
          primary: true,
        },
      ],
    },
  });
}

async function fromForm(context: CommandContext, before: Planned, values: FormValues): Promise<Outcome> {
  const { say, button, reference, clock } = context;
  if (before.state === 'cancelled') return privately(context, { text: say.cancelledAlready(before.title) });
  await mayChange(context, before);
  const isOurs = before.changedBy === reference;
  // Somebody else changed it meanwhile: nothing that was typed is lost, and nothing of theirs is overwritten unseen.
  if (!isOurs && button?.values?.sequence !== String(before.sequence)) return offer(context, before, values);
  const habits = await habitsOf(context);
  const draft = draftFrom(values, habits.timeZone ?? before.timeZone, before.recurrence);
  const times = timesOf(draft);
  if (!times || times.startsAt < clock()) return offer(context, before, values);
  const { known, unclear } = await findGuests(context, draft.people, {});
  const guests = draft.people.flatMap((named) => known[keyOf(named)] ?? []);
  const gone = isOurs ? [] : takenOff(before, values);
  return changeMeeting(
    context,
    before,
    {
      title: draft.title || before.title,
      ...times,
      recurrence: times.recurrence ?? '',
      lobby: draft.options.lobby === true,
      recording: draft.options.recording === true,
      invited: guests.map((guest) => newInvitee(context, guest)),
      takenOff: gone,
    },
    (after) => [
      ...say.changed(after.title, whenWords(after, clock())),
      ...(unclear.length > 0 ? say.notInvited(unclear.map(({ said }) => said)) : []),
    ],
  );
}
