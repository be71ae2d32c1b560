import { createServer, type RequestListener } from 'node:http';

/** What a measured program tells the bench when it is asked: its own CPU time so far, and whatever it counted. */
export interface Report {
  readonly cpuMicroseconds: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Tells the bench that it listens, and answers each of its messages with a report. */
export function serveReports(url: string, counts: Record<string, number> = {}): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMicroseconds: user + system, counts } satisfies Report);
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ url });
}

/** Listens on a free port of loopback. Resolves to the address. */
export function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
    });
  });
}
