import { type Administered, administeredBy } from '../../administration.ts';
import type { Verb } from '../../authorize.ts';
import type { CommandContext } from '../../command.ts';
import { matchName } from '../../name-match.ts';
import type { Role, UcaasSession, User } from '../../ucaas.ts';

/** An organisation that users belong to. */
export interface Home {
  readonly customerId?: string;
  readonly name: string;
  /** What whoever administers it is there. */
  readonly administrator: Role;
}

/** What somebody administers just now, and by which right. */
export interface Office extends Administered {
  readonly session: UcaasSession;
  /** Where users can be added: the customers, and the own organisation of whoever has customers below. */
  readonly homes: readonly Home[];
}

/** Asks the service what this person administers. Throws `not_allowed` where that is nothing. */
export async function openOffice(context: CommandContext, verb: Verb): Promise<Office> {
  const { link, say, stores, invocation } = context;
  const session = context.ucaas();
  const bound = (await stores.workspaces.find(invocation.from))?.customer;
  const administered = await administeredBy({ session, link, bound, say, verb });
  const { account, customers } = administered;
  const below = customers.map(
    ({ customerId, name, isReseller }): Home => ({
      customerId,
      name,
      administrator: isReseller ? 'reseller' : 'customer',
    }),
  );
  const isOwn = account.role === 'customer';
  const own: Home = { customerId: account.customerId, name: say.users.ownOrganisation, administrator: account.role };
  return { ...administered, session, homes: isOwn ? below : [...below, own] };
}

/** The organisation that is named: one, or why it is not clear which. */
export function homeNamed({ homes }: Office, wanted: string): { readonly found: readonly Home[] } {
  const byId = homes.filter(({ customerId }) => customerId === wanted);
  return byId.length > 0 ? { found: byId } : matchName(wanted, homes, ({ name }) => [name]);
}

/** The name of where somebody belongs; undefined where that is clear, or not among what this person sees by name. */
export function homeName(office: Office, user: Pick<User, 'customerId'>): string | undefined {
  return office.homes.length > 1 ? homeOf(office, user)?.name : undefined;
}

/** Where somebody belongs; undefined where that is not among what this person sees. */
export function homeOf({ homes }: Office, { customerId }: Pick<User, 'customerId'>): Home | undefined {
  return homes.find((home) => home.customerId === customerId);
}

/**
 * Why somebody has to stay: nobody takes rights from oneself, nor from the last one who administers an organisation. Undefined
 * where nothing is against it.
 */
export async function whyToStay(office: Office, user: User): Promise<'yourself' | 'last' | undefined> {
  if (user.userId === office.account.userId) return 'yourself';
  if (user.role === 'user' || user.suspended || user.customerId === undefined) return undefined;
  const all = await office.session.administrators(user.customerId, user.role);
  return all.some(({ userId }) => userId !== user.userId) ? undefined : 'last';
}
