import type { Address } from '../../../address.ts';
import type { CommandContext } from '../../../command.ts';
import { DeliveryError } from '../../../errors.ts';
import { someAtOnce } from '../../../some-at-once.ts';
import { emailIn, nameIn } from '../../contacts/wish.ts';
import { splitName } from '../users/form.ts';
import type { ReadRow } from './row.ts';

/** So many channels are offered to choose from. */
export const mostPlaces = 90;
/** The most people of a channel that are looked at, some at the same time. */
const mostMembers = 1_000;
const atOnce = 5;

/** The people of a channel as rows, and what they are together; undefined where they are not seen. */
type PeopleRows = { readonly name: string; readonly rows: readonly ReadRow[] } | undefined;

/** Of a channel that was chosen: whoever has left it meanwhile sees nobody in it. */
export async function rowsOfPlace(context: CommandContext, wanted: string): Promise<PeopleRows> {
  const { chat, say, invocation } = context;
  const places = await chat.places?.(invocation.from, mostPlaces);
  const chosen = places?.find(({ place }) => place === wanted);
  return chosen && rowsAt(context, chosen.at, say.imports.placeName(chosen.name));
}

/** Of the channel at this address. */
export async function rowsAt({ chat, say }: CommandContext, at: Address, called: string): Promise<PeopleRows> {
  const members = await chat.members?.(at, undefined, mostMembers);
  if (!members) return undefined;
  const numbered = members.people.map((person, index) => ({ ...person, number: index + 1 }));
  const rows = await someAtOnce(atOnce, numbered, async ({ identity, name, email, number }): Promise<ReadRow> => {
    const known = email ?? (await chat.profile(identity).catch(unreachable))?.email;
    const address = emailIn(known ?? '')?.toLowerCase();
    if (address === undefined) return { number, shown: nameIn(name), problem: 'email_missing' };
    const wish = { ...splitName(name), email: address, department: '', designation: '' };
    return { number, shown: nameIn(name), wish };
  });
  const isPart = members.total > rows.length;
  return { name: isPart ? say.imports.firstOf(called, rows.length, members.total) : called, rows };
}

/** Somebody whom the chat does not tell about has no address that is known. */
function unreachable(error: unknown): undefined {
  if (!(error instanceof DeliveryError)) throw error;
}
