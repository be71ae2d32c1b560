import type { FastifyInstance } from 'fastify';
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
