import { z } from 'zod';
import type { Address, MessageReference } from '../../src/core/address.ts';

const place = z.object({
  channel: z.string(),
  user: z.string(),
  thread: z.string().optional(),
  /** True in the person's one-to-one chat with the bot: whatever is posted there is private anyway. */
  direct: z.boolean().optional(),
  /** Where Slack takes up to five answers within half an hour, member of the channel or not. */
  responseUrl: z.string().optional(),
  /** When the response URL ends, in milliseconds since 1970. */
  responseUntil: z.number().optional(),
});

/** Where somebody asked. */
export type Place = z.output<typeof place>;

const message = z.union([
  z.object({ channel: z.string(), ts: z.string() }),
  /** An ephemeral message, which only its own response URL can replace. */
  z.object({ responseUrl: z.string() }),
]);
export type MessagePlace = z.output<typeof message>;

/** A response URL works for 30 minutes (docs.slack.dev, handling user interaction). A little less, for clocks. */
export const responseMilliseconds = 29 * 60_000;

export function toAddress(value: Place): Address {
  return JSON.stringify(value) as Address;
}

export function fromAddress(address: Address): Place {
  return place.parse(JSON.parse(address));
}

export function toReference(value: MessagePlace): MessageReference {
  return JSON.stringify(value) as MessageReference;
}

export function fromReference(reference: MessageReference): MessagePlace {
  return message.parse(JSON.parse(reference));
}
