import type { UnattendedPurpose } from '../../credentials.ts';
import type { Text } from '../../reply.ts';

/** Whether the meeting service can be asked for somebody who is away. */
export function whileAway(works: boolean): Text {
  return [
    works
      ? 'I can still ask the meeting service how your meetings are doing.'
      : 'I cannot ask the meeting service how your meetings are doing once your sign-in has ended.',
  ];
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
