import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { FormValues } from '../../invocation.ts';
import { type Habits, habitsOf } from '../../reader.ts';
import type { Text } from '../../reply.ts';
import { check, type Draft, type Reader, type Understanding } from '../../when/index.ts';
import { inPlace } from '../answer.ts';
import { formOf } from './draft-card.ts';
import { draftValues } from './form.ts';
import { asItIs, draftFrom, keptRule, ownZone, wholeOf } from './form-values.ts';
import { asChosen, type Known, keyOf } from './guests.ts';
import { merged } from './merge.ts';
import { type DraftTalk, goOn, keepAndShow, type OpenDraft } from './open-draft.ts';

/** What was filled in for a new meeting. */
export async function newFromForm(context: CommandContext): Promise<Outcome> {
  const { values = {}, button, say } = context;
  const whole = wholeOf(values, button?.values);
  const habits = await habitsOf(context);
  const zone = habits.timeZone;
  if (zone === undefined && (whole.timeZone === undefined || whole.timeZone === ownZone))
    return formAgain(context, say.yourZoneTitle, say.formNeedsZone, merged({}, whole, {}));
  const reader = { ...habits, timeZone: zone ?? 'UTC' };
  const draft = draftFrom(whole, reader.timeZone);
  // The empty form knows no rules: what is not ticked there was not spoken of.
  const { lobby, recording, ...others } = draft.options;
  const options = { ...others, ...(lobby && { lobby }), ...(recording && { recording }) };
  return goOn(context, reader, checked({ ...draft, options }, reader));
}

/** What was filled in for a draft that is open. Where that was changed meanwhile, both are put together and offered again. */
export async function draftFromForm(
  context: CommandContext,
  habits: Habits & Reader,
  open: OpenDraft,
  talk: DraftTalk,
): Promise<Outcome> {
  const { values = {}, button, say } = context;
  const shown = button?.values ?? {};
  const whole = wholeOf(values, shown);
  const before = open.understanding.draft;
  const draft = draftFrom(whole, habits.timeZone, keptRule(shown, { ...shown, rule: before.recurrence ?? '' }));
  const next = checked({ ...draft, people: sameNames(draft.people, before.people, open.known) }, habits);
  if (shown.version === String(talk.version)) return goOn(context, habits, next, { open, talk });
  // The same was sent twice, or is done once more after a crash.
  if (isSame(next.draft, before, open.known)) return keepAndShow(context, habits, open, talk);
  const both = merged(shown, whole, formOf(habits, open, talk));
  return formAgain(context, before.title || say.defaultMeetingTitle, say.draftFormStale, both, 'form');
}

/** What was filled in for a draft that is not open any more: it can still become another meeting. */
export function goneFromForm(context: CommandContext): Outcome {
  const { values = {}, button, say } = context;
  const whole = wholeOf(values, button?.values);
  const filled = whole.repeats === asItIs ? { ...whole, repeats: 'once', until: '' } : whole;
  return formAgain(context, say.meetingForm.title, say.draftGone, merged({}, filled, {}));
}

function formAgain(context: CommandContext, title: string, text: Text, values: FormValues, input?: string): Outcome {
  const { openForm: label } = context.say;
  const press = { kind: 'run', label, command: 'schedule', input, opensForm: true, values, primary: true } as const;
  const card = { title, tone: 'warning', body: text, buttons: [press] } as const;
  return inPlace(context, { visibleTo: 'caller', text, card });
}

/** What a form says is looked at like a sentence: a time that the clocks skip, or that has passed, is asked about. */
function checked(draft: Draft, reader: Reader): Understanding {
  return check({ draft, questions: [] }, reader);
}

/** Names come back from the form as text, or as people who are chosen: what they were called before keeps who they are. */
function sameNames(people: Draft['people'], before: Draft['people'], known: Known) {
  return people.map((named) => {
    const is = (one: Draft['people'][number]) => keyOf(one) === keyOf(named);
    return before.find(is) ?? before.find((one) => is(asChosen(one, known))) ?? named;
  });
}

function isSame(one: Draft, other: Draft, known: Known): boolean {
  const [first, second] = [one, other].map((draft) =>
    JSON.stringify(draftValues(draft, known, draft.recurrence ?? '')),
  );
  return first === second;
}
