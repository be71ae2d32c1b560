import type { CommandContext } from '../../command.ts';
import { DeliveryError } from '../../errors.ts';
import { type Identity, sameIdentity } from '../../invocation.ts';
import type { Guest } from '../../schedule.ts';
import { someAtOnce } from '../../some-at-once.ts';

/** Beside more people of the chat, nobody is looked for by an address: each of them has to be asked about. */
const mostLookedAt = 20;
const atOnce = 5;

/**
 * Whoever was named by an address as well as by a mention or a name, each time as the person of the chat; of an address of whoever speaks
 * nobody is left. An address is somebody's where their account here has it, or their profile in the chat as far as that is shown to us.
 *
 * @param beside who is invited besides
 */
export async function asOnePerson(
  context: CommandContext,
  known: Readonly<Record<string, readonly Guest[]>>,
  beside: readonly Guest[],
): Promise<Readonly<Record<string, readonly Guest[]>>> {
  const guests = Object.values(known).flat();
  if (!guests.some(isByAddress)) return known;
  const own = await addressesOf(context, context.invocation.from);
  const others = [...new Map([...guests, ...beside].flatMap(byUser)).values()];
  const addresses = others.length > mostLookedAt ? [] : await someAtOnce(atOnce, others, addressedIn(context));
  const asPerson = (guest: Guest): readonly Guest[] => {
    if (!isByAddress(guest)) return [guest];
    if (own.has(guest.email)) return [];
    return [addresses.find(({ all }) => all.has(guest.email))?.guest ?? guest];
  };
  return Object.fromEntries(Object.entries(known).map(([key, all]) => [key, all.flatMap(asPerson)]));
}

function isByAddress(guest: Guest): guest is Guest & { readonly email: string } {
  return guest.identity === undefined && guest.email !== undefined;
}

function byUser({ identity, name }: Guest) {
  return identity ? [[identity.userId, { name, identity }] as const] : [];
}

function addressedIn(context: CommandContext) {
  return async (guest: Guest & { readonly identity: Identity }) => ({
    guest,
    all: sameIdentity(guest.identity, context.invocation.from) ? none : await addressesOf(context, guest.identity),
  });
}

const none: ReadonlySet<string> = new Set();

/** In small letters. */
async function addressesOf({ stores, chat }: CommandContext, person: Identity): Promise<ReadonlySet<string>> {
  const [links, profile] = await Promise.all([
    stores.links.all(person),
    chat.profile(person).catch((error: unknown) => {
      if (error instanceof DeliveryError) return undefined;
      throw error;
    }),
  ]);
  const all = [...links.map(({ account }) => account.email), profile?.email];
  return new Set(all.flatMap((address) => (address ? [address.toLowerCase()] : [])));
}
