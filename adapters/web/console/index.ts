import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Identity } from '../../../src/core/invocation.ts';
import type { Clock, Log, Receive } from '../../../src/core/ports.ts';
import type { SignInOrigin } from '../../../src/core/reply.ts';
import { serveActing } from './acting.ts';
import type { ConsoleAnswers } from './answers.ts';
import { createAsk } from './asking.ts';
import { serveLooking } from './looking.ts';
import type { ConsoleSessions } from './sessions.ts';
import type { ConsoleStore } from './store.ts';
import { receiveVisits } from './visit.ts';

/** What is read of a file is for the command to judge; this keeps the rest out of the memory. */
const largestFileBytes = 20_000_000;

/** The console: every page is a line, a press or a form that goes the one way in, and shows what comes back. */
export function serveConsole(
  server: FastifyInstance,
  deps: {
    readonly store: ConsoleStore;
    readonly answers: ConsoleAnswers;
    readonly sessions: ConsoleSessions;
    readonly receive: Receive;
    readonly signInLink: (person: Identity, origin: SignInOrigin) => Promise<string>;
    readonly pageMilliseconds: number;
    readonly publicUrl: string;
    readonly clock: Clock;
    readonly log: Log;
  },
): void {
  const ask = createAsk(deps);
  // Of one browser, and of all together that have none: an office shares its address.
  const keyGenerator = (request: FastifyRequest) => `${request.ip} ${deps.sessions.formToken(request)}`;
  const atMost = (max: number) => ({ config: { rateLimit: { max, timeWindow: '1 minute', keyGenerator } } });
  const options = atMost(120);
  const limits = { files: 1, fileSize: largestFileBytes, fields: 5, fieldSize: 1_000, parts: 6 };
  server.register(multipart, { attachFieldsToBody: true, limits });
  const visits = receiveVisits(server, deps);
  serveLooking(server, { ...deps, visits, ask, options });
  serveActing(server, { ...deps, visits, ask, options, fileOptions: atMost(10) });
}
