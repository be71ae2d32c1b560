import type { Address, MessageReference } from '../../../src/core/address.ts';

/** An address of the console is the request that is answered; no other platform's address begins like it. */
const prefix = 'console:';

const inside = (value: string) => (value.startsWith(prefix) ? value.slice(prefix.length) : undefined);

export const addressOf = (requestId: string) => `${prefix}${requestId}` as Address;
/** Undefined for an address of another platform. */
export const requestAt = (address: Address) => inside(address);

export const referenceOf = (messageId: string) => `${prefix}${messageId}` as MessageReference;
/** Undefined for a message of another platform. */
export const messageBy = (reference: MessageReference) => inside(reference);

export const fileReferenceOf = (requestId: string) => `${prefix}${requestId}`;
/** Undefined for a file of another platform. */
export const requestWithFile = (ref: string) => inside(ref);
