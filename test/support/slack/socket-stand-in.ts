import { once } from 'node:events';
import { type WebSocket, WebSocketServer } from 'ws';

export const appToken = 'xapp-1-a-token-of-a-test';

/** What came back for an envelope. */
export interface Acknowledged {
  readonly envelope_id: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Slack's side of Socket Mode: hands out addresses, says hello, and sends envelopes until they are acknowledged. */
export async function startSocketStandIn() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  const url = `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/link`;
  const tickets = new Set<string>();
  const acknowledged: Acknowledged[] = [];
  const waiting: { resolve: () => void; holds: () => boolean }[] = [];
  let current: WebSocket | undefined;
  let opened = 0;
  let envelopes = 0;

  const look = () => {
    for (const one of waiting.filter(({ holds }) => holds())) {
      waiting.splice(waiting.indexOf(one), 1);
      one.resolve();
    }
  };
  const when = (holds: () => boolean) =>
    holds() ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ resolve, holds }));

  server.on('connection', (socket, request) => {
    const ticket = new URL(request.url ?? '', url).searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return socket.close(4_001);
    current = socket;
    opened += 1;
    socket.on('message', (message) => {
      acknowledged.push(JSON.parse(String(message)) as Acknowledged);
      look();
    });
    socket.on('close', () => {
      if (current === socket) current = undefined;
      look();
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
    look();
  });

  return {
    acknowledged,
    /** The answer to `apps.connections.open`. */
    open(authorization: string | undefined): object {
      if (authorization !== `Bearer ${appToken}`) return { ok: false, error: 'invalid_auth' };
      const ticket = `ticket-${tickets.size}-${opened}`;
      tickets.add(ticket);
      return { ok: true, url: `${url}?ticket=${ticket}` };
    },
    /** Resolves once the app has opened that many connections. */
    connected: (times: number) => when(() => opened >= times && current !== undefined),
    disconnected: () => when(() => current === undefined),
    /** Sends an envelope and resolves to its id. */
    send(type: 'events_api' | 'slash_commands' | 'interactive', payload: object): string {
      envelopes += 1;
      const envelope_id = `envelope-${envelopes}`;
      current?.send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: type !== 'events_api' }));
      return envelope_id;
    },
    async answer(envelopeId: string): Promise<Acknowledged> {
      const isMeant = ({ envelope_id: id }: Acknowledged) => id === envelopeId;
      await when(() => acknowledged.some(isMeant));
      return acknowledged.find(isMeant) ?? { envelope_id: envelopeId };
    },
    /** Slack asks its clients to connect anew every now and then. */
    refresh: () => current?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' })),
    async close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}
