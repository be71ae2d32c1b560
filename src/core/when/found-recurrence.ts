import type { Rule, RuleEnd } from './rule.ts';
import type { PartOfDay } from './understanding.ts';

/** How a meeting repeats, as it was said. */
export interface FoundRecurrence {
  /** What may be meant: one rule where it is clear; none: that has to be typed. */
  readonly rules: readonly Rule[];
  /** True where nobody can tell how often, whatever days are said with it: "every few weeks". */
  readonly open?: boolean;
  readonly part?: PartOfDay;
  readonly end?: RuleEnd;
  /** How many days of a week: "twice a week". */
  readonly perWeek?: number;
  /** More often than daily. */
  readonly tooOften?: boolean;
  /** Days that are left out: "except weekends". 1 is Monday; none: one cannot tell which. */
  readonly except?: readonly number[];
  /** True if it may be the name of the meeting as well: "quarterly review". */
  readonly once?: boolean;
  /** True if it stands in front of a noun: where a day is said, it is the name. */
  readonly name?: boolean;
}

export const clear = (rule: Rule, rest: Partial<FoundRecurrence> = {}): FoundRecurrence => ({ rules: [rule], ...rest });
