import { readFile } from 'node:fs/promises';
import { desc, eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod';
import { mail, recording } from '../schema.ts';
import type { World } from '../world.ts';
import { serveJoinPage } from './join.ts';
import { sendPage } from './layout.ts';

const mostMails = 50;

/** What there is to see in a browser: the rooms, and what happened. */
export function servePages(server: FastifyInstance, world: World, prefix: string): void {
  server.addHook('onRequest', async (request, reply) => {
    // A form of another site must not enter, leave or switch anything for anybody.
    const site = request.headers['sec-fetch-site'];
    if (request.method === 'POST' && site !== undefined && site !== 'same-origin') return reply.code(403).send();
  });

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
