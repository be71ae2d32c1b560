import { styleText } from 'node:util';
import { within } from '../core/within.ts';

/** What one look at the deployment has found. */
export interface OperatorFinding {
  readonly state: 'good' | 'warning' | 'bad';
  readonly said: string;
  /** What to do about it; there for whatever is not good. */
  readonly cure?: string;
}

/** One thing to look at. */
export interface OperatorCheck {
  readonly name: string;
  look(): Promise<OperatorFinding | readonly OperatorFinding[] | undefined>;
}

/** No check takes longer. */
const mostMilliseconds = 12_000;
const signs = { good: '✓', warning: '!', bad: '✗' } as const;
const colours = { good: 'green', warning: 'yellow', bad: 'red' } as const;

/** Looks at all of it at once; what fails by itself is a finding. */
export async function lookAt(
  checks: readonly OperatorCheck[],
): Promise<readonly (OperatorFinding & { readonly name: string })[]> {
  const found = await Promise.all(
    checks.map(async ({ name, look }) => {
      const all = await within(mostMilliseconds, look()).catch((error: unknown): OperatorFinding => {
        return { state: 'bad', said: `could not be looked at: ${messageOf(error)}`, cure: 'see to that first' };
      });
      return [all ?? []].flat().map((finding) => ({ name, ...finding }));
    }),
  );
  return found.flat();
}

/** Aligned lines for people, and one line of JSON for programs at the end. Colours only where somebody looks. */
export function reportOf(
  found: readonly (OperatorFinding & { readonly name: string })[],
  isTerminal: boolean,
): { readonly text: string; readonly isBad: boolean } {
  const width = Math.max(...found.map(({ name }) => name.length));
  const lines = found.flatMap(({ name, state, said, cure }) => {
    const sign = isTerminal ? styleText(colours[state], signs[state]) : signs[state];
    const line = `${sign} ${name.padEnd(width)}  ${said}`;
    return cure === undefined ? [line] : [line, `${' '.repeat(width + 4)}→ ${cure}`];
  });
  const count = (wanted: OperatorFinding['state']) => found.filter(({ state }) => state === wanted).length;
  const sums = { checks: found.length, good: count('good'), warnings: count('warning'), bad: count('bad') };
  return { text: [...lines, '', JSON.stringify(sums)].join('\n'), isBad: sums.bad > 0 };
}

/** The message at the bottom of an error: libraries wrap what happened. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return messageOf(error.cause);
  return error instanceof Error ? error.message : String(error);
}
