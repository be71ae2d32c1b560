import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { habitsOf } from '../../reader.ts';
import type { Reference } from '../../when/reference.ts';
import { privately } from '../answer.ts';
import { draftTitle } from './draft-facts.ts';
import { answered } from './index.ts';
import { draftSpokenOf, dropped, guestsOf, keepAndShow } from './open-draft.ts';

/** The draft, or a part of it that has no name of its own. */
const ofDraft =
  /^(?:it|this|that|(?:the |this |that |my )?(?:draft|title|name|subject|topic|start|time|date|day|length|duration|(?:time )?zone))\b/iu;

/**
 * What a command about a planned meeting does where “it” is the open draft: it is given up, shown with its button for the form, or
 * changed. undefined: something else is meant.
 */
export async function saidOfDraft(
  context: CommandContext,
  act: 'cancel' | 'show' | 'change',
  which: Pick<Reference, 'it' | 'said'>,
): Promise<Outcome | undefined> {
  if (!which.it && !ofDraft.test(which.said)) return undefined;
  const draft = await draftSpokenOf(context);
  if (!draft) return undefined;
  const { open, talk } = draft;
  if (act === 'cancel') return dropped(context, { ...talk, body: open });
  const habits = await habitsOf(context);
  const { timeZone } = habits;
  const { say, invocation } = context;
  const said = invocation.text.replace(/^\s*\/?meet\s+/i, '');
  if (act === 'show' && timeZone !== undefined) {
    // The card has no room for all of many.
    const told = /^\s*who\b/iu.test(said) ? say.draftGuests(guestsOf(open).map(({ name }) => name)) : undefined;
    return keepAndShow(context, { ...habits, timeZone }, open, talk, { told, older: say.draftShownBelow });
  }
  const changed = await answered(context, habits, said, talk, open);
  return changed ?? privately(context, { text: say.draftChangeHow(draftTitle(context, open.understanding.draft)) });
}
