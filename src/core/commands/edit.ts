import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import type { FormValues } from '../invocation.ts';
import { shownOccurrence } from '../occurrences.ts';
import { habitsOf } from '../reader.ts';
import type { Text } from '../reply.ts';
import type { Guest, Planned } from '../schedule.ts';
import type { Reader } from '../when/index.ts';
import { type Reference, readReference } from '../when/reference.ts';
import { privately } from './answer.ts';
import { changeMeeting } from './schedule/changes.ts';
import { editValues, meetingForm } from './schedule/form.ts';
import { draftFrom, formErrors, isMoved, isPast, openedWith, wholeOf } from './schedule/form-values.ts';
import { findGuests, type Known, keyOf, mostGuests } from './schedule/guests.ts';
import { newInvitee } from './schedule/make.ts';
import { isInvited, merged, takenOff } from './schedule/merge.ts';
import { behind, mayChange } from './schedule/mine.ts';
import { whenWords } from './schedule/planned-card.ts';
import { withMeant } from './schedule/several.ts';
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
export function editMeant(context: CommandContext, reader: Reader, which: Reference): Promise<Outcome> {
  return withMeant(context, reader, which, { command: 'edit', input: '' }, ({ planned }) => offer(context, planned));
}

/** A form can be opened by a press only, and what it is filled in with stands with the button. `again`: what was not saved, and why. */
async function offer(
  context: CommandContext,
  planned: Planned,
  again?: { readonly values: FormValues; readonly why: Text },
): Promise<Outcome> {
  const { say, clock } = context;
  if (planned.state === 'cancelled') return privately(context, { text: say.cancelledAlready(planned.title) });
  await mayChange(context, planned);
  const text = again?.why ?? say.editOffer(planned.title, whenWords(planned, shownOccurrence(planned, clock())));
  return privately(context, {
    text,
    card: {
      title: planned.title,
      tone: again ? 'warning' : 'neutral',
      body: text,
      buttons: [
        {
          kind: 'run',
          label: say.openForm,
          command: 'edit',
          opensForm: true,
          values: again?.values ?? editValues(planned),
          primary: true,
        },
      ],
    },
  });
}

async function fromForm(context: CommandContext, before: Planned, filled: FormValues): Promise<Outcome> {
  const { say, button, reference, clock } = context;
  if (before.state === 'cancelled') return privately(context, { text: say.cancelledAlready(before.title) });
  await mayChange(context, before);
  const shown = button?.values ?? {};
  const whole = wholeOf(filled, shown);
  const values = merged(shown, whole, editValues(before));
  const isOurs = before.changedBy === reference;
  // Somebody else changed it meanwhile: nothing that was typed is lost, and nothing of theirs is overwritten unseen.
  if (!isOurs && shown.sequence !== String(before.sequence))
    return offer(context, before, { values, why: say.editAgain });
  const habits = await habitsOf(context);
  const zone = habits.timeZone ?? before.timeZone;
  const draft = draftFrom(values, zone, before.recurrence);
  const times = timesOf(draft);
  if (!times || (!isOurs && isPast(values, openedWith(shown), zone, clock())))
    return offer(context, before, { values, why: say.editPast });
  const { known, unclear } = await findGuests(context, draft.people, alreadyKnown(before));
  const guests = draft.people.flatMap((named) => known[keyOf(named)] ?? []);
  const gone = takenOff(before, shown, whole);
  const count = before.invitees.length - 1 - gone.length + guests.filter((one) => !isInvited(before, one)).length;
  if (count > mostGuests) return offer(context, before, { values, why: say.whoTooMany(mostGuests, count) });
  const { localStart, timeZone, startsAt, minutes, recurrence = '' } = times;
  return changeMeeting(
    context,
    before,
    {
      title: draft.title || before.title,
      // Said only where it is another one: the service takes no beginning that has passed, and of two 02:30 it stays the same.
      ...(isMoved(values, openedWith(shown), zone) ? { localStart, timeZone, startsAt } : {}),
      minutes,
      recurrence,
      lobby: draft.options.lobby === true,
      recording: draft.options.recording === true,
      invited: guests.map((guest) => newInvitee(context, guest)),
      takenOff: gone,
    },
    (after) => [
      ...say.changed(after.title, whenWords(after, shownOccurrence(after, clock()))),
      ...(unclear.length > 0 ? say.notInvited(unclear.map(({ said }) => said)) : []),
    ],
  );
}

/** Whoever is invited need not be looked for again. */
function alreadyKnown({ invitees }: Planned): Known {
  const entries = invitees.flatMap(({ identity, email, name }): [string, readonly Guest[]][] => {
    if (identity)
      return [[keyOf({ kind: 'mention', handle: identity.userId, id: identity.userId }), [{ identity, name }]]];
    return email ? [[keyOf({ kind: 'email', email }), [{ email, name }]]] : [];
  });
  return Object.fromEntries(entries);
}
