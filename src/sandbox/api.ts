import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { type Method, type Route, type RouteName, routes } from '../ucaas/routes/index.ts';
import { Refusal, refusalOfDatabase, refusals, resultIn, sendRefusal, sendSuccess } from './answers.ts';
import { type Account, appTypeOf, authenticate } from './caller.ts';
import { answeredByFault, drawFault, dropConnection } from './faults.ts';
import type { Handled } from './handlers/handler.ts';
import { handlers } from './handlers/index.ts';
import { checkedInput } from './input.ts';
import type { FaultKind } from './switches.ts';
import type { World } from './world.ts';

/** What is known of a request once it is answered, for the journal. */
interface Noted {
  path: string;
  caller?: string;
  result?: number;
  fault?: FaultKind;
}

/** Serves every route of the table, under every spelling of its path, to whomever the guard lets in. */
export function serveApi(server: FastifyInstance, world: World, guard: onRequestAsyncHookHandler): void {
  server.addHook('onRequest', guard);
  const noted = new WeakMap<FastifyRequest, Noted>();
  const note = (request: FastifyRequest): Noted => {
    const known = noted.get(request) ?? { path: request.url.split('?')[0]?.slice(0, 100) ?? '' };
    noted.set(request, known);
    return known;
  };
  // The documentation shows the header for every request, those without a body included.
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(String(body)));
    } catch {
      done(refusals.malformed(), undefined);
    }
  });
  for (const name of Object.keys(routes) as RouteName[]) serve(server, world, routes[name], note);

  const refuse = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => {
    note(request).result = resultIn(world.dialect, refusal);
    return sendRefusal(reply, world.dialect, refusal);
  };
  server.setNotFoundHandler((request, reply) => refuse(request, reply, refusals.notFound('The route')));
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const refusal = error instanceof Refusal ? error : refusalOfDatabase(error);
    if (refusal) return refuse(request, reply, refusal);
    if ((error.statusCode ?? 500) < 500) return refuse(request, reply, refusals.notNow(error.message));
    world.reportError(error);
    return refuse(request, reply, refusals.broken());
  });
  server.addHook('onResponse', async (request, reply) => {
    const { path, caller, result, fault } = note(request);
    world.journal.note({
      at: world.clock(),
      method: request.method,
      path,
      caller,
      status: reply.statusCode,
      result,
      milliseconds: Math.round(reply.elapsedTime),
      fault,
    });
  });
}

function serve(
  server: FastifyInstance,
  world: World,
  route: Route & { readonly name: string },
  note: (request: FastifyRequest) => Noted,
): void {
  const handle = handlers[route.name as RouteName] as (call: Handled<unknown>) => Promise<object>;
  const handler = async (request: FastifyRequest, reply: FastifyReply, spelling: 'first' | 'other') => {
    const known = note(request);
    known.path = withoutKey(request);
    if (!isKnown(world, route, spelling))
      return reply.code(404).send({ message: 'no Route matched with those values' });
    known.fault = drawFault(world);
    if (await answeredByFault(known.fault, world, reply)) return reply;
    const body = await answerTo(world, route, request, handle, known);
    if (known.fault === 'drop') return dropConnection(reply);
    known.result = 1;
    return sendSuccess(reply, world.dialect, body);
  };
  const others = (route.alternatives ?? []).map((other) => ({ method: route.method, path: route.path, ...other }));
  const add = (method: Method, path: string, spelling: 'first' | 'other') =>
    server.route({
      method,
      url: path.replace(/\{(\w+)\}/g, ':$1'),
      handler: (request, reply) => handler(request, reply, spelling),
    });
  add(route.method, route.path, 'first');
  for (const { method, path } of others) add(method, path, 'other');
}

async function answerTo(
  world: World,
  route: Route,
  request: FastifyRequest,
  handle: (call: Handled<unknown>) => Promise<object>,
  known: Noted,
): Promise<object> {
  const caller = await authenticate(world, route, request);
  known.caller = caller.account?.email;
  if (caller.account && !route.roles.includes(caller.account.role)) throw refusals.roleTooLow();
  const named = route.appType === 'required' || (route.appType === 'optional' && request.headers['x-app-type']);
  const appType = named ? appTypeOf(request) : undefined;
  const { input, parameters } = checkedInput(route, request);
  return handle({
    world,
    // A route that needs no account never looks at its caller, one that needs one not at the API id, and so on.
    caller: caller.account as Account,
    organisationId: caller.organisationId ?? '',
    appType: appType as Handled<unknown>['appType'],
    parameters,
    input,
  });
}

/** False where the dialect has the service not know this route, or not by this spelling. */
function isKnown({ dialect }: World, route: Route, spelling: 'first' | 'other'): boolean {
  if (dialect.inferredRoutes === 'missing' && route.standing === 'inferred') return false;
  if (dialect.spelling === 'all' || !route.alternatives) return true;
  return dialect.spelling === spelling;
}

/** A reset key is a secret, and nothing else in a path is. */
function withoutKey(request: FastifyRequest): string {
  const path = request.url.split('?')[0] ?? '';
  const { reset_key: key } = request.params as { reset_key?: string };
  return key === undefined ? path : path.replace(/[^/]+$/, '…');
}
