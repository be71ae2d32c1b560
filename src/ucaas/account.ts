import type { z } from 'zod';
import type { Account, Role } from '../core/ucaas.ts';
import type { AccountApi } from './api.ts';
import type { Routes } from './routes/index.ts';

/** A user, as any answer gives one. */
type User = Pick<
  SignedInUser,
  'user_id' | 'customer_id' | 'first_name' | 'middle_name' | 'last_name' | 'email' | 'user_type'
> & {
  readonly role?: string;
};
type SignedInUser = NonNullable<z.output<Routes['login']['response']>['user']>;

export function accountOf(user: User, email: string): Account {
  return {
    userId: user.user_id,
    customerId: user.customer_id ?? undefined,
    email: user.email ?? email,
    name: fullName(user) ?? nameFrom(email),
    role: toRole(user.role ?? user.user_type),
  };
}

/** The overview shows a login answer with nothing but a token; the permanent room then tells whose it is. */
export async function accountByRoom(api: AccountApi, email: string): Promise<Account> {
  const { permanent_room: own } = await api.getRoom({}, { appType: 'vc' });
  return { userId: own.user_id ?? own.room_id, email, name: nameFrom(email), role: 'user' };
}

export function fullName({
  first_name,
  middle_name,
  last_name,
}: Pick<User, 'first_name' | 'middle_name' | 'last_name'>): string | undefined {
  const name = [first_name, middle_name, last_name].filter(Boolean).join(' ');
  return name === '' ? undefined : name;
}

function nameFrom(email: string): string {
  return email.split('@')[0] ?? email;
}

/** Role names vary over the pages (inconsistency 21). Whatever is not exactly one of them has the least rights. */
const roleNames: Readonly<Record<string, Role>> = {
  admin: 'admin',
  administrator: 'admin',
  'enablex admin': 'admin',
  tenant: 'admin',
  'tenant admin': 'admin',
  reseller: 'reseller',
  'reseller admin': 'reseller',
  customer: 'customer',
  'customer admin': 'customer',
};

function toRole(name: string | undefined): Role {
  return (
    roleNames[
      name
        ?.trim()
        .toLowerCase()
        .replace(/[\s_-]+/g, ' ') ?? ''
    ] ?? 'user'
  );
}
