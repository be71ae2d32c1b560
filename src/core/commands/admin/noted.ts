import type { AuditEntry } from '../../audit.ts';
import type { Outcome } from '../../effect.ts';

/** The same outcome, with what it did to something written into the audit. */
export function noted(outcome: Outcome, entry: AuditEntry): Outcome {
  return { ...outcome, audit: [...(outcome.audit ?? []), entry] };
}
