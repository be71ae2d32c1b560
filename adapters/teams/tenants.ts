import type { Installations } from './installations.ts';

/** Which tenants this deployment serves. */
export interface Tenants {
  /** `installing`: the delivery says that the app has just been installed there. */
  admit(tenantId: string, installing: boolean): Promise<boolean>;
}

/**
 * The app's own tenant, and those that the operator has listed; with `*` every tenant from the moment that the app is installed
 * in it until it is removed. The database is asked each time, as another replica may have heard of a removal.
 */
export function createTenants(deps: {
  readonly home: string;
  readonly allowed: '*' | readonly string[];
  readonly installations: Pick<Installations, 'any'>;
}): Tenants {
  const { home, allowed, installations } = deps;
  const listed = new Set([home, ...(allowed === '*' ? [] : allowed)].map((id) => id.toLowerCase()));
  return {
    async admit(tenantId, installing) {
      if (listed.has(tenantId.toLowerCase())) return true;
      return allowed === '*' && (installing || (await installations.any(tenantId)));
    },
  };
}
