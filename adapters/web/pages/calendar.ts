import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod';
import { subscribeLinks } from '../../../src/core/calendar/add-links.ts';
import type { CalendarFile, Calendars } from '../../../src/core/calendar/feed.ts';
import { type Page, sendPage } from '../../page.ts';
import { perLink } from './per-link.ts';

const file = z.object({ file: z.string().max(200) });
const limit = perLink(30);

/** Calendars as other programs fetch them: the private one of a person, and single meetings. */
export function serveCalendar(
  server: FastifyInstance,
  { calendars, publicUrl }: { readonly calendars: Calendars; readonly publicUrl: string },
): void {
  server.get('/:file', { config: { rateLimit: limit } }, async (request, reply) => {
    const token = tokenOf(request);
    return sendCalendar(request, reply, token === undefined ? undefined : await calendars.feed(token));
  });

  server.get('/meeting/:file', { config: { rateLimit: limit } }, async (request, reply) => {
    const token = tokenOf(request);
    const found = token === undefined ? undefined : await calendars.meeting(token);
    if (found) reply.header('content-disposition', 'attachment; filename="meeting.ics"');
    return sendCalendar(request, reply, found);
  });

  server.get('/add/:file', { config: { rateLimit: limit } }, async (request, reply) => {
    const { file: token } = file.parse(request.params);
    if (!(await calendars.isFeed(token))) return sendPage(reply, 404, goneView());
    return sendPage(reply, 200, addView(`${publicUrl}/calendar/${token}.ics`));
  });
}

function tokenOf(request: FastifyRequest): string | undefined {
  const { file: name } = file.parse(request.params);
  return name.endsWith('.ics') ? name.slice(0, -'.ics'.length) : undefined;
}

/** Kept by whoever fetched it and nobody in between, and asked about each time (RFC 9111, 5.2.2). */
function sendCalendar(request: FastifyRequest, reply: FastifyReply, found: CalendarFile | undefined): FastifyReply {
  if (!found) return sendPage(reply, 404, goneView());
  const etag = `"${found.etag}"`;
  reply.headers({
    etag,
    'cache-control': 'private, no-cache',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  });
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.type('text/calendar; charset=utf-8').send(found.content);
}

/** Compared weakly, as it has to be (RFC 9110, 13.1.2): proxies that compress make tags weak. */
function isKnown(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

function goneView(): Page {
  return {
    title: 'No calendar here',
    body: html`<h1>No calendar here</h1>
      <p>This address leads to no calendar: it is not complete, or there is another one by now. In your chat, the command <code>calendar</code> shows it.</p>`,
  };
}

function addView(feedUrl: string): Page {
  const { google, office, live, webcal } = subscribeLinks(feedUrl);
  return {
    title: 'Your meetings in your calendar',
    body: html`<h1>Your meetings in your calendar</h1>
      <p>Choose your calendar. It then keeps itself as your meetings are.</p>
      <a class="button" href="${webcal}">Apple Calendar, and programs on this device</a>
      <a class="button plain" href="${google}">Google Calendar</a>
      <a class="button plain" href="${office}">Outlook at work or school</a>
      <a class="button plain" href="${live}">Outlook.com</a>
      <h2>Anything else</h2>
      <p>Add a calendar “from the internet” or “by URL”, with this address:</p>
      <p><code>${feedUrl}</code></p>
      <p class="quiet">Whoever has this address can read your meetings. In your chat, <code>calendar reset</code> makes another one.</p>`,
  };
}
