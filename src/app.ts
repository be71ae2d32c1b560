import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import type { Adapter } from '../adapters/adapter.ts';
import { createConsoleAnswers } from '../adapters/web/console/answers.ts';
import { createWebAdapter } from '../adapters/web/index.ts';
import { createGuard } from '../adapters/web/playground/guard.ts';
import { createAccessStore } from '../db/access-store.ts';
import { keepAuditMonths } from '../db/audit-months.ts';
import { createAuditStore } from '../db/audit-store.ts';
import { createBrowserStore } from '../db/browser-store.ts';
import { createCallLimits } from '../db/call-limits.ts';
import { createConsoleStore } from '../db/console-store.ts';
import type { Database } from '../db/database.ts';
import { createDepartureStore } from '../db/departure-store.ts';
import { createDoctorStore } from '../db/doctor-store.ts';
import { createDueStore } from '../db/due-store.ts';
import { createEventStore } from '../db/event-store.ts';
import { createFeedStore } from '../db/feed-store.ts';
import { createHumanStore } from '../db/human-store.ts';
import { createImportStore } from '../db/import-store.ts';
import { createInvocationStore } from '../db/invocation-store.ts';
import { createShownLives } from '../db/life-places.ts';
import { createLifeStore } from '../db/life-store.ts';
import { createLinkStore } from '../db/link-store.ts';
import { createMeetingStore } from '../db/meeting-store.ts';
import { migrate, ownMigrations } from '../db/migrate.ts';
import { createNativeCallStore } from '../db/native-call-store.ts';
import { createOutbox } from '../db/outbox.ts';
import { createPersonStore } from '../db/person-store.ts';
import { createPlaygroundStore } from '../db/playground-store.ts';
import { createPolicyStore } from '../db/policy-store.ts';
import { createPreferenceStore } from '../db/preference-store.ts';
import { purge } from '../db/purge.ts';
import { createRecordingStore } from '../db/recording-store.ts';
import { createScheduleStore } from '../db/schedule-store.ts';
import { createSecretBox } from '../db/secret-box.ts';
import { createSecrets } from '../db/secrets.ts';
import { createSignInLimits } from '../db/sign-in-limits.ts';
import { createStatusStore } from '../db/status-store.ts';
import { createTalkStore } from '../db/talk-store.ts';
import { createTicketStore } from '../db/ticket-store.ts';
import { createWorkspaceStore } from '../db/workspace-store.ts';
import type { AdapterSurroundings } from './adapters.ts';
import type { Config } from './config.ts';
import { createAccessExpiry } from './core/access-expiry.ts';
import { createAccounts } from './core/accounts.ts';
import { createAnswers } from './core/answers.ts';
import { createAuditFile } from './core/audit-file.ts';
import { createCalendars } from './core/calendar/feed.ts';
import { createCredentialsPage } from './core/create-credentials-page.ts';
import { createLinking, createSignInLinks } from './core/create-linking.ts';
import { createDeliver } from './core/deliver.ts';
import { createDepartures } from './core/departures.ts';
import { createEntering } from './core/entering.ts';
import { createImportFile } from './core/import-file.ts';
import { type Intervals, usualIntervals } from './core/intervals.ts';
import type { Identity } from './core/invocation.ts';
import type { Linking } from './core/linking.ts';
import { createKeepingStatuses } from './core/live/keeping-statuses.ts';
import { createOpening } from './core/live/opening.ts';
import { createTellingCalls } from './core/live/telling-calls.ts';
import { createLook } from './core/live/views.ts';
import { createWatching } from './core/live/watching.ts';
import { createMailing } from './core/mail/create-mailing.ts';
import { createPageJudge } from './core/page-judge.ts';
import type { Clock, Log } from './core/ports.ts';
import { createReceive } from './core/receive.ts';
import { createRecordings } from './core/recordings.ts';
import { cardMaker } from './core/reminders/card-maker.ts';
import { createFollowing } from './core/reminders/following.ts';
import { createRunner } from './core/run.ts';
import { createUsageFile } from './core/usage/file.ts';
import { eventPath, serveEvents } from './event-receiver.ts';
import { createEventSender } from './event-sender.ts';
import { serveHealth } from './health.ts';
import { createHttp, hostRule } from './http/create-http.ts';
import type { Http } from './http/http.ts';
import { createJobs, type Jobs } from './jobs/index.ts';
import type { Keys } from './local-keys.ts';
import { createSmtp } from './mail/smtp.ts';
import { createSandbox, type Sandbox } from './sandbox/index.ts';
import { sandboxMigrations } from './sandbox/migrations.ts';
import { createUcaas } from './ucaas/client.ts';
import type { RouteOverrides } from './ucaas/overrides.ts';

