import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Address, MessageReference } from '../src/core/address.ts';
import type { Identity, Platform } from '../src/core/invocation.ts';
import type { Chat, Look, Receive } from '../src/core/ports.ts';

/** A chat platform: two arrows and the routes they come in by. Each adapter exports a `create…Adapter(deps)`. */
export interface Adapter {
  readonly platform: Platform;
  /** The arrow out. */
  readonly chat: Chat;
  /**
   * Registers the platform's routes in a scope of their own on the one server. The arrow in is `receive`; `look` is for platforms that show
   * one message differently to different people.
   */
  routes(server: FastifyInstance, receive: Receive, look: Look): Promise<void>;
  /** Where the operator has configured it: how a browser proves whom it belongs to, without a code. */
  readonly proof?: BrowserProof;
  /** What has to be done every half hour, used or not; safe on several replicas at once. What fails is tried again then. */
  maintain?(): Promise<void>;
  /** Lets go of whatever it holds. */
  close?(): Promise<void>;
}

/** One try to prove an identity, bound to one browser and one link. The same for `begin` and `finish`. */
export interface ProofRequest {
  /** Where the platform sends the browser back to. */
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  /** PKCE (RFC 7636). */
  readonly codeVerifier: string;
  /** Whom the link is for: leads the browser to the right workspace, and decides nothing. */
  readonly expected: { readonly identity: Identity; readonly email?: string };
  /** The wrong person came before: ask which account to use. */
  readonly anotherAccount?: boolean;
}

/** Who somebody is at the platform's identity provider. */
export interface ProvenPerson {
  /** More than one where the person belongs to a workspace and to the organisation above it. */
  readonly identities: readonly Identity[];
  /** For people to read: `ada@acme.example`, and the workspace where its name is known. */
  readonly name: string;
  readonly workspaceName?: string;
}

/** OpenID Connect with the chat platform's own identity provider: the browser shows that it is signed in there. */
export interface BrowserProof {
  /** The provider's name, as on the button `Sign in with Slack`. */
  readonly provider: string;
  /** Where to send the browser. Throws `ProofError`. */
  begin(asked: ProofRequest): Promise<URL>;
  /** Who came back to `callback`. Throws `ProofError` where anything about the answer is not as it has to be. */
  finish(callback: URL, asked: ProofRequest): Promise<ProvenPerson>;
}

/**
 * - `unreachable`: the provider cannot be asked just now
 * - `cancelled`: the person did not want to
 * - `refused`: something about the answer is not as it has to be
 * The message is for the log, and holds nothing that the provider or the browser sent.
 */
export class ProofError extends Error {
  readonly kind: 'unreachable' | 'cancelled' | 'refused';
  constructor(kind: ProofError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProofError';
    this.kind = kind;
  }
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
