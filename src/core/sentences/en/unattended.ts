import { type UnattendedPurpose, unattendedPurposes } from '../../credentials.ts';
import type { Text } from '../../reply.ts';
import { list } from './words.ts';

const what: { readonly [purpose in UnattendedPurpose]: string } = {
  sweep: 'keep the cards of your meetings true',
  reminder: 'look whether a meeting is still on before I remind you of it',
  lobby: 'tell you who waits in your lobby',
  overlap: 'see whether a new meeting clashes with another one of yours',
};

/** What can be done for somebody who is away, and what not. */
export function withoutYou(possible: readonly UnattendedPurpose[]): Text {
  const missing = unattendedPurposes.filter((purpose) => !possible.includes(purpose));
  const name = (purposes: readonly UnattendedPurpose[]) => list(purposes.map((purpose) => what[purpose]));
  if (missing.length === 0) return [`I can ${name(possible)}.`];
  if (possible.length === 0) return [`I can do nothing at the meeting service: not ${name(missing)}.`];
  return [`I can ${name(possible)}, but not ${name(missing)}.`];
}

/** What a card says where no credential may serve, so that it claims nothing that nobody knows. */
export const unattended = {
  withoutCredential: {
    sweep: (since: Date): Text => ['How this meeting is doing is not known since ', when(since), '.'],
    reminder: (since: Date): Text => ['Whether this meeting is still on is not known since ', when(since), '.'],
    lobby: (_since: Date): Text => ['Who waits in the lobby is not known here: look into the meeting itself.'],
    overlap: (_since: Date): Text => ['Whether this clashes with another meeting could not be looked up.'],
  } satisfies { readonly [purpose in UnattendedPurpose]: (since: Date) => Text },
};

function when(since: Date) {
  return { instant: since.toISOString(), show: 'day-time' } as const;
}
