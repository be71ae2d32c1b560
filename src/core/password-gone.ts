import type { Identity } from './invocation.ts';
import { sentencesFor } from './sentences/index.ts';
import type { DueEffect } from './stores.ts';

/**
 * What somebody is told in the direct chat, where it stays, once the service has rejected their kept password: once for each time that they
 * chose to stay signed in, whatever found out.
 */
export function passwordGone(
  { id: linkId, person, linkedAt }: { readonly id: string; readonly person: Identity; readonly linkedAt: Date },
  { id, at }: { readonly id: string; readonly at: Date },
): DueEffect {
  const say = sentencesFor({ from: person, kind: 'direct', locale: undefined });
  const key = `password gone ${linkedAt.toISOString()}`;
  return {
    ...{ id, invocationId: linkId, caller: person, attempts: 0, dueAt: at },
    effect: { do: 'direct', key, person, name: '', reply: { visibleTo: 'caller', text: say.passwordGone } },
  };
}
