import { timeWords } from '../calendar/words.ts';
import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import type { FormValues } from '../invocation.ts';
import { shownOccurrence } from '../occurrences.ts';
import { habitsOf } from '../reader.ts';
import type { Button, Text } from '../reply.ts';
import type { Guest, Planned } from '../schedule.ts';
import type { Reader } from '../when/index.ts';
import { isWhen, readMoveWish } from '../when/move-wish.ts';
import { type Reference, readReference } from '../when/reference.ts';
import { privately } from './answer.ts';
import { admittedGuests, governedOptions } from './governed.ts';
import { moveMeant } from './move.ts';
import { answeredByWord, keepAsked, settleAsked } from './schedule/asked.ts';
import { changeMeeting } from './schedule/changes.ts';
import { changeOneFromForm, occurrenceErrors, occurrenceForm, occurrenceValues } from './schedule/edit-one.ts';
import { editValues, meetingForm } from './schedule/form.ts';
import { draftFrom, formErrors, isMoved, isPast, openedWith, wholeOf } from './schedule/form-values.ts';
import { findGuests, type Known, keyOf, mostGuests } from './schedule/guests.ts';
import { newInvitee } from './schedule/make.ts';
import { isInvited, merged, takenOff } from './schedule/merge.ts';
import { behind, type Mine, mayChange } from './schedule/mine.ts';
import { whenWords } from './schedule/planned-card.ts';
import { withMeant } from './schedule/several.ts';
import { timesOf } from './schedule/times.ts';
import { whoErrors } from './schedule/who-errors.ts';
import { withZone } from './schedule/zone-missing.ts';

/** `edit <which>`: the form of a planned meeting, or of one occurrence of a series, filled in. */
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
    const shown = button.values ?? {};
    const isOne = shown.occurrence !== undefined;
    if (!values) return { form: isOne ? occurrenceForm(say, shown) : meetingForm(say, shown) };
    const errors = isOne ? occurrenceErrors(values, context) : formErrors(values, context);
    return errors && { errors };
  },

  async run(context) {
    const { say, button, stores, invocation, arguments: given } = context;
    if (button?.values?.meeting !== undefined) return byButton(context, given.text);
    const talk = await stores.talks.find(invocation.from, invocation.conversation);
    const answer = await answeredByWord(context, `edit ${given.text}`, talk);
    if (answer) return answer;
    if (given.text === '') return privately(context, { text: say.editWhich });
    const habits = await habitsOf(context);
    return withZone(context, habits, (reader) => {
      // "change the design review to 5pm" says already what is to be changed.
      const wish = readMoveWish(`move ${given.text}`, reader);
      return wish && isWhen(wish.to, reader)
        ? moveMeant(context, reader, wish.which, wish.to)
        : editMeant(context, reader, readReference(given.text, reader));
    });
  },
};

/** Offers the form of the meeting that is spoken of, or asks which one; of a series, whether one of it or all. */
function editMeant(context: CommandContext, reader: Reader, which: Reference): Promise<Outcome> {
  return withMeant(context, reader, which, { command: 'edit', input: 'ask' }, (mine, isDated) => {
    const word = /\b(?:series|all|every|entire|whole)\b/iu.exec(which.said)?.[0].toLowerCase();
    // "Lecture series" may be a title.
    const isWhole = word !== undefined && !mine.title.toLowerCase().includes(word);
    return offer(context, mine, isWhole ? 'all' : isDated ? 'one' : 'ask');
  });
}

type Scope = 'ask' | 'one' | 'all';

async function byButton(context: CommandContext, input: string): Promise<Outcome> {
  const { say, button, values } = context;
  const isForm = values !== undefined && button?.opensForm === true;
  const mine = await behind(context, { exactly: input === 'one' || isForm });
  if (!mine) return editGone(context, isForm);
  if (values && isForm) {
    await settleAsked(context);
    if (button.values?.occurrence === undefined) return fromForm(context, mine, values);
    return changeOneFromForm(context, mine, values, (again, why) =>
      offer(context, mine, 'one', { values: again, why }),
    );
  }
  if (input === 'keep') return privately(context, { text: say.meetingKept(mine.title) });
  return offer(context, mine, input === 'one' || input === 'all' ? input : 'ask');
}

/** What was filled in for something that is not there any more is said not to be saved. */
function editGone({ say, button, invocation }: CommandContext, isForm: boolean): Outcome {
  const title = button?.values?.title;
  const isOne = isForm && button?.values?.occurrence !== undefined;
  return privately({ invocation }, { text: isOne ? say.editOneGone(String(title)) : say.meetingGone });
}

