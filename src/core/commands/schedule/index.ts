import type { Command, CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { plainTitle } from '../../parse.ts';
import { withoutControls } from '../../plain.ts';
import { type Habits, habitsOf } from '../../reader.ts';
import { isCounted, readEitherWay, readSkippedDay } from '../../when/draft-change.ts';
import { answer, choose, type Reader, understand } from '../../when/index.ts';
import { privately } from '../answer.ts';
import { asOption } from '../as-option.ts';
import { confirmed, isDraftItself } from './confirmed.ts';
import { meetingForm } from './form.ts';
import { formErrors } from './form-errors.ts';
import { draftFromForm, goneFromForm, newFromForm } from './from-form.ts';
import { madeAlready } from './made.ts';
import { makeMeeting } from './make.ts';
import { mentionsIn, mentionsWithin } from './mentions.ts';
import { type DraftTalk, draftSpokenOf, dropped, gone, goOn, joinNotes, keepAndShow, type Open } from './open-draft.ts';
import { peopleChanged } from './people-changed.ts';
import { takenUpByPress } from './taken-up.ts';
import { whoChosen, whoMeant } from './who-meant.ts';
import { zoneAnswered } from './zone-answered.ts';

/** `schedule [sentence]`: a meeting at a time, from one sentence or from a form; shown before it is made. */
export const schedule: Command = {
  name: 'schedule',
  usage: '[what, when, with whom]',
  summary: 'Plan a meeting from a sentence or a form, and invite people to it',
  examples: [
    'schedule',
    'schedule design review with @Bob friday 3pm for 45 min every week',
    'schedule Budget tomorrow 10:00 with ann@example.com, with lobby',
  ],
  options: [asOption],
  needs: 'meeting.plan',
  wish: ({ text }, button) =>
    button?.values?.talk !== undefined || plainTitle(text) === ''
      ? 'schedule a meeting'
      : `schedule “${plainTitle(text).slice(0, 80)}”`,

  now(context) {
    const { button, values, say, arguments: given } = context;
    const opens = button?.opensForm === true || given.text === '';
    if (values) {
      const errors = opens ? formErrors(values, context) : undefined;
      return errors && { errors };
    }
    return opens && (button === undefined || button.opensForm)
      ? { form: meetingForm(say, button?.values ?? {}) }
      : undefined;
  },

  async run(context) {
    const { button, values, arguments: given } = context;
    if (button?.values?.talk !== undefined) return pressed(context, given.text);
    if (values) return newFromForm(context);
    if (given.text === '') return offerForm(context);
    const draft = isDraftItself(given.text) ? await draftSpokenOf(context) : undefined;
    const habits = await habitsOf(context);
    const made = draft && (await confirmed(context, habits, draft));
    if (made) return made;
    const said = context.invocation.text.replace(/^\s*(\/?meet\s+)?schedule\s*/i, '');
    return fromSentence(context, habits, said);
  },
};

/** Where no form can be shown at once, a button opens it. */
async function offerForm(context: CommandContext): Promise<Outcome> {
  const { say } = context;
  const { timeZone } = await habitsOf(context);
  const press = { kind: 'run', label: say.openForm, command: 'schedule', opensForm: true, primary: true } as const;
  return privately(context, {
    text: say.scheduleHow,
    card: {
      title: say.meetingForm.title,
      tone: 'neutral',
      body: say.scheduleHow,
      buttons: [{ ...press, ...(timeZone && { values: { yourZone: timeZone } }) }],
    },
  });
}

/** A sentence about a new meeting. What was open in this conversation before is given up for it. */
export async function fromSentence(context: CommandContext, habits: Habits, said: string): Promise<Outcome> {
  const text = withoutControls(said, { keepLines: true });
  if (!hasZone(habits)) {
    const { stores, invocation, secrets, clock, say } = context;
    const body: Open = { kind: 'zone', said: text, mentions: mentionsWithin(context, text) };
    await stores.talks.put(invocation.from, invocation.conversation, 0, { id: secrets.id(), body }, clock());
    return privately(context, {
      text: say.yourZone,
      card: { title: say.yourZoneTitle, tone: 'neutral', body: say.yourZone },
    });
  }
  return goOn(context, habits, understand(text, { ...habits, mentions: mentionsIn(context, text) }));
}

/** An answer to what is open, or a change of it; undefined where it is neither. */
export async function answered(
  context: CommandContext,
  habits: Habits,
  said: string,
  talk: DraftTalk,
  open: Open,
): Promise<Outcome | undefined> {
  const text = withoutControls(said, { keepLines: true });
  if (open.kind === 'zone') return zoneSaid(context, habits, text, open);
  if (!hasZone(habits)) return undefined;
  const reader = { ...habits, mentions: mentionsIn(context, text) };
  const { draft: known, questions } = open.understanding;
  const skipped = readSkippedDay(text, reader);
  if (skipped !== undefined) {
    const told = known.recurrence ? context.say.draftSkipsNoDay(skipped) : context.say.draftOtherDay(skipped);
    return keepAndShow(context, habits, open, talk, { told });
  }
  if (questions[0]?.slot === 'start' && isCounted(text))
    return keepAndShow(context, habits, open, talk, { told: context.say.draftNotCounted(text.trim()) });
  const far = readEitherWay(text, reader);
  if (far !== undefined) return keepAndShow(context, habits, open, talk, { told: context.say.draftWhichWay(far) });
  const meant = await whoMeant(context, habits, text, reader, { open, talk });
  if (meant) return meant;
  const changed = await peopleChanged(context, text, reader, open);
  const now = changed?.open ?? open;
  const rest = changed ? changed.rest : text;
  const next = rest === '' ? undefined : answer(now.understanding, rest, reader);
  if (!next && (!changed || rest !== '')) return undefined;
  const refused = [...(changed?.refused ?? []), ...(next?.refused ?? [])];
  const told = refused.length > 0 ? context.say.changeRefused(refused, reader) : undefined;
  const notes = [changed?.told, told].filter((note) => note !== undefined);
  return goOn(context, habits, next?.understanding ?? now.understanding, { open: now, talk }, joinNotes(notes));
}

async function zoneSaid(
  context: CommandContext,
  habits: Habits,
  text: string,
  open: Extract<Open, { kind: 'zone' }>,
): Promise<Outcome | undefined> {
  const timeZone = zoneAnswered(text, habits);
  if (timeZone === undefined) return undefined;
  const { stores, invocation } = context;
  await stores.preferences.set(invocation.from, { timeZone });
  const again = { ...context, invocation: { ...invocation, text: open.said, mentions: open.mentions, timeZone } };
  const reader = { ...habits, timeZone };
  return goOn(again, reader, understand(open.said, { ...reader, mentions: mentionsIn(again, open.said) }));
}

/** A button of an open draft, or its form. */
async function pressed(context: CommandContext, input: string): Promise<Outcome> {
  const { stores, invocation, button, values, say } = context;
  if (input === 'resume') return takenUpByPress(context);
  const habits = await habitsOf(context);
  const id = String(button?.values?.talk);
  const found = await stores.talks.byId(invocation.from, id);
  const open = found?.body as Open | undefined;
  const [task = '', detail = ''] = input.split(' ');
  if (!found || open?.kind !== 'draft' || !hasZone(habits)) {
    // The button may have been pressed twice: what it made is there.
    if (task === 'confirm') return makeMeeting(context, { ...habits, timeZone: habits.timeZone ?? 'UTC' }, id);
    if (task === 'form' && values) return goneFromForm(context);
    // Whatever was pressed: where it was made, that is what there is to say.
    return (await madeAlready(context, id)) ?? gone(context, id);
  }
  const talk: DraftTalk = found;
  if (task === 'drop') return dropped(context, talk);
  if (task === 'form' && values) return draftFromForm(context, habits, open, talk);
  // An older card of the same draft: it is shown as it stands now, and nothing is done.
  if (button?.values?.version !== String(found.version))
    return keepAndShow(context, habits, open, talk, { told: say.draftStale, older: say.draftShownAgain });
  if (task === 'choose')
    return goOn(context, habits, choose(open.understanding, Number(detail), habits), { open, talk });
  if (task === 'who') return whoChosen(context, habits, { open, talk }, detail);
  return makeMeeting(context, habits, id, { open, talk, accepts: detail });
}

function hasZone(habits: Habits): habits is Habits & Reader {
  return habits.timeZone !== undefined;
}
