import { UserError } from './errors.ts';
import type { Link } from './stores.ts';

/**
 * The account that is meant by its name or address, or by a part of either. Undefined where nobody is connected at all; throws
 * `account_unknown` unless exactly one is meant.
 */
export function namedAccount(links: readonly Link[], wanted: string): Link | undefined {
  const needle = wanted.trim().toLowerCase();
  const texts = ({ account: { email, name } }: Link) => [email.toLowerCase(), name.toLowerCase()];
  const exact = links.filter((link) => texts(link).includes(needle));
  const near = links.filter((link) => texts(link).some((text) => text.includes(needle)));
  const [found, ...others] = exact.length > 0 ? exact : near;
  if (found && others.length === 0) return found;
  if (links.length === 0) return undefined;
  throw new UserError({ code: 'account_unknown', wanted, known: links.map(({ account }) => account.email) });
}
