import type { Verb } from './authorize.ts';

/** What went wrong that the person can act on. Each has its sentence in the catalogue. */
export type Problem =
  | { readonly code: 'not_connected'; readonly reason: NotConnectedReason }
  | { readonly code: 'account_unknown'; readonly wanted: string; readonly known: readonly string[] }
  | {
      readonly code: 'not_allowed';
      readonly verb: Verb;
      readonly rule: string;
      readonly whoCanChange: string;
      /** The meeting of somebody else that it is about; `isGuest`: whoever asked is invited to it. */
      readonly meeting?: { readonly title: string; readonly hostName: string; readonly isGuest: boolean };
    }
  /** Only the account that planned a meeting reaches it at the service, and it is not linked any more. */
  | { readonly code: 'other_account_needed' }
  | { readonly code: 'address_refused'; readonly address: string }
  | { readonly code: 'customer_unknown' }
  | { readonly code: 'pin_not_found' }
  | { readonly code: 'too_many_people'; readonly most: number }
  | { readonly code: 'button_too_old' }
  | { readonly code: 'message_gone' }
  /** The message was replaced by one without it before it was pressed. */
  | { readonly code: 'button_gone'; readonly label: string }
  | { readonly code: 'not_yours' }
  | { readonly code: 'not_offered'; readonly feature: string };

/**
 * Why somebody has to sign in.
 * - `never`: no account is linked
 * - `expired`: the token has ended
 * - `signed_out`: the service does not take the token any more
 * - `password_rejected`: the kept password is not right any more; it is deleted
 * - `not_served`: the customer's server does not act for this account any more
 * - `server_rejected`: the customer's server credentials are not taken any more, and there is no token
 */
export type NotConnectedReason =
  | 'never'
  | 'expired'
  | 'signed_out'
  | 'password_rejected'
  | 'not_served'
  | 'server_rejected';

/** Something a person can act on. One class; anything else that is thrown is a bug and gets a reference. */
export class UserError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.code, options);
    this.name = 'UserError';
    this.problem = problem;
  }
}

/**
 * How the UCaaS service failed us.
 * - `unreachable`, `slow`, `garbled`: no answer, none in time, or one that is not of the API
 * - `busy`: it asked us to wait (429, 503)
 * - `signed_out`: the token is expired, revoked or unknown (401, 403, 1001)
 * - `wrong_password`: only at sign-in
 * - `not_found`: the thing asked for is not there, or not ours to see
 * - `not_offered`: the route itself is not there on this service; the feature hides
 * - `overlap`: the host has another meeting at that time, and the subscription does not allow both
 * - `refused`: any other answer that is not a success
 */
export type ServiceErrorKind =
  | 'unreachable'
  | 'slow'
  | 'garbled'
  | 'busy'
  | 'signed_out'
  | 'wrong_password'
  | 'not_found'
  | 'not_offered'
  | 'overlap'
  | 'refused';

/** What was wished of a meeting, and may be more than a subscription allows. */
export type RefusedWish = 'minutes' | 'people' | 'recording';

/** A failed call to the UCaaS service, in our words. `src/ucaas` throws a subclass that also carries the vendor's. */
export class ServiceError extends Error {
  readonly kind: ServiceErrorKind;
  /**
   * What the service said to people, if anything; what it does not offer, where the kind is that. Data, to be shown as
   * plain text only.
   */
  readonly said: string | undefined;
  /** Which wish it does not grant, where it names one. */
  readonly about: RefusedWish | undefined;
  constructor(
    kind: ServiceErrorKind,
    message: string,
    options?: ErrorOptions & { said?: string; about?: RefusedWish },
  ) {
    super(message, options);
    this.name = 'ServiceError';
    this.kind = kind;
    this.said = options?.said;
    this.about = options?.about;
  }
}

/**
 * A message that a chat platform did not take.
 * - `retry`: rate limit, timeout, 5xx: the same call may succeed later, after `retryAfterSeconds` if given
 * - `refused`: it will never succeed (blocked, uninstalled, not a member, message gone)
 */
export class DeliveryError extends Error {
  readonly kind: 'retry' | 'refused';
  readonly retryAfterSeconds: number | undefined;
  constructor(kind: 'retry' | 'refused', message: string, options?: ErrorOptions & { retryAfterSeconds?: number }) {
    super(message, options);
    this.name = 'DeliveryError';
    this.kind = kind;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
}
