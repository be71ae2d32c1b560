import type { CommandContext } from '../../command.ts';
import { DeliveryError } from '../../errors.ts';
import { type Identity, identityKey, sameIdentity } from '../../invocation.ts';
import type { Administrator } from '../../stores.ts';

/** Somebody who gets the card by which a request is decided. */
export interface Recipient {
  readonly identity: Identity;
  readonly name: string;
  /** There is one customer that they can add people to, so that the form can be opened at once. */
  readonly hasOneCustomer: boolean;
}

/** More would all be disturbed for one decision. */
const mostAsked = 10;

/**
 * Who decides about access to a workspace: whoever is connected there with an account that administers its customer, else whoever set
 * it up. Of a workspace that is not bound, those who could bind it. Whether they may is judged once they decide; this is about whom
 * it is anybody's business. Nobody outside the workspace is ever among them.
 */
export async function whoDecides(context: CommandContext): Promise<readonly Recipient[]> {
  const { stores, invocation } = context;
  const { from } = invocation;
  const [settings, linked, founders] = await Promise.all([
    stores.workspaces.find(from),
    stores.access.administrators(from),
    stores.access.founders(from),
  ]);
  const bound = settings?.customer;
  const others = linked.filter(({ identity }) => !sameIdentity(identity, from));
  // Which customers are below a reseller is for the service to say; whoever bound the workspace was asked then.
  const isAbove = ({ identity, role, customerId }: Administrator) =>
    role === 'admin' ||
    (role === 'customer' && customerId === bound?.customerId) ||
    (founders.bound !== undefined && sameIdentity(identity, founders.bound));
  const found = bound ? others.filter(isAbove) : await administering(context, others);
  const unique = new Map(found.map((one) => [identityKey(one.identity), one]));
  if (unique.size > 0) return [...unique.values()].slice(0, mostAsked).map(toRecipient);
  const setUp = [founders.bound, founders.installed].filter((one) => one !== undefined && !sameIdentity(one, from));
  const known = new Map(setUp.map((one) => [identityKey(one as Identity), one as Identity]));
  return Promise.all([...known.values()].map((identity) => named(context, identity)));
}

/** Both count where nothing is bound yet, as they do for binding it: docs/permissions.md. */
async function administering(
  { chat }: CommandContext,
  some: readonly Administrator[],
): Promise<readonly Administrator[]> {
  const asked = some.slice(0, mostAsked);
  const are = await Promise.all(asked.map(({ identity }) => orUnknown(chat.administers?.(identity))));
  return asked.filter((_one, index) => are[index] !== false);
}

/** Where the platform cannot be asked just now, nobody is taken for an administrator of the workspace by mistake. */
async function orUnknown(asked: Promise<boolean | undefined> | undefined): Promise<boolean | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DeliveryError) return false;
    throw error;
  }
}

function toRecipient({ identity, name, role }: Administrator): Recipient {
  return { identity, name, hasOneCustomer: role === 'customer' };
}

async function named({ chat }: CommandContext, identity: Identity): Promise<Recipient> {
  try {
    return { identity, name: (await chat.profile(identity)).name, hasOneCustomer: false };
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return { identity, name: identity.userId, hasOneCustomer: false };
  }
}
