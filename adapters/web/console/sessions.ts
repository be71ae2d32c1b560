import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../../../src/core/invocation.ts';
import type { Clock, Secrets } from '../../../src/core/ports.ts';
import { canonicalZone } from '../../../src/core/zoned.ts';
import type { Cookies } from '../cookies.ts';
import type { ConsoleSession, ConsoleStore } from './store.ts';

/** From when it is opened, whatever is done in it. */
export const consoleMilliseconds = 30 * 60_000;

/** How somebody reads times. */
export type Reader = Pick<ConsoleSession, 'locale' | 'timeZone' | 'hour12'>;

/** Which browser has the console open for whom. The browser holds a secret, of which only the digest is kept. */
export interface ConsoleSessions {
  /** For whom the link with this nonce is, which is used up. False where there is none. */
  open(nonce: string, person: Identity, reply: FastifyReply): Promise<boolean>;
  find(request: FastifyRequest): Promise<ConsoleSession | undefined>;
  close(session: ConsoleSession, reply: FastifyReply): Promise<void>;
  /** What the forms of all pages of this browser have to send back. */
  formToken(request: FastifyRequest): string;
  checkFormToken(request: FastifyRequest, given: unknown): boolean;
}

export function createConsoleSessions({
  store,
  cookies,
  readerOf,
  secrets,
  clock,
}: {
  readonly store: ConsoleStore;
  readonly cookies: Cookies;
  readonly readerOf: (person: Identity) => Promise<Reader>;
  readonly secrets: Pick<Secrets, 'digest' | 'token'>;
  readonly clock: Clock;
}): ConsoleSessions {
  return {
    async open(nonce, person, reply) {
      const secret = secrets.token();
      const openedAt = clock();
      const expiresAt = new Date(openedAt.getTime() + consoleMilliseconds);
      const { locale, timeZone, hour12 } = await readerOf(person);
      const isOpen = await store.open(secrets.digest(nonce), {
        ...{ id: randomUUID(), secretDigest: secrets.digest(secret), openedAt, expiresAt },
        ...{ locale, timeZone, hour12 },
      });
      if (isOpen) cookies.giveConsole(reply, secret, consoleMilliseconds / 1000);
      return isOpen;
    },

    async find(request) {
      const secret = cookies.console(request);
      const found = secret === undefined ? undefined : await store.find(secrets.digest(secret), clock());
      return found && { ...found, timeZone: found.timeZone && canonicalZone(found.timeZone) };
    },

    async close({ id }, reply) {
      await store.close(id);
      cookies.endConsole(reply);
    },

    formToken: (request) => cookies.formToken(cookies.console(request) ?? '', 'console'),
    checkFormToken(request, given) {
      const secret = cookies.console(request);
      return secret !== undefined && cookies.checkFormToken(secret, 'console', given);
    },
  };
}
