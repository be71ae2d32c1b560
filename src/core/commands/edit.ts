import type { Command, CommandContext } from '../command.ts';
import type { Outcome } from '../effect.ts';
import type { FormValues } from '../invocation.ts';
import { shownOccurrence } from '../occurrences.ts';
import { habitsOf } from '../reader.ts';
import type { Button, Text } from '../reply.ts';
import type { Reader } from '../when/index.ts';
import { isWhen, readMoveWish } from '../when/move-wish.ts';
import { type Reference, readReference } from '../when/reference.ts';
import { inPlace, privately } from './answer.ts';
import { changeChosen, changedByEdit } from './change.ts';
import { moveMeant } from './move.ts';
import { answeredByWord, keepAsked, settleAsked } from './schedule/asked.ts';
import { changeAllFromForm, typedForAll } from './schedule/edit-all.ts';
import {
  changeOneFromForm,
  occurrenceErrors,
  occurrenceForm,
  occurrenceValues,
  typedForOne,
} from './schedule/edit-one.ts';
import { type FilledForm, formAsked } from './schedule/filled-form.ts';
import { editValues, meetingForm } from './schedule/form.ts';
import { formErrors } from './schedule/form-errors.ts';
import { behind, type Mine, mayChange } from './schedule/mine.ts';
import { whenForReader } from './schedule/own-words.ts';
import { whenWords } from './schedule/planned-card.ts';
import { saidOfDraft } from './schedule/said-of-draft.ts';
import { withMeant } from './schedule/several.ts';
import { isWholeSaid } from './schedule/whole-said.ts';
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
    return withZone(context, habits, async (reader) => {
      const reference = readReference(given.text, reader);
      const draft = await saidOfDraft(context, reference.it ? 'show' : 'change', reference);
      if (draft) return draft;
      const changed = await changedByEdit(context, habits, given.text);
      if (changed) return changed;
      // "change the design review to 5pm" says already what is to be changed.
      const wish = readMoveWish(`move ${given.text}`, reader);
      return wish && isWhen(wish.to, reader)
        ? moveMeant(context, reader, wish.which, wish.to)
        : editMeant(context, reader, reference);
    });
  },
};

/** Offers the form of the meeting that is spoken of, or asks which one; of a series, whether one of it or all. */
function editMeant(context: CommandContext, reader: Reader, which: Reference): Promise<Outcome> {
  return withMeant(context, reader, which, { command: 'edit', input: 'ask' }, (mine, isDated) => {
    return offer(context, mine, isWholeSaid(which, mine.title) ? 'all' : isDated ? 'one' : 'ask');
  });
}

type Scope = 'ask' | 'one' | 'all';

async function byButton(context: CommandContext, input: string): Promise<Outcome> {
  const { say, button, values } = context;
  const isForm = values !== undefined && button?.opensForm === true;
  const asked = formAsked(context);
  const form: FilledForm | undefined = isForm ? { shown: button.values ?? {}, filled: values } : asked;
  const mine = await behind(context, { exactly: input === 'one' || form !== undefined });
  if (!mine) return editGone(context, form?.shown);
  if (form || input === 'keep') await settleAsked(context);
  if (input === 'keep') {
    if (asked) return kept(context, mine, asked);
    const text = say.meetingKept(mine.title);
    return button?.values?.words !== undefined
      ? inPlace(context, { visibleTo: 'caller', text })
      : privately(context, { text });
  }
  if (form) return saveForm(context, mine, form);
  const said = button?.values?.words ?? input;
  const changed = typeof said === 'string' ? await changeChosen(context, mine, said) : undefined;
  if (changed) {
    await settleAsked(context);
    return changed;
  }
  return offer(context, mine, input === 'one' || input === 'all' ? input : 'ask');
}

/** What was asked about a form is answered with no: nothing is changed, and what was typed can be taken up again. */
function kept(context: CommandContext, mine: Mine, form: FilledForm): Outcome {
  const { say } = context;
  const { title, planned } = mine;
  if (planned.state === 'cancelled')
    return inPlace(context, { visibleTo: 'caller', text: say.cancelledAlready(title) });
  const values = form.shown.occurrence !== undefined ? typedForOne(mine, form) : typedForAll(mine, form);
  const text = say.formKept(title);
  const open: Button = { kind: 'run', label: say.openForm, command: 'edit', opensForm: true, values };
  return inPlace(context, { visibleTo: 'caller', text, card: { title, tone: 'neutral', body: text, buttons: [open] } });
}

function saveForm(context: CommandContext, mine: Mine, form: FilledForm): Promise<Outcome> {
  const again = (scope: Scope) => (values: FormValues, why: Text) => offer(context, mine, scope, { values, why });
  return form.shown.occurrence !== undefined
    ? changeOneFromForm(context, mine, form, again('one'))
    : changeAllFromForm(context, mine, form, again('all'));
}

/** What was filled in for something that is not there any more is said not to be saved. */
function editGone({ say, invocation }: CommandContext, shown: FormValues | undefined): Outcome {
  const isOne = shown?.occurrence !== undefined;
  return privately({ invocation }, { text: isOne ? say.editOneGone(String(shown.title)) : say.meetingGone });
}

/** A form can be opened by a press only, and what it is filled in with stands with the button. `again`: what was not saved, and why. */
export async function offer(
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
  const when = await whenForReader(context, planned, mine);
  const { text, buttons } = {
    ask: () => ({
      text: say.editQuestion(title, when),
      buttons: [one(say.editThisOne), series],
    }),
    one: () => ({
      text: again?.why ?? say.editOne(title, when),
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
