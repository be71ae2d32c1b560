import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** How a mail server behaves: it takes mails, says no at one of its steps, or hangs up. */
export type Mood =
  | 'well'
  | { readonly at: 'connect' | 'from' | 'to' | 'data'; readonly code: number; readonly text: string }
  | 'hangs up before it answers'
  | 'hangs up while it is told';

export interface Received {
  readonly raw: string;
  readonly parsed: ParsedMail;
  readonly to: readonly string[];
}

/** A real mail server on a free port, whose mails a test can read. */
export async function startSmtp({ tls = false }: { readonly tls?: boolean } = {}) {
  const mails: Received[] = [];
  let mood: Mood = 'well';
  const refusal = (at: Exclude<Mood, string>['at']) =>
    typeof mood === 'object' && mood.at === at
      ? Object.assign(new Error(mood.text), { responseCode: mood.code })
      : undefined;
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    hideSTARTTLS: !tls,
    onConnect: (_session, callback) => callback(refusal('connect')),
    onMailFrom: (_address, _session, callback) => callback(refusal('from')),
    onRcptTo: (_address, _session, callback) => callback(refusal('to')),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (mood === 'hangs up while it is told') hangUp();
      });
      stream.on('end', async () => {
        if (mood === 'hangs up before it answers') return hangUp();
        const no = refusal('data');
        if (no) return callback(no);
        const raw = Buffer.concat(chunks).toString('latin1');
        const parsed = await simpleParser(Buffer.concat(chunks));
        mails.push({ raw, parsed, to: session.envelope.rcptTo.map(({ address }) => address) });
        return callback();
      });
    },
  });
  // What goes wrong on the line is part of the tests.
  server.on('error', () => undefined);
  const sockets = new Set<{ destroy(): void; on(event: 'close', told: () => void): unknown }>();
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    be: (next: Mood) => {
      mood = next;
    },
    /** Does not wait for clients that keep their connections. */
    close() {
      hangUp();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
