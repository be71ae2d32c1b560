import { type Circumstances, contains, narrowness, type PolicyScope } from './scope.ts';
import { type PolicySetting, usualValues } from './settings.ts';

/** What a workspace has decided. */
export interface PolicyRule {
  readonly setting: PolicySetting;
  readonly scope: PolicyScope;
  readonly value: string;
}

/** What holds for somebody somewhere, and why. */
export interface Ruling {
  readonly setting: PolicySetting;
  readonly value: string;
  /** Where the rule that counts holds; absent where there is none. */
  readonly scope?: PolicyScope;
  /** The rules that hold here as well, and do not count beside a narrower one; narrowest first. */
  readonly beside: readonly PolicyRule[];
}

/** What the rules say: the narrowest counts. */
export function rulingOf(rules: readonly PolicyRule[], setting: PolicySetting, here: Circumstances): Ruling {
  const [first, ...beside] = rules
    .filter((rule) => rule.setting === setting && contains(rule.scope, here))
    .sort((one, other) => narrowness(other.scope) - narrowness(one.scope));
  return { setting, value: first?.value ?? usualValues[setting], scope: first?.scope, beside };
}