/** A form can be opened by a press only, and what it is filled in with stands with the button. `again`: what was not saved, and why. */
async function offer(
  context: CommandContext,
  mine: Mine,
  asked: Scope,
  again?: { readonly values: FormValues; readonly why: Text },
): Promise<Outcome> {
  const { say, clock } = context;
  const { planned, title } = mine;
  if (planned.state === 'cancelled') return privately(context, { text: say.cancelledAlready(title) });
  await mayChange(context, planned);
  const scope = planned.recurrence ? asked : 'all';
  const open = (label: string, values: FormValues, primary: boolean): Button => ({
    ...({ kind: 'run', label, command: 'edit', opensForm: true } as const),
    ...{ values, primary },
  });
  const one = (label: string) => open(label, again?.values ?? occurrenceValues(mine), true);
  const series = open(say.editSeries, editValues(planned), false);
  const shown = shownOccurrence(planned, clock());
  const { text, buttons } = {
    ask: () => ({
      text: say.editQuestion(title, timeWords(planned, mine)),
      buttons: [one(say.editThisOne), series],
    }),
    one: () => ({
      text: again?.why ?? say.editOne(title, timeWords(planned, mine)),
      buttons: again ? [one(say.openForm)] : [one(say.openForm), series],
    }),
    all: () => ({
      text: again?.why ?? say.editOffer(title, whenWords(planned, shown)),
      buttons: [open(say.openForm, again?.values ?? editValues(planned), true)],
    }),
  }[scope]();
  if (scope === 'ask') {
    const values = { meeting: mine.id, occurrence: mine.original.toISOString() };
    await keepAsked(context, 'edit', mine, ['one', 'all'], values);
  }
  return privately(context, {
    text,
    card: { title, tone: again ? 'warning' : 'neutral', body: text, buttons },
  });
}

async function fromForm(context: CommandContext, mine: Mine, filled: FormValues): Promise<Outcome> {
  const { planned: before } = mine;
  const { say, button, reference, clock } = context;
  if (before.state === 'cancelled') return privately(context, { text: say.cancelledAlready(before.title) });
  await mayChange(context, before);
  const shown = button?.values ?? {};
  const whole = wholeOf(filled, shown);
  const values = merged(shown, whole, editValues(before));
  const isOurs = before.changedBy === reference;
  // Somebody else changed it meanwhile: nothing that was typed is lost, and nothing of theirs is overwritten unseen.
  if (!isOurs && shown.sequence !== String(before.sequence))
    return offer(context, mine, 'all', { values, why: say.editAgain });
  const habits = await habitsOf(context);
  const zone = habits.timeZone ?? before.timeZone;
  const draft = draftFrom(values, zone, before.recurrence);
  const times = timesOf(draft);
  if (!times || (!isOurs && isPast(values, openedWith(shown), zone, clock())))
    return offer(context, mine, 'all', { values, why: say.editPast });
  const { known, unclear } = await findGuests(context, draft.people, alreadyKnown(before));
  // Nothing is done by halves: who is not found is asked about first.
  if (!isOurs && unclear.length > 0) {
    const errors = whoErrors(say, unclear, before.title);
    const again = { ...values, errors: JSON.stringify(errors) };
    return offer(context, mine, 'all', { values: again, why: say.editWho(Object.values(errors).join(' ')) });
  }
  const found = draft.people.flatMap((named) => known[keyOf(named)] ?? []);
  const there = found.filter((one) => isInvited(before, one));
  const admitted = await admittedGuests(
    context,
    found.filter((one) => !there.includes(one)),
  );
  const guests = [...there, ...admitted.guests];
  const governed = await governedOptions(context, draft.options);
  const gone = takenOff(before, shown, whole);
  const count = before.invitees.length - 1 - gone.length + guests.filter((one) => !isInvited(before, one)).length;
  if (count > mostGuests) return offer(context, mine, 'all', { values, why: say.whoTooMany(mostGuests, count) });
  const { localStart, timeZone, startsAt, minutes, recurrence = '' } = times;
  return changeMeeting(
    context,
    before,
    {
      title: draft.title,
      // Said only where it is another one: the service takes no beginning that has passed, and of two 02:30 it stays the same.
      ...(isMoved(values, openedWith(shown), zone) ? { localStart, timeZone, startsAt } : {}),
      minutes,
      recurrence,
      lobby: governed.options.lobby,
      recording: governed.options.recording,
      invited: guests.map((guest) => newInvitee(context, guest)),
      takenOff: gone,
    },
    (after) => [
      ...say.changed(after.title, whenWords(after, shownOccurrence(after, clock()))),
      ...[governed.told, admitted.told].flatMap((note) => (note ? [' ', ...note] : [])),
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
