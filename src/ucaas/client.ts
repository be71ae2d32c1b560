import { ServiceError, type ServiceErrorKind } from '../core/errors.ts';
import type { Clock, Log } from '../core/ports.ts';
import type { SignedIn, Ucaas } from '../core/ucaas.ts';
import type { Http } from '../http/http.ts';
import { accountByRoom, accountOf, fullName } from './account.ts';
import { type AccountApi, createApi } from './api.ts';
import { createKnownRoutes } from './known-routes.ts';
import type { RouteOverrides } from './overrides.ts';
import { reach } from './reach.ts';
import { sessionOf } from './session.ts';
import { createZoneIds } from './zone-ids.ts';

/** The documentation says both 15 and 20 minutes; we stop at the shorter one. */
const tokenMinutes = 15;
/** So many users of a server are looked at to see whom it reaches. */
const mostLookedAt = 100;
const refusals: readonly ServiceErrorKind[] = ['refused', 'not_found', 'not_offered', 'signed_out'];

/** The UCaaS service behind our own words: vendor names end here. */
export function createUcaas(deps: {
  readonly http: Http;
  readonly baseUrl: string;
  readonly apiId: string;
  /** Where a room's page is, with `{room_id}` in it, if that is known. */
  readonly joinUrlTemplate?: string;
  /** Where the live service differs from the route table. */
  readonly overrides?: RouteOverrides;
  readonly timeoutMilliseconds?: number;
  readonly clock: Clock;
  readonly log: Log;
}): Ucaas {
  const knownRoutes = createKnownRoutes(deps);
  const api = createApi({ ...deps, knownRoutes });
  const zones = createZoneIds(deps.clock);

  return {
    async signIn(email, password, apiId): Promise<SignedIn> {
      const { token, user } = await api.login({ email, password }, { apiId });
      const expiresAt = new Date(deps.clock().getTime() + tokenMinutes * 60_000);
      return {
        token,
        expiresAt,
        account: user ? accountOf(user, email) : await accountByRoom(api.as({ token }), email),
      };
    },

    reach: () => reach(deps.http, deps.baseUrl, deps.clock),
    missing: () => knownRoutes.missing(),

    as: (authority) => sessionOf(api.as(authority.server ?? { token: authority.token }), authority, zones, api),

    async mailPasswordReset(email) {
      await api.requestPasswordReset({ email });
    },

    async reachOf(server) {
      const account = api.as(server);
      // Documented, for everybody: whoever gets an answer here is let in.
      await account.listTimeZones({});
      try {
        const { users } = await account.listUsers({ page_length: mostLookedAt });
        // A user of no customer belongs to a reseller, or to the service itself.
        const reached = users.map(({ customer_id: customerId }) => customerId ?? '');
        return new Set([...reached, ...(await customersBelow(account))]);
      } catch (error) {
        if (error instanceof ServiceError && error.kind === 'not_offered') return undefined;
        throw error;
      }
    },

    async enterByPin(pin, name, reference) {
      const { user } = await api.joinSession({ pin, name, user_ref: reference }).catch((error: unknown) => {
        // An unknown PIN has no documented code: any refusal of a well-formed request is one.
        if (error instanceof ServiceError && error.kind === 'refused')
          throw new ServiceError('not_found', 'no such PIN', { cause: error });
        throw error;
      });
      const roomId = user.room_id ?? undefined;
      return {
        meetingId: user.meeting_id ?? undefined,
        roomId,
        hostName: fullName(user),
        role: user.role === 'moderator' ? 'host' : 'participant',
        joinUrl: roomId && deps.joinUrlTemplate?.replace('{room_id}', encodeURIComponent(roomId)),
      };
    },
  };
}

/** None for whoever has no customers below: how the service says so is not documented, so any refusal does. */
async function customersBelow(account: AccountApi): Promise<readonly string[]> {
  try {
    const { customers } = await account.listCustomers({ page_length: mostLookedAt });
    return customers.map(({ customer_id: customerId }) => customerId);
  } catch (error) {
    if (error instanceof ServiceError && refusals.includes(error.kind)) return [];
    throw error;
  }
}
