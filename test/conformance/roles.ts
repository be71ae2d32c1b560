import type { AccountApi } from '../../src/ucaas/api.ts';
import type { Role } from '../../src/ucaas/routes/index.ts';
import type { CheckContext, ConformanceContext, Person, SandboxHands } from './context.ts';

/** A token is used this long: well below the shorter of the two lifetimes that are documented. */
const reuseMilliseconds = 10 * 60_000;

/** Who there is to act as, each signed in once and again when the token gets old. */
export interface Roles extends Pick<CheckContext, 'as' | 'signIn'> {
  has(role: Role): boolean;
  /** The sandbox's hands; the clock's hand also forgets the tokens that expire by it. */
  readonly hands: SandboxHands | undefined;
}

export function createRoles({ api, mode, people, basic, sandbox }: ConformanceContext): Roles {
  const signedIn = new Map<Role, { readonly since: number; readonly api: AccountApi }>();
  /** Where they are there, and wanted; else the person of that role signs in. */
  const credentialsOf = (role: Role) =>
    mode === 'basic' && (role === 'reseller' || role === 'customer') ? basic?.[role] : undefined;
  const signIn = async ({ email, password }: Person) => api.as({ token: (await api.login({ email, password })).token });

  return {
    signIn,
    has: (role) => (credentialsOf(role) ?? people[role]) !== undefined,
    async as(role) {
      const credentials = credentialsOf(role);
      if (credentials) return api.as(credentials);
      const person = people[role];
      if (!person) throw new Error(`there is nobody here who is a ${role}`);
      const known = signedIn.get(role);
      if (known && Date.now() - known.since < reuseMilliseconds) return known.api;
      const fresh = { since: Date.now(), api: await signIn(person) };
      signedIn.set(role, fresh);
      return fresh.api;
    },
    hands: sandbox && {
      ...sandbox,
      async passMinutes(minutes) {
        signedIn.clear();
        await sandbox.passMinutes(minutes);
      },
    },
  };
}
