import { readFile } from 'node:fs/promises';
import { desc, eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply, onRequestAsyncHookHandler } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod';
import { Refusal, refusalOfDatabase, refusals } from '../answers.ts';
import { fieldWithNul } from '../input.ts';
import { overviewOf } from '../overview.ts';
import { mail, recording } from '../schema.ts';
import { switched } from '../switches.ts';
import type { World } from '../world.ts';
import { serveJoinPage } from './join.ts';
import { sendPage } from './layout.ts';
import { overviewView } from './overview-view.ts';

const mostMails = 50;

/** What the pages need to know of the sandbox beside what happens in it. */
export interface PageSettings {
  /** Below which everything is served; without a slash at the end. */
  readonly prefix: string;
  readonly baseUrl: string;
  readonly apiId: string;
  readonly password: string;
  /** The emails of those whom the seed has. */
  readonly seeded: ReadonlySet<string>;
  /** Keeps other websites out of what anybody on this machine may see and do. */
  readonly guard: onRequestAsyncHookHandler;
}

/** What there is to see in a browser: everything at the root, the rooms, and what happened. */
export function servePages(server: FastifyInstance, world: World, settings: PageSettings): void {
  const { prefix, guard } = settings;
  server.addHook('onRequest', guard);
  // PostgreSQL has no way to store it, and no field of these pages needs it.
  server.addHook('preHandler', async ({ params, query, body }) => {
    if (fieldWithNul({ params, query, body }) !== undefined) throw refusals.malformed('There is a NUL in it');
  });
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = statusOf(error);
    if (status >= 500) world.reportError(error);
    return sendPage(reply, { prefix, title: 'That did not work', body: failedView(status) }, status);
  });

  server.get('/', async (request, reply) => {
    const { refresh } = z.object({ refresh: z.literal('1').optional().catch(undefined) }).parse(request.query);
    return show(reply, { refreshing: refresh !== undefined });
  });

  /** From the form on the page, or from a program: `resultAs=text`, or the same as JSON. What is not sent stays. */
  server.post('/switches', async (request, reply) => {
    const wishes = z.record(z.string(), z.unknown()).parse(request.body ?? {});
    const wantsJson = request.headers.accept?.includes('text/html') !== true;
    try {
      Object.assign(world.dialect, switched(world.dialect, wishes));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return wantsJson ? reply.code(400).send({ error: problem }) : show(reply, { problem, status: 400 });
    }
    return wantsJson ? reply.send(world.dialect) : reply.redirect(`${prefix}/#switches`, 303);
  });

  async function show(
    reply: FastifyReply,
    { refreshing = false, problem = '', status = 200 }: { refreshing?: boolean; problem?: string; status?: number },
  ) {
    const overview = await overviewOf(world);
    const { journal, dialect, clock } = world;
    const page = { ...settings, overview, requests: journal.last, dialect, now: clock(), refreshing, problem };
    const body = overviewView(page);
    const refreshSeconds = refreshing ? 5 : undefined;
    return sendPage(reply, { prefix, title: 'Overview', body, wide: true, refreshSeconds }, status);
  }

  server.get('/sandbox.css', async (_request, reply) =>
    reply.type('text/css').send(await readFile(new URL('./sandbox.css', import.meta.url))),
  );

  serveJoinPage(server, world, prefix);

  server.get('/recordings/:recordingId', async (request, reply) => {
    const { recordingId } = z.object({ recordingId: z.string() }).parse(request.params);
    const known = /^[\da-f]{24}$/.test(recordingId)
      ? await world.orm.select().from(recording).where(eq(recording.recordingId, recordingId))
      : [];
    const body = known[0]
      ? html`<h1>Recording</h1><p>${known[0].seconds} seconds. A real service would play it here.</p>`
      : html`<h1>No such recording</h1><p>It may have been deleted with its meeting.</p>`;
    return sendPage(reply, { prefix, title: 'Recording', body }, known[0] ? 200 : 404);
  });

  /** What would have been mailed, newest first, for programs that follow a link in a mail. */
  server.get('/mails.json', async (request) => {
    const { to } = z.object({ to: z.string().max(254).optional() }).parse(request.query);
    const mails = await world.orm
      .select({ to: mail.to, subject: mail.subject, body: mail.body, sentAt: mail.sentAt })
      .from(mail)
      .where(to === undefined ? undefined : eq(mail.to, to.toLowerCase()))
      .orderBy(desc(mail.sentAt))
      .limit(mostMails);
    return { mails };
  });
}

function statusOf(error: Error & { statusCode?: number }): number {
  if (error instanceof Refusal || error.name === 'ZodError') return 400;
  return refusalOfDatabase(error) ? 409 : (error.statusCode ?? 500);
}

function failedView(status: number): string {
  return status < 500
    ? '<h1>That did not work</h1><p>The request was not complete. Go back and try again.</p>'
    : '<h1>That did not work</h1><p>Something failed in the sandbox. Its log says what.</p>';
}
