import { EventEmitter } from 'node:events';
import formbody from '@fastify/formbody';
import fastify from 'fastify';
import { createCallsStandIn } from './calls.ts';
import { createOAuthStandIn } from './oauth.ts';
import { createStatusStandIn } from './statuses.ts';
import { createTokens } from './tokens.ts';
import { viewFault } from './views.ts';
import { type StandInWorkspace, usersOf, workspace } from './workspaces.ts';

export { workspace };

/** A message as Slack would keep it. */
export interface KeptMessage {
  /** The workspace by whose token it came; of a response URL, the one it was made for. */
  readonly team?: string;
  readonly id: string;
  readonly channel: string;
  readonly only?: string;
  readonly thread?: string;
  body: Record<string, unknown>;
  isPinned?: boolean;
}

interface Failure {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
  /** Only the next call for this channel or user. */
  readonly to?: string;
}

/** A stand-in for Slack's Web API and response URLs, over real HTTP. */
export async function startSlackStandIn() {
  const events = new EventEmitter<{ posted: []; hung: [] }>().setMaxListeners(0);
  const messages: KeptMessage[] = [];
  const views: { team: string; trigger: string; view: Record<string, unknown> }[] = [];
  const calls: Record<string, number> = {};
  /** Everything that arrived here, as it came. */
  const asked: { url: string; headers: object; body: unknown }[] = [];
  const files: Buffer[] = [];
  const hanging = new Set<string>();
  const held = new Map<string, { readonly arrive: () => void; readonly released: Promise<void> }>();
  const failures: { method: string; answer: Failure }[] = [];
  /** Channels in which the bot is a member. */
  const member = new Set(['C0GENERAL']);
  /** Who is in a channel, by channel, and in a user group. Others are not known to the bot. */
  const rosters = new Map<string, readonly string[]>([['C0GENERAL', ['U0ADA', 'U0BOB', 'U0BOT']]]);
  /** Channels of which Slack tells something: others are not known to the bot. */
  const channels = new Map<string, { name: string; num_members: number; is_private?: boolean; is_member?: boolean }>([
    ['C0GENERAL', { name: 'general', num_members: 3 }],
  ]);
  /** What was granted; undefined: Slack does not say. */
  const grants: { scopes?: string } = {};
  /** Messages that have been deleted: nothing can be said below them any more. */
  const gone = new Set<string>();
  const userGroups = new Map<string, readonly string[]>();
  /** Who is in a workspace besides its usual people, by its id and theirs. */
  const joined = new Map<string, Readonly<Record<string, object>>>();
  const usersAt = (at: StandInWorkspace) => ({ ...usersOf(at), ...joined.get(at.teamId) });
  let clock = 1_700_000_000;
  let socket: ((authorization: string | undefined) => object) | undefined;
  const tokens = createTokens();
  const statuses = createStatusStandIn(failure);
  const oauth = createOAuthStandIn(tokens, statuses);
  const nativeCalls = createCallsStandIn(failure);
  const server = fastify();
  await server.register(formbody);
  server.addHook('preHandler', async ({ url, headers, body }) => void asked.push({ url, headers, body }));

  const keep = (
    team: string | undefined,
    channel: string,
    body: Record<string, unknown>,
    only?: string,
  ): KeptMessage => {
    clock += 1;
    const kept = { id: `${clock}.000100`, team, channel, only, thread: body.thread_ts as string | undefined, body };
    messages.push(kept);
    events.emit('posted');
    return kept;
  };

  const pin = (team: string, channel: string | undefined, id: string | undefined, isPinned: boolean) => {
    const kept = messages.find((one) => one.id === id && one.channel === channel && one.team === team);
    if (!kept) return failure('message_not_found');
    if ((kept.isPinned ?? false) === isPinned) return failure(isPinned ? 'already_pinned' : 'no_pin');
    kept.isPinned = isPinned;
    events.emit('posted');
    return {};
  };

  const methods: Readonly<Record<string, (body: Record<string, string>, at: StandInWorkspace) => object>> = {
    ...nativeCalls.methods,
    'auth.test': (_body, at) => ({
      team_id: at.teamId,
      team: at.name,
      user_id: at.botUserId,
      bot_id: 'B0BOT',
      enterprise_id: at.enterpriseId,
      is_enterprise_install: at.isEnterpriseInstall === true,
    }),
    'users.info': ({ user = '' }, at) => {
      const found = usersAt(at)[user] ?? (user.startsWith('U0CROWD') ? { name: user, profile: {} } : undefined);
      return found ? { user: { id: user, ...found } } : failure('user_not_found');
    },
    'users.list': ({ limit = '0', cursor = '0', team_id: team }, at) => {
      if (at.isEnterpriseInstall && !team) return failure('missing_argument');
      if (Number(limit) < 1 || Number(limit) > 999) return failure('limit_required');
      const everybody = Object.entries(usersAt(at)).filter(
        ([, user]) => !at.isEnterpriseInstall || JSON.stringify(user).includes(`"${team}"`),
      );
      const end = Number(cursor) + Number(limit);
      const next = end < everybody.length ? String(end) : '';
      const members = everybody.slice(Number(cursor), end).map(([id, user]) => ({ id, ...user }));
      return { members, response_metadata: { next_cursor: next } };
    },
    'conversations.members': ({ channel = '', limit = '100', cursor = '0' }) => {
      const everybody = rosters.get(channel);
      if (!everybody) return failure('channel_not_found');
      if (Number(limit) > 999) return failure('invalid_limit');
      const end = Number(cursor) + Number(limit);
      const next = end < everybody.length ? String(end) : '';
      return { members: everybody.slice(Number(cursor), end), response_metadata: { next_cursor: next } };
    },
    'conversations.info': ({ channel = '', include_num_members: counted }) => {
      const found = channels.get(channel);
      if (!found) return failure('channel_not_found');
      const { num_members: members, ...rest } = found;
      return { channel: { id: channel, ...rest, ...(counted === 'true' ? { num_members: members } : {}) } };
    },
    'users.conversations': ({ user = '', types = '', limit = '0', cursor = '0' }) => {
      if (Number(limit) < 1 || Number(limit) > 999) return failure('invalid_limit');
      // Of private channels those alone in which the bot is as well.
      const mine = [...rosters].flatMap(([id, inside]) => {
        const { is_private: isPrivate = false, name = id } = channels.get(id) ?? {};
        const isSeen = !isPrivate || member.has(id);
        const isWanted = types.split(',').includes(isPrivate ? 'private_channel' : 'public_channel');
        return inside.includes(user) && isSeen && isWanted ? [{ id, name, is_archived: false }] : [];
      });
      const end = Number(cursor) + Number(limit);
      const next = end < mine.length ? String(end) : '';
      return { channels: mine.slice(Number(cursor), end), response_metadata: { next_cursor: next } };
    },
    'usergroups.users.list': ({ usergroup = '' }) => {
      const users = userGroups.get(usergroup);
      return users ? { users } : failure('no_such_subteam');
    },
    'conversations.open': ({ users: user = '' }) => ({ channel: { id: `D-${user}` } }),
    'chat.postMessage': (body, at) => {
      const channel = String(body.channel).replace(/^U/, 'D-U');
      if (!member.has(channel) && !channel.startsWith('D')) return failure('not_in_channel');
      if (gone.has(String(body.thread_ts))) return failure('thread_not_found');
      if (!nativeCalls.knows(body.blocks, at)) return failure('invalid_blocks');
      const only = channel.startsWith('D') ? channel.replace(/^D-?/, '') : undefined;
      const kept = keep(at.teamId, channel, body, only);
      return { channel, ts: kept.id };
    },
    'chat.postEphemeral': (body, at) => {
      if (!member.has(String(body.channel))) return failure('not_in_channel');
      return { message_ts: keep(at.teamId, String(body.channel), body, body.user).id };
    },
    'chat.update': (body, at) => {
      const isMeant = ({ id, channel, team }: KeptMessage) =>
        id === body.ts && channel === body.channel && team === at.teamId;
      const kept = messages.find(isMeant);
      if (!kept) return failure('message_not_found');
      if (!nativeCalls.knows(body.blocks, at)) return failure('invalid_blocks');
      kept.body = { ...kept.body, ...body };
      events.emit('posted');
      return { channel: body.channel, ts: body.ts };
    },
    'pins.add': ({ channel, timestamp }, at) => pin(at.teamId, channel, timestamp, true),
    'pins.remove': ({ channel, timestamp }, at) => pin(at.teamId, channel, timestamp, false),
    'conversations.history': ({ channel }, at) => ({ messages: historyOf(at, channel) }),
    'conversations.replies': ({ channel }, at) => ({ messages: historyOf(at, channel) }),
    'views.open': (body, at) => {
      const fault = viewFault(body.view);
      if (fault) return { ...failure('invalid_arguments'), response_metadata: { messages: [fault] } };
      views.push({
        team: at.teamId,
        trigger: String(body.trigger_id),
        view: body.view as unknown as Record<string, unknown>,
      });
      events.emit('posted');
      return { view: { id: `V${views.length}` } };
    },
  };

  server.post('/api/:method', async (request, reply) => {
    const { method } = request.params as { method: string };
    calls[method] = (calls[method] ?? 0) + 1;
    const holding = held.get(method);
    if (held.delete(method)) {
      holding?.arrive();
      await holding?.released;
    }
    const failing = failures.findIndex(
      (failed) =>
        failed.method === method &&
        (failed.answer.to === undefined || failed.answer.to === (request.body as { channel?: string }).channel),
    );
    if (failing >= 0) {
      const [failed] = failures.splice(failing, 1);
      const answer: Failure = failed?.answer ?? { body: {} };
      return reply
        .code(answer.status ?? 200)
        .headers(answer.headers ?? {})
        .send(answer.body);
    }
    const { authorization } = request.headers;
    if (method === 'oauth.v2.access') return oauth.access(authorization, request.body as Record<string, string>);
    if (method === 'apps.connections.open') return socket?.(authorization) ?? failure('not_allowed_token_type');
    const ofPerson = statuses.answer(method, authorization, request.body as Record<string, unknown>);
    if (ofPerson) {
      events.emit('posted');
      if (!hanging.delete(method)) return ofPerson;
      events.emit('hung');
      // Whoever waits for it hears at once that there is no answer.
      reply.raw.destroy();
      return reply.hijack();
    }
    const at = tokens.of(authorization);
    if (typeof at === 'string') return failure(at);
    const answer = methods[method]?.(request.body as Record<string, string>, at) ?? failure('unknown_method');
    if (grants.scopes !== undefined) reply.header('x-oauth-scopes', grants.scopes);
    if (method.startsWith('calls.')) events.emit('posted');
    if (!hanging.delete(method)) return { ok: true, ...answer };
    events.emit('hung');
    return reply.hijack();
  });

  server.post('/respond/:channel/:user', async (request) => {
    calls.response_url = (calls.response_url ?? 0) + 1;
    const { channel, user } = request.params as { channel: string; user: string };
    const { team, message } = request.query as { team?: string; message?: string };
    const body = request.body as Record<string, unknown>;
    const replaced =
      body.replace_original === true
        ? messages.findLast((kept) => kept.channel === channel && (message ? kept.id === message : kept.only === user))
        : undefined;
    if (replaced) {
      replaced.body = body;
      events.emit('posted');
    } else keep(team, channel, body, body.response_type === 'ephemeral' ? user : undefined);
    return { ok: true };
  });

  // Whoever has no right to read files gets the page that asks people to sign in.
  server.get('/files/:number', async (request, reply) => {
    const kept = files[Number((request.params as { number: string }).number)];
    if (!kept || !tokens.of(request.headers.authorization))
      return reply.type('text/html').send('<!doctype html>Sign in');
    return reply.type('text/csv').send(kept);
  });

  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    /** Keeps a file. Resolves to its private address. */
    keepFile: (bytes: Uint8Array) => `${url}/files/${files.push(Buffer.from(bytes)) - 1}`,
    apiUrl: `${url}/api`,
    messages,
    views,
    calls,
    asked,
    member,
    rosters,
    gone,
    grants,
    nativeCalls,
    statuses,
    channels,
    userGroups,
    joined,
    tokens,
    oauth,
    /** Who answers `apps.connections.open`. */
    socketBy(answer: (authorization: string | undefined) => object) {
      socket = answer;
    },
    /** `message`: the one that was pressed, which is then the original to be replaced. */
    responseUrl: (channel: string, user: string, team = workspace.teamId, message = '') =>
      `${url}/respond/${channel}/${user}?team=${team}&message=${message}`,
    /** The next call of this method gets this answer. */
    failNext(method: string, answer: Failure) {
      failures.push({ method, answer });
    },
    /** The next call of this method is done, but never answered. Resolves once that has happened. */
    hangNext(method: string): Promise<void> {
      hanging.add(method);
      return new Promise((resolve) => events.once('hung', () => resolve()));
    },
    /** The next call of this method waits until it is released. */
    holdNext(method: string): { readonly arrived: Promise<void>; readonly release: () => void } {
      const arriving = Promise.withResolvers<void>();
      const releasing = Promise.withResolvers<void>();
      held.set(method, { arrive: arriving.resolve, released: releasing.promise });
      return { arrived: arriving.promise, release: releasing.resolve };
    },
    next: () => new Promise<void>((resolve) => events.once('posted', () => resolve())),
    async close() {
      server.server.closeAllConnections();
      await server.close();
    },
  };

  function historyOf({ teamId }: StandInWorkspace, channel: string | undefined) {
    return messages
      .filter((kept) => kept.team === teamId && kept.channel === channel && (!kept.only || channel.startsWith('D')))
      .map(({ id: ts, body }) => ({ ts, metadata: body.metadata }));
  }
}

function failure(error: string) {
  return { ok: false, error };
}
