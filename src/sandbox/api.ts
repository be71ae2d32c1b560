import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type AppType, type Route, routes } from '../ucaas/routes/index.ts';
import { Refusal, refusals, sendRefusal, sendSuccess } from './answers.ts';
import { type Account, appTypeOf, authenticate } from './caller.ts';
import { login } from './handlers/access.ts';
import type { Handler } from './handlers/handler.ts';
import { createMeeting, deleteMeeting, getMeeting, listMeetings, patchMeeting } from './handlers/meetings.ts';
import { getRoom, getRoomOfUser, patchRoom } from './handlers/rooms.ts';
import { invite, joinSession, listSessions } from './handlers/sessions.ts';
import type { World } from './world.ts';

/** Serves every route of the table, under every spelling of its path. */
export function serveApi(server: FastifyInstance, world: World): void {
  // The documentation shows the header for every request, those without a body included.
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(String(body)));
    } catch {
      done(refusals.malformed(), undefined);
    }
  });
  serve(server, world, routes.login, login);
  serve(server, world, routes.getRoom, getRoom);
  serve(server, world, routes.getRoomOfUser, getRoomOfUser);
  serve(server, world, routes.patchRoom, patchRoom);
  serve(server, world, routes.createMeeting, createMeeting);
  serve(server, world, routes.listMeetings, listMeetings);
  serve(server, world, routes.getMeeting, getMeeting);
  serve(server, world, routes.patchMeeting, patchMeeting);
  serve(server, world, routes.deleteMeeting, deleteMeeting);
  serve(server, world, routes.joinSession, joinSession);
  serve(server, world, routes.invite, invite);
  serve(server, world, routes.listSessions, listSessions);

  server.setNotFoundHandler((_request, reply) => sendRefusal(reply, world.dialect, refusals.notFound('The route')));
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof Refusal) return sendRefusal(reply, world.dialect, error);
    if ((error.statusCode ?? 500) < 500)
      return sendRefusal(reply, world.dialect, new Refusal(1002, 'The request is invalid', error.message));
    return sendRefusal(
      reply,
      world.dialect,
      new Refusal(500, 'Internal Server Error', 'Something failed in the sandbox'),
    );
  });
}

function serve<Request extends z.ZodType>(
  server: FastifyInstance,
  world: World,
  route: Route<Request>,
  handle: Handler<z.output<Request>>,
): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const caller = await authenticate(world, route, request);
    const appType = route.appType || request.headers['x-app-type'] ? appTypeOf(request) : undefined;
    const given = route.method === 'GET' ? request.query : (request.body ?? undefined);
    const checked = route.request.safeParse(route.request.type === 'undefined' ? undefined : given);
    if (!checked.success) {
      throw refusals.invalid(
        Object.fromEntries(checked.error.issues.map(({ path, message }) => [path.join('.'), message])),
      );
    }
    const body = await handle({
      world,
      // A route that needs no account never looks at its caller, nor one that needs no application at that.
      caller: caller as Account,
      appType: appType as AppType,
      parameters: request.params as Record<string, string>,
      input: checked.data,
    });
    return sendSuccess(reply, world.dialect, body);
  };
  for (const path of [route.path, ...(route.alternatives ?? [])]) {
    server.route({ method: route.method, url: path.replace(/\{(\w+)\}/g, ':$1'), handler });
  }
}
