import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import statics from '@fastify/static';
import type { Answers } from '../../src/core/answers.ts';
import type { Calendars } from '../../src/core/calendar/feed.ts';
import type { Entering } from '../../src/core/entering.ts';
import type { Identity } from '../../src/core/invocation.ts';
import type { CredentialsPage, Linking } from '../../src/core/linking.ts';
import type { PersonRecord } from '../../src/core/person.ts';
import type { Clock, Log, Secrets } from '../../src/core/ports.ts';
import type { Recordings } from '../../src/core/recordings.ts';
import type { SignInOrigin } from '../../src/core/reply.ts';
import type { Adapter } from '../adapter.ts';
import type { ConsoleAnswers } from './console/answers.ts';
import { serveConsole } from './console/index.ts';
import { serveOpening } from './console/opening.ts';
import { createConsoleSessions, type Reader } from './console/sessions.ts';
import type { ConsoleStore } from './console/store.ts';
import { createCookies } from './cookies.ts';
import { serveBrowser } from './pages/browser.ts';
import { serveCalendar } from './pages/calendar.ts';
import { serveConnect } from './pages/connect.ts';
import { serveCredentials } from './pages/credentials.ts';
import { serveData } from './pages/data.ts';
import { type FilesBehindLinks, serveFiles } from './pages/files.ts';
import { serveHome } from './pages/home.ts';
import { serveJoin } from './pages/join.ts';
import type { Proofs } from './pages/proof.ts';
import { serveRecordings } from './pages/recordings.ts';
import { serveRsvp } from './pages/rsvp.ts';
import { serveApi } from './playground/api.ts';
import { createPlaygroundChat } from './playground/chat.ts';
import { serveEvents } from './playground/events.ts';
import { createGuard } from './playground/guard.ts';
import { servePlaygroundPage } from './playground/page.ts';
import type { PlaygroundStore } from './store.ts';

/** A demo account that the playground's page names, so that a newcomer can sign in. */
export interface DemoHint {
  readonly password: string;
  readonly accounts: readonly { readonly email: string; readonly name: string; readonly role: string }[];
}

/** Everything in a browser: the playground, which is the platform `web`, and the pages that all platforms lead to. */
export function createWebAdapter(deps: {
  readonly publicUrl: string;
  readonly sessionSecret: string;
  /** False: only the pages. */
  readonly playground: boolean;
  /** True where the address of a request is known to be the browser's. */
  readonly addressesCount: boolean;
  readonly store: PlaygroundStore;
  /** Asked for when the routes are registered: linking needs the chats, and this is one of them. */
  readonly linking: () => Linking;
  readonly credentials: () => CredentialsPage;
  readonly files: () => FilesBehindLinks;
  /** The console for administrators. */
  readonly console: {
    readonly store: ConsoleStore;
    readonly answers: ConsoleAnswers;
    /** A page waits so long for its answer. */
    readonly pageMilliseconds: number;
    /** How somebody reads times. */
    readonly readerOf: (person: Identity) => Promise<Reader>;
    readonly signInLink: (person: Identity, origin: SignInOrigin) => Promise<string>;
  };
  /** Everything that is kept of somebody. */
  readonly personRecord: (person: Identity) => Promise<PersonRecord>;
  /** Asked for when the routes are registered, too: the other adapters bring them. */
  readonly proofs: () => Proofs;
  /** The way into meetings. */
  readonly entering: () => Entering;
  /** The way to recordings. */
  readonly recordings: () => Recordings;
  readonly joinHostAllowed: (url: URL) => boolean;
  readonly answers: Answers;
  readonly calendars: Calendars;
  readonly secrets: Secrets;
  readonly demo?: DemoHint;
  readonly clock: Clock;
  readonly log: Log;
}): Adapter {
  const cookies = createCookies(deps);
  const chat = createPlaygroundChat(deps);
  const closing: (() => void)[] = [];

  return {
    platform: 'web',
    chat,

    async routes(server, receive) {
      await server.register(async (scope) => {
        await scope.register(cookie);
        await scope.register(formbody);
        await scope.register(rateLimit, { global: false });
        await scope.register(statics, {
          root: fileURLToPath(new URL('./assets', import.meta.url)),
          prefix: '/assets/',
          decorateReply: false,
        });
        const [linking, proofs, entering] = [deps.linking(), deps.proofs(), deps.entering()];
        const sessions = createConsoleSessions({ ...deps, ...deps.console, cookies });
        await scope.register(
          async (pages) => {
            serveConnect(pages, { ...deps, linking, entering, proofs, cookies });
            serveBrowser(pages, { ...deps, linking, entering, cookies });
            serveCredentials(pages, { ...deps, credentials: deps.credentials(), look: linking.look, cookies });
            serveData(pages, { ...deps, linking, cookies });
            serveFiles(pages, { ...deps, files: deps.files(), cookies });
            serveOpening(pages, { ...deps, linking, sessions, cookies });
          },
          { prefix: '/connect' },
        );
        await scope.register(async (pages) => serveJoin(pages, { ...deps, entering, cookies }), { prefix: '/j' });
        await scope.register(
          async (pages) => serveRecordings(pages, { ...deps, recordings: deps.recordings(), cookies }),
          { prefix: '/r' },
        );
        await scope.register(async (pages) => serveRsvp(pages, deps), { prefix: '/rsvp' });
        await scope.register(async (pages) => serveCalendar(pages, deps), { prefix: '/calendar' });
        await scope.register(async (pages) => serveConsole(pages, { ...deps, ...deps.console, sessions, receive }), {
          prefix: '/admin',
        });
        serveHome(scope, deps);
        if (!deps.playground) return;
        await scope.register(
          async (playground) => {
            playground.addHook('onRequest', createGuard(deps.publicUrl));
            playground.removeContentTypeParser('application/x-www-form-urlencoded');
            servePlaygroundPage(playground, deps.demo);
            await playground.register(
              async (api) => {
                serveApi(api, { cookies, chat, store: deps.store, receive });
                closing.push(serveEvents(api, { cookies, chat }).close);
              },
              { prefix: '/api' },
            );
          },
          { prefix: '/playground' },
        );
      });
    },

    async close() {
      deps.console.answers.close();
      for (const close of closing) close();
    },
  };
}
