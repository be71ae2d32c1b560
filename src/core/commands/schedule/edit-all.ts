import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { FormValues } from '../../invocation.ts';
import { shownOccurrence } from '../../occurrences.ts';
import { habitsOf } from '../../reader.ts';
import type { Text } from '../../reply.ts';
import type { Guest, Planned } from '../../schedule.ts';
import { privately } from '../answer.ts';
import { admittedGuests, governedOptions } from '../governed.ts';
import { changeMeeting, isOther } from './changes.ts';
import { clashesOf, overlapFacts } from './clashes.ts';
import { editRefused } from './edit-refused.ts';
import type { FilledForm } from './filled-form.ts';
import { editValues } from './form.ts';
import { draftFrom, isMoved, isPast, keptRule, openedWith, wholeOf } from './form-values.ts';
import { findGuests, type Known, keyOf, mostGuests } from './guests.ts';
import { newInvitee } from './make.ts';
import { isInvited, merged, takenOff } from './merge.ts';
import { type Mine, mayChange } from './mine.ts';
import { askOnce, othersThan } from './once-now.ts';
import { askOverlap, clashesAsWhole, newClashes } from './overlap-asked.ts';
import { whenWords } from './planned-card.ts';
import { changedTold } from './series-changed.ts';
import { askShorter, fallenAway } from './shorter.ts';
import { timesOf } from './times.ts';
import { whoErrors } from './who-errors.ts';

/**
 * What was filled in for a meeting as a whole. `again` offers the form once more, with what was typed and why it was not saved. What ends
 * a series, now or earlier than before, is asked about first, and so is what puts the meeting where there is another one.
 */
export async function changeAllFromForm(
  context: CommandContext,
  mine: Mine,
  form: FilledForm,
  again: (values: FormValues, why: Text) => Promise<Outcome>,
): Promise<Outcome> {
  const { planned: before } = mine;
  const { shown, filled, confirmed } = form;
  const { say, reference, clock } = context;
  if (before.state === 'cancelled') return privately(context, { text: say.cancelledAlready(before.title) });
  await mayChange(context, before);
  const whole = wholeOf(filled, shown);
  const values = typedForAll(mine, form);
  const isOurs = before.changedBy === reference;
  // Somebody else changed it meanwhile: nothing that was typed is lost, and nothing of theirs is overwritten unseen.
  if (!isOurs && shown.sequence !== String(before.sequence)) return again(values, say.editAgain);
  const habits = await habitsOf(context);
  const zone = habits.timeZone ?? before.timeZone;
  const draft = draftFrom(values, zone, keptRule(shown, values));
  const times = timesOf(draft);
  if (!times || (!isOurs && isPast(values, openedWith(shown), zone, clock()))) return again(values, say.editPast);
  const { known, unclear } = await findGuests(context, draft.people, alreadyKnown(before));
  // Nothing is done by halves: who is not found is asked about first.
  if (!isOurs && unclear.length > 0) {
    const errors = whoErrors(say, unclear, before.title);
    return again({ ...values, errors: JSON.stringify(errors) }, say.editWho(Object.values(errors).join(' ')));
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
  if (count > mostGuests) return again(values, say.whoTooMany(mostGuests, count));
  if (!isOurs && !confirmed) {
    const reader = { ...habits, timeZone: zone };
    const clashes = newClashes(
      await clashesOf(context, before, before.meetingId),
      await clashesAsWhole(context, before, times),
    );
    const next = { again: values, times, gone };
    const facts = overlapFacts(say, clashes, reader);
    if (othersThan(before, times, clock()) !== 0) return askOnce(context, mine, form, { ...next, facts });
    const fallen = fallenAway(before, times, clock());
    if (fallen) return askShorter(context, mine, form, { ...next, fallen, facts });
    if (clashes.length > 0) return askOverlap(context, mine, form, { ...next, clashes, reader });
  }
  const { localStart, timeZone, startsAt, minutes, recurrence = '' } = times;
  const changed = changeMeeting(
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
      ...(isSame(before, after)
        ? say.editSame(after.title)
        : confirmed === 'once'
          ? say.onceNow(after.title, whenWords(after, shownOccurrence(after, clock())))
          : changedTold(context, after)),
      ...[governed.told, admitted.told].flatMap((note) => (note ? [' ', ...note] : [])),
    ],
    { isOnceNow: confirmed === 'once' },
  );
  return changed.catch(async (error: unknown) => {
    const { why, now } = await editRefused(context, before, error);
    return again(typedForAll({ ...mine, planned: now }, form), why);
  });
}

/** True where nothing was filled in otherwise. After a crash nobody knows. */
function isSame(before: Planned, after: Planned): boolean {
  const names = ['title', 'localStart', 'timeZone', 'minutes', 'recurrence', 'lobby', 'recording'] as const;
  const who = ({ invitees }: Planned) =>
    invitees
      .map(({ id }) => id)
      .sort()
      .join();
  return !isOther(before, after, names) && who(before) === who(after);
}

/** What was typed, put into what is there by now: what the form is filled in with when it is opened again. */
export function typedForAll({ planned }: Mine, { shown, filled }: FilledForm): FormValues {
  // How often it takes place may be what no form has to choose from: it was said in words.
  const { rule, ruleWords = '', ruleUntil = '' } = shown;
  const said: FormValues = rule === undefined || rule === openedWith(shown).rule ? {} : { rule, ruleWords, ruleUntil };
  return { ...merged(shown, wholeOf(filled, shown), editValues(planned)), ...said };
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