/** Everything that runs, tied together. */
export interface App {
  readonly server: FastifyInstance;
  readonly sandbox: Sandbox | undefined;
  /** Migrates, begins to listen and to work. Rejects with an error whose message can be shown. */
  start(): Promise<void>;
  /** Resolves once nothing that was accepted is being worked on. */
  idle(): Promise<void>;
  /** Readiness off, no new connections, what runs is finished (10 seconds at most), and all but the database is let go of. */
  stop(): Promise<void>;
}

/** A lease that is not renewed runs out after this time, and somebody else takes over. */
const leaseSeconds = 15;
const longestStopMilliseconds = 10_000;
const largestBodyBytes = 1024 * 1024;

export function createApp(deps: {
  readonly config: Config;
  /** Where the service differs from the route table; the sandbox never does. */
  readonly overrides?: RouteOverrides;
  readonly keys: Keys;
  readonly database: Database;
  /** Makes the adapters of chat platforms that are switched on. */
  readonly adapters: (config: Config, surroundings: AdapterSurroundings) => Promise<readonly Adapter[]>;
  readonly clock?: Clock;
  readonly log: Log;
  readonly leaseSeconds?: number;
  /** How often things are done, where that is not as usual. */
  readonly intervals?: Partial<Intervals>;
}): App {
  const { config, database, log, keys } = deps;
  const clock = deps.clock ?? (() => new Date());
  const lease = deps.leaseSeconds ?? leaseSeconds;
  const intervals = { ...usualIntervals, ...deps.intervals };
  const secrets = createSecrets(keys.sessionSecret);
  const box = createSecretBox(keys.encryptionKeys);
  const instanceId = randomUUID();
  const https: Http[] = [];
  const http = (hosts: readonly string[]) => {
    const client = createHttp({ allowHost: hostRule(hosts) });
    https.push(client);
    return client;
  };

  const reportError = (error: Error) => log.error({ error }, 'the sandbox failed');
  const loopback = `127.0.0.1:${config.port}`;
  const [secret] = config.eventSecrets;
  const tell =
    secret && createEventSender({ http: http([loopback]), url: `http://${loopback}${eventPath}`, secret, clock, log });
  const guard = createGuard(config.publicUrl);
  const sandbox = config.sandbox
    ? createSandbox({ database, publicUrl: config.publicUrl, clock, reportError, guard, tell })
    : undefined;
  const upstream = sandbox
    ? {
        baseUrl: `http://127.0.0.1:${config.port}/sandbox/ucaas/v1`,
        apiId: sandbox.apiId,
        joinUrlTemplate: sandbox.joinUrlTemplate,
      }
    : config.ucaas && { ...config.ucaas, overrides: deps.overrides };
  if (!upstream) throw new Error('neither the sandbox nor a UCaaS service is configured');
  const service = createUcaas({ ...upstream, http: http([new URL(upstream.baseUrl).host]), clock, log });
  const chats = new Map<Adapter['platform'], Adapter['chat']>();
  const plansOf = (by?: string) => ({
    feeds: createFeedStore({ database, secrets, by }),
    schedules: createScheduleStore({ database, clock, by, intervals }),
    preferences: createPreferenceStore({ database, clock, by }),
    talks: createTalkStore({ database, clock, by }),
    imports: createImportStore({ database, by }),
    access: createAccessStore({ database, service: upstream.apiId, by }),
    audit: createAuditStore({ database }),
  });
  const stores = {
    consoles: createConsoleStore(database),
    invocations: createInvocationStore({ database, box, instanceId, leaseSeconds: lease, log }),
    links: createLinkStore({ database, box, clock, log }),
    meetings: createMeetingStore({ database }),
    workspaces: createWorkspaceStore({ database, box, log }),
    browsers: createBrowserStore({ database }),
    policies: createPolicyStore({ database, clock }),
    doctor: createDoctorStore({ database }),
    humans: createHumanStore({ database }),
    people: createPersonStore({ database, clock }),
    due: createDueStore({
      database,
      intervals,
      withNativeCalls: () => [...chats].flatMap(([platform, chat]) => (chat.nativeCalls ? [platform] : [])),
    }),
    callLimits: createCallLimits(database),
    lives: createLifeStore({ database, intervals }),
    recordings: createRecordingStore({ database, intervals }),
    statuses: createStatusStore({ database, box }),
    ...plansOf(),
    tickets: createTicketStore({ database, box, instanceId, leaseSeconds: lease, service: upstream.apiId, log }),
  };
  const workspaces = stores.workspaces;
  const signInLink = createSignInLinks({ tickets: stores.tickets, chats, publicUrl: config.publicUrl, secrets, clock });
  const { from, mailer } = config.mail;
  const smtp = config.mail.smtp && from ? { ...createSmtp({ url: config.mail.smtp.url, from }), from } : undefined;
  const linked = { schedules: stores.schedules, secrets, publicUrl: config.publicUrl, clock };
  const mail = createMailing({ ...linked, smtp, log });
  const nativeCalls = createNativeCallStore({ database, intervals });
  const deliver = createDeliver({
    chats,
    callShown: nativeCalls.shownIn,
    ownReading: (person) => stores.preferences.ownReading(person),
    mail,
    signInLink,
    clock,
    log,
  });
  const { apiId, apiKey } = sandbox ?? config.ucaas ?? {};
  const deployment = apiId !== undefined && apiKey !== undefined ? { apiId, apiKey } : undefined;
  const accounts = createAccounts({ links: stores.links, service, deployment, clock, log });
  const parameters = sandbox?.joinParameters ?? config.joinParameters;
  const runner = createRunner({
    chats,
    stores,
    storesFor: (invocationId) => ({ ...stores, ...plansOf(invocationId) }),
    accounts,
    service,
    publicUrl: config.publicUrl,
    largeChannel: config.largeChannel,
    namesGoAlong: parameters.name !== undefined,
    mailer,
    clock,
    secrets,
    log,
    deliver,
    pump: () => jobs.pump(),
  });
  const endOldRequests = createAccessExpiry({ access: stores.access, clock, secrets });
  const lookWhoLeft = createDepartures({
    ...stores,
    departures: createDepartureStore({ database }),
    chats,
    runner,
    secrets,
    clock,
    log,
  });
  const follow = createFollowing({ preferences: stores.preferences, chats, log });
  const jobs: Jobs = createJobs({
    executeSql: (text, values) => database.pool.query(text, values),
    runner,
    outbox: createOutbox({ database, clock }),
    due: stores.due,
    card: cardMaker({ publicUrl: config.publicUrl, clock, secrets }),
    opening: createOpening({ ...stores, accounts, clock, log }),
    watching: createWatching({
      ...stores,
      accounts,
      secrets,
      callsPerMinute: config.callsPerMinute,
      intervals,
      clock,
      log,
    }),
    tellingCalls: createTellingCalls({ calls: nativeCalls, chats, publicUrl: config.publicUrl, clock, log }),
    keepingStatuses: createKeepingStatuses({ ...stores, chats, clock, log }),
    deliver,
    purge: () => purge(database, clock()),
    maintain: async () => {
      const months = keepAuditMonths(database, { now: clock(), keepMonths: config.auditMonths, log });
      await Promise.all([
        ...adapters.map((adapter) => adapter.maintain?.()),
        follow(),
        lookWhoLeft(),
        endOldRequests(),
        months,
      ]);
    },
    publicUrl: config.publicUrl,
    leaseSeconds: lease,
    intervals,
    secrets,
    clock,
    log,
  });
  const limits = createSignInLimits({ database, service: upstream.apiId });
  const linking: Linking = createLinking({ ...stores, limits, service, runner, secrets, clock, log });
  const credentials = createCredentialsPage({
    ...stores,
    accounts,
    linking,
    limits,
    service,
    runner,
    chats,
    secrets,
    clock,
    log,
  });
  const mayNot = createPageJudge({ ...stores, accounts, chats });
  const files = {
    audit: createAuditFile({ ...stores, linking, mayNot, secrets }),
    import: createImportFile({ ...stores, linking, mayNot, secrets }),
    usage: createUsageFile({ ...stores, linking, accounts, mayNot, secrets, clock }),
  };
  const entering = createEntering({ ...stores, accounts, chats, parameters, secrets, clock, log });
  const look = createLook({ lives: createShownLives(database), publicUrl: config.publicUrl });
  const receive = createReceive({ ...stores, runner, secrets, clock, log });

  const joinHosts = hostRule(sandbox ? [new URL(config.publicUrl).host, ...config.joinHosts] : config.joinHosts);
  const consoleAnswers = createConsoleAnswers({ store: stores.consoles, publicUrl: config.publicUrl });
  const readerOf = async (person: Identity) => {
    const { timeZone, hour12 } = await stores.preferences.find(person);
    // Where the platform cannot be asked, the link says it, or nobody.
    const profile = await chats
      .get(person.platform)
      ?.profile(person)
      .catch(() => undefined);
    return { timeZone: timeZone ?? profile?.timeZone, locale: profile?.locale, hour12 };
  };
  const web = createWebAdapter({
    publicUrl: config.publicUrl,
    sessionSecret: keys.sessionSecret,
    playground: config.playground,
    addressesCount: config.trustedProxies.length > 0,
    store: createPlaygroundStore(database),
    linking: () => linking,
    credentials: () => credentials,
    files: () => files,
    console: { store: stores.consoles, answers: consoleAnswers, readerOf, signInLink, ...intervals },
    personRecord: stores.people.read,
    proofs: () => new Map(adapters.flatMap(({ platform, proof }) => (proof ? [[platform, proof]] : []))),
    entering: () => entering,
    recordings: () => createRecordings({ ...stores, accounts, chats, secrets, clock, log }),
    answers: createAnswers(linked),
    calendars: createCalendars({ ...linked, ...stores, organizer: from }),
    secrets,
    joinHostAllowed: joinHosts,
    demo: sandbox?.demo,
    clock,
    log,
  });
  const server = fastify({
    bodyLimit: largestBodyBytes,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    forceCloseConnections: 'idle',
  });
  const health = serveHealth(server, database);
  if (config.eventSecrets.length > 0) {
    const events = createEventStore({ database, callsPerMinute: config.callsPerMinute });
    serveEvents(server, { secrets: config.eventSecrets, events, clock, log });
  }
  const adapters: Adapter[] = [];

  return {
    server,
    sandbox,

    async start() {
      await migrate(database, ownMigrations, ...(sandbox ? [sandboxMigrations] : []));
      await sandbox?.seed();
      adapters.push(web, ...(await deps.adapters(config, { http, database, box, workspaces, clock, log })));
      for (const { platform, chat } of adapters)
        if (platform !== 'web' || config.playground) chats.set(platform, consoleAnswers.through(chat));
      server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
        const status = error.name === 'ZodError' ? 400 : (error.statusCode ?? 500);
        if (status >= 500) log.error({ error }, 'a request failed');
        return reply
          .code(status)
          .send({ error: status < 500 ? 'The request is not valid.' : 'Something went wrong on our side.' });
      });
      for (const adapter of adapters) await adapter.routes(server, receive, look);
      await sandbox?.routes(server);
      await server.listen({ host: config.host, port: config.port });
      await jobs.start();
      health.ready(true);
    },

    idle: () => runner.idle().then(jobs.idle),

    async stop() {
      health.ready(false);
      for (const adapter of adapters) await adapter.close?.();
      const drained = server.close().then(() => runner.idle());
      await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, longestStopMilliseconds).unref())]);
      await jobs.stop();
      smtp?.close();
      await Promise.all(https.map((client) => client.close()));
    },
  };
}
