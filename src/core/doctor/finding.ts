import type { RunButton, Text } from '../reply.ts';
import { within } from '../within.ts';

/**
 * - `good`: as it has to be
 * - `warning`: it works, and something is left out or will end
 * - `bad`: something does not work
 * - `unknown`: it could not be found out
 */
export type FindingState = 'good' | 'warning' | 'bad' | 'unknown';

/** What a check has found. Whatever is not good says what to do about it, or who can. */
export interface Finding {
  readonly state: FindingState;
  readonly said: Text;
  readonly cure?: Text;
  readonly button?: RunButton;
}

/** One thing that is looked at. Undefined where it does not apply. */
export interface Check<Name extends string> {
  readonly name: Name;
  look(): Promise<Finding | undefined>;
}

export interface Checked<Name extends string> extends Finding {
  readonly name: Name;
}

/** No check takes longer; platforms and services end their own calls after eight seconds. */
const mostMilliseconds = 9_000;

/** Looks at all of it at the same time. What fails is a finding itself: whoever asks what is wrong is never told less for it. */
export async function examine<Name extends string>(
  checks: readonly Check<Name>[],
  failed: (error: unknown) => Text,
): Promise<readonly Checked<Name>[]> {
  const found = await Promise.all(
    checks.map(async ({ name, look }): Promise<Checked<Name> | undefined> => {
      try {
        const finding = await within(mostMilliseconds, look());
        return finding && { name, ...finding };
      } catch (error) {
        return { name, state: 'unknown', said: failed(error) };
      }
    }),
  );
  const rank: Readonly<Record<FindingState, number>> = { bad: 0, warning: 1, unknown: 2, good: 3 };
  return found.filter((one) => one !== undefined).sort((one, other) => rank[one.state] - rank[other.state]);
}
