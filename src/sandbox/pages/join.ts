import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { castVote, decisionOn, enter, entryOf, leave, lookThroughDoor } from '../attendance.ts';
import type { World } from '../world.ts';
import { doorView, noRoomView, turnedAwayView, waitingView } from './door-view.ts';
import { sendPage } from './layout.ts';

const at = z.object({ roomId: z.string().regex(/^\w{1,64}$/) });
const entry = z
  .object({
    name: z.string().trim().max(80).default(''),
    pin: z.string().trim().max(40).optional(),
    token: z.string().max(100).optional(),
  })
  .refine(({ name, token }) => name !== '' || token !== undefined);
const exit = z.object({ participant: z.uuid() });
const ballot = exit.extend({ poll: z.string().max(64), option: z.coerce.number().int().min(0) });
/** `name` and `token` stand in the address of whoever is led here by somebody who knows who comes. */
const whose = z.object({
  me: z.uuid().optional().catch(undefined),
  waiting: z.uuid().optional().catch(undefined),
  name: z.string().max(200).optional().catch(undefined),
  token: z.string().max(100).optional().catch(undefined),
});

const problems = {
  locked: 'The host has locked this session: nobody else gets in.',
  full: 'This session is full. Try again when somebody has left.',
  wrong_token: 'That way in was used already, or is too old. Open the link in your chat again.',
  wrong_pin: 'That is not a PIN of this room. Leave the field empty to enter as a guest.',
} as const;

/** The page on which one enters and leaves a room, so that sessions, participants, lobby and votes are real. */
export function serveJoinPage(server: FastifyInstance, world: World, prefix: string): void {
  const path = (roomId: string) => `${prefix}/join/${roomId}`;

  server.get('/join/:roomId', async (request, reply) => show(request, reply));

  server.post('/join/:roomId/enter', async (request, reply) => {
    const roomId = roomOf(request);
    const given = entry.safeParse(request.body);
    if (!given.success) return show(request, reply, 'Type the name that the others should see.', 400);
    const entered = await enter(world, roomId, given.data);
    switch (entered.outcome) {
      case 'in':
        return reply.redirect(`${path(roomId)}?me=${entered.id}`, 303);
      case 'waiting':
        return reply.redirect(`${path(roomId)}?waiting=${entered.id}`, 303);
      case 'no_room':
        return show(request, reply);
      default:
        return show(request, reply, problems[entered.outcome], 403);
    }
  });

  server.post('/join/:roomId/leave', async (request, reply) => {
    const roomId = roomOf(request);
    await leave(world, roomId, exit.parse(request.body).participant);
    return reply.redirect(path(roomId), 303);
  });

  server.post('/join/:roomId/vote', async (request, reply) => {
    const roomId = roomOf(request);
    const { participant: participantId, poll: pollId, option } = ballot.parse(request.body);
    if (!(await castVote(world, roomId, { participantId, pollId, option }))) {
      return show(request, reply, 'This vote has ended.', 409);
    }
    return reply.redirect(`${path(roomId)}?me=${participantId}`, 303);
  });

  async function show(request: FastifyRequest, reply: FastifyReply, problem = '', status = 200) {
    const roomId = roomOf(request);
    const door = await lookThroughDoor(world, roomId);
    if (!door) return sendPage(reply, { prefix, title: 'No such room', body: noRoomView() }, 404);
    const { me, waiting, name, token } = whose.parse(request.query);
    const held = token === undefined ? undefined : await entryOf(world, roomId, token);
    const title = door.room.roomName;
    if (waiting) {
      const decided = await decisionOn(world, roomId, waiting);
      if (decided?.decision === 'admitted') return reply.redirect(`${path(roomId)}?me=${waiting}`, 303);
      if (decided?.decision === 'denied') return sendPage(reply, { prefix, title, body: turnedAwayView(door) });
      if (decided) return sendPage(reply, { prefix, title, body: waitingView(door, decided.name), refreshSeconds: 2 });
    }
    return sendPage(
      reply,
      {
        prefix,
        title,
        body: doorView(door, { action: path(roomId), me, problem, name, token: held && token, as: held }),
      },
      status,
    );
  }
}

function roomOf(request: FastifyRequest): string {
  const parsed = at.safeParse(request.params);
  return parsed.success ? parsed.data.roomId : '';
}
