import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import { type Matched, matchName } from '../../name-match.ts';
import type { RunButton } from '../../reply.ts';
import type { Insider } from '../../ucaas.ts';
import { privately } from '../answer.ts';
import { only, sure, whichCard } from '../contacts/find.ts';
import type { Steered } from './steered.ts';

/** A button that does something to one person who is inside: which one stands in the button, never a name alone. */
export type Press = Pick<RunButton, 'command' | 'input'>;

/** What to call each of several people, who may have the same name. */
export function labels(say: CommandContext['say'], people: readonly Insider[]): ReadonlyMap<Insider, string> {
  return new Map(
    people.map((one) => {
      const same = people.filter(({ name }) => name === one.name);
      return [one, same.length === 1 ? one.name : say.inside.nth(one.name, same.indexOf(one) + 1)];
    }),
  );
}

export function pressOn(
  { life }: Pick<Steered, 'life'>,
  { participantId, name }: Insider,
  label: string,
  press: Press,
): RunButton {
  const values = { meeting: life.meeting.id, participant: participantId, name };
  return { kind: 'run', label, ...press, values, once: true };
}

/**
 * Does something with the one person inside who is meant: by the button, by a mention or by name. Asks where that may be several, and
 * says so where nobody is.
 */
export async function withInsider(
  context: CommandContext,
  now: Steered,
  insiders: readonly Insider[],
  press: Press,
  act: (one: Insider) => Promise<Outcome>,
): Promise<Outcome> {
  const { say, button } = context;
  const { title } = now.life.meeting;
  const pressed = button?.values?.participant;
  const wanted = pressed === undefined ? await wantedName(context) : String(button?.values?.name ?? '');
  const matched: Matched<Insider> =
    pressed === undefined
      ? matchName(wanted, insiders, ({ name }) => [name])
      : only(insiders.find(({ participantId }) => participantId === pressed));
  const one = sure(matched);
  if (one) return act(one);
  if (matched.found.length === 0)
    return privately(context, { text: say.inside.notInside(wanted, title, say.typed('who')) });
  const called = labels(say, insiders);
  const card = whichCard(say, { ...matched, wanted }, (found) =>
    pressOn(now, found, called.get(found) ?? found.name, press),
  );
  return privately(context, card);
}

/** What was typed, or whom the mention means. */
async function wantedName({ arguments: given, chat, invocation }: CommandContext): Promise<string> {
  const [mention] = given.mentions.filter(({ kind }) => kind === 'person');
  if (!mention) return given.text;
  const [found] = await chat.people(invocation.at, [mention]);
  return found?.name ?? mention.name ?? mention.id;
}
