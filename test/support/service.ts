import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What the stand-in got, and how it answers next. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** With what follows the path. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
}

type Answer = (asked: Asked, response: ServerResponse) => void;

/**
 * A stand-in for the UCaaS service that answers whatever a test wants: documented samples, HTML, nothing at all. Where
 * nothing is set, it lets everybody in and makes meetings.
 */
export async function startService() {
  const asked: Asked[] = [];
  const meetings: Record<string, unknown>[] = [];
  const answers = new Map<string, Answer>();
  const usual: Readonly<Record<string, Answer>> = {
    'POST /login': ({ body }, response) =>
      json(response, {
        result: 1,
        token: `token of ${body.email}`,
        user: {
          user_id: 'u1',
          customer_id: 'c1',
          first_name: 'Ada',
          last_name: 'Almeida',
          email: body.email,
          role: 'user',
        },
      }),
    'POST /meetings': ({ body }, response) => json(response, { result: 1, meeting: make(body) }),
    'GET /meetings': (_asked, response) => json(response, { result: 1, search: {}, meetings: [...meetings].reverse() }),
    'GET /meeting/permanent': (_asked, response) => json(response, { result: '1', permanent_room: room }),
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const path = (request.url ?? '').split('?')[0] ?? '';
    const one: Asked = {
      method: request.method ?? '',
      path,
      url: request.url ?? '',
      headers: request.headers,
      body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
    asked.push(one);
    answer(one, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    meetings,
    make,
    /** From now on, this route (`POST /meetings`) answers like this. */
    on: (route: string, answer: Answer) => void answers.set(route, answer),
    usual: (route: string) => void answers.delete(route),
    /** Answers as it would now, whenever it was asked. */
    answer,
    environment: {
      UCAAS_BASE_URL: `http://127.0.0.1:${port}`,
      UCAAS_API_ID: 'api-id-of-a-test',
      UCAAS_JOIN_HOSTS: 'meet.example.com',
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  function answer(one: Asked, response: ServerResponse): void {
    const route = `${one.method} ${one.path}`;
    const given =
      answers.get(route) ?? usual[route] ?? ((_asked, missing) => json(missing, { message: 'no such route' }, 404));
    given(one, response);
  }

  function make(body: Record<string, unknown>): Record<string, unknown> {
    const id = String(meetings.length + 1);
    const meeting = { ...body, meeting_id: `m${id}`, room_id: `r${id}`, direct_url: `https://meet.example.com/${id}` };
    meetings.push(meeting);
    return meeting;
  }
}

export const room = {
  room_id: 'r0',
  user_id: 'u1',
  room_name: 'Ada’s room',
  desc: '',
  mpin: '11112222',
  ppin: '33334444',
  direct_url: 'https://meet.example.com/room',
  moderators: 1,
  participants: 10,
  duration: '60',
  wait_for_moderator: false,
  knock: false,
  auto_recording: false,
};

export function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end('<html><body>Bad gateway</body></html>');
}
