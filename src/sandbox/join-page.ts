import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod';
import { type Door, enter, leave, lookThroughDoor } from './attendance.ts';
import type { World } from './world.ts';

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

const at = z.object({ roomId: z.string().max(64) });
const entry = z.object({ name: z.string().trim().min(1).max(80) });
const exit = z.object({ participant: z.uuid() });

/** The page on which one enters and leaves a room by name, so that sessions and participants are real. */
export function serveJoinPage(server: FastifyInstance, world: World): void {
  server.get('/join.css', async (_request, reply) =>
    reply.type('text/css').send(await readFile(new URL('./join.css', import.meta.url))),
  );

  server.get('/join/:roomId', async (request, reply) => show(reply, await door(request)));

  server.post('/join/:roomId/enter', async (request, reply) => {
    const { roomId } = at.parse(request.params);
    const given = entry.safeParse(request.body);
    if (!given.success)
      return show(reply.code(400), await door(request), { problem: 'Type the name that the others should see.' });
    const participant = await enter(world, roomId, given.data.name);
    if (!participant) return show(reply, undefined);
    return reply.redirect(`/sandbox/join/${roomId}?me=${participant}`, 303);
  });

  server.post('/join/:roomId/leave', async (request, reply) => {
    const { roomId } = at.parse(request.params);
    await leave(world, roomId, exit.parse(request.body).participant);
    return reply.redirect(`/sandbox/join/${roomId}`, 303);
  });

  async function door(request: FastifyRequest): Promise<(Door & { me: string | undefined }) | undefined> {
    const found = await lookThroughDoor(world, at.parse(request.params).roomId);
    const me = z.object({ me: z.uuid() }).safeParse(request.query);
    return found && { ...found, me: me.data?.me };
  }
}

async function show(reply: FastifyReply, door: (Door & { me: string | undefined }) | undefined, { problem = '' } = {}) {
  reply.headers(headers).type('text/html; charset=utf-8');
  if (!door)
    return reply
      .code(404)
      .send(
        page(
          'No such room',
          html`<h1>No such room</h1><p>This link leads nowhere: the meeting may have been cancelled. Ask the host for a new one.</p>`,
        ),
      );
  const inside = door.inside.find(({ id }) => id === door.me);
  const body = html`
    <p class="kind">${door.webinar ? 'Webinar' : 'Meeting'}, hosted by ${door.hostName}</p>
    <h1>${door.title}</h1>
    <section aria-labelledby="people">
      <h2 id="people">${peopleHeading(door.inside.length)}</h2>
      !${
        door.inside.length === 0
          ? '<p class="empty">Nobody is here yet.</p>'
          : `<ul>${door.inside.map(({ id, name, role }) => html`<li><span class="face" aria-hidden="true">${initials(name)}</span> ${name} <small>${id === door.me ? 'you' : role === 'moderator' ? 'host' : ''}</small></li>`).join('')}</ul>`
      }
    </section>
    !${inside ? leaveForm(door.roomId, inside) : enterForm(door.roomId, problem)}`;
  return reply.send(page(door.title, body));
}

function enterForm(roomId: string, problem: string): string {
  return html`<form method="post" action="/sandbox/join/${roomId}/enter">
    <label for="name">Your name</label>
    <input id="name" name="name" required maxlength="80" autocomplete="name" aria-describedby="problem">
    <p id="problem" class="problem" role="alert">${problem}</p>
    <button>Enter</button>
  </form>`;
}

function leaveForm(roomId: string, { id, name }: { id: string; name: string }): string {
  return html`<form method="post" action="/sandbox/join/${roomId}/leave">
    <p class="in">You are in as <strong>${name}</strong>. A real service would show your video here.</p>
    <input type="hidden" name="participant" value="${id}">
    <button class="leave">Leave</button>
  </form>`;
}

function page(title: string, body: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Sandbox</title>
<link rel="stylesheet" href="/sandbox/join.css">
</head>
<body>
<main>!${body}</main>
<footer>Sandbox: this page stands in for the video of the meeting service.</footer>
</body>
</html>`;
}

function peopleHeading(count: number): string {
  if (count === 0) return 'Waiting for the first one';
  return count === 1 ? '1 person is in' : `${count} people are in`;
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}
