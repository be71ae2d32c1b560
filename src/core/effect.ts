import type { Address, MessageReference } from './address.ts';
import type { Identity } from './invocation.ts';
import type { NewMeeting } from './meeting.ts';
import type { Button, Reply } from './reply.ts';

interface EffectBase {
  /** Unique within its invocation: an effect with this key is done once, however often the invocation is picked up. */
  readonly key: string;
  readonly reply: Reply;
}

/** What we do in chat. */
export type Effect =
  | (EffectBase & { readonly do: 'post'; readonly to: Address; readonly meetingId?: string })
  | (EffectBase & { readonly do: 'replace'; readonly message: MessageReference; readonly to: Address })
  | (EffectBase & { readonly do: 'direct'; readonly person: Identity; readonly name: string });

/** What a command decided: written down in one go, before any of it is done. */
export interface Outcome {
  readonly effects: readonly Effect[];
  readonly meeting?: NewMeeting;
  /** An interrupted invocation that goes on now, by id. */
  readonly resumes?: string;
  /** Interrupted invocations that will not go on by themselves any more, by id. */
  readonly abandons?: readonly string[];
}

/** Gives each run button of a reply the reference that leads back to its row. */
export function withReferences(reply: Reply, effectId: string): Reply {
  if (!reply.card?.buttons) return reply;
  const buttons = reply.card.buttons.map(
    (button, index): Button => (button.kind === 'run' ? { ...button, ref: `${effectId}.${index}` } : button),
  );
  return { ...reply, card: { ...reply.card, buttons } };
}
