import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Habits } from '../../reader.ts';
import { canBeMade } from './draft-card.ts';
import { makeMeeting } from './make.ts';
import { type Before, keepAndShow } from './open-draft.ts';

const polite = '(?:[\\s,]+(?:please|pls|thanks|thank you|then|now))*[\\s.!]*$';
const it = '(?:it|this|that|(?:the|this|that) (?:meeting|one|draft))';
const all = new RegExp(
  `^(?:(?:yes|yep|yeah|ok(?:ay)?|sure|great|perfect|fine|good|all ?right)[\\s,.!]+)*(?:yes|yep|yeah|ok(?:ay)?|sure|correct|confirm(?:ed)?|go ahead(?: and (?:schedule|book|make) ${it})?|go for it|do it|lgtm|make it so|(?:schedule|book|confirm|create|save) ${it}|(?:looks|sounds) (?:good|great|fine|right|ok|okay|perfect)|(?:that|this|it)(?:['’]?s| is| looks) (?:it|right|fine|good|great|ok|okay|correct|perfect)|that works|works for me|send (?:it|them|(?:the |out the )?invit(?:es?|ations?))(?: out)?)${polite}`,
  'iu',
);

const itself = new RegExp(`^${it}${polite}`, 'iu');

/** `ok`, `looks good`, `go ahead`, `book it`: what people say of a draft that is as it is to be. */
export function isConfirmation(said: string): boolean {
  return all.test(said.trim());
}

/** `it`, behind the word `schedule`: no meeting of that name is wished. */
export function isDraftItself(said: string): boolean {
  return itself.test(said.trim());
}

/** The same as a press on Schedule of the card as it stands; what is open yet is asked once more. */
export async function confirmed(
  context: CommandContext,
  habits: Habits,
  { open, talk }: Before,
): Promise<Outcome | undefined> {
  const { timeZone } = habits;
  if (timeZone === undefined) return undefined;
  const reader = { ...habits, timeZone };
  return canBeMade(context, reader, open, talk)
    ? makeMeeting(context, reader, talk.id, { open, talk })
    : keepAndShow(context, reader, open, talk, { told: context.say.draftNotYet });
}
