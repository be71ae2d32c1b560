import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Matched } from '../../name-match.ts';
import type { RunButton, Text } from '../../reply.ts';
import { privately } from '../answer.ts';
import { byId, idIn, sure, whichCard } from '../contacts/find.ts';

/** Does it with the one that is meant; asks where that is not clear, and says so where there is none. */
export async function withOne<Item>(
  context: CommandContext,
  {
    matched,
    wanted,
    gone,
    unknown,
    choice,
  }: {
    readonly matched: Matched<Item>;
    readonly wanted: string;
    /** Where one of our buttons named it. */
    readonly gone: Text;
    readonly unknown: Text;
    /** How one of several is chosen: what is on its button, its id, and the line before that id, after `admin`. */
    choice(item: Item): {
      readonly label: string;
      readonly id: string;
      readonly line: string;
      readonly values?: RunButton['values'];
    };
  },
  act: (item: Item) => Promise<Outcome>,
): Promise<Outcome> {
  const one = sure(matched);
  if (one) return act(one);
  if (matched.found.length === 0) return privately(context, { text: idIn(wanted) ? gone : unknown });
  const which = whichCard(context.say, { ...matched, wanted }, (item) => {
    const { label, id, line, values } = choice(item);
    return { label, command: 'admin', input: `${line} ${byId(id)}`, values };
  });
  return privately(context, which);
}
