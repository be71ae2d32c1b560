import { DeliveryError } from './errors.ts';

/** Tries before it is given up to tell a chat platform something. */
export const mostAttempts = 8;
const firstWaitSeconds = 2;

/** True where it would be in vain to try again: the platform has refused it, it was tried often enough, or the fault is ours. */
export function isLastTry(attempts: number, error: unknown): boolean {
  return !(error instanceof DeliveryError) || error.kind === 'refused' || attempts >= mostAttempts;
}

/**
 * How long to wait after so many tries: twice as long each time, up to `most`, and not shorter than the platform has asked for. Seconds.
 */
export function secondsToWait(attempts: number, error: unknown, most = Number.POSITIVE_INFINITY): number {
  const asked = error instanceof DeliveryError ? (error.retryAfterSeconds ?? 0) : 0;
  return Math.max(asked, Math.min(firstWaitSeconds * 2 ** (attempts - 1), most));
}
