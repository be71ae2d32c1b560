import type { ServiceErrorKind } from '../core/errors.ts';
import type { Application } from '../core/meeting.ts';
import type { Limits } from '../core/ucaas.ts';
import { appTypeOf, type Own, unless } from './own.ts';

/** How a service tells a role that it may not look is not documented: it may well be the code for an ended sign-in. */
const untold: readonly ServiceErrorKind[] = ['refused', 'not_found', 'not_offered', 'signed_out'];

/**
 * What the subscription of the account's customer allows. Only resellers and the tenant see subscriptions, so it is known where
 * their credentials serve; undefined everywhere else.
 */
export async function limitsOf({ api, userId }: Own, application: Application): Promise<Limits | undefined> {
  if (userId === undefined) return undefined;
  const user = await unless(untold, api.getUser({ user_id: userId }), () => undefined);
  const customerId = user?.user.customer_id;
  if (!customerId) return undefined;
  const query = { search_by: 'customer_id', search_string: customerId, page_length: 100 };
  const found = await unless(untold, api.listSubscriptions(query), () => undefined);
  const held = found?.subscriptions.find(
    ({ customer_id, app_const, subscription }) =>
      customer_id === customerId &&
      app_const?.toLowerCase() === appTypeOf[application] &&
      subscription?.status?.toUpperCase() !== 'S',
  );
  if (!held) return undefined;
  return {
    allowOverlap: held.subscription?.allow_meeting_overlap,
    minutes: positive(held.settings?.duration),
    participants: positive(held.settings?.participants),
  };
}

/** Whatever is no number above nothing says nothing. */
export function positive(number: number | undefined): number | undefined {
  return number !== undefined && number > 0 ? number : undefined;
}
