import { EventEmitter } from 'node:events';
import formbody from '@fastify/formbody';
import fastify from 'fastify';

/** A message as Slack would keep it. */
export interface KeptMessage {
  readonly id: string;
  readonly channel: string;
  readonly only?: string;
  readonly thread?: string;
  body: Record<string, unknown>;
}

interface Failure {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

export const workspace = {
  teamId: 'T0MEETWIRE',
  name: 'Acme',
  botUserId: 'U0BOT',
  botToken: 'xoxb-test-token-of-acme',
};
const users: Readonly<Record<string, object>> = {
  U0ADA: {
    name: 'ada',
    real_name: 'Ada Almeida',
    tz: 'Europe/Lisbon',
    locale: 'en-GB',
    profile: { display_name: 'Ada', email: 'ada@acme.example' },
  },
  U0BOB: {
    name: 'bob',
    real_name: 'Bob Brandt',
    tz: 'Europe/Berlin',
    locale: 'en-US',
    profile: { display_name: 'Bob', email: 'bob@acme.example' },
  },
  U0BOT: { name: 'meetwire', is_bot: true, profile: {} },
};

/** A stand-in for Slack's Web API and response URLs, over real HTTP. */
export async function startSlackStandIn() {
  const events = new EventEmitter<{ posted: []; hung: [] }>().setMaxListeners(0);
  const messages: KeptMessage[] = [];
  const views: { trigger: string; view: Record<string, unknown> }[] = [];
  const calls: Record<string, number> = {};
  const hanging = new Set<string>();
  const failures: { method: string; answer: { status?: number; headers?: Record<string, string>; body: object } }[] =
    [];
  /** Channels in which the bot is a member. */
  const member = new Set(['C0GENERAL']);
  let clock = 1_700_000_000;
  const server = fastify();
  await server.register(formbody);

  const keep = (channel: string, body: Record<string, unknown>, only?: string): KeptMessage => {
    clock += 1;
    const kept = { id: `${clock}.000100`, channel, only, thread: body.thread_ts as string | undefined, body };
    messages.push(kept);
    events.emit('posted');
    return kept;
  };

  const methods: Readonly<Record<string, (body: Record<string, string>) => object>> = {
    'auth.test': () => ({
      team_id: workspace.teamId,
      team: workspace.name,
      user_id: workspace.botUserId,
      bot_id: 'B0BOT',
    }),
    'users.info'({ user = '' }) {
      const found = users[user] ?? (user.startsWith('U0CROWD') ? { name: user, profile: {} } : undefined);
      return found ? { user: { id: user, ...found } } : failure('user_not_found');
    },
    'conversations.open': ({ users: user = '' }) => ({ channel: { id: `D-${user}` } }),
    'chat.postMessage': (body) => {
      const channel = String(body.channel).replace(/^U/, 'D-U');
      if (!member.has(channel) && !channel.startsWith('D')) return failure('not_in_channel');
      const only = channel.startsWith('D') ? channel.replace(/^D-?/, '') : undefined;
      const kept = keep(channel, body, only);
      return { channel, ts: kept.id };
    },
    'chat.postEphemeral': (body) => {
      if (!member.has(String(body.channel))) return failure('not_in_channel');
      return { message_ts: keep(String(body.channel), body, body.user).id };
    },
    'chat.update': (body) => {
      const kept = messages.find(({ id, channel }) => id === body.ts && channel === body.channel);
      if (!kept) return failure('message_not_found');
      kept.body = { ...kept.body, ...body };
      events.emit('posted');
      return { channel: body.channel, ts: body.ts };
    },
    'conversations.history': ({ channel }) => ({ messages: historyOf(channel) }),
    'conversations.replies': ({ channel }) => ({ messages: historyOf(channel) }),
    'views.open': (body) => {
      views.push({ trigger: String(body.trigger_id), view: body.view as unknown as Record<string, unknown> });
      events.emit('posted');
      return { view: { id: `V${views.length}` } };
    },
  };

  server.post('/api/:method', async (request, reply) => {
    const { method } = request.params as { method: string };
    calls[method] = (calls[method] ?? 0) + 1;
    const failing = failures.findIndex((failed) => failed.method === method);
    if (failing >= 0) {
      const [failed] = failures.splice(failing, 1);
      const answer: Failure = failed?.answer ?? { body: {} };
      return reply
        .code(answer.status ?? 200)
        .headers(answer.headers ?? {})
        .send(answer.body);
    }
    if (request.headers.authorization !== `Bearer ${workspace.botToken}`) return { ok: false, error: 'invalid_auth' };
    const answer = methods[method]?.(request.body as Record<string, string>) ?? failure('unknown_method');
    if (!hanging.delete(method)) return { ok: true, ...answer };
    events.emit('hung');
    return reply.hijack();
  });

  server.post('/respond/:channel/:user', async (request) => {
    calls.response_url = (calls.response_url ?? 0) + 1;
    const { channel, user } = request.params as { channel: string; user: string };
    const body = request.body as Record<string, unknown>;
    const replaced =
      body.replace_original === true
        ? messages.findLast((kept) => kept.channel === channel && kept.only === user)
        : undefined;
    if (replaced) {
      replaced.body = body;
      events.emit('posted');
    } else keep(channel, body, body.response_type === 'ephemeral' ? user : undefined);
    return { ok: true };
  });

  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    apiUrl: `${url}/api`,
    messages,
    views,
    calls,
    member,
    responseUrl: (channel: string, user: string) => `${url}/respond/${channel}/${user}`,
    /** The next call of this method gets this answer. */
    failNext(method: string, answer: Failure) {
      failures.push({ method, answer });
    },
    /** The next call of this method is done, but never answered. Resolves once that has happened. */
    hangNext(method: string): Promise<void> {
      hanging.add(method);
      return new Promise((resolve) => events.once('hung', () => resolve()));
    },
    next: () => new Promise<void>((resolve) => events.once('posted', () => resolve())),
    async close() {
      server.server.closeAllConnections();
      await server.close();
    },
  };

  function historyOf(channel: string | undefined) {
    return messages
      .filter((kept) => kept.channel === channel && !kept.only?.startsWith('U'))
      .map(({ id: ts, body }) => ({ ts, metadata: body.metadata }));
  }
}

function failure(error: string) {
  return { ok: false, error };
}
