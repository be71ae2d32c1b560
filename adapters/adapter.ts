import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Address, MessageReference } from '../src/core/address.ts';
import type { Platform } from '../src/core/invocation.ts';
import type { Chat, Receive } from '../src/core/ports.ts';

/** A chat platform: two arrows and the routes they come in by. Each adapter exports a `create…Adapter(deps)`. */
export interface Adapter {
  readonly platform: Platform;
  /** The arrow out. */
  readonly chat: Chat;
  /** Registers the platform's routes in a scope of their own on the one server. The arrow in is `receive`. */
  routes(server: FastifyInstance, receive: Receive): Promise<void>;
  /** Lets go of whatever it holds. */
  close?(): Promise<void>;
}

/** Addresses and message references as an adapter writes and reads them: JSON of a shape that nobody else looks into. */
export function opaque<Place extends z.ZodType, Message extends z.ZodType>(place: Place, message: Message) {
  return {
    toAddress: (value: z.input<Place>) => JSON.stringify(value) as Address,
    fromAddress: (address: Address): z.output<Place> => place.parse(JSON.parse(address)),
    toReference: (value: z.input<Message>) => JSON.stringify(value) as MessageReference,
    fromReference: (reference: MessageReference): z.output<Message> => message.parse(JSON.parse(reference)),
  };
}
