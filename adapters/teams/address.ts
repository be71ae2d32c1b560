import { z } from 'zod';
import type { Address, MessageReference } from '../../src/core/address.ts';

const place = z.object({
  serviceUrl: z.string(),
  /** With `;messageid=…` at the end in a thread of a channel. */
  conversation: z.string(),
  tenantId: z.string(),
  /** True in the one-to-one chat: whatever is posted there is private anyway. */
  personal: z.boolean(),
});

/** Where somebody asked. */
export type Place = z.output<typeof place>;

const message = z.object({ serviceUrl: z.string(), conversation: z.string(), activity: z.string() });
export type MessagePlace = z.output<typeof message>;

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
